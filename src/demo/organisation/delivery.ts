// Which log file each event arrives in, as a trail delivers to S3: a few minutes late, one file per account, Region and
// few minutes, at times a copy of an event in a second file. File names:
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
import type { JsonObject } from '../../domain/audit-event.ts';
import { ORGANISATION_ID } from './accounts.ts';
import { type Draft, toRecord } from './draft.ts';
import type { Random } from './random.ts';
import { MINUTE } from './time.ts';

/** Events of this long go into one file. Divides a day, so that no file spans midnight UTC. */
export const DELIVERY_BUCKET = 4 * MINUTE;
/** A file comes this long after its bucket closes, so 2 to 10 minutes after each event in it. */
const SOONEST = 2 * MINUTE;
const SPREAD_MINUTES = 4;
/** Nothing younger than this has been delivered yet. */
export const NOT_YET_DELIVERED = DELIVERY_BUCKET + SOONEST + SPREAD_MINUTES * MINUTE;
/** One file in so many is followed by one that repeats a few of its events. */
const REPEAT_ONE_IN = 180;
const REPEATED_EVENTS = 3;

/** A log file: its path under the bucket, and its records. */
export interface LogFile {
  readonly path: string;
  readonly records: readonly JsonObject[];
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function pathOf(account: string, region: string, delivered: number, random: Random): string {
  const at = new Date(delivered).toISOString();
  const day = at.slice(0, 10);
  const stamp = `${day.replaceAll('-', '')}T${at.slice(11, 13)}${at.slice(14, 16)}Z`;
  const folder = `AWSLogs/${ORGANISATION_ID}/${account}/CloudTrail/${region}/${day.replaceAll('-', '/')}`;
  return `${folder}/${account}_CloudTrail_${region}_${stamp}_${random.text(LETTERS, 16)}.json.gz`;
}

/** Files holding these events, oldest bucket first. */
export function* deliver(events: readonly Draft[], random: Random): Generator<LogFile> {
  const buckets = new Map<string, Draft[]>();
  for (const event of [...events].sort((a, b) => a.time - b.time)) {
    const key = `${Math.floor(event.time / DELIVERY_BUCKET)}/${event.account.id}/${event.region}`;
    const bucket = buckets.get(key);
    if (bucket === undefined) buckets.set(key, [event]);
    else bucket.push(event);
  }
  for (const bucket of buckets.values()) {
    const first = bucket[0];
    if (first === undefined) continue;
    const closed = (Math.floor(first.time / DELIVERY_BUCKET) + 1) * DELIVERY_BUCKET;
    const delivered = closed + SOONEST + random.int(SPREAD_MINUTES) * MINUTE;
    const records = bucket.map(toRecord);
    yield { path: pathOf(first.account.id, first.region, delivered, random), records };
    if (random.int(REPEAT_ONE_IN) === 0) {
      yield {
        path: pathOf(first.account.id, first.region, delivered + MINUTE, random),
        records: records.slice(0, REPEATED_EVENTS),
      };
    }
  }
}
