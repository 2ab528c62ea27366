// The trail watch end to end: somebody changes a trail on FakeAws, and the security channel on FakeSlack names them.
import { StartLoggingCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import { purposeOf } from './stage.ts';
import { ANA, TRAIL, type TrailStage, trailStage } from './trail-watch-stage.ts';

let stage: TrailStage;
beforeAll(async () => {
  stage = await trailStage();
  await stage.looked();
}, 60_000);
afterAll(() => stage.close());

const alerts = () => stage.slack.fake.messages(SAMPLE.security).filter((message) => purposeOf(message) === 'parent');

describe('a trail is stopped by an Identity Center user', () => {
  it('is told once, names them, says since when and what can be done', async () => {
    await stage.as.trails.send(new StopLoggingCommand({ Name: TRAIL }));
    stage.pass();
    const alert = await stage.slack.fake.waitFor(() => alerts()[0], 20_000);
    const text = JSON.stringify(alert.blocks);
    for (const part of [
      'was stopped',
      ANA,
      'cloudtrail:StopLogging',
      'T1562.008',
      'T1685.002',
      'so far',
      'approvals_request',
      'trails_accept',
      'sample-prod',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('ends in the same message when it logs again', async () => {
    await stage.as.trails.send(new StartLoggingCommand({ Name: TRAIL }));
    stage.pass();
    await stage.slack.fake.waitFor(() => /logs again/.test(JSON.stringify(alerts()[0]?.blocks)), 20_000);
    expect(alerts()).toHaveLength(1);
    const said = await stage.slack.fake.waitFor(() =>
      stage.slack.fake.messages(SAMPLE.security).find(({ text }) => text.startsWith('Ended')),
    );
    expect(said.text).toMatch(/Blind from .* to .*/);
  });
});

const HERE = { user: SAMPLE.member, channel: SAMPLE.incidents };
const answers = () => stage.slack.fake.messages(SAMPLE.incidents).filter((message) => purposeOf(message) === 'answer');

describe('/whodid trails', () => {
  it('shows how each trail stands, against what, and attaches the CSV', async () => {
    await stage.slack.fake.slash('/whodid', 'trails', HERE);
    const answer = await stage.slack.fake.waitFor(() => answers()[0], 20_000);
    const text = JSON.stringify(answer.blocks);
    for (const part of [
      '1 trail in 1 account: it logs and delivers',
      TRAIL,
      'Nobody has accepted a baseline',
      SAMPLE.security,
      '90 days',
      'wrote 40 kB yesterday',
    ]) {
      expect(text).toContain(part);
    }
    const file = await stage.slack.fake.waitFor(() => stage.slack.fake.files().find(({ completed }) => completed));
    expect(file.bytes?.toString('utf8')).toContain(TRAIL);
  });

  it('accepts how they stand only after showing it, with the name of who did', async () => {
    await stage.slack.fake.slash('/whodid', 'trails accept', HERE);
    const shown = await stage.slack.fake.waitFor(() => answers().find(({ text }) => /would become/.test(text)), 20_000);
    await stage.slack.fake.click(shown.ts, 'trails_accept_now', HERE);
    await stage.slack.fake.waitFor(() => answers().find(({ text }) => /Accepted as baseline/.test(text)), 20_000);
    await stage.slack.fake.slash('/whodid', 'trails baseline', HERE);
    const listed = await stage.slack.fake.waitFor(
      () => answers().find(({ text }) => /version 1, accepted by/.test(text)),
      20_000,
    );
    expect(listed.text).toContain(SAMPLE.member);
    await stage.slack.fake.slash('/whodid', 'trails accept', HERE);
    await stage.slack.fake.waitFor(() =>
      stage.slack.fake.ephemerals(SAMPLE.member).find(({ text }) => /Nothing to accept/.test(text)),
    );
  });

  it('asks for a name and a reason before it asks anybody to approve', async () => {
    await stage.slack.fake.slash('/whodid', `trails enable ${TRAIL}`, HERE);
    await stage.slack.fake.waitFor(() =>
      stage.slack.fake.ephemerals(SAMPLE.member).find(({ text }) => text.startsWith('Why?')),
    );
    await stage.slack.fake.slash('/whodid', 'trails enable nowhere because it is off', HERE);
    await stage.slack.fake.waitFor(() =>
      stage.slack.fake.ephemerals(SAMPLE.member).find(({ text }) => /I see no trail/.test(text)),
    );
  });
});
