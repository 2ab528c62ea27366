// The process is killed while it answers, and its successor ends every question with exactly one final message.
// One point only; `npm run bench:crash` kills at twenty, on both queues.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answeredIn, type CrashStage, type KillPoint, notBuilt, QUESTION, startCrashStage } from './crash-stage.ts';
import { purposeOf } from './stage.ts';

/** Slack has taken the answer, and we have not heard so. */
const POINT: KillPoint = { at: 'after', method: 'chat.postMessage', argsInclude: '"answer\\' };
/** One in each state a question can be in when the process dies: answered, just begun, and asked of the next one. */
const QUESTIONS = 3;

describe.skipIf(notBuilt !== null)(`the killed bot${notBuilt === null ? '' : ` (SKIPPED: ${notBuilt})`}`, () => {
  let stage: CrashStage;
  beforeAll(async () => {
    stage = await startCrashStage({});
  }, 60_000);
  afterAll(() => stage.stop());

  it('leaves every question with one answer and one file', async () => {
    const killed = stage.askAndKill(QUESTION, POINT);
    await stage.ask(QUESTION);
    await killed;
    await stage.ask(QUESTION);
    const messages = await stage.settled(QUESTIONS, 30_000);
    expect([...answeredIn(messages).values()]).toEqual([1, 1, 1]);
    expect(messages.filter((message) => purposeOf(message) === 'parent')).toHaveLength(QUESTIONS);
    expect(messages.filter((message) => message.text.includes('Possible repeat'))).toEqual([]);
    const files = await stage.files();
    expect(files.map((file) => file.shares.length)).toEqual([1, 1, 1]);
  }, 120_000);
});
