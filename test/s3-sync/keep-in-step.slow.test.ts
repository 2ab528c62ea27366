// Notifications: in every form they come in, more than once, of what is gone, of other buckets; and when folders are listed
// besides.
import { afterEach, expect, it } from 'vitest';
import { queueCalls } from '../../src/aws/sqs.ts';
import { snsWrapped } from '../../src/fakes/aws/s3/notification.ts';
import { type KeepOptions, keepInStep } from '../../src/s3-sync/keep-in-step.ts';
import { readNotice } from '../../src/s3-sync/read-notice.ts';
import { archiveSource } from '../../src/sources/archive.ts';
import { HOME, MINUTE, NOW, PROD } from '../fakes/aws/sample-record.ts';
import { KEYS } from '../fakes/aws/stage.ts';
import { BUCKET, closeSyncStages, day, filesIn, good, logFile, logFiles, openSyncStage, PLACES } from './sync-stage.ts';

afterEach(closeSyncStages);

const QUEUE = 'sample-trail-events';
const [PLACE = ''] = PLACES;

async function openQueued(sns = false, allowed?: readonly string[]) {
  let now = NOW;
  const stage = await openSyncStage([], undefined, {
    clock: () => now,
    buckets: [
      { name: BUCKET, account: PROD, region: HOME, objects: logFiles({ days: 4 }), notifies: { queue: QUEUE, sns } },
    ],
    sqsQueues: [{ name: QUEUE, account: PROD, region: HOME }],
    ...(allowed === undefined ? {} : { credentials: [{ ...KEYS, account: PROD, allowed }] }),
  });
  const url = `https://sqs.${HOME}.amazonaws.com/${PROD}/${QUEUE}`;
  const queue = queueCalls({ endpoint: stage.fake.url, credentials: KEYS }, url, null, () => now, 'test');
  const options: KeepOptions = { ...stage.options, clock: () => now, days: 2, queue };
  return {
    ...stage,
    /** Lets time go by: hidden messages come again. */
    later: (minutes: number) => {
      now += minutes * MINUTE;
    },
    step: async (over: Partial<KeepOptions> = {}) => good(await keepInStep({ ...options, ...over })),
    put: (minutesAgo: number, at: number) => {
      const object = logFile('', PLACE, now - minutesAgo * MINUTE, at);
      stage.fake.s3.put(BUCKET, object);
      return object.key;
    },
    left: () => stage.fake.sqs.bodies(QUEUE),
  };
}

it.each([false, true])(
  'copies what the queue tells of, and only then deletes the message (through SNS: %s)',
  async (sns) => {
    const stage = await openQueued(sns);
    const first = await stage.step();
    expect(first.sync).toMatchObject({ lacks: [] });
    stage.asked();
    const keys = [stage.put(1, 1), stage.put(2, 2)];
    stage.later(1);
    const second = await stage.step();
    expect(second).toMatchObject({ notices: { messages: 2, copied: 2 }, sync: null, problems: [] });
    expect(stage.left()).toEqual([]);
    // The objects themselves were looked up, no folder was listed.
    expect(
      stage
        .asked()
        .filter((call) => call.startsWith('List'))
        .sort(),
    ).toEqual(keys.map((key) => `ListObjectsV2 ${key}`).sort());
    stage.later(20);
    expect((await stage.step()).sync).toMatchObject({ copied: 0 });
  },
);

it('copies an object once, however often it is told of', async () => {
  const stage = await openQueued();
  await stage.step();
  stage.put(1, 1);
  const [message = ''] = stage.left();
  for (let more = 0; more < 3; more++) stage.fake.sqs.send(QUEUE, message);
  stage.asked();
  expect((await stage.step()).notices).toMatchObject({ messages: 4, copied: 1, problems: [] });
  stage.fake.sqs.send(QUEUE, snsWrapped(message));
  expect((await stage.step()).notices).toMatchObject({ messages: 1, copied: 0 });
  expect(stage.asked().filter((call) => call.startsWith('GetObject'))).toHaveLength(1);
  expect(stage.left()).toEqual([]);
});

