// Copying a trail's bucket: which folders are listed, what is fetched once, what is said of the rest.
import { afterEach, expect, it } from 'vitest';
import { isFailure } from '../../src/domain/failure.ts';
import { copiesFolder } from '../../src/s3-sync/copies.ts';
import { archiveSource } from '../../src/sources/archive.ts';
import { DAY, DEV, HOME, NOW, PROD } from '../fakes/aws/sample-record.ts';
import {
  BUCKET,
  closeSyncStages,
  day,
  filesIn,
  good,
  lastDays,
  logFile,
  logFiles,
  openSyncStage,
  PLACES,
} from './sync-stage.ts';

afterEach(closeSyncStages);

const slashed = (iso: string) => iso.replaceAll('-', '/');
const iso = (ms: number) => new Date(ms).toISOString();
/** What happened up to here has been published by the time of the copying. */
const WHOLE = NOW - 20 * 60_000;

async function ask(
  folder: string,
  dataDir: string,
  from: string | null,
  to: string,
  test: object = { kind: 'always' },
) {
  const source = archiveSource({ folder, dataDir });
  try {
    const window = { from, to, zone: 'UTC', phrase: null };
    const read = await source.events({ test: test as never, window, order: 'oldest-first', limit: null });
    return { ...good(read), abilities: good(await source.abilities()) };
  } finally {
    await source.close();
  }
}

it('lists only the folders of the days asked for, though the bucket has 20,000 objects over 60 days', async () => {
  // Few in the days asked for: it is not the reading that is tested.
  const isAsked = (key: string) => [2, 3, 4].some((before) => key.includes(slashed(day(before))));
  const quiet = [...logFiles({ days: 6, files: 4 })].filter(({ key }) => isAsked(key));
  const objects = [...[...logFiles({ days: 60, files: 120 })].filter(({ key }) => !isAsked(key)), ...quiet];
  expect(objects.length).toBeGreaterThan(20_000);
  const stage = await openSyncStage(objects);
  // Two days that are over, and the one after them for what came late.
  const window = { fromMs: Date.parse(`${day(4)}T00:00:00Z`), toMs: Date.parse(`${day(2)}T00:00:00Z`) };
  const report = good(await stage.sync(window));
  expect(report).toMatchObject({ places: 3, copied: 3 * 3 * 4, lacks: [] });
  const asked = stage.asked();
  const lists = [...new Set(asked.filter((call) => call.startsWith('List')))].sort();
  const folders = [4, 3, 2].flatMap((before) => PLACES.map((place) => `AWSLogs/${place}/${slashed(day(before))}/`));
  const looked = ['', `${DEV}/`, `${DEV}/CloudTrail/`, `${PROD}/`, `${PROD}/CloudTrail/`].map(
    (path) => `AWSLogs/${path}`,
  );
  expect(lists).toEqual([...looked, ...folders].map((prefix) => `ListObjectsV2 ${prefix}`).sort());
  expect(asked.filter((call) => call.startsWith('GetObject'))).toHaveLength(report.copied);
  expect(filesIn(report.folder)).toHaveLength(report.copied);
  // Once more: what was listed after its day is not listed again.
  expect(good(await stage.sync(window))).toMatchObject({ copied: 0 });
  expect(stage.asked()).toEqual(['HeadBucket']);
});

it('answers from the copies, complete for the time they cover and for no other', async () => {
  const stage = await openSyncStage(logFiles({ days: 10 }));
  const { folder, days } = good(await stage.sync(lastDays(3)));
  expect(days).toEqual({ first: day(3), last: day(0) });
  const within = await ask(folder, stage.dataDir, iso(NOW - 2 * DAY), iso(WHOLE));
  expect(within.events).toHaveLength(3 * 4);
  expect(within.coverage.gaps).toEqual([]);
  expect(within.abilities).toMatchObject({ reachesBackToMs: Date.parse(day(3)), reachesUpToMs: WHOLE });
  const further = await ask(folder, stage.dataDir, iso(NOW - 6 * DAY), iso(WHOLE));
  expect(further.coverage.gaps).toEqual([
    { kind: 'not-delivered', detail: expect.stringContaining(`published from ${day(6)} to ${day(4)} (3 days)`) },
  ]);
  expect(further.coverage.gaps[0]?.detail).toContain(`whodid ingest s3://${BUCKET}/ --from ${day(6)} --to ${day(4)}`);
  const ever = await ask(folder, stage.dataDir, null, iso(WHOLE));
  expect(ever.coverage.gaps.map(({ kind }) => kind)).toEqual(['outside-horizon']);
  const later = await ask(folder, stage.dataDir, iso(NOW - DAY), iso(NOW + 2 * DAY));
  expect(later.coverage.gaps.map(({ kind }) => kind)).toEqual(['not-delivered']);
  // What happened just before the copying may not have been published then.
  const fresh = await ask(folder, stage.dataDir, iso(NOW - DAY), iso(NOW - 60_000));
  expect(fresh.coverage.gaps).toEqual([
    { kind: 'not-delivered', detail: expect.stringContaining(`events from ${iso(WHOLE).replace('.000', '')} on`) },
  ]);
  const next = await ask(folder, stage.dataDir, iso(NOW + 600_000), iso(NOW + 1_200_000));
  expect(next.coverage.gaps.map(({ kind }) => kind)).toContain('not-delivered');
  // Also where only a part of the copies is named as the log folder.
  const part = await ask(`${folder}/AWSLogs/${PROD}`, stage.dataDir, iso(NOW - 6 * DAY), iso(WHOLE));
  expect(part.coverage.gaps).not.toEqual([]);
});

