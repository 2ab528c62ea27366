// One asking to its end: in order, again after a crash, refused, failed, given up.
import { describe, expect, it } from 'vitest';
import { answerQuestion, gaveUp } from '../../jobs/answer-question.ts';
import type { Failed } from '../../src/domain/answer.ts';
import type { AskedBy } from '../../src/domain/question.ts';
import { toContractJson } from '../../src/render/json.ts';
import { sampleAnswer, sampleEvent } from '../render/sample-replies.ts';
import { sampleAsking } from '../slack/writer-stage.ts';
import { jobStage, NOW, PERSON } from './job-stage.ts';

const FIRST = { number: 1, started: 1, last: false };
const AFTER_A_CRASH = { number: 1, started: 2, last: false };
const LAST = { number: 5, started: 5, last: true };
const asking = (changes = {}) => sampleAsking({ askedAt: NOW - 100, ...changes });
const run = (stage: ReturnType<typeof jobStage>, id: string, attempt = FIRST) =>
  answerQuestion(stage.deps)({ askingId: id }, attempt);

function failedReply(failure: Failed['failure']['failure']): Failed {
  return { status: 'failed', text: 'q', failure: { failure, what: 'It failed.', why: 'So.', instead: 'Again.' } };
}

describe('a question', () => {
  it('is kept before it is posted, and ends after its file', async () => {
    const it = asking();
    const stage = jobStage(it);
    expect(await run(stage, it.id)).toBeNull();
    expect(stage.done).toEqual(['open', 'saveReply', 'end', 'attach', 'ended: answered']);
    expect(stage.entries[0]).toMatchObject({
      kind: 'answered',
      detail: { done: 1, sources: 'archive', complete: true },
    });
    expect(JSON.stringify(stage.entries)).not.toContain('i-0123456789abcdef0');
  });

  it('is read as of when it was asked, in the zone and language of the asker', async () => {
    const it = asking({ text: 'ask who did it today' });
    let heard: unknown;
    const ask = async (text: string, asked: AskedBy) => {
      heard = [text, asked];
      return sampleAnswer();
    };
    await run(jobStage(it, { ask }), it.id);
    expect(heard).toEqual(['who did it today', { now: NOW - 100, zone: 'America/New_York', locale: 'en-US' }]);
  });

  it('that has ended, or never was, is left alone', async () => {
    const it = asking({ state: 'answered' });
    const stage = jobStage(it);
    expect(await run(stage, it.id)).toBeNull();
    expect(await run(stage, 'f'.repeat(32))).toBeNull();
    expect(stage.done).toEqual([]);
  });

  it('given to the same process twice at once is answered once', async () => {
    const it = asking();
    const stage = jobStage(it);
    const handler = answerQuestion(stage.deps);
    await Promise.all([handler({ askingId: it.id }, FIRST), handler({ askingId: it.id }, FIRST)]);
    expect(stage.done.filter((step) => step === 'end')).toHaveLength(1);
  });

  it('without rows has no file', async () => {
    const it = asking();
    const stage = jobStage(it, { ask: async () => sampleAnswer({ done: [], attempted: [], related: [], actors: [] }) });
    await run(stage, it.id);
    expect(stage.done).not.toContain('attach');
  });

  it('waited for long ends with a word to the asker', async () => {
    const it = asking({ askedAt: NOW - 61_000 });
    const stage = jobStage(it);
    await run(stage, it.id);
    expect(stage.done.slice(-2)).toEqual(['notify', 'ended: answered']);
  });

  it('that takes long shows progress, and stops showing it', async () => {
    const it = asking();
    let showed: () => void = () => undefined;
    const progress = new Promise<void>((resolve) => {
      showed = resolve;
    });
    const stage = jobStage(it, {
      progressAfterMs: 1,
      clock: () => {
        showed();
        return NOW;
      },
      ask: async () => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        await progress;
        return sampleAnswer();
      },
    });
    await run(stage, it.id);
    expect(stage.done.filter((step) => step.startsWith('progress: Searching'))).toHaveLength(1);
  });
});

