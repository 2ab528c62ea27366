// A question that CloudTrail Lake works on for seconds, through the whole bot: nobody waits for it, it can be stopped, and
// a killed process leaves it to its successor.
import { afterEach, describe, expect, it } from 'vitest';
import { type FakeAws, startFakeAws } from '../../src/fakes/aws/fake-aws.ts';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import { type LakeSource, lakeSource } from '../../src/sources/lake.ts';
import { until } from '../queue/until.ts';
import { aRecord } from '../records/a-record.ts';
import { answeredIn, type CrashStage, notBuilt, startCrashStage } from './crash-stage.ts';
import { answersIn, purposeOf, type Stage, startStage } from './stage.ts';

const ACCOUNT = '111122223333';
const REGION = 'eu-west-1';
const STORE = '0a1b2c3d-0000-4000-8000-00000000000a';
const STORE_ARN = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:eventdatastore/${STORE}`;
const KEY = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'sample-secret' };
const INSTANCE = 'i-0123456789abcdef0';
const QUESTION = `who stopped ${INSTANCE} in the last 3 days source:lake`;
const HOUR_MS = 3_600_000;
const MAX = { user: SAMPLE.member, channel: SAMPLE.incidents };

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function lakeFor(runMs: number): Promise<FakeAws> {
  const stopped = aRecord({ eventTime: `${new Date(Date.now() - 5 * HOUR_MS).toISOString().slice(0, 19)}Z` });
  const aws = await startFakeAws({
    accounts: [{ id: ACCOUNT, name: 'sample-prod', management: true }],
    regions: [REGION, 'us-east-1'],
    credentials: [{ ...KEY, account: ACCOUNT }],
    eventDataStores: [{ id: STORE, name: 'sample-store', account: ACCOUNT, region: REGION }],
    lake: { queuedMs: 0, runMs },
    events: [stopped],
  });
  closers.push(() => aws.close());
  return aws;
}

async function botOn(aws: FakeAws, patienceMs: number): Promise<Stage> {
  const source: LakeSource = lakeSource({
    aws: { endpoint: aws.url, credentials: KEY },
    dataStore: STORE_ARN,
    bytesPerDay: 1_000_000,
  });
  const stage = await startStage({
    sources: [source],
    settings: { WORKER_CONCURRENCY: '1' },
    parts: { patienceMs, progressAfterMs: 100, progressEveryMs: 200 },
  });
  closers.push(
    () => source.close(),
    () => stage.stop(),
  );
  return stage;
}

/** Statements in the order they were started. */
const statements = (aws: FakeAws): readonly string[] => aws.queries().map(({ text }) => text);

describe('a query of CloudTrail Lake', () => {
  it('holds no worker: a shorter question is answered meanwhile, and the query is started once', async () => {
    const aws = await lakeFor(1_500);
    const { fake } = await botOn(aws, 150);
    await fake.slash('/whodid', QUESTION, MAX);
    await until('the query', async () => aws.queries().length > 0);
    await fake.slash('/whodid', 'explain who stopped i-0123456789abcdef0 yesterday', MAX);
    await fake.waitFor(() => answersIn(fake, SAMPLE.incidents).length === 1);
    expect(answersIn(fake, SAMPLE.incidents)[0]?.text).toContain('Read as');
    await fake.waitFor(() => answersIn(fake, SAMPLE.incidents).length === 2, 20_000);
    expect(
      answersIn(fake, SAMPLE.incidents)
        .map(({ text }) => text)
        .join(' '),
    ).toContain(`ana stopped ${INSTANCE}`);
    expect(new Set(statements(aws)).size).toBe(statements(aws).length);
  }, 30_000);

  it('is stopped by the button under its progress, at AWS too, and says so', async () => {
    const aws = await lakeFor(60_000);
    const { fake } = await botOn(aws, 30_000);
    await fake.slash('/whodid', QUESTION, MAX);
    const progress = await fake.waitFor(() => {
      const all = fake.messages(SAMPLE.incidents);
      return all.find((each) => purposeOf(each) === 'progress' && JSON.stringify(each.blocks).includes('stop_asking'));
    });
    await fake.click(progress.ts, 'stop_asking', MAX);
    const [answer] = await fake.waitFor(() => {
      const answers = answersIn(fake, SAMPLE.incidents);
      return answers.length > 0 && answers;
    });
    expect(answer?.text).toMatch(/stopped|cancelled/i);
    expect(aws.calls.some(({ operation }) => operation === 'CancelQuery')).toBe(true);
  }, 30_000);

  it.skipIf(notBuilt !== null)(
    `is taken up by the next process when the first is killed${notBuilt === null ? '' : ` (SKIPPED: ${notBuilt})`}`,
    async () => {
      const aws = await lakeFor(4_000);
      const stage: CrashStage = await startCrashStage({
        AWS_ENDPOINT_URL: aws.url,
        AWS_ACCESS_KEY_ID: KEY.accessKeyId,
        AWS_SECRET_ACCESS_KEY: KEY.secretAccessKey,
        WHODID_EVENT_HISTORY: 'off',
        WHODID_LAKE_STORE: STORE_ARN,
      });
      closers.push(() => stage.stop());
      await stage.askAndKill(QUESTION, { at: 'moment', reached: () => aws.queries().length > 0 });
      expect(aws.queries()).toHaveLength(1);
      const messages = await stage.settled(1, 40_000);
      expect([...answeredIn(messages).values()]).toEqual([1]);
      expect(messages.find((each) => purposeOf(each) === 'answer')?.text).toContain(`ana stopped ${INSTANCE}`);
      expect(new Set(statements(aws)).size).toBe(statements(aws).length);
    },
    90_000,
  );
});
