// The accounts and Regions of event history → how their trails stand, asked anew each time: what is believed for minutes
// would hide what the watch is for.

import { trailPostures } from '../../aws/trail-posture.ts';
import { bytesADay } from '../../aws/trail-storage.ts';
import type { Clock } from '../../domain/clock.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import type { Posture, TrailPosture } from '../../trails/posture.ts';
import { knownTargets, type TargetOptions } from '../event-history/known-targets.ts';

export interface PosturePortOptions extends TargetOptions {
  readonly clock?: Clock;
}

/** All of it together may take this long, milliseconds; what has not answered by then is not known. */
const READ_MS_MAX = 120_000;
/** Listing what one trail wrote in a day may take this long, milliseconds: it is said in passing. */
const LIST_MS_MAX = 10_000;
/** Names our sessions in the account's own CloudTrail. */
const ASKER = 'trail-watch';

export function posturePort(options: PosturePortOptions): {
  read(signal?: AbortSignal): Promise<Posture | Failure>;
  bytesADay(trail: TrailPosture): Promise<number | null>;
  close(): void;
} {
  const postures = trailPostures(options.aws, options.clock ?? Date.now, ASKER);
  const targets = knownTargets(options);
  return {
    async read(signal) {
      const known = await targets();
      if (isFailure(known)) return known;
      const places = known.targets.flatMap(({ accountId, role, regions }) =>
        regions.map((region) => ({ accountId, region, role })),
      );
      const within = AbortSignal.timeout(READ_MS_MAX);
      return postures.read(places, signal === undefined ? within : AbortSignal.any([signal, within]));
    },
    async bytesADay(trail) {
      const known = await targets();
      const home = isFailure(known)
        ? undefined
        : known.targets.find(({ accountId }) => accountId === trail.trail.account);
      if (home === undefined) return null;
      const place = { accountId: home.accountId, region: trail.trail.homeRegion, role: home.role };
      return bytesADay(options.aws, options.clock ?? Date.now, place, trail, AbortSignal.timeout(LIST_MS_MAX));
    },
    close: () => postures.close(),
  };
}
