// Somebody weakens a trail and accepts it before the watch has looked: the security channel hears of it all the same.
import { PutEventSelectorsCommand } from '@aws-sdk/client-cloudtrail';
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

const HERE = { user: SAMPLE.member, channel: SAMPLE.incidents };
const alerts = () => stage.slack.fake.messages(SAMPLE.security).filter((message) => purposeOf(message) === 'parent');
const answer = (words: RegExp) =>
  stage.slack.fake.waitFor(
    () =>
      stage.slack.fake
        .messages(SAMPLE.incidents)
        .find((message) => purposeOf(message) === 'answer' && words.test(message.text)),
    20_000,
  );

describe('a trail that is weakened and accepted at once', () => {
  it('is told in the security channel, with who did it and who accepted it', async () => {
    await stage.as.trails.send(
      new PutEventSelectorsCommand({
        TrailName: TRAIL,
        EventSelectors: [{ ReadWriteType: 'ReadOnly', IncludeManagementEvents: true }],
      }),
    );
    await stage.slack.fake.slash('/whodid', `trails accept ${TRAIL}`, HERE);
    const shown = await answer(/would become/);
    expect(JSON.stringify(shown.blocks)).toContain('weaker');
    expect(alerts()).toEqual([]);
    await stage.slack.fake.click(shown.ts, 'trails_accept_now', HERE);
    await answer(/Accepted as baseline/);
    const alert = await stage.slack.fake.waitFor(() => alerts()[0], 20_000);
    expect(JSON.stringify(alert.blocks)).toContain(ANA);
    // Its thread is told with the next look at the latest: the first message may still have been on its way.
    stage.pass();
    await stage.slack.fake.waitFor(
      () => /accepted as the new baseline/.test(JSON.stringify(stage.slack.fake.messages(SAMPLE.security))),
      20_000,
    );
  });
});
