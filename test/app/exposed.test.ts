// `/whodid exposed` in Slack, end to end: findings and event history on FakeAws, the message and its CSV on FakeSlack.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import { readEvents } from '../../src/read-events.ts';
import { exposurePort } from '../../src/sources/external-access/exposure-port.ts';
import { EVENTS } from '../answering/planted-exposures.ts';
import { ANALYZERS, DEV, EAST, LAB, NOW, PROD, WEST } from '../answering/planted-findings.ts';
import { type Stage as AwsStage, stage as awsStage, KEY, roleIn } from '../sources/event-history/stage.ts';
import { purposeOf, type Stage, startStage } from './stage.ts';

const targets = [
  { accountId: PROD, regions: [WEST, EAST] },
  ...[DEV, LAB].map((accountId) => ({ accountId, regions: [WEST, EAST], roleArn: roleIn(accountId) })),
];

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
  const exposure = exposurePort({ aws: { endpoint: aws.aws.url, credentials: KEY }, targets, clock: () => NOW });
  const deps = { sources: [aws.source] };
  stage = await startStage({
    fake: { clock: () => NOW },
    sources: [aws.source],
    parts: {
      clock: () => NOW,
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
