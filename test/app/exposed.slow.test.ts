// `/whodid exposed` in Slack, end to end: findings and event history on FakeAws, the message and its CSV on FakeSlack.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import { readEvents } from '../../src/read-events.ts';
import { exposurePort } from '../../src/sources/external-access/exposure-port.ts';
import { EVENTS } from '../answering/planted-exposures.ts';
import { ANALYZERS, DEV, EAST, LAB, NOW, PROD, WEST } from '../answering/planted-findings.ts';
import { until } from '../queue/until.ts';
import { type Stage as AwsStage, stage as awsStage, KEY, roleIn } from '../sources/event-history/stage.ts';
import { purposeOf, type Stage, startStage } from './stage.ts';

const targets = [
  { accountId: PROD, regions: [WEST, EAST] },
  ...[DEV, LAB].map((accountId) => ({ accountId, regions: [WEST, EAST], roleArn: roleIn(accountId) })),
];

let now = NOW;
let aws: AwsStage;
let stage: Stage;

beforeAll(async () => {
  aws = await awsStage(
    {
      events: EVENTS,
      analyzers: ANALYZERS,
      accounts: [PROD, DEV, LAB].map((id) => ({ id, name: `sample-${id}`, management: id === PROD })),
      regions: [WEST, EAST],
      roles: [DEV, LAB].map((id) => ({ arn: roleIn(id), trusts: [PROD] })),
    },
    { targets },
  );
  const exposure = exposurePort({
    aws: { endpoint: aws.aws.url, credentials: KEY },
    targets,
    clock: () => now,
    believedMs: 0,
  });
  const deps = { sources: [aws.source] };
  stage = await startStage({
    fake: { clock: () => now },
    sources: [aws.source],
    parts: {
      clock: () => now,
      tickEveryMs: 100,
      ports: {
        exposed: {
          report: () => exposure.report(),
          through: (asked, errand) => readEvents(asked, deps, errand),
          accountNames: async () => ({ [PROD]: 'sample-prod' }),
        },
        close: async () => exposure.close(),
      },
    },
  });
}, 60_000);
afterAll(async () => {
  await stage.stop();
  await aws.close();
});

const MAX = { user: SAMPLE.member, channel: SAMPLE.incidents };

describe('/whodid exposed', () => {
  it('tells what is open, public first, who opened each, and where nobody looks; the CSV has it whole', async () => {
    await stage.fake.slash('/whodid', 'exposed', MAX);
    const answer = await stage.fake.waitFor(() =>
      stage.fake.messages(SAMPLE.incidents).find((message) => purposeOf(message) === 'answer'),
    );
    expect(answer.text).toContain('1 thing is open to everyone on the internet, and 7 more to others outside.');
    const text = JSON.stringify(answer.blocks);
    for (const part of ['sample-public', 'ben', 'ana@sample.org', 'carla', 'dev-dan', 'dev-eve', 'fred', LAB]) {
      expect(text).toContain(part);
    }
    const [first] = answer.blocks.flatMap((block) =>
      'rows' in block && Array.isArray(block.rows) ? block.rows.slice(1) : [],
    );
    expect(JSON.stringify(first)).toContain('sample-public');
    const file = await stage.fake.waitFor(() => stage.fake.files().find(({ completed }) => completed));
    const csv = file.bytes?.toString('utf8') ?? '';
    expect(csv.split('\r\n').length).toBe(1 + 10 + 1 + 1);
    expect(csv).toContain('f-repository');
  });

  it('refuses what it does not take', async () => {
    await stage.fake.slash('/whodid', 'exposed everything', MAX);
    const told = await stage.fake.waitFor(() =>
      stage.fake.ephemerals(SAMPLE.member).find(({ text }) => /takes nothing/.test(text)),
    );
    expect(told.text).toContain('I did not look');
  });
});

describe('/whodid watch exposed', () => {
  it('tells once what is newly open, with who opened it, and nothing of what was open before', async () => {
    await stage.fake.slash('/whodid', 'watch exposed for 2 days', MAX);
    const bells = () => stage.fake.messages(SAMPLE.incidents).filter(({ text }) => text.startsWith('🔔'));
    await stage.fake.waitFor(() =>
      stage.fake.messages(SAMPLE.incidents).find(({ text }) => text.startsWith('Watching as')),
    );
    const looks = async (count: number) => {
      for (let each = 0; each < count; each += 1) {
        const before = aws.aws.calls.length;
        now += 16 * 60_000;
        await until('a look', () => aws.aws.calls.length > before);
        await new Promise((resolve) => setTimeout(resolve, 400));
      }
    };
    await looks(1);
    expect(bells()).toEqual([]);
    const [analyzer] = aws.aws.analyzers;
    const [known] = analyzer?.findings ?? [];
    if (analyzer === undefined || known === undefined) throw new Error('nothing was planted');
    const fresh = {
      ...known,
      id: 'f-fresh',
      resource: 'arn:aws:s3:::sample-fresh',
      resourceType: 'AWS::S3::Bucket',
      createdMs: now,
    };
    aws.aws.analyzers.splice(0, 1, { ...analyzer, findings: [...(analyzer.findings ?? []), fresh] });
    await looks(1);
    const told = await stage.fake.waitFor(() => bells()[0], 20_000);
    expect(JSON.stringify(told.blocks)).toContain('sample-fresh');
    expect(JSON.stringify(told.blocks)).not.toContain('sample-public');
    await looks(2);
    expect(bells()).toHaveLength(1);
  }, 60_000);
});
