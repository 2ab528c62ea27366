// LookupEvents answers in each account's Region: one page of the last hour is asked for at each.
import { countOf } from '../../answer/words/count.ts';
import { isTrouble } from '../../aws/aws-trouble.ts';
import { type EventHistory, eventHistory, type HistoryPlace } from '../../aws/event-history.ts';
import type { Clock } from '../../domain/clock.ts';
import { isFailure } from '../../domain/failure.ts';
import { atPlaces } from '../at-places.ts';
import { type AwsReach, placesOf } from '../aws-reach.ts';
import { type Check, failed, ok, warn } from '../check.ts';
import { butForRoles, missingPermissions, otherAdvice, troubleWords } from '../missing.ts';
import { withAws } from './aws-identity.ts';

/** Names our sessions in the account's own CloudTrail. */
const ASKER = 'doctor';
const LOOK_BACK_MS = 60 * 60_000;
/** AWS allows two calls a second at each place, and the bot may be at work: tried this often, this far apart. */
const TRIES = 3;
const TRY_AGAIN_MS = 600;

export function eventHistoryCheck(aws: AwsReach | null, clock: Clock): Check {
  return withAws('event history', aws, async ({ reach, signal }) => {
    const places = await placesOf(reach);
    if (isFailure(places)) return failed(places.why, places.instead);
    const history = eventHistory(reach.aws, clock);
    try {
      const troubles = await atPlaces(places, (place) => onePage(history, place, clock(), signal));
      const accounts = new Set(places.map(({ accountId }) => accountId)).size;
      const all = `${countOf(accounts, 'account')}, ${countOf(places.length, 'place')} (an account’s Region) in all`;
      if (troubles.length === 0) return ok(`LookupEvents answers everywhere: ${all}.`);
      const found = `LookupEvents does not answer everywhere (${all}): ${troubleWords(troubles).join('; ')}.`;
      // A Region that is off holds nothing; everything else keeps questions from being answered whole.
      const result = troubles.every(({ trouble }) => trouble.trouble === 'credentials') ? warn(found) : failed(found);
      return { ...result, mend: otherAdvice(troubles), permissions: missingPermissions(butForRoles(troubles)) };
    } finally {
      history.close();
    }
  });
}

async function onePage(history: EventHistory, place: HistoryPlace, now: number, signal: AbortSignal) {
  const toMs = Math.floor(now / 1000) * 1000;
  const request = { attribute: null, fromMs: toMs - LOOK_BACK_MS, toMs, nextToken: null };
  let answer = await history.page(place, ASKER, request, signal);
  for (let tries = 1; tries < TRIES && isTrouble(answer) && answer.trouble === 'throttled'; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    answer = await history.page(place, ASKER, request, signal);
  }
  return answer;
}
