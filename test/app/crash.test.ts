// The process is killed while it answers, and its successor ends every question with exactly one final message.
// A few points only; `npm run bench:crash` kills at twenty, on both queues.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answeredIn, type CrashStage, type KillPoint, notBuilt, QUESTION, startCrashStage } from './crash-stage.ts';
import { purposeOf } from './stage.ts';

const POINTS: readonly KillPoint[] = [
  { at: 'after', method: 'chat.postMessage', argsInclude: '"answer\\' },
  { at: 'time', ms: 10 },
];

describe.skipIf(notBuilt !== null)(`the killed bot${notBuilt === null ? '' : ` (SKIPPED: ${notBuilt})`}`, () => {
  let stage: CrashStage;
  beforeAll(async () => {
    stage = await startCrashStage({});
  }, 60_000);
  afterAll(() => stage.stop());

  it('leaves every question with one answer and one file', async () => {
    for (const point of POINTS) await stage.askAndKill(QUESTION, point);
    const messages = await stage.settled(POINTS.length, 30_000);
    expect([...answeredIn(messages).values()]).toEqual(POINTS.map(() => 1));
    expect(messages.filter((message) => purposeOf(message) === 'parent')).toHaveLength(POINTS.length);
    expect(messages.filter((message) => message.text.includes('Possible repeat'))).toEqual([]);
    const files = await stage.files();
    expect(files.map((file) => file.shares.length)).toEqual(POINTS.map(() => 1));
  }, 120_000);
});
