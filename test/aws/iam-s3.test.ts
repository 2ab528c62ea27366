// deploy/iam/s3.json held against what the copying really calls: with it nothing is lacking, and without any of it something
// is; the doctor then names what.
import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { queueCalls } from '../../src/aws/sqs.ts';
import { logBucketCheck } from '../../src/doctor/checks/log-bucket.ts';
import { isFailure } from '../../src/domain/failure.ts';
import { keepInStep } from '../../src/s3-sync/keep-in-step.ts';
import { DAY, HOME, NOW, PROD } from '../fakes/aws/sample-record.ts';
import { KEYS } from '../fakes/aws/stage.ts';
import { BUCKET, closeSyncStages, logFile, logFiles, openSyncStage, PLACES } from '../s3-sync/sync-stage.ts';

afterEach(closeSyncStages);

const policy = JSON.parse(readFileSync(new URL('../../deploy/iam/s3.json', import.meta.url), 'utf8')) as {
  readonly Statement: readonly { readonly Action: readonly string[]; readonly Resource: string }[];
};
const ACTIONS = policy.Statement.flatMap(({ Action }) => Action).sort();
const QUEUE = 'sample-trail-events';
const QUEUE_ARN = `arn:aws:sqs:${HOME}:${PROD}:${QUEUE}`;
const KEY = `arn:aws:kms:${HOME}:${PROD}:key/sample-key`;

async function runWith(allowed: readonly string[]) {
  const stage = await openSyncStage([], undefined, {
    buckets: [
      {
        name: BUCKET,
        account: PROD,
        region: HOME,
        objects: logFiles({ days: 2, kmsKey: KEY }),
        notifies: { queue: QUEUE },
      },
    ],
    sqsQueues: [{ name: QUEUE, account: PROD, region: HOME }],
    keys: [{ id: 'sample-key', account: PROD, region: HOME }],
    credentials: [{ ...KEYS, account: PROD, allowed }],
  });
  stage.fake.s3.put(BUCKET, logFile('', PLACES[0] ?? '', NOW - 60_000, 7, KEY));
  const url = `https://sqs.${HOME}.amazonaws.com/${PROD}/${QUEUE}`;
  const queue = queueCalls({ endpoint: stage.fake.url, credentials: KEYS }, url, null, () => NOW, 'test');
  const step = await keepInStep({ ...stage.options, days: 1, queue });
  const check = logBucketCheck(
    { address: stage.options.address, calls: stage.calls, queue: { calls: queue, arn: QUEUE_ARN } },
    () => NOW,
  );
  const doctor = await check.run(AbortSignal.timeout(10_000));
  const words = isFailure(step) ? [step.why, step.instead] : [...step.problems, ...(step.notices?.problems ?? [])];
  const used = stage.fake.calls.map(({ service, operation }) => `${service}:${operation}`);
  return { words: words.join('\n'), doctor, used: new Set(used) };
}

it('is enough, and each of its statements is used', async () => {
  const { words, doctor, used } = await runWith(ACTIONS);
  expect(words).toBe('');
  expect(doctor).toMatchObject({ status: 'ok', found: expect.stringContaining('can be listed and read') });
  expect([...used].sort()).toEqual([
    's3:GetObject',
    's3:HeadBucket',
    's3:ListObjectsV2',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:ReceiveMessage',
  ]);
});

it.each(ACTIONS)('is not enough without %s, which is named', async (missing) => {
  const { words, doctor } = await runWith(ACTIONS.filter((action) => action !== missing));
  const named = JSON.stringify([words, doctor]);
  expect(named).toContain(missing);
  // Taking messages is not tried by the doctor: a message taken would be hidden.
  if (!['sqs:DeleteMessage', 'sqs:ReceiveMessage'].includes(missing)) {
    expect(doctor.permissions?.map(({ statement }) => statement.Action)).toEqual([[missing]]);
    expect(doctor.status).not.toBe('ok');
  }
});

it('opens one bucket, one key and one queue, and nothing to write', () => {
  const resources = policy.Statement.map(({ Resource }) => Resource);
  expect(resources).toEqual([
    'arn:aws:s3:::BUCKET',
    'arn:aws:s3:::BUCKET/PREFIX/AWSLogs/*',
    'arn:aws:kms:REGION:ACCOUNT:key/KEY',
    'arn:aws:sqs:REGION:ACCOUNT:QUEUE',
  ]);
  expect(ACTIONS.join()).not.toMatch(/\*|Put|:Delete(?!Message)/);
});

it('lets the doctor tell a bucket that is none of a trail’s, one that has gone quiet, and none at all', async () => {
  const result = async (objects: Parameters<typeof openSyncStage>[0]) => {
    const { options, calls } = await openSyncStage(objects);
    return logBucketCheck({ address: options.address, calls, queue: null }, () => NOW).run(AbortSignal.timeout(10_000));
  };
  expect(await result([{ key: 'photos/1.jpg', body: 'x' }])).toMatchObject({ status: 'failed' });
  const old = logFile('', PLACES[0] ?? '', NOW - 9 * DAY, 1);
  expect(await result([old])).toMatchObject({ status: 'warn', found: expect.stringContaining('no log file of today') });
  expect(await logBucketCheck(null, () => NOW).run(AbortSignal.timeout(1_000))).toMatchObject({
    status: 'not-configured',
  });
});
