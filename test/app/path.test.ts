// The whole path over the wire: typed in a fake Slack, taken by the real bot through every door, answered where it belongs.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/domain/answer.ts';
import type { FakeSlack } from '../../src/fakes/slack/fake-slack.ts';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import { sampleAnswer } from '../render/sample-replies.ts';
import { answersIn, purposeOf, refusedReply, type Stage, startStage } from './stage.ts';

const asked: string[] = [];
let reply: (text: string) => Promise<Reply> = async () => sampleAnswer();
let stage: Stage;
let fake: FakeSlack;

beforeAll(async () => {
  stage = await startStage({
    parts: {
      ask: (text) => {
        asked.push(text);
        return reply(text);
      },
    },
  });
  fake = stage.fake;
}, 60_000);
afterAll(() => stage.stop());

const MAX = { user: SAMPLE.member, channel: SAMPLE.incidents };
let count = 0;
/** A question nobody asked before, so that each test finds its own messages. */
const fresh = (): string => `i-0123456789abcde${(count++).toString(16).padStart(2, '0')} terminate`;

/** The thread whose parent quotes `question`, once it holds an answer. */
function thread(channel: string, question: string) {
  return fake.waitFor(() => {
    const parent = fake.messages(channel).find((message) => JSON.stringify(message).includes(question));
    const messages = parent === undefined ? [] : fake.messages(channel, parent.threadTs ?? parent.ts);
    return messages.some((message) => purposeOf(message) === 'answer') && messages;
  });
}

describe('a slash command', () => {
  it('is acknowledged without a word, quoted, answered in its thread, with the CSV', async () => {
    const question = fresh();
    const typed = await fake.slash('/whodid', question, MAX);
    expect(typed.body).toBe('');
    const [parent, answer] = await thread(SAMPLE.incidents, question);
    expect(purposeOf(parent ?? {})).toBe('parent');
    expect(answer?.threadTs).toBe(parent?.ts);
    const file = await fake.waitFor(() => fake.files().find((it) => it.shares[0]?.threadTs === parent?.ts));
    expect(file.bytes?.toString('utf8')).toContain('"event_id"');
    expect(asked).toContain(question);
  });

  it.each(['', 'help', '?'])('of %j is answered with help at once', async (text) => {
    const typed = await fake.slash('/whodid', text, MAX);
    expect(JSON.stringify(typed.body)).toContain('Ask who did something in AWS');
  });

  it.each(['😀', 'x'.repeat(10_000), '<!channel>', "'; DROP TABLE asking; --", '\u0000\u202e'])(
    'of odd text number %# is taken like any other',
    async (text) => {
      const before = answersIn(fake, SAMPLE.incidents).length;
      reply = async (typed) => refusedReply(typed);
      expect((await fake.slash('/whodid', text, MAX)).ok).toBe(true);
      await fake.waitFor(() => answersIn(fake, SAMPLE.incidents).length === before + 1);
      reply = async () => sampleAnswer();
      expect(fake.messages(SAMPLE.incidents).at(-1)?.text).not.toContain('<!channel>');
    },
  );
});

describe('a mention', () => {
  it('in a thread is answered in that thread, without a quote', async () => {
    const question = fresh();
    const top = await fake.say('something broke', MAX);
    const said = await fake.mention(question, { ...MAX, threadTs: top.message.ts });
    const answers = await fake.waitFor(() => {
      const found = answersIn(fake, SAMPLE.incidents).filter((it) => it.threadTs === top.message.ts);
      return found.length > 0 && found;
    });
    expect(answers).toHaveLength(1);
    expect(fake.messages(SAMPLE.incidents, top.message.ts).map(purposeOf)).not.toContain('parent');
    expect(asked.at(-1)).toBe(question);
    expect(said.delivery?.ok).toBe(true);
  });

  it('that Slack delivers three times is answered once', async () => {
    const question = fresh();
    const said = await fake.mention(question, MAX);
    await fake.redeliver({ num: 1 }, said.eventId);
    await fake.redeliver({ num: 2 }, said.eventId);
    await thread(SAMPLE.incidents, question);
    expect(asked.filter((text) => text === question)).toHaveLength(1);
  });

  it('by an edit, or by another app, is no question', async () => {
    const before = asked.length;
    const event = { type: 'app_mention', channel: SAMPLE.incidents, ts: '1.1', event_ts: '1.1' };
    const text = `<@${SAMPLE.bot}> ${fresh()}`;
    await fake.event({ ...event, user: SAMPLE.member, text, edited: { user: SAMPLE.member, ts: '1.2' } });
    await fake.event({ ...event, user: SAMPLE.member, text, bot_id: 'B0OTHER' });
    const question = fresh();
    await fake.slash('/whodid', question, MAX);
    await thread(SAMPLE.incidents, question);
    expect(asked.slice(before)).toEqual([question]);
  });
});

