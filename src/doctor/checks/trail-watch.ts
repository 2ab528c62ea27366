// One look at all trails as the watch takes it: what it cannot read, and whether there is anywhere to tell of a change.
import { countOf } from '../../answer/words/count.ts';
import { trailPostures } from '../../aws/trail-posture.ts';
import type { Config } from '../../config/config.ts';
import type { Clock } from '../../domain/clock.ts';
import { isFailure } from '../../domain/failure.ts';
import { type AwsReach, placesOf } from '../aws-reach.ts';
import { type Check, failed, ok, warn } from '../check.ts';
import { withAws } from './aws-identity.ts';

const GAPS_MAX = 6;

export function trailWatchCheck(
  aws: AwsReach | null,
  config: Pick<Config, 'work' | 'securityChannel'>,
  clock: Clock,
): Check {
  return withAws('trail watch', aws, async ({ reach, signal }) => {
    const everyMs = config.work.trailWatchEveryMs;
    if (everyMs === 0) return ok('It is off: TRAIL_WATCH_MINUTES is 0.');
    const places = await placesOf(reach);
    if (isFailure(places)) return failed(places.why, places.instead);
    const postures = trailPostures(reach.aws, clock, 'doctor');
    try {
      const { trails, stores, gaps } = await postures.read(places, signal);
      const seen = `It sees ${countOf(trails.length, 'trail')} and ${countOf(stores.length, 'event data store')}, and looks every ${countOf(everyMs / 60_000, 'minute')}.`;
      const nowhere = 'Set SECURITY_CHANNEL: without it nobody is told when a trail is changed';
      const advice = [
        ...(config.securityChannel === null ? [nowhere] : []),
        ...gaps.slice(0, GAPS_MAX).map((gap) => `Not all is seen: ${gap} (deploy/iam/trail-watch.json)`),
      ];
      return advice.length === 0 ? ok(seen) : warn(seen, ...advice);
    } finally {
      postures.close();
    }
  });
}
