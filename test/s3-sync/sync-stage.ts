// A trail's bucket on the fake, with one small log file an hour or more for each place and day, and a data folder to copy
// it to.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BucketCalls, bucketCalls } from '../../src/aws/s3.ts';
import { type Failure, isFailure } from '../../src/domain/failure.ts';
import type { SeedObject } from '../../src/fakes/aws/s3/buckets.ts';
import { readBucketAddress } from '../../src/s3-sync/bucket-address.ts';
import { type SyncOptions, type SyncReport, type SyncWindow, syncBucket } from '../../src/s3-sync/sync-bucket.ts';
import { DAY, DEV, HOME, NOW, PROD, record } from '../fakes/aws/sample-record.ts';
import { KEYS, openStage, type Stage } from '../fakes/aws/stage.ts';

export const BUCKET = 'sample-trail-logs';
export const PLACES = [`${PROD}/CloudTrail/${HOME}`, `${PROD}/CloudTrail/us-east-1`, `${DEV}/CloudTrail/${HOME}`];

/** The day (UTC) so many days before the fake's now. */
export const day = (before: number) => new Date(NOW - before * DAY).toISOString().slice(0, 10);

export interface Filling {
  readonly places?: readonly string[];
  /** Days back from now. */
  readonly days: number;
  /** Files for each place and day. */
  readonly files?: number;
  readonly prefix?: string;
  readonly kmsKey?: string;
}

/** Log files, made only when they are read; each has one event. Only what lies before the fake's now. */
export function* logFiles({ places = PLACES, days, files = 2, prefix = '', kmsKey }: Filling): Generator<SeedObject> {
  for (let before = days - 1; before >= 0; before--) {
    for (const place of places) {
      for (let at = 0; at < files; at++) {
        const ms = Date.parse(`${day(before)}T00:00:00Z`) + Math.floor(((at + 0.5) * DAY) / files);
        if (ms < NOW) yield logFile(prefix, place, ms, at, kmsKey);
      }
    }
  }
}

export function logFile(prefix: string, place: string, ms: number, at: number, kmsKey?: string): SeedObject {
  const [region = '', , account = ''] = place.split('/').reverse();
  const stamp = new Date(ms).toISOString();
  const minute = stamp.slice(0, 16).replace(/[-:]/g, '');
  const name = `${account}_CloudTrail_${region}_${minute}Z_${String(at).padStart(8, 'a')}.json.gz`;
  const id = `${account.slice(0, 8)}-${region.charCodeAt(0)}0-4000-8000-${String(ms).slice(1)}`;
  const body = () => {
    const one = record(0, {
      eventID: id,
      eventTime: new Date(ms - 300_000).toISOString().replace('.000Z', 'Z'),
      awsRegion: region,
      recipientAccountId: account,
      requestID: id,
    });
    return gzipSync(JSON.stringify({ Records: [one] }));
  };
  const key = `${prefix}AWSLogs/${place}/${stamp.slice(0, 10).replaceAll('-', '/')}/${name}`;
  return { key, body, modifiedMs: ms, ...(kmsKey === undefined ? {} : { kmsKey }) };
}

export interface SyncStage extends Stage {
  readonly dataDir: string;
  readonly calls: BucketCalls;
  readonly options: SyncOptions;
  sync(window: SyncWindow, over?: Partial<SyncOptions>): Promise<SyncReport | Failure>;
  /** What was asked of the fake since the last look, as "ListObjectsV2 AWSLogs/…". */
  asked(): readonly string[];
}

/** The last `days` whole days and today. */
export const lastDays = (days: number): SyncWindow => ({ fromMs: NOW - days * DAY, toMs: NOW });

export async function openSyncStage(
  objects: Iterable<SeedObject>,
  address = `s3://${BUCKET}`,
  more: Parameters<typeof openStage>[0] = {},
): Promise<SyncStage> {
  const stage = await openStage({
    buckets: [{ name: BUCKET, account: PROD, region: HOME, objects }],
    regions: [HOME, 'us-east-1', 'eu-central-1'],
    ...more,
  });
  const dataDir = mkdtempSync(join(tmpdir(), 'whodid-s3-'));
  const reading = readBucketAddress(address);
  if (!reading.ok) throw new Error(reading.why);
  const reach = { bucket: reading.address.bucket, region: HOME, role: null };
  const calls = bucketCalls({ endpoint: stage.fake.url, credentials: KEYS }, reach, () => NOW, 'test');
  folders.push({ dataDir, calls });
  const options: SyncOptions = {
    calls,
    address: reading.address,
    dataDir,
    clock: () => NOW,
    diskBytesMax: 1e9,
    keepDays: null,
    pause: async () => undefined,
  };
  let seen = 0;
  return {
    ...stage,
    dataDir,
    calls,
    options,
    sync: (window, over = {}) => syncBucket({ ...options, ...over }, window),
    asked: () => {
      const calls = stage.fake.calls.slice(seen);
      seen += calls.length;
      return calls.map(({ operation, input }) => `${operation} ${String(input.Prefix ?? input.Key ?? '')}`.trim());
    },
  };
}

const folders: { readonly dataDir: string; readonly calls: BucketCalls }[] = [];

/** For `afterEach`. */
export function closeSyncStages(): void {
  for (const { dataDir, calls } of folders.splice(0)) {
    calls.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Throws a failure on, so that its words are in the test's output. */
export function good<T>(value: T | Failure): T {
  if (isFailure(value)) throw new Error(JSON.stringify(value));
  return value;
}

/** Paths of the log files in a folder of copies. */
export function filesIn(folder: string, below = ''): readonly string[] {
  return readdirSync(join(folder, below)).flatMap((name) => {
    const path = below === '' ? name : `${below}/${name}`;
    if (statSync(join(folder, path)).isDirectory()) return filesIn(folder, path);
    return name.endsWith('.json.gz') ? [path] : [];
  });
}