it('says what was announced and is gone, and does not call that day complete', async () => {
  const stage = await openQueued();
  const { sync } = await stage.step();
  const key = stage.put(1, 1);
  stage.fake.s3.remove(BUCKET, key);
  const step = await stage.step();
  expect(step.problems).toEqual([
    expect.stringContaining(`${key} was announced and not copied. The object is no longer`),
  ]);
  expect(stage.left()).toEqual([]);
  stage.later(20);
  await stage.step();
  const source = archiveSource({ folder: sync?.folder ?? '', dataDir: stage.dataDir });
  const window = {
    from: `${day(1)}T00:00:00Z`,
    to: new Date(NOW - 20 * 60_000).toISOString(),
    zone: 'UTC',
    phrase: null,
  };
  const read = good(await source.events({ test: { kind: 'always' }, window, order: 'oldest-first', limit: null }));
  expect(read.coverage.gaps.map(({ kind }) => kind)).toEqual(['unreadable-file']);
  await source.close();
});

it('leaves what it cannot copy now, and what is for somebody else, in the queue', async () => {
  const stage = await openQueued();
  await stage.step();
  const key = stage.put(1, 1);
  stage.fake.sqs.send(QUEUE, '{"hello":"there"}');
  stage.fake.sqs.send(QUEUE, JSON.stringify({ s3Bucket: 'sample-other', s3ObjectKey: [key] }));
  stage.fake.sqs.send(QUEUE, '{"Event":"s3:TestEvent"}');
  stage.fake.inject({ kind: 'server-error', service: 's3', operation: 'GetObject', times: 5 });
  const step = await stage.step();
  expect(step.notices).toMatchObject({ messages: 4, copied: 0 });
  expect([...step.problems].sort()).toEqual([
    expect.stringContaining('about bucket sample-other'),
    expect.stringContaining('none of S3’s'),
    expect.stringContaining('was announced and not copied'),
  ]);
  expect(stage.left()).toHaveLength(3);
  stage.later(3);
  expect((await stage.step()).notices).toMatchObject({ copied: 1 });
  expect(stage.left()).toHaveLength(2);
});

it('does not copy again what it copied before its message could be deleted', async () => {
  const stage = await openQueued();
  await stage.step();
  stage.put(1, 1);
  stage.asked();
  stage.fake.inject({ kind: 'drop', service: 'sqs', operation: 'DeleteMessage' });
  const step = await stage.step();
  expect(step.notices).toMatchObject({ copied: 1, problems: [expect.stringContaining('could not be deleted')] });
  expect(stage.left()).toHaveLength(1);
  stage.later(3);
  expect((await stage.step()).notices).toMatchObject({ messages: 1, copied: 0, problems: [] });
  expect(stage.asked().filter((call) => call.startsWith('GetObject'))).toHaveLength(1);
  expect(stage.left()).toEqual([]);
});

it('lists the folders where the queue cannot be read, and says so', async () => {
  const stage = await openQueued(false, ['s3:*']);
  const step = await stage.step();
  expect(step).toMatchObject({ notices: null, sync: { lacks: [] } });
  expect(step.problems).toEqual([expect.stringContaining('Allow sqs:ReceiveMessage')]);
  expect(filesIn(step.sync?.folder ?? '').length).toBeGreaterThan(0);
});

it('reads every form of notification, and no other text', () => {
  const object = { bucket: BUCKET, key: 'a b/ü.json.gz' };
  const s3 = {
    eventName: 'ObjectCreated:Put',
    s3: { bucket: { name: BUCKET }, object: { key: 'a+b/%C3%BC.json.gz' } },
  };
  const objects = { kind: 'objects', objects: [object] };
  expect(readNotice(JSON.stringify({ Records: [s3] }))).toEqual(objects);
  expect(readNotice(snsWrapped(snsWrapped(JSON.stringify({ Records: [s3] }))))).toEqual(objects);
  expect(readNotice(JSON.stringify({ s3Bucket: BUCKET, s3ObjectKey: [object.key] }))).toEqual(objects);
  const detail = { bucket: { name: BUCKET }, object: { key: object.key } };
  expect(readNotice(JSON.stringify({ 'detail-type': 'Object Created', detail }))).toEqual(objects);
  expect(readNotice(JSON.stringify({ 'detail-type': 'Object Deleted', detail })).kind).toBe('nothing');
  expect(readNotice(JSON.stringify({ Records: [{ ...s3, eventName: 'ObjectRemoved:Delete' }] })).kind).toBe('nothing');
  for (const text of ['', 'null', '[]', '{"Records":[1]}', '{"Message":"x"}', '{"Records":[{"s3":{}}]}', '%']) {
    expect(readNotice(text).kind).toMatch(/unknown|nothing/);
  }
});
