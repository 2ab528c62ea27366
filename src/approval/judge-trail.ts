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

/** Our call is noted a little after AWS carried it out, and by another clock. Milliseconds. */
const SLACK_MS = 60_000;

export interface Change {
  /** Whether the trail was to be switched on; else a setting of one that logs was changed. */
  readonly starts: boolean;
  /** Whether what was to be changed is as wanted; null: that could not be read. */
  readonly made: boolean | null;
  /** When it was done, epoch milliseconds. */
  readonly ranAt: number;
}

/** `now`: epoch milliseconds. */
export function judgeTrail(trail: TrailNow | null, { starts, made, ranAt }: Change, now: number): Judged {
  const settled = now - ranAt >= SETTLES_MS;
  const wait = (words: string): Judged => ({ kind: settled ? 'failed' : 'inconclusive', words });
  if (trail === null) return wait('the trail is not there');
  if (!trail.logging) {
    const why = starts ? 'the call had no effect, or somebody stopped it again' : 'it has to be switched on as well';
    return wait(`the trail is not logging: ${why}`);
  }
  if (made === false) return wait('the setting is not as it was to be: somebody changed it again, or it had no effect');
  if (trail.deliveryError !== null) {
    return wait(`it logs, but S3 refuses its files (${trail.deliveryError.slice(0, 100)})`);
  }
  if (trail.deliveredMs === null || trail.deliveredMs <= provenAfter(trail, starts, ranAt)) {
    return { kind: 'inconclusive', words: 'it logs, and no file has come since; CloudTrail takes about 5 minutes' };
  }
  if (made === null) return { kind: 'inconclusive', words: 'it logs and delivers; the setting could not be read' };
  return { kind: 'verified', words: `it logs, and a file came after it was ${starts ? 'switched on' : 'changed'}` };
}

/**
 * A file is proof from when on, in whole seconds, as AWS counts. A start bears AWS's own time, which its deliveries are held
 * against; of a changed setting there is our time only, and a file that came just before it proves nothing.
 */
function provenAfter({ startedMs, stoppedMs }: TrailNow, starts: boolean, ranAt: number): number {
  const fresh = starts && startedMs !== null && startedMs > (stoppedMs ?? 0);
  const since = fresh ? Math.max(ranAt - SLACK_MS, startedMs) : ranAt + SLACK_MS;
  return Math.floor(since / 1_000) * 1_000;
}
