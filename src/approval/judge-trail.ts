// How a trail stands after a change → whether the change is seen to work: it records, nothing keeps it from delivering, and
// a file came after the change. Until one came, nothing is proven. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html
import type { TrailNow } from '../domain/remediation.ts';

export interface Judged {
  readonly kind: 'verified' | 'inconclusive' | 'failed';
  /** A clause of plain text. */
  readonly words: string;
}

/** What AWS tells may lag behind a change for this long; an old delivery error stays until the next try. Milliseconds. */
const SETTLES_MS = 15 * 60_000;

/** Our call is noted a little after AWS carried it out. Milliseconds. */
const SLACK_MS = 60_000;

/** `made`: whether the setting that was changed is as wanted; null: that could not be read. `ranAt`, `now`: epoch ms. */
export function judgeTrail(trail: TrailNow | null, made: boolean | null, ranAt: number, now: number): Judged {
  const settled = now - ranAt >= SETTLES_MS;
  const wait = (words: string): Judged => ({ kind: settled ? 'failed' : 'inconclusive', words });
  if (trail === null) return wait('the trail is not there');
  if (!trail.logging) return wait('the trail is not logging: the call had no effect, or somebody stopped it again');
  if (made === false) return wait('the setting is not as it was to be: somebody changed it again, or it had no effect');
  if (trail.deliveryError !== null) {
    return wait(`it logs, but S3 refuses its files (${trail.deliveryError.slice(0, 100)})`);
  }
  // AWS counts in whole seconds. Where it was on already, whatever came after we looked proves it.
  const since = Math.floor(Math.max(ranAt - SLACK_MS, trail.startedMs ?? 0) / 1_000) * 1_000;
  if (trail.deliveredMs === null || trail.deliveredMs <= since) {
    return { kind: 'inconclusive', words: 'it logs, and no file has come since; CloudTrail takes about 5 minutes' };
  }
  if (made === null) return { kind: 'inconclusive', words: 'it logs and delivers; the setting could not be read' };
  return { kind: 'verified', words: 'it logs, and a file came after it was switched on' };
}
