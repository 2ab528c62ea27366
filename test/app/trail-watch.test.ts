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