describe('a second try', () => {
  it.each([
    ['a failed try', {}, LAST],
    ['a try that died', {}, AFTER_A_CRASH],
    ['a saved reply', { replyJson: JSON.stringify(toContractJson(sampleAnswer())) }, FIRST],
    ['a posted message', { messages: [{ purpose: 'parent', channelId: 'C0INCIDENTS', ts: '1.1' }] }, FIRST],
  ])('is known by %s, and looks in Slack', async (_why, changes, attempt) => {
    const it = asking(changes);
    const stage = jobStage(it);
    await run(stage, it.id, attempt);
    expect(stage.done[0]).toBe('open again');
  });

  it('is not suspected because a question waited long: looking costs Slack a call', async () => {
    const it = asking({ askedAt: NOW - 30_000 });
    const stage = jobStage(it);
    await run(stage, it.id);
    expect(stage.done[0]).toBe('open');
  });

  it('searches nothing when answer and file are there', async () => {
    const saved = sampleAnswer({ done: [sampleEvent(), sampleEvent(1)] });
    const it = asking({ replyJson: JSON.stringify(toContractJson(saved)) });
    const stage = jobStage(it, { ask: () => Promise.reject(new Error('not to be asked')) });
    stage.posted.add('answer').add('csv');
    await run(stage, it.id);
    expect(stage.done).toEqual(['open again', 'ended: answered']);
    expect(stage.entries[0]?.detail).toMatchObject({ done: 2 });
  });

  it('brings the file that is still missing, and ends as what was posted says', async () => {
    const posted = sampleAnswer({ done: [sampleEvent(), sampleEvent(1)] });
    const it = asking({ replyJson: JSON.stringify(toContractJson(posted)) });
    const stage = jobStage(it);
    stage.posted.add('answer');
    await run(stage, it.id);
    expect(stage.done).toEqual(['open again', 'attach', 'ended: answered']);
    expect(stage.entries[0]?.detail).toMatchObject({ done: 2 });
  });
});

describe('a failure', () => {
  it('that may pass goes back to the queue, unposted', async () => {
    const it = asking();
    const stage = jobStage(it, { ask: async () => failedReply('storage') });
    expect(await run(stage, it.id)).toMatchObject({ failure: 'storage' });
    expect(stage.done).toEqual(['open']);
  });

  it('that may pass is told on the last try', async () => {
    const it = asking();
    const stage = jobStage(it, { ask: async () => failedReply('storage') });
    expect(await run(stage, it.id, LAST)).toBeNull();
    expect(stage.done.at(-1)).toBe('ended: failed');
    expect(stage.entries[0]?.detail).toMatchObject({ failure: 'storage' });
  });

  it('that will not pass is told at once', async () => {
    const it = asking();
    const stage = jobStage(it, { ask: async () => failedReply('missing-folder') });
    expect(await run(stage, it.id)).toBeNull();
    expect(stage.said[0]).toContain('It failed.');
  });

  it('of everything ends in one sentence and a ledger row', async () => {
    const it = asking();
    const stage = jobStage(it);
    await gaveUp(stage.deps).onGaveUp({ askingId: it.id }, 'job stalled');
    expect(stage.said[0]).toMatch(/every try failed.*ask again/s);
    expect(stage.said[0]).not.toContain('stalled');
    expect(stage.entries[0]).toMatchObject({ kind: 'failed', detail: { why: 'gave up' } });
  });

  it('after the answer was posted ends as answered', async () => {
    const it = asking({ replyJson: JSON.stringify(toContractJson(sampleAnswer())) });
    const stage = jobStage(it);
    stage.posted.add('answer');
    await gaveUp(stage.deps).onGaveUp({ askingId: it.id }, 'job stalled');
    expect(stage.said).toEqual([]);
    expect(stage.done.at(-1)).toBe('ended: answered');
  });

  it('is kept for later while Slack cannot be reached, but not for ever', async () => {
    const unreachable = {
      person: () => Promise.reject(new Error('no answer')),
      channelKind: async () => 'public' as const,
    };
    const young = asking();
    const stage = jobStage(young, { directory: unreachable });
    await expect(gaveUp(stage.deps).onGaveUp({ askingId: young.id }, 'x')).rejects.toThrow('no answer');
    expect(stage.entries).toEqual([]);
    const old = asking({ askedAt: NOW - 2 * 3_600_000 });
    const later = jobStage(old, { directory: unreachable });
    await gaveUp(later.deps).onGaveUp({ askingId: old.id }, 'x');
    expect(later.done.at(-1)).toBe('ended: failed');
  });
});

