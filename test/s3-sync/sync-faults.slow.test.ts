// Planted faults: whatever keeps a log file from being copied is a sentence or a gap, passing troubles are tried again, and
// an answer is called complete only where everything was read.
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { Gap } from '../../src/domain/coverage.ts';
import type { Fault } from '../../src/fakes/aws/faults.ts';
import { readJournal } from '../../src/s3-sync/journal.ts';
import { syncCoverage } from '../../src/s3-sync/sync-coverage.ts';
import { archiveSource } from '../../src/sources/archive.ts';
import { DAY, DEV, HOME, NOW, PROD } from '../fakes/aws/sample-record.ts';
import { KEYS } from '../fakes/aws/stage.ts';
import {
  BUCKET,
  closeSyncStages,
  day,
  filesIn,
  good,
  lastDays,
  logFiles,
  openSyncStage,
  PLACES,
  type SyncStage,
} from './sync-stage.ts';

afterEach(closeSyncStages);

const KMS_KEY = { id: 'sample-key', account: PROD, region: HOME } as const;
const KMS_ARN = `arn:aws:kms:${HOME}:${PROD}:key/sample-key`;
const WANTED = lastDays(2);
/** What happened up to here has been published by the time of the copying. */
const WHOLE = NOW - 20 * 60_000;
/** Objects of the last two days and today, in three places. */
const OBJECTS = 3 * 3 * 2 - 3;
const [PLACE = ''] = PLACES;

/** Copies, asks for all of it, and says what was lacking. */
async function story(stage: SyncStage, over: Parameters<SyncStage['sync']>[1] = {}) {
  const report = good(await stage.sync(WANTED, over));
  const source = archiveSource({ folder: report.folder, dataDir: stage.dataDir });
  try {
    const window = {
      from: new Date(WANTED.fromMs).toISOString(),
      to: new Date(WHOLE).toISOString(),
      zone: 'UTC',
      phrase: null,
    };
    const read = good(await source.events({ test: { kind: 'always' }, window, order: 'oldest-first', limit: null }));
    return { report, events: read.events.length, gaps: read.coverage.gaps, words: wordsOf(read.coverage.gaps) };
  } finally {
    await source.close();
  }
}

/** What the journal alone knows to be lacking of the time asked for. */
async function gapsIn(folder: string): Promise<readonly Gap[]> {
  const journal = await readJournal(folder);
  if (journal === null) throw new Error('no journal');
  const window = {
    from: new Date(WANTED.fromMs).toISOString(),
    to: new Date(WHOLE).toISOString(),
    zone: 'UTC',
    phrase: null,
  };
  return syncCoverage(journal, { kind: 'always' }, window).gaps;
}

const wordsOf = (gaps: readonly Gap[]) => gaps.map(({ kind, detail }) => `${kind}: ${detail}`).join('\n');
const slashed = (before: number) => day(before).replaceAll('-', '/');

describe('a trouble that passes', () => {
  const faults: readonly Fault[] = [
    { kind: 'throttle', service: 's3', operation: 'GetObject', times: 3 },
    { kind: 'throttle', service: 's3', operation: 'ListObjectsV2', nth: 4, times: 3 },
    { kind: 'server-error', service: 's3', operation: 'ListObjectsV2', nth: 1 },
    { kind: 'server-error', status: 503, service: 's3', operation: 'GetObject', nth: 2, times: 2 },
    { kind: 'drop', service: 's3', operation: 'GetObject', nth: 3 },
    { kind: 'drop', service: 's3', operation: 'ListObjectsV2', nth: 7 },
    { kind: 'cut-body', service: 's3', operation: 'GetObject', nth: 5 },
    { kind: 'short-page', rows: 1, service: 's3', operation: 'ListObjectsV2', times: 'always' },
  ];
  it.each(faults)('leaves nothing lacking: %o', async (fault) => {
    const stage = await openSyncStage(logFiles({ days: 3 }));
    stage.fake.inject(fault);
    const report = good(await stage.sync(WANTED));
    expect(report).toMatchObject({ copied: OBJECTS, lacks: [] });
    expect(await gapsIn(report.folder)).toEqual([]);
  });
});

