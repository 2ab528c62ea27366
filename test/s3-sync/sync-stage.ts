// A trail's bucket on the fake, with one small log file an hour or more for each place and day, and a data folder to copy
// it to.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BucketCalls, bucketCalls } from '../../src/aws/s3.ts';
import { type Failure, isFailure } from '../../src/domain/failure.ts';
import type { SeedObject } from '../../src/fakes/aws/s3/buckets.ts';
import { readBucketAddress } from '../../src/s3-sync/bucket-address.ts';
import { type SyncOptions, type SyncReport, type SyncWindow, syncBucket } from '../../src/s3-sync/sync-bucket.ts';
import { DAY, HOME, NOW, PROD } from '../fakes/aws/sample-record.ts';
import { KEYS, openStage, type Stage } from '../fakes/aws/stage.ts';
import { BUCKET } from './log-objects.ts';

export { BUCKET, day, filesIn, logFile, logFiles, PLACES } from './log-objects.ts';

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