it('knows that a quiet Region was quiet, and does not take an account without one file for quiet', async () => {
  // Two Regions of one account; one has files on one day only, and the account has none before the fourth day.
  const [quiet = '', busy = ''] = PLACES;
  const objects = [
    ...[...logFiles({ days: 6, places: [quiet] })].filter(({ key }) => key.includes(slashed(day(3)))),
    ...logFiles({ days: 5, places: [busy] }),
  ];
  const stage = await openSyncStage(objects);
  const { folder } = good(await stage.sync(lastDays(7)));
  const inQuiet = { kind: 'region', region: HOME };
  const now = await ask(folder, stage.dataDir, iso(NOW - DAY / 4), iso(WHOLE), inQuiet);
  expect({ events: now.events, gaps: now.coverage.gaps }).toEqual({ events: [], gaps: [] });
  const before = await ask(folder, stage.dataDir, iso(NOW - 6 * DAY), iso(NOW - 5 * DAY), inQuiet);
  expect(before.coverage.gaps.map(({ detail }) => detail)).toContainEqual(
    expect.stringContaining(`no log file at all of AWSLogs/${PROD}/CloudTrail/ published on ${day(6)}, ${day(5)}:`),
  );
});

it('knows the layouts of organizations, of prefixes and of Insights, and leaves digests and other services alone', async () => {
  const place = (kind: string) => `o-sampleorg1/${PROD}/${kind}/${HOME}`;
  const stage = await openSyncStage(
    [
      ...logFiles({ days: 2, prefix: 'audit//x/', places: [place('CloudTrail'), place('CloudTrail-Insight')] }),
      ...logFiles({ days: 2, prefix: 'audit//x/', places: [place('CloudTrail-Digest'), `${PROD}/Config/${HOME}`] }),
      ...logFiles({ days: 2, prefix: 'other/' }),
    ],
    `s3://${BUCKET}/audit//x/AWSLogs/o-sampleorg1`,
  );
  const report = good(await stage.sync(lastDays(1)));
  expect(report).toMatchObject({ places: 2, lacks: [] });
  expect(filesIn(report.folder).filter((path) => /Digest|Config/.test(path))).toEqual([]);
  expect(stage.asked().filter((call) => /Digest\/|Config\/|other/.test(call))).toEqual([]);
  const { coverage } = await ask(report.folder, stage.dataDir, iso(NOW - DAY), iso(WHOLE));
  // The rest of the bucket was not looked into.
  expect(coverage.gaps.map(({ detail }) => detail)).toEqual([expect.stringContaining('Only AWSLogs/o-sampleorg1/')]);
});

it('says what keeps it from a bucket, and what to change', async () => {
  const bad = async (address: string, more: Parameters<typeof openSyncStage>[2] = {}) => {
    const stage = await openSyncStage(
      [{ key: 'photos/1.jpg', body: 'x' }, ...logFiles({ days: 1, prefix: 'a/' })],
      address,
      more,
    );
    const result = await stage.sync(lastDays(1));
    if (!isFailure(result)) throw new Error('not refused');
    return result;
  };
  expect(await bad('s3://sample-none')).toMatchObject({
    failure: 'not-allowed',
    why: 'There is no bucket sample-none.',
  });
  const wrong = await bad(`s3://${BUCKET}/b/`);
  expect(wrong).toMatchObject({ failure: 'no-logs', why: expect.stringContaining('there are no folders') });
  const none = await bad(`s3://${BUCKET}`);
  expect(none.why).toContain('there are a/, photos/');
  const denied = await bad(`s3://${BUCKET}/a`, {
    credentials: [{ ...(await keys()), account: PROD, allowed: ['s3:GetObject'] }],
  });
  expect(denied.instead).toContain(`Allow s3:ListBucket on arn:aws:s3:::${BUCKET}`);
});