describe('a trouble that stays', () => {
  const always = { service: 's3', times: 'always' } as const;
  const cases: readonly {
    readonly name: string;
    readonly plant: (stage: SyncStage) => void;
    readonly kind: string;
    readonly says: string;
    readonly copied: number;
  }[] = [
    {
      name: 'objects that may not be read',
      plant: ({ fake }) => fake.inject({ kind: 'denied', operation: 'GetObject', ...always }),
      kind: 'denied',
      says: `Allow s3:GetObject on arn:aws:s3:::${BUCKET}/`,
      copied: 0,
    },
    {
      name: 'throttling without end',
      plant: ({ fake }) => fake.inject({ kind: 'throttle', operation: 'GetObject', ...always }),
      kind: 'throttled',
      says: 'throttled the reading again and again',
      copied: 0,
    },
    {
      name: 'objects that always come half',
      plant: ({ fake }) => fake.inject({ kind: 'cut-body', operation: 'GetObject', ...always }),
      kind: 'timed-out',
      says: 'no usable answer from S3 (IncompleteObject)',
      copied: 0,
    },
    {
      name: 'pages of listings that fail, after places were looked for',
      plant: ({ fake }) => fake.inject({ kind: 'server-error', operation: 'ListObjectsV2', nth: 6, ...always }),
      kind: 'timed-out',
      says: 'no usable answer from S3',
      copied: 0,
    },
    {
      name: 'a prefix that is denied',
      plant: ({ fake }) => {
        const bucket = fake.s3.find(BUCKET);
        if (bucket) bucket.deniedPrefixes = [`AWSLogs/${PLACE}/${slashed(1)}/`];
      },
      kind: 'denied',
      says: `${PLACE} published on ${day(1)}`,
      copied: OBJECTS - 2,
    },
    {
      name: 'an account whose folder is denied',
      plant: ({ fake }) => {
        const bucket = fake.s3.find(BUCKET);
        if (bucket) bucket.deniedPrefixes = [`AWSLogs/${DEV}/`];
      },
      kind: 'denied',
      says: `What AWSLogs/${DEV}/ holds is not known`,
      copied: OBJECTS - 5,
    },
  ];
  it.each(cases)('is a gap that says what to change: $name', async ({ plant, kind, says, copied }) => {
    const stage = await openSyncStage(logFiles({ days: 3 }));
    plant(stage);
    const report = good(await stage.sync(WANTED));
    expect(report.lacks).not.toEqual([]);
    expect(filesIn(report.folder)).toHaveLength(copied);
    const gaps = await gapsIn(report.folder);
    expect(gaps.map((gap) => gap.kind)).toContain(kind);
    expect(wordsOf(gaps)).toContain(says);
    // Once it is mended, the next pass brings the rest.
    stage.fake.clearFaults();
    const bucket = stage.fake.s3.find(BUCKET);
    if (bucket) bucket.deniedPrefixes = [];
    const mended = good(await stage.sync({ ...WANTED, toMs: WANTED.toMs }, { clock: () => NOW + 2 * 3_600_000 }));
    expect(mended.lacks).toEqual([]);
    expect(filesIn(mended.folder)).toHaveLength(OBJECTS);
  });
});

it('gives up pages that lead to themselves', async () => {
  const stage = await openSyncStage(logFiles({ days: 3, files: 4 }));
  stage.fake.inject({ kind: 'short-page', rows: 1, service: 's3', operation: 'ListObjectsV2', times: 'always' });
  stage.fake.inject({ kind: 'same-token', service: 's3', operation: 'ListObjectsV2', times: 'always' });
  const report = good(await stage.sync(WANTED));
  expect(report).toMatchObject({ copied: 2 * 3 });
  expect(wordsOf(await gapsIn(report.folder))).toContain('no usable answer from S3 (EndlessListing)');
});

