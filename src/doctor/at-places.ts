// One call at each account's Region, a few at a time → the troubles there were.
import { type AwsTrouble, isTrouble } from '../aws/aws-trouble.ts';
import type { RolePlace } from '../aws/place-clients.ts';
import type { TroubleAt } from './missing.ts';

const AT_ONCE = 8;

/** `call`: made once at each place. Accounts whose role cannot be assumed are asked at one Region only. */
export async function atPlaces(
  places: readonly RolePlace[],
  call: (place: RolePlace) => Promise<object | AwsTrouble>,
): Promise<readonly TroubleAt[]> {
  const troubles: TroubleAt[] = [];
  const closed = new Set<string>();
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < places.length; at = next++) {
      const place = places[at];
      if (place === undefined || closed.has(place.accountId)) continue;
      const answer = await call(place);
      if (!isTrouble(answer)) continue;
      troubles.push({ place, trouble: answer });
      if (answer.action === 'sts:AssumeRole') closed.add(place.accountId);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, places.length) }, worker));
  return troubles;
}