it('says that credentials are not valid, or no more, and not that something must be allowed', async () => {
  const refused = async (plant: (stage: Awaited<ReturnType<typeof openSyncStage>>) => void, more = {}) => {
    const stage = await openSyncStage(logFiles({ days: 1 }), undefined, more);
    plant(stage);
    const result = await stage.sync(lastDays(1));
    return isFailure(result) ? `${result.why} ${result.instead}` : 'copied';
  };
  const other = { accessKeyId: 'AKIASAMPLEOTHER00001', secretAccessKey: 'other', account: PROD };
  const unknown = await refused(() => undefined, { credentials: [other] });
  expect(unknown).toContain('AWS did not accept the credentials. AWS says: InvalidAccessKeyId');
  const wrong = await refused(() => undefined, {
    credentials: [{ ...(await keys()), secretAccessKey: 'wrong', account: PROD }],
  });
  expect(wrong).toContain('SignatureDoesNotMatch');
  const expired = await refused(({ fake }) => fake.inject({ kind: 'expired', service: 's3', times: 'always' }));
  expect(expired).toContain('The credentials expired. AWS says: ExpiredToken');
  for (const words of [unknown, wrong, expired]) expect(words).toContain('Set AWS credentials that are valid now');
});

async function keys() {
  return (await import('../fakes/aws/stage.ts')).KEYS;
}

it('finds the bucket in another Region than it was looked for', async () => {
  const buckets = [{ name: BUCKET, account: PROD, region: 'us-east-1', objects: logFiles({ days: 1 }) }];
  const stage = await openSyncStage([], undefined, { buckets });
  expect(good(await stage.sync(lastDays(0.2)))).toMatchObject({ copied: 3, lacks: [] });
});

it('copies again only what is new, on the day that still goes on', async () => {
  const stage = await openSyncStage(logFiles({ days: 2 }));
  const first = good(await stage.sync(lastDays(1)));
  stage.asked();
  stage.fake.s3.put(BUCKET, logFile('', PLACES[0] ?? '', NOW - 60_000, 7));
  expect(good(await stage.sync(lastDays(1)))).toMatchObject({ copied: 1 });
  const lists = stage.asked().filter((call) => call.startsWith('List'));
  expect(lists.sort()).toEqual(PLACES.map((place) => `ListObjectsV2 AWSLogs/${place}/${slashed(day(0))}/`).sort());
  expect(filesIn(first.folder)).toHaveLength(first.copied + 1);
});

it('claims nothing while the first copying goes on, or when it was stopped', async () => {
  const stage = await openSyncStage(logFiles({ days: 4 }));
  const stop = new AbortController();
  const onProgress = () => stop.abort();
  expect(await stage.sync(lastDays(3), { signal: stop.signal, onProgress })).toMatchObject({ failure: 'timed-out' });
  const folder = copiesFolder(stage.dataDir, stage.options.address);
  expect(filesIn(folder).length).toBeGreaterThan(0);
  const { coverage } = await ask(folder, stage.dataDir, iso(NOW - DAY / 4), iso(WHOLE));
  expect(coverage.gaps.map(({ detail }) => detail)).toEqual([expect.stringContaining('were never copied to the end')]);
  const empty = await openSyncStage([logFile('', PLACES[0] ?? '', NOW - 30 * DAY, 1)]);
  const report = good(await empty.sync(lastDays(1)));
  const none = archiveSource({ folder: report.folder, dataDir: empty.dataDir });
  expect(await none.abilities()).toMatchObject({
    failure: 'no-logs',
    instead: expect.stringContaining(`s3://${BUCKET}/`),
  });
  await none.close();
});

it('keeps to the retention, in batches, and claims nothing of what it removed', async () => {
  const stage = await openSyncStage(logFiles({ days: 10 }));
  const { folder } = good(await stage.sync(lastDays(8)));
  expect(good(await stage.sync(lastDays(2), { keepDays: 4 }))).toMatchObject({ removedDays: 4 });
  expect(
    filesIn(folder).every(
      (path) => path.includes(slashed(day(0))) || [1, 2, 3, 4].some((n) => path.includes(slashed(day(n)))),
    ),
  ).toBe(true);
  const { coverage } = await ask(folder, stage.dataDir, iso(NOW - 6 * DAY), iso(WHOLE));
  expect(coverage.gaps).toEqual([{ kind: 'not-delivered', detail: expect.stringContaining('WHODID_S3_KEEP_DAYS') }]);
});
