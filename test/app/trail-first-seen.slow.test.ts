// A trail that was off long before anybody looked: nobody saw it stopped, and it is told all the same.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import { ACCOUNT, NOW, REGION } from '../sources/event-history/stage.ts';
import { purposeOf } from './stage.ts';
import { type TrailStage, trailStage } from './trail-watch-stage.ts';

const OFF = 'sample-forgotten-trail';
let stage: TrailStage;
beforeAll(async () => {
  const stoppedMs = NOW - 40 * 86_400_000;
  stage = await trailStage({}, [{ name: OFF, account: ACCOUNT, homeRegion: REGION, logging: false, stoppedMs }]);
}, 60_000);
afterAll(() => stage.close());

it('is told once, though nobody accepted any baseline; the trail that logs is not', async () => {
  const alerts = () => stage.slack.fake.messages(SAMPLE.security).filter((message) => purposeOf(message) === 'parent');
  await stage.slack.fake.waitFor(() => alerts().length > 0, 20_000);
  stage.pass();
  await stage.looked();
  expect(alerts().map(({ text }) => text.includes(OFF))).toEqual([true]);
  expect(JSON.stringify(alerts()[0]?.blocks)).toContain('trails_accept');
}, 60_000);
