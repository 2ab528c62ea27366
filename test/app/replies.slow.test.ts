// Replies in a thread, "ask again", the shortcut on any message and pasted links, over the wire: what is asked in the end, where
// it is answered, and for whom nothing is.
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../src/domain/audit-event.ts';
import type { FakeSlack } from '../../src/fakes/slack/fake-slack.ts';
import { SAMPLE, sampleWorkspace } from '../../src/fakes/slack/sample-workspace.ts';
import type { Message } from '../../src/fakes/slack/state.ts';
import { readQuestion } from '../../src/question/read-question.ts';
import { sampleAnswer, sampleEvent, sampleQuestion, sampleWindow } from '../render/sample-replies.ts';
import { addButton, askingIdOf, purposeOf, type Stage, startStage } from './stage.ts';

const MAX = { user: SAMPLE.member, channel: SAMPLE.incidents };
const DAY_MS = 24 * 60 * 60_000;
const EVENT = sampleEvent();
const LINK = `https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events/${EVENT.eventID}`;

const workspace = sampleWorkspace();
const GROUP = { id: SAMPLE.securityGroup, handle: 'security', name: 'Security team' };

const asked: string[] = [];
let done: readonly AuditEvent[] = [EVENT];
let stage: Stage;
let fake: FakeSlack;
let skewMs = 0;

beforeAll(async () => {
  stage = await startStage({
    // Members of the group may ask in two channels and by direct message.
    settings: { ALLOWED_CHANNELS: `${SAMPLE.incidents},${SAMPLE.security}`, ALLOWED_GROUPS: SAMPLE.securityGroup },
    fake: { workspace: { ...workspace, usergroups: [{ ...GROUP, users: [SAMPLE.member, SAMPLE.admin] }] } },
    parts: {
      clock: () => Date.now() + skewMs,
      ask: async (text, by) => {
        asked.push(text);
        const reading = readQuestion(text, by);
        if (!reading.ok) return { status: 'refused', text, problems: reading.problems, assumptions: [] };
        const window = reading.question.window ?? sampleWindow();
        return sampleAnswer({ question: sampleQuestion({ text, window }), window, done });
      },
      findEvent: async ({ eventId }) => (eventId === EVENT.eventID ? EVENT : null),
    },
  });
  fake = stage.fake;
}, 60_000);
beforeEach(() => {
  asked.length = 0;
  done = [EVENT];
});
afterAll(() => stage.stop());

let count = 0;
const instance = (): string => `i-0123456789abce0${(count++).toString(16).padStart(2, '0')}`;

async function answers(channel: string, threadTs: string, many: number): Promise<readonly Message[]> {
  return fake.waitFor(() => {
    const found = fake.messages(channel, threadTs).filter((it) => purposeOf(it) === 'answer');
    return found.length >= many && found;
  });
}

/** A question answered in #incidents; its thread and the answer. */
async function answered(question: string): Promise<{ threadTs: string; answer: Message }> {
  await fake.slash('/whodid', question, MAX);
  const parent = await fake.waitFor(() =>
    fake.messages(MAX.channel).find((it) => JSON.stringify(it.blocks).includes(question)),
  );
  const [answer] = await answers(MAX.channel, parent.ts, 1);
  return { threadTs: parent.ts, answer: answer ?? parent };
}

describe('a reply that mentions the bot in the thread of an answer', () => {
  it('is read with the question above, and says so first', async () => {
    const id = instance();
    const { threadTs } = await answered(`who terminated ${id}`);
    await fake.mention('and yesterday?', { ...MAX, threadTs });
    const [, second] = await answers(MAX.channel, threadTs, 2);
    expect(second?.text).toContain('Read with the question above as: “who terminated');
    expect(asked.at(-1)).toBe(`who terminated ${id} yesterday`);
    await fake.mention('only from the console', { ...MAX, threadTs });
    await answers(MAX.channel, threadTs, 3);
    expect(asked.at(-1)).toBe(`who terminated ${id} yesterday from the console`);
  });

  it('by somebody in another zone keeps the day that the first asker meant', async () => {
    const { threadTs } = await answered(`who terminated ${instance()} yesterday`);
    await fake.mention('only from the console', { ...MAX, user: SAMPLE.admin, threadTs });
    await answers(MAX.channel, threadTs, 2);
    expect(asked.at(-1)).toMatch(/ between \S+ 00:00 and \S+ 00:00 America\/New_York from the console$/);
  });

  it('that cannot be joined is asked back with whole questions, and nothing is searched', async () => {
    const { threadTs } = await answered(`who terminated ${instance()}`);
    await fake.mention('and the purple ones <!channel>?', { ...MAX, threadTs });
    const [, second] = await answers(MAX.channel, threadTs, 2);
    expect(second?.text).toContain('together with the question above, so I did not search');
    expect(JSON.stringify(second)).not.toContain('<!channel>');
    expect(asked).toHaveLength(1);
  });

  it('keeps the day that “today” was, when it comes a day later', async () => {
    const id = instance();
    const { threadTs } = await answered(`who terminated ${id} today`);
    skewMs += DAY_MS;
    await fake.mention('only from the console', { ...MAX, threadTs });
    await answers(MAX.channel, threadTs, 2);
    expect(asked.at(-1)).toMatch(
      /^who terminated \S+ between \S+ 00:00 and \S+ \S+ America\/New_York from the console$/,
    );
  });

  it('that is a whole question is that question', async () => {
    const { threadTs } = await answered(`who terminated ${instance()}`);
    const other = `who stopped ${instance()} yesterday`;
    await fake.mention(other, { ...MAX, threadTs });
    const [, second] = await answers(MAX.channel, threadTs, 2);
    expect(asked.at(-1)).toBe(other);
    expect(second?.text).not.toContain('Read with');
  });
});

