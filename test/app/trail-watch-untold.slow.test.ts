// An incident that the security channel does not take: those who decide about changes are told instead, with why, and the
// channel gets it once as soon as it can.
import { StartLoggingCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import { purposeOf } from './stage.ts';
import { ANA, TRAIL, type TrailStage, trailStage } from './trail-watch-stage.ts';

let stage: TrailStage;
beforeAll(async () => {
  const settings = {
    SECURITY_CHANNEL: SAMPLE.secret,
    APPROVERS: SAMPLE.admin,
    APPROVAL_CHANNEL: SAMPLE.security,
  };
  stage = await trailStage({ settings });
  await stage.looked();
}, 60_000);
afterAll(() => stage.close());

const heads = (channel: string) =>
  stage.slack.fake.messages(channel).filter((message) => purposeOf(message) === 'parent');

describe('a security channel that the bot is not in', () => {
  it('is said to be so to the approvers, who get the incident instead', async () => {
    await stage.as.trails.send(new StopLoggingCommand({ Name: TRAIL }));
    stage.pass();
    const told = await stage.slack.fake.waitFor(() => heads(SAMPLE.security)[0], 20_000);
    for (const part of ['has not got this: Slack said', 'SECURITY_CHANNEL', 'was stopped', ANA]) {
      expect(JSON.stringify(told.blocks)).toContain(part);
    }
    await stage.slack.fake.waitFor(
      () =>
        stage.slack.fake.state.messages.find(({ channel, text }) => /^D/.test(channel) && text.includes('was stopped')),
      20_000,
    );
    expect(heads(SAMPLE.secret)).toEqual([]);
  });

  it('gets it once when it takes messages, as it stands then, and is told how it goes on', async () => {
    const { channels, workspace } = stage.slack.fake.state;
    channels.get(SAMPLE.secret)?.members.add(workspace.bot.userId);
    await stage.looked();
    const head = await stage.slack.fake.waitFor(() => heads(SAMPLE.secret)[0], 20_000);
    expect(JSON.stringify(head.blocks)).toContain('was stopped');
    await stage.as.trails.send(new StartLoggingCommand({ Name: TRAIL }));
    await stage.looked();
    await stage.slack.fake.waitFor(
      () => stage.slack.fake.messages(SAMPLE.secret).find(({ text }) => text.startsWith('Ended')),
      20_000,
    );
    expect(heads(SAMPLE.secret)).toHaveLength(1);
    expect(heads(SAMPLE.security)).toHaveLength(1);
  });
});
