// Copies of a trail's bucket and AWS's event history for one question: the days that were copied from the copies, what is
// older and what came since from event history, and nothing said to be lacking that the other one read.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ask } from '../../src/ask.ts';
import { bucketCalls } from '../../src/aws/s3.ts';
import { isFailure } from '../../src/domain/failure.ts';
import { syncBucket } from '../../src/s3-sync/sync-bucket.ts';
import { type ArchiveSource, archiveSource } from '../../src/sources/archive.ts';
import { record } from '../archive/sample-logs.ts';
import { ACCOUNT, KEY, NOW, REGION, type Stage, stage } from './event-history/stage.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const BUCKET = 'sample-trail-logs';
const ASKED = { now: NOW, zone: 'UTC', locale: 'en-GB' };
const INSTANCE = 'i-0aaaaaaaaaaaaaaa1';
/** When the copies were last brought in step. */
const PASS = NOW - 60 * MINUTE;
const COPIED_DAYS = 5;
/** The first instant of the copies. */
const BEGIN = Math.floor((PASS - COPIED_DAYS * DAY) / DAY) * DAY;

const iso = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');
const stopped = (ms: number) => ({ ...record({ id: `at-${iso(ms)}`, name: 'StopInstances', time: iso(ms) }) });
/** Minutes on their way, as CloudTrail's are. */
const LATE = 5 * MINUTE;

function logFile(ms: number) {
  const at = iso(ms + LATE);
  const minute = at.slice(0, 16).replace(/[-:]/g, '');
  const place = `${ACCOUNT}/CloudTrail/${REGION}`;
  return {
    key: `AWSLogs/${place}/${at.slice(0, 10).replaceAll('-', '/')}/${ACCOUNT}_CloudTrail_${REGION}_${minute}Z_${ms}.json.gz`,
    body: () => gzipSync(JSON.stringify({ Records: [stopped(ms)] })),
    modifiedMs: ms + LATE,
  };
}

/** One every day, and around where one source takes over from the other. */
const TIMES = [
  ...Array.from({ length: 10 }, (_, days) => NOW - 3 * 3_600_000 - days * DAY),
  ...[-21, -2, 0, 2, 19, 21].map((minutes) => BEGIN + minutes * MINUTE),
  ...[-30, -19, -3, 2, 25].map((minutes) => PASS + minutes * MINUTE),
].sort((left, right) => left - right);

let folder: string;
let history: Stage;
let copies: ArchiveSource;
let bucket: ReturnType<typeof bucketCalls>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whodid-copies-'));
  const objects = TIMES.map(logFile);
  history = await stage({
    events: TIMES.map(stopped),
    buckets: [
      { name: BUCKET, account: ACCOUNT, region: REGION, objects: objects.filter((one) => one.modifiedMs <= PASS) },
    ],
  });
  const reach = { bucket: BUCKET, region: REGION, role: null };
  bucket = bucketCalls({ endpoint: history.aws.url, credentials: KEY }, reach, () => PASS, 'test');
  await copyAt(PASS);
  copies = archiveSource({ folder: join(folder, 's3', BUCKET), dataDir: folder, lookAgainAfterMs: 600_000 });
});
afterEach(async () => {
  await copies.close();
  bucket.close();
  await history.close();
  rmSync(folder, { recursive: true });
});

async function copyAt(ms: number): Promise<void> {
  const address = { bucket: BUCKET, prefix: '', narrowed: [] };
  const options = { calls: bucket, address, dataDir: folder, clock: () => ms, diskBytesMax: 1e9, keepDays: null };
  const report = await syncBucket(options, { fromMs: ms - COPIED_DAYS * DAY, toMs: ms });
  if (isFailure(report)) throw new Error(report.why);
}

async function answered(text: string, sources = [copies, history.source]) {
  const reply = await ask(text, ASKED, { sources });
  if (reply.status !== 'answered') throw new Error(JSON.stringify(reply));
  return { times: reply.done.map(({ timeMs }) => timeMs), receipt: reply.receipt };
}

it('answers from the copies what they hold, and from event history what is older and what came since', async () => {
  const { times, receipt } = await answered(`who stopped ${INSTANCE} from 2026-11-11 to 2026-11-20T11:39:00Z`);
  expect(times).toEqual(TIMES.filter((ms) => ms < NOW - 21 * MINUTE && ms >= Date.parse('2026-11-11')));
  expect(receipt.gaps).toEqual([]);
  expect(receipt.complete).toBe(true);
  expect(receipt.sources.map(({ source }) => source)).toEqual(['event-history', 'archive', 'event-history']);
});

it('asks event history for nothing that the copies hold', async () => {
  const { receipt } = await answered(`who stopped ${INSTANCE} on 2026-11-18`);
  expect(receipt).toMatchObject({ complete: true, sources: [{ source: 'archive' }] });
  expect(history.lookups()).toEqual([]);
});

it('alone says what the copies do not reach', async () => {
  const { receipt } = await answered(`who stopped ${INSTANCE} from 2026-11-11 to 2026-11-20T11:39:00Z`, [
    copies as never,
  ]);
  expect(receipt.gaps.map(({ kind }) => kind)).toEqual(['not-delivered', 'not-delivered']);
});

it('sees what was copied since it last looked at the folder, where the copies are called whole by it', async () => {
  const early = await answered(`who stopped ${INSTANCE} on 2026-11-20 before 10:35`, [copies as never]);
  expect(early.receipt.complete).toBe(true);
  const late = { ...logFile(PASS - 90 * MINUTE), modifiedMs: PASS };
  history.aws.s3.put(BUCKET, { ...late, key: late.key.replace('.json.gz', 'x.json.gz') });
  await copyAt(PASS + 2 * MINUTE);
  const { times, receipt } = await answered(`who stopped ${INSTANCE} on 2026-11-20 before 10:35`, [copies as never]);
  expect(receipt.complete).toBe(true);
  expect(times).toContain(PASS - 90 * MINUTE);
});