it('a reply in the direct messages needs no mention', async () => {
  const id = instance();
  const channel = fake.imOf(SAMPLE.member);
  const { message } = await fake.directMessage(`who terminated ${id}`, { user: SAMPLE.member });
  await answers(channel, message.ts, 1);
  await fake.directMessage('in eu-west-1?', { user: SAMPLE.member, threadTs: message.ts });
  const [, second] = await answers(channel, message.ts, 2);
  expect(second?.text).toContain('Read with the question above as');
  expect(asked.at(-1)).toBe(`who terminated ${id} in eu-west-1`);
});

describe('“Ask again and show what changed”', () => {
  it('asks the same question as of now, and says first what is new and what is gone', async () => {
    const { threadTs, answer } = await answered(`who terminated ${instance()}`);
    addButton(answer, 'ask_changed', askingIdOf(answer));
    done = [sampleEvent(1), sampleEvent(2)];
    await fake.click(answer.ts, 'ask_changed', { user: SAMPLE.admin });
    const [, second] = await answers(MAX.channel, threadTs, 2);
    expect(second?.text).toContain('Asked again as of now: 2 events are new, 1 event is gone.');
    await fake.click(answer.ts, 'ask_changed', { user: SAMPLE.admin });
    await fake.waitFor(() =>
      fake.ephemerals(SAMPLE.admin).find(({ text }) => text.includes('what had changed is in this thread')),
    );
    expect(asked).toHaveLength(2);
  });
});

describe('the shortcut “Who did this?”', () => {
  const open = async (message: Message, user: string = SAMPLE.member) => {
    const press = await fake.shortcut('who_did_this', { user, messageTs: message.ts });
    expect(press.ok).toBe(true);
    return fake.waitFor(() => fake.views(user).at(-1));
  };
  const alert = async (text: string, channel: string = SAMPLE.incidents) =>
    (await fake.say(text, { user: SAMPLE.member, channel })).message;

  it('offers the questions that text, blocks and attachments suggest, and asks the one picked in that thread', async () => {
    const [id, hidden] = [instance(), instance()];
    const message = await alert(`ALARM ${id} was terminated`);
    message.blocks = [
      { type: 'section', text: { type: 'mrkdwn', text: `see <https://sample.example/${hidden}|here> or ${hidden}` } },
    ];
    message.attachments = [{ fallback: 'role `sample-deploy`', color: '#ff0000' }];
    const view = JSON.stringify((await open(message)).body);
    for (const question of [`who terminated ${id}`, `history of ${hidden}`, 'history of role sample-deploy']) {
      expect(view).toContain(question);
    }
    expect((await fake.submitView(SAMPLE.member, { question: '1' })).ok).toBe(true);
    await answers(SAMPLE.incidents, message.ts, 1);
    expect(asked).toEqual([`who terminated ${hidden}`]);
    expect(fake.views(SAMPLE.member)).toEqual([]);
  });

  it('asks what is typed instead, where it was changed', async () => {
    const message = await alert(`ALARM ${instance()}`);
    await open(message);
    const typed = `who stopped ${instance()} yesterday`;
    await fake.submitView(SAMPLE.member, { question: '0', text: typed });
    await answers(SAMPLE.incidents, message.ts, 1);
    expect(asked).toEqual([typed]);
  });

  it('on a message that names nothing says so, and wants words', async () => {
    const view = await open(await alert('lunch?'));
    expect(JSON.stringify(view.body)).toContain('found nothing in this message');
    expect(await fake.submitView(SAMPLE.member, { text: '' })).toMatchObject({ ok: false, error: 'missing_input' });
    await fake.closeView(SAMPLE.member);
  });

  it('where questions are not answered brings the answer as a direct message, and says so', async () => {
    const before = fake.messages(fake.imOf(SAMPLE.member)).length;
    const message = await alert(`ALARM ${instance()}`, SAMPLE.quiet);
    await open(message);
    await fake.submitView(SAMPLE.member, { question: '0' });
    expect(JSON.stringify(fake.views(SAMPLE.member).at(-1)?.body)).toContain('the answer comes as a direct message');
    const direct = await fake.waitFor(() =>
      fake
        .messages(fake.imOf(SAMPLE.member))
        .slice(before)
        .find((it) => purposeOf(it) === 'answer'),
    );
    expect(direct.text).not.toBe('');
    expect(asked).toHaveLength(1);
    expect(fake.messages(SAMPLE.quiet)).toHaveLength(1);
    await fake.closeView(SAMPLE.member);
  });

  it('by somebody who may not ask at all is refused in the modal', async () => {
    const message = await alert(`ALARM ${instance()}`);
    await open(message, SAMPLE.stranger);
    await fake.submitView(SAMPLE.stranger, { question: '0' });
    expect(JSON.stringify(fake.views(SAMPLE.stranger).at(-1)?.body)).toContain('You belong to another workspace');
    expect(asked).toEqual([]);
  });

  it('of a guest asks nothing', async () => {
    const message = await alert(`ALARM ${instance()}`);
    await open(message, SAMPLE.guest);
    await fake.submitView(SAMPLE.guest, { question: '0' });
    await fake.waitFor(() => fake.ephemerals(SAMPLE.guest).find(({ text }) => text.includes('Guests')));
    expect(asked).toEqual([]);
  });

  it('takes any text at all, and makes nothing of it that Slack would act on', async () => {
    const bit = fc.oneof(
      fc.constantFrom(
        '<!channel>',
        '<@U0000ADMIN>',
        '`',
        '"',
        '*',
        'bucket "',
        'role ',
        '\u202e',
        '\n',
        '<https://x|',
        instance(),
      ),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(bit, { maxLength: 12 }), async (bits) => {
        const message = await alert('x');
        message.text = bits.join(' ');
        message.attachments = [{ text: bits.join('') }];
        const view = await open(message);
        const parts = JSON.stringify(view.body).match(/"type":"mrkdwn"/g);
        expect(parts).toBeNull();
        await fake.closeView(SAMPLE.member);
      }),
      { numRuns: 25 },
    );
  });
});

