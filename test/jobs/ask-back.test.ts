// "Was it you?" from the press to the end, as jobs: what is written to the ledger, what a second try leaves alone, and what
// everybody is told.
import { describe, expect, it } from 'vitest';
import { answerQuestion, gaveUp } from '../../jobs/answer-question.ts';
import { recheckAnswer } from '../../jobs/recheck-answer.ts';
import type { Reach } from '../../src/domain/reach.ts';
import type { RecordedAsking } from '../../src/domain/state.ts';
import { textOf } from '../../src/domain/wanted.ts';
import { toContractJson } from '../../src/render/json.ts';
import { sampleAnswer } from '../render/sample-replies.ts';
import { sampleAsking } from '../slack/writer-stage.ts';
import { type JobStage, jobStage, NOW, PERSON } from './job-stage.ts';

const FIRST = { number: 1, started: 1, last: false };
const AFTER_A_CRASH = { number: 1, started: 2, last: false };
const LINK = 'https://sample-org.slack.test/archives/C0INCIDENTS/p1';
const NAMED = 'U00000NAMED';
const REACH: Reach = {
  showView: async () => true,
  unfurl: async () => ({ ok: true }),
  linkTo: async () => LINK,
  profileLink: (userId) => `https://sample-org.slack.test/team/${userId}`,
  userByEmail: async () => NAMED,
};

interface Set {
  readonly stage: JobStage;
  readonly press: RecordedAsking;
  readonly of: RecordedAsking;
  reply(reply: 'yes' | 'no' | 'not-sure', userId?: string): RecordedAsking;
}

function set(ofChanges: Partial<RecordedAsking> = {}, securityChannel: string | null = 'C00SECURITY'): Set {
  const messages = [{ purpose: 'answer' as const, channelId: 'C0INCIDENTS', ts: '1.1' }];
  const replyJson = JSON.stringify(toContractJson(sampleAnswer()));
  const of = sampleAsking({ state: 'answered', messages, replyJson, askedAt: NOW - 1_000, ...ofChanges });
  const named = { askingId: of.id, nth: null };
  const press = sampleAsking({
    door: 'deed',
    text: textOf({ kind: 'was-it-you', named }),
    threadTs: '1.0',
    askedAt: NOW,
  });
  const stage = jobStage(press, {
    reach: REACH,
    securityChannel,
    people: new Map([['sample-user', { by: 'email', email: 'max@sample.example' }]]),
    directory: {
      person: async (userId) => ({ ...PERSON, userId, name: userId === NAMED ? 'Nina Named' : 'Max Sample' }),
      channelKind: async () => 'public',
    },
  });
  stage.askings.set(of.id, of);
  return {
    stage,
    press,
    of,
    reply(said, userId = NAMED) {
      const text = textOf({ kind: 'reply', askBackId: press.id, reply: said });
      const asking = sampleAsking({ door: 'deed', text, userId, channelId: 'D0000NAMED', askedAt: NOW });
      stage.askings.set(asking.id, asking);
      return asking;
    },
  };
}

const run = ({ stage }: Set, { id }: RecordedAsking, attempt = FIRST) =>
  answerQuestion(stage.deps)({ askingId: id }, attempt);
const timeIsUp = ({ stage, press }: Set, attempt = FIRST) => recheckAnswer(stage.deps)({ askingId: press.id }, attempt);
const kinds = ({ stage }: Set) => stage.entries.map(({ kind }) => kind);

describe('a press', () => {
  it('asks the person named, sets when silence is told, then says so in the thread; each in the ledger', async () => {
    const it = set();
    await run(it, it.press);
    expect(it.stage.done).toEqual([
      `open direct ${NAMED}`,
      'say: ask-back',
      'recheck: 60000',
      'open',
      'end',
      'ended: answered',
    ]);
    expect(it.stage.said[0]).toContain('Max Sample asks: was this you?');
    expect(it.stage.said[1]).toBe('I asked Nina Named by direct message whether it was them. The reply comes here.');
    expect(kinds(it)).toEqual(['asked-back', 'answered']);
    expect(JSON.stringify(it.stage.entries)).not.toContain('i-0123');
  });

  it('that died half-way goes on with what it had claimed', async () => {
    const it = set();
    await run(it, it.press);
    it.stage.askings.set(it.press.id, it.press);
    await run(it, it.press, AFTER_A_CRASH);
    expect(kinds(it)).toEqual(['asked-back', 'answered', 'answered']);
    expect(it.stage.done.slice(-2)).toEqual(['end', 'ended: answered']);
  });

  it('for which every try failed is told to whoever pressed, not in the thread', async () => {
    const it = set();
    await gaveUp(it.stage.deps).onGaveUp({ askingId: it.press.id }, 'job stalled');
    expect(it.stage.done).toEqual(['warn: a question was given up', 'whisper', 'ended: failed']);
    expect(it.stage.said[0]).toContain('I could not do what you pressed');
  });

  it('on an answer that was private to somebody else knows of no answer', async () => {
    const it = set({ private: true, userId: 'U0000ADMIN' });
    await run(it, it.press);
    expect(it.stage.said).toEqual(['I do not have that answer any more. Please ask the question again.']);
    expect(it.stage.deeds).toEqual([]);
  });
});