describe('a button', () => {
  it('asks its question in the same thread, once however often it is pressed', async () => {
    const question = fresh();
    const suggested = fresh();
    reply = async (text) =>
      text === question
        ? {
            status: 'refused',
            text,
            assumptions: [],
            problems: [{ kind: 'no-verb', text: 'What?', instead: [suggested] }],
          }
        : sampleAnswer();
    await fake.slash('/whodid', question, MAX);
    const [parent, refusal] = await thread(SAMPLE.incidents, question);
    const ts = refusal?.ts ?? '';
    await fake.click(ts, 'ask_again_0', { user: SAMPLE.member });
    await fake.waitFor(
      () => fake.messages(SAMPLE.incidents, parent?.ts).filter((it) => purposeOf(it) === 'answer').length === 2,
    );
    const again = await fake.click(ts, 'ask_again_0', { user: SAMPLE.member });
    expect(again.ok).toBe(true);
    const told = await fake.waitFor(() => fake.ephemerals(SAMPLE.member).find((it) => it.text.includes('before')));
    expect(told.text).toContain('You pressed this before');
    expect(asked.filter((text) => text === suggested)).toHaveLength(1);
    reply = async () => sampleAnswer();
  });
});

describe('who sees it', () => {
  it('is the asker alone when the question is private', async () => {
    const question = `private ${fresh()}`;
    const typed = await fake.slash('/whodid', question, MAX);
    expect(JSON.stringify(typed.body)).toContain('direct message');
    await thread(fake.imOf(SAMPLE.member), question);
    expect(JSON.stringify(fake.messages(SAMPLE.incidents))).not.toContain(question);
    const file = await fake.waitFor(() =>
      fake.files().find((it) => it.shares[0]?.channel === fake.imOf(SAMPLE.member)),
    );
    expect(file.shares).toHaveLength(1);
  });

  it('is the asker, with how to invite us, in a private channel that does not have us', async () => {
    const question = fresh();
    await fake.slash('/whodid', question, { user: SAMPLE.admin, channel: SAMPLE.secret });
    await thread(fake.imOf(SAMPLE.admin), question);
    const hint = await fake.waitFor(() =>
      fake.ephemerals(SAMPLE.admin, SAMPLE.secret).find((it) => it.text.includes('/invite')),
    );
    expect(hint.text).toContain('@whodid');
    expect(fake.messages(SAMPLE.secret)).toEqual([]);
  });

  it('is nobody when a guest asks: the guest is told why, and nothing is searched', async () => {
    const question = fresh();
    await fake.slash('/whodid', question, { user: SAMPLE.guest, channel: SAMPLE.incidents });
    const told = await fake.waitFor(() => fake.ephemerals(SAMPLE.guest).find((it) => it.text.includes('Guests')));
    expect(told.text).toContain('Ask a full member');
    expect(asked).not.toContain(question);
    expect(JSON.stringify(fake.messages(SAMPLE.incidents))).not.toContain(question);
  });
});

describe('trouble', () => {
  it('with blocks ends in the simpler form, with the CSV', async () => {
    const question = fresh();
    fake.settings.nativeTables = false;
    await fake.slash('/whodid', question, MAX);
    const messages = await thread(SAMPLE.incidents, question);
    fake.settings.nativeTables = true;
    expect(JSON.stringify(messages[1]?.blocks)).not.toContain('"table"');
    await fake.waitFor(() => fake.files().find((it) => it.shares[0]?.threadTs === messages[0]?.ts));
  });

  it('in the search is tried again, and told in one sentence when it does not pass', async () => {
    const question = fresh();
    let tries = 0;
    reply = async () => {
      tries += 1;
      throw new Error('a bug with a secret in it');
    };
    await fake.slash('/whodid', question, MAX);
    const messages = await thread(SAMPLE.incidents, question);
    reply = async () => sampleAnswer();
    expect(tries).toBe(3);
    expect(messages.at(-1)?.text).toMatch(/every try failed/);
    expect(JSON.stringify(messages)).not.toContain('a bug with');
    expect(messages.filter((it) => purposeOf(it) === 'answer')).toHaveLength(1);
  });

  it('leaves no token and no address of Slack in the log', () => {
    expect(stage.logged()).toContain('whodid is on');
    expect(stage.logged()).not.toMatch(/xoxb-|xapp-|\/respond\/|\/upload\//);
  });
});