describe('a pasted link to an event in the console', () => {
  const pasted = async (text: string, where: { user: string; channel: string } = MAX) =>
    (await fake.say(text, where)).message;
  /** A question asked after it and answered: by then the link was seen to. */
  const settled = async () => {
    const question = `who terminated ${instance()}`;
    await answered(question);
  };

  it('unfurls to a card of that event', async () => {
    const message = await pasted(`look: ${LINK}`);
    const card = await fake.waitFor(() => message.attachments[0]);
    expect(JSON.stringify(card)).toMatch(/ec2:TerminateInstances.*sample-user.*us-east-1/);
    expect(card.from_url).toBe(LINK);
  });

  it.each([
    ['pasted by a guest', { user: SAMPLE.guest, channel: SAMPLE.incidents }, LINK],
    ['pasted by somebody from elsewhere', { user: SAMPLE.stranger, channel: SAMPLE.incidents }, LINK],
    ['in a channel that is not allowed', { user: SAMPLE.member, channel: SAMPLE.quiet }, LINK],
    ['of an event nobody has', MAX, LINK.replace(EVENT.eventID, '00000000-0000-4000-8000-00000000dead')],
    ['of another page of the console', MAX, LINK.replace('#/events/', '#/trails/')],
    [
      'of a host that only looks like it',
      MAX,
      LINK.replace('console.aws.amazon.com', 'console.aws.amazon.com.sample.example'),
    ],
  ])('%s stays as it is, and nobody is told', async (_why, where, link) => {
    const whispers = fake.ephemerals(where.user).length;
    const message = await pasted(link, where);
    await settled();
    expect(message.attachments).toEqual([]);
    expect(fake.calls.filter(({ method, args }) => method === 'chat.unfurl' && args.ts === message.ts)).toEqual([]);
    expect(fake.ephemerals(where.user)).toHaveLength(whispers);
  });

  it('is unfurled once, however often Slack tells of it', async () => {
    const message = await pasted(LINK);
    await fake.redeliver({ num: 1 });
    await fake.waitFor(() => message.attachments[0]);
    await settled();
    expect(fake.calls.filter(({ method, args }) => method === 'chat.unfurl' && args.ts === message.ts)).toHaveLength(1);
  });
});

it('an event asked for by its id is answered with its card', async () => {
  const { answer } = await answered(`event ${EVENT.eventID.toUpperCase()}`);
  expect(answer.text).toContain('ec2:TerminateInstances');
  const { answer: none } = await answered('event 00000000-0000-4000-8000-00000000dead');
  expect(none.text).toContain('found no event');
});
