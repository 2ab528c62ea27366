// An answer given while events were still on their way, looked at again: what came late is written into its message.
import { describe, expect, it } from 'vitest';
import { answerQuestion } from '../../jobs/answer-question.ts';
import { gaveUpLooking, recheckAnswer } from '../../jobs/recheck-answer.ts';
import type { Answer, Reply } from '../../src/domain/answer.ts';
import { toContractJson } from '../../src/render/json.ts';
import { sampleAnswer, sampleEvent } from '../render/sample-replies.ts';
import { sampleAsking } from '../slack/writer-stage.ts';
import { jobStage, NOW } from './job-stage.ts';

const FIRST = { number: 1, started: 1, last: false };
const at = (timeMs: number) => new Date(timeMs).toISOString();
const young = (more: Partial<Answer> = {}): Answer =>
  sampleAnswer({ provisionalUntil: at(NOW + 20 * 60_000), ...more });
const answered = (reply: Reply) =>
  sampleAsking({ askedAt: NOW - 100, state: 'answered', replyJson: JSON.stringify(toContractJson(reply)) });

async function lookAgain(before: Reply, now: Reply, changes: Parameters<typeof jobStage>[1] = {}) {
  const asking = answered(before);
  const stage = jobStage(asking, { ask: async () => now, ...changes });
  stage.rechecks.set(asking.id, NOW);
  const failure = await recheckAnswer(stage.deps)({ askingId: asking.id }, FIRST);
  return { stage, failure, recheck: stage.rechecks.get(asking.id), reply: stage.askings.get(asking.id)?.replyJson };
}

const two = [sampleEvent(0), sampleEvent(1)];

describe('a young answer', () => {
  it('is looked at again later; one that cannot grow is not', async () => {
    for (const [reply, expected] of [[young(), NOW + 60_000] as const, [sampleAnswer(), undefined] as const]) {
      const asking = sampleAsking({ askedAt: NOW - 100 });
      const stage = jobStage(asking, { ask: async () => reply });
      await answerQuestion(stage.deps)({ askingId: asking.id }, FIRST);
      expect(stage.rechecks.get(asking.id)).toBe(expected);
    }
  });

  it('to which nothing came is left as it is until all must have arrived', async () => {
    const { stage, recheck } = await lookAgain(young(), young());
    expect(stage.done).toEqual([`recheck: 60000`]);
    expect(recheck).toBe(NOW + 60_000);
  });

  it('is changed by what came late, once, and the ledger says so', async () => {
    const { stage, reply } = await lookAgain(young({ done: [sampleEvent(0)] }), young({ done: two }));
    expect(stage.done).toEqual(['open', 'amend', 'saveReply', 'recheck: 60000']);
    expect(stage.entries).toMatchObject([{ kind: 'amended', detail: { late_events: 1, done: 2 } }]);
    expect(JSON.parse(reply ?? '').done).toHaveLength(2);
    const again = await lookAgain(young({ done: two }), young({ done: two }));
    expect(again.stage.done).not.toContain('amend');
  });

  it('is final when all must have arrived, and its message no longer says otherwise', async () => {
    const past = { clock: () => NOW + 21 * 60_000 };
    const { stage, recheck } = await lookAgain(young(), young(), past);
    expect(stage.done).toEqual(['open', 'amend', 'recheck: never']);
    expect(recheck).toBeNull();
  });

  it('whose query elsewhere still runs waits for it', async () => {
    const failure = { failure: 'still-running', what: '', why: '', instead: '', againInMs: 5_000 } as const;
    const looked = await lookAgain(young(), { status: 'failed', text: 'q', failure });
    expect(looked.failure).toEqual(failure);
  });

  it('that cannot be read again for an hour stands as it was', async () => {
    const failure = { failure: 'storage', what: '', why: '', instead: '' } as const;
    const failed: Reply = { status: 'failed', text: 'q', failure };
    expect((await lookAgain(young(), failed)).recheck).toBe(NOW + 60_000);
    expect((await lookAgain(young(), failed, { clock: () => NOW + 3_600_000 })).recheck).toBeNull();
  });

  it('of somebody who may no longer ask is not changed, nor is one given up', async () => {
    const may = () => ({ may: 'no', why: 'No.', instead: 'Ask.' }) as const;
    const { stage, recheck } = await lookAgain(young(), young({ done: two }), { may });
    expect([stage.done, recheck]).toEqual([['recheck: never'], null]);
    const asking = answered(young());
    const other = jobStage(asking);
    await gaveUpLooking(other.deps).onGaveUp({ askingId: asking.id }, 'internal');
    expect(other.rechecks.get(asking.id)).toBeNull();
  });
});