describe('a key of encryption', () => {
  it('reads what is encrypted with one that may be used', async () => {
    const stage = await openSyncStage(logFiles({ days: 3, kmsKey: KMS_ARN }), undefined, { keys: [KMS_KEY] });
    expect(await story(stage)).toMatchObject({ events: 12, gaps: [] });
  });

  it('says which permission is missing on it', async () => {
    const stage = await openSyncStage(
      [...logFiles({ days: 3, kmsKey: KMS_ARN, places: [PLACE] }), ...logFiles({ days: 3, places: PLACES.slice(1) })],
      undefined,
      { keys: [KMS_KEY], credentials: [{ ...KEYS, account: PROD, allowed: ['s3:*'] }] },
    );
    const { report, words } = await story(stage);
    expect(report.lacks.join()).toContain('Allow kms:Decrypt');
    expect(words).toContain('denied: Log files of');
    expect(words).toContain('Allow kms:Decrypt');
    // Where the first is denied, the day's others are not tried for ever.
    expect(stage.asked().filter((call) => call.startsWith('GetObject'))).toHaveLength(OBJECTS);
  });

  it.each(['Disabled', 'PendingDeletion'] as const)('says that it is %s, and what to do', async (state) => {
    const stage = await openSyncStage(
      [...logFiles({ days: 3, kmsKey: KMS_ARN, places: [PLACE] }), ...logFiles({ days: 3, places: PLACES.slice(1) })],
      undefined,
      { keys: [{ ...KMS_KEY, state }] },
    );
    const { words } = await story(stage);
    expect(words).toContain('encrypted with a KMS key that cannot be used');
    expect(words).toContain('Enable the key');
  });
});

it('tells a file that is broken in the bucket, by its name', async () => {
  const broken = {
    key: `AWSLogs/${PLACE}/${slashed(1)}/${PROD}_CloudTrail_${HOME}_${day(1).replaceAll('-', '')}T1400Z_cut.json.gz`,
  };
  const body = gzipSync(JSON.stringify({ Records: [] })).subarray(0, 20);
  const stage = await openSyncStage([...logFiles({ days: 3 }), { ...broken, body, modifiedMs: NOW - DAY }]);
  const { words } = await story(stage);
  expect(words).toContain('unreadable-file: ');
  expect(words).toContain('_cut.json.gz');
});

it('is suspicious of a day without one file between two busy ones', async () => {
  const busy = [...logFiles({ days: 4, files: 60, places: [PLACE] })].filter(({ key }) => !key.includes(slashed(1)));
  const stage = await openSyncStage(busy);
  const { words } = await story(stage);
  expect(words).toContain(`published on ${day(1)}`);
  expect(words).toContain('The bucket has none for that day');
});

it('stops at the disk budget, with the newest days copied, and says so', async () => {
  const stage = await openSyncStage(logFiles({ days: 3 }));
  const { report, words } = await story(stage, { diskBytesMax: 1_600 });
  expect(report.copiedBytes).toBeLessThanOrEqual(1_600);
  expect(report.copied).toBeGreaterThan(0);
  expect(filesIn(report.folder).every((path) => !path.includes(slashed(2)))).toBe(true);
  expect(report.lacks.join()).toContain('The disk budget of 0.0000016 GB is used up');
  expect(words).toContain('not-delivered: ');
  expect(words).toContain('WHODID_S3_DISK_GB');
});

it('refuses a second copying at the same time, and one that is stopped says so', async () => {
  const stage = await openSyncStage(logFiles({ days: 3 }));
  const both = await Promise.all([stage.sync(WANTED), stage.sync(WANTED)]);
  expect(both.map((result) => ('failure' in result ? result.failure : 'copied')).sort()).toEqual([
    'copied',
    'ingest-busy',
  ]);
  const stopped = await stage.sync(lastDays(0), { signal: AbortSignal.abort() });
  expect(stopped).toMatchObject({ failure: 'timed-out' });
});