describe('a reply', () => {
  it.each([
    ['yes', 'Nina Named says it was them.', []],
    ['not-sure', 'Nina Named is not sure whether it was them.', []],
    ['no', 'Nina Named says it was *not* them.', ['alerted']],
  ] as const)('%s is said in the thread, and ends the wait', async (said, words, more) => {
    const it = set();
    await run(it, it.press);
    await run(it, it.reply(said));
    expect(it.stage.said).toContain(words);
    expect(it.stage.rechecks.get(it.press.id)).toBeNull();
    expect(it.stage.done).toContain('change: ask-back');
    expect(kinds(it)).toEqual(['asked-back', 'answered', 'replied', ...more, 'answered']);
    expect(await timeIsUp(it)).toBeNull();
    expect(it.stage.done).not.toContain('say: silence');
  });

  it('No about a private answer sends the security channel to whoever asked, with no address and no sentence', async () => {
    const it = set({ private: true, messages: [{ purpose: 'answer', channelId: 'C0INCIDENTS', ts: '1.1' }] });
    await run(it, it.press);
    await run(it, it.reply('no'));
    const alert = it.stage.said.find((text) => text.startsWith('*Nina'));
    expect(alert).toContain('Ask Max Sample, who asked in private.');
    expect(alert).not.toContain('http');
  });

  it('No without a security channel says in the thread that nobody else was told', async () => {
    const it = set({}, null);
    await run(it, it.press);
    await run(it, it.reply('no'));
    expect(it.stage.said).toContain('Nobody else was told: SECURITY_CHANNEL is not set.');
    expect(it.stage.done.some((step) => step.startsWith('open at'))).toBe(false);
  });

  it.each([
    ['of somebody who was not asked', 'U0000ADMIN', 'This was not asked of you. Nothing was done.'],
    ['to a question nobody asked', NAMED, 'This was not asked of you. Nothing was done.'],
  ])('%s is none', async (why, userId, words) => {
    const it = set();
    if (!why.includes('nobody')) await run(it, it.press);
    await run(it, it.reply('yes', userId));
    expect(it.stage.said.at(-1)).toBe(words);
    expect(kinds(it)).not.toContain('replied');
  });
});

describe('silence', () => {
  it('is told once, to whoever pressed', async () => {
    const it = set();
    await run(it, it.press);
    await timeIsUp(it);
    expect(it.stage.said.at(-1)).toBe(
      '<@U000MEMBER> Nina Named has not replied for a minute. A later reply still comes here.',
    );
    expect(it.stage.rechecks.get(it.press.id)).toBeNull();
    await timeIsUp(it, AFTER_A_CRASH);
    expect(kinds(it).filter((kind) => kind === 'silent')).toHaveLength(1);
  });
});

describe('the person an answer names', () => {
  it('is shown with a link to their profile, which pings nobody', async () => {
    const asking = sampleAsking({ askedAt: NOW });
    const stage = jobStage(asking, {
      reach: REACH,
      people: new Map([['sample-user', { by: 'email', email: 'max@sample.example' }]]),
      directory: {
        person: async (userId) => ({ ...PERSON, userId, name: userId === NAMED ? 'Nina <!here> |Named' : 'Max' }),
        channelKind: async () => 'public',
      },
    });
    await answerQuestion(stage.deps)({ askingId: asking.id }, FIRST);
    const blocks = JSON.stringify(stage.messages[0]?.blocks);
    expect(blocks).toContain(`In Slack: <https://sample-org.slack.test/team/${NAMED}|Nina`);
    expect(blocks).not.toContain('<!here');
    expect(blocks).not.toMatch(/<@/);
  });

  it('is left out where Slack cannot be asked; the answer comes all the same', async () => {
    const asking = sampleAsking({ askedAt: NOW });
    const stage = jobStage(asking, {
      reach: { ...REACH, userByEmail: () => Promise.reject(new Error('no answer')) },
      people: new Map([['sample-user', { by: 'email', email: 'max@sample.example' }]]),
    });
    expect(await answerQuestion(stage.deps)({ askingId: asking.id }, FIRST)).toBeNull();
    expect(stage.said).toHaveLength(1);
    expect(JSON.stringify(stage.messages)).not.toContain('In Slack');
  });
});