describe('rights', () => {
  it('are asked again with the person looked up, and a refusal is only for the asker', async () => {
    const it = asking();
    let heard: unknown;
    const stage = jobStage(it, {
      ask: () => Promise.reject(new Error('not to be asked')),
      may: (person, context) => {
        heard = [person, context];
        return { may: 'no', why: 'Guests may not ask.', instead: 'Ask a member.' };
      },
    });
    await run(stage, it.id);
    expect(heard).toEqual([PERSON, { homeTeamId: 'T000SAMPLE', channelId: it.channelId, channelKind: 'public' }]);
    expect(stage.done).toEqual(['whisper', 'ended: refused']);
    expect(stage.said).toEqual(['I did not ask: Guests may not ask. Ask a member.']);
  });

  it('that cannot be found out are no rights', async () => {
    const it = asking();
    const stage = jobStage(it, { may: () => ({ may: 'unknown' }) });
    await run(stage, it.id);
    expect(stage.done).toEqual(['whisper', 'ended: refused']);
  });
});

describe('the CSV of an earlier answer', () => {
  const replied = toContractJson(sampleAnswer());
  const original = asking({
    text: 'who did it today',
    askedAt: NOW - 3_600_000,
    state: 'answered',
    replyJson: JSON.stringify({ ...replied, question: { ...replied.question, text: 'who did it today' } }),
  });
  const press = (changes = {}) => asking({ door: 'button', text: `csv ${original.id}`, ...changes });

  it('is made as of then', async () => {
    const it = press();
    let heard: unknown;
    const stage = jobStage(it, {
      csv: 'on-demand',
      ask: async (text, asked) => {
        heard = [text, asked.now];
        return sampleAnswer();
      },
    });
    stage.askings.set(original.id, original);
    await run(stage, it.id);
    expect(heard).toEqual(['who did it today', NOW - 3_600_000]);
    expect(stage.done).toEqual(['open', 'attach', 'ended: answered']);
  });

  it('of somebody else in private is not handed out', async () => {
    const it = press({ userId: 'U0000ADMIN' });
    const stage = jobStage(it, { ask: () => Promise.reject(new Error('not to be asked')) });
    stage.askings.set(original.id, { ...original, private: true });
    await run(stage, it.id);
    expect(stage.files).toEqual([]);
    expect(stage.said[0]).toContain('ask the question again');
  });

  it('asked for by typing its id is a question like any other', async () => {
    const it = asking({ text: `csv ${original.id}` });
    let heard = '';
    const stage = jobStage(it, {
      ask: async (text) => {
        heard = text;
        return sampleAnswer();
      },
    });
    await run(stage, it.id);
    expect(heard).toBe(it.text);
  });
});

describe('help and explain', () => {
  it.each([
    ['help', 'how to ask'],
    ['explain who did it', 'Read as: who did it'],
  ])('%s searches nothing', async (text, answer) => {
    const it = asking({ text });
    const stage = jobStage(it, { ask: () => Promise.reject(new Error('not to be asked')) });
    await run(stage, it.id);
    expect(stage.said).toEqual([answer]);
    expect(stage.done.at(-1)).toBe('ended: answered');
  });
});
