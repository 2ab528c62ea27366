// The whole path over the wire: a question typed in a fake Slack, the real bot, its answer in the thread.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import { answersIn, purposeOf, type Stage, startStage } from './stage.ts';

describe.each(['http', 'socket'] as const)('a question by %s', (mode) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({ mode });
  }, 60_000);
  afterAll(() => stage.stop());

  it('is quoted, answered in its thread and followed by its CSV', async () => {
    const { fake } = stage;
    const where = { user: SAMPLE.member, channel: SAMPLE.incidents };
    const typed = await fake.slash('/whodid', 'i-0123456789abcdef0 terminate', where);
    expect(typed.ok).toBe(true);
    await fake.waitFor(() => fake.files().length === 1);
    const [parent, answer] = fake.messages(SAMPLE.incidents);
    expect(purposeOf(parent ?? {})).toBe('parent');
    expect(JSON.stringify(parent?.blocks)).toContain('i-0123456789abcdef0 terminate');
    expect(purposeOf(answer ?? {})).toBe('answer');
    expect(answer?.threadTs).toBe(parent?.ts);
    expect(fake.files()[0]?.shares[0]?.threadTs).toBe(parent?.ts);
    expect(answersIn(fake, SAMPLE.incidents)).toHaveLength(1);
  });
});
