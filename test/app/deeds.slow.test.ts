// Buttons that do something about an answer, over the wire: mention the person named, ask them back, show a record. Once each,
// for those who may, and never a word to anybody without a press.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../src/domain/audit-event.ts';
import type { FakeSlack } from '../../src/fakes/slack/fake-slack.ts';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import type { Message } from '../../src/fakes/slack/state.ts';
import { sampleActor, sampleAnswer, sampleEvent, sampleQuestion } from '../render/sample-replies.ts';
import { addButton, askingIdOf, purposeOf, type Stage, startStage } from './stage.ts';

const HOURS_4 = 4 * 60 * 60_000;
const MAX = { user: SAMPLE.member, channel: SAMPLE.incidents };
const EVENT = sampleEvent(0, {
  record: { eventName: 'TerminateInstances', requestParameters: { password: 'hunter2', note: 'a\u202eb <!channel>' } },
});

let stage: Stage;
let fake: FakeSlack;
let skewMs = 0;
let callers: readonly AuditEvent[] = [EVENT];
let found: AuditEvent | null = EVENT;

beforeAll(async () => {
  stage = await startStage({
    parts: {
      clock: () => Date.now() + skewMs,
      ask: async (text) => {
        const actors = callers.map(({ actor }) => ({ actor, human: null }));
        return sampleAnswer({ question: sampleQuestion({ text }), done: callers, actors });
      },
      findEvent: async ({ eventId }) => (found?.eventID === eventId ? found : null),
      people: new Map([
        ['sample-user', { by: 'email', email: 'sam@sample.example' }],
        ['sample-leaver', { by: 'email', email: 'lee@sample.example' }],
        ['sample-guest', { by: 'user-id', userId: SAMPLE.guest }],
      ]),
      securityChannel: SAMPLE.security,
    },
  });
  fake = stage.fake;
}, 60_000);
afterAll(() => stage.stop());

let count = 0;

/** An answer in #incidents, with the buttons that the card has. */
async function answered(by: readonly AuditEvent[] = [EVENT]): Promise<{ answer: Message; id: string }> {
  callers = by;
  const question = `i-0123456789abcdf${(count++).toString(16).padStart(2, '0')} terminate`;
  await fake.slash('/whodid', question, MAX);
  const answer = await fake.waitFor(() => {
    const parent = fake.messages(SAMPLE.incidents).find((it) => JSON.stringify(it.blocks).includes(question));
    return fake.messages(SAMPLE.incidents, parent?.ts ?? '-').find((it) => purposeOf(it) === 'answer');
  });
  const id = askingIdOf(answer);
  // The card names one person by a number; these leave it to the worker to see that there is only one.
  addButton(answer, 'mention_human', id);
  addButton(answer, 'was_it_you', id);
  return { answer, id };
}

const inThread = (answer: Message) => fake.messages(SAMPLE.incidents, answer.threadTs).slice(2);
const directly = (user: string) => fake.messages(fake.imOf(user));
const told = (user: string, words: string | RegExp) =>
  fake.waitFor(() =>
    fake.ephemerals(user).find(({ text }) => (typeof words === 'string' ? text.includes(words) : words.test(text))),
  );

describe('Mention', () => {
  it('mentions the member named, once, whoever presses', async () => {
    const { answer } = await answered();
    expect(JSON.stringify(fake.messages(SAMPLE.incidents))).not.toContain(`<@${SAMPLE.admin}>`);
    await fake.click(answer.ts, 'mention_human', { user: SAMPLE.member });
    const said = await fake.waitFor(() => inThread(answer).find(({ text }) => text.includes('asks you to look')));
    expect(said.text).toBe(`<@${SAMPLE.admin}> max asks you to look at the answer above.`);
    await fake.click(answer.ts, 'mention_human', { user: SAMPLE.member });
    await told(SAMPLE.member, 'pressed this before');
    await fake.click(answer.ts, 'mention_human', { user: SAMPLE.admin });
    await told(SAMPLE.admin, 'was mentioned here before');
    expect(inThread(answer).filter(({ text }) => text.includes('<@'))).toHaveLength(1);
  });

  it('by a guest, who may not ask, mentions nobody', async () => {
    const { answer } = await answered();
    await fake.click(answer.ts, 'mention_human', { user: SAMPLE.guest });
    await told(SAMPLE.guest, 'Guests');
    expect(inThread(answer).filter(({ text }) => text.includes('<@'))).toEqual([]);
    await fake.click(answer.ts, 'mention_human', { user: SAMPLE.member });
    await fake.waitFor(() => inThread(answer).find(({ text }) => text.includes('<@')));
  });

  it.each([
    ['sample-nobody', /no member of this workspace for `?sample-nobody/],
    ['sample-leaver', /no member of this workspace/],
    ['<!channel> *x*', /no member of this workspace for `&lt;!channel&gt;`/],
  ])('of %s says in private that there is no such member', async (name, words) => {
    const event = sampleEvent(0, { actor: sampleActor({ name, arn: null, names: [name] }) });
    const { answer } = await answered([event]);
    await fake.click(answer.ts, 'mention_human', { user: SAMPLE.member });
    const said = await told(SAMPLE.member, words);
    expect(said.text).not.toContain('<!channel>');
    expect(inThread(answer).filter((it) => purposeOf(it) !== undefined)).toEqual([]);
  });

  it('where several people are named asks which, and says each when a button names one', async () => {
    const other = sampleEvent(1, { actor: sampleActor({ name: 'sample-leaver', arn: null, names: [] }) });
    const { answer, id } = await answered([EVENT, other]);
    await fake.click(answer.ts, 'mention_human', { user: SAMPLE.member });
    await told(SAMPLE.member, 'names several people');
    addButton(answer, 'mention_human_0', `${id}:0`);
    await fake.click(answer.ts, 'mention_human_0', { user: SAMPLE.member });
    await fake.waitFor(() => inThread(answer).find(({ text }) => text.includes(`<@${SAMPLE.admin}>`)));
  });

  it('in a thread that was deleted goes to whoever pressed', async () => {
    const { answer } = await answered();
    fake.inject({ method: 'chat.postMessage', kind: 'error', error: 'thread_not_found' });
    await fake.click(answer.ts, 'mention_human', { user: SAMPLE.member });
    const note = await fake.waitFor(() =>
      directly(SAMPLE.member).find(({ text }) => text.includes('thread this belongs to was deleted')),
    );
    expect(note.threadTs).toBeDefined();
  });
});

describe('Was it you?', () => {
  async function asked() {
    const { answer } = await answered();
    const before = directly(SAMPLE.admin).length;
    await fake.click(answer.ts, 'was_it_you', { user: SAMPLE.member });
    const question = await fake.waitFor(() => directly(SAMPLE.admin)[before]);
    await fake.waitFor(() => inThread(answer).find(({ text }) => text.includes('I asked sam by direct message')));
    return { answer, question };
  }

  it('asks by direct message, and the reply comes into the thread once', async () => {
    const { answer, question } = await asked();
    expect(question.text).toContain('max asks: was this you?');
    expect(JSON.stringify(question.blocks)).toContain('slack.test/archives');
    await fake.click(question.ts, 'was_it_you_yes', { user: SAMPLE.admin });
    await fake.waitFor(() => inThread(answer).find(({ text }) => text === 'sam says it was them.'));
    await fake.waitFor(() => !JSON.stringify(question.blocks).includes('was_it_you'));
    expect(inThread(answer).filter(({ text }) => text.includes('says'))).toHaveLength(1);
    expect(fake.messages(SAMPLE.security)).toEqual([]);
  });

  it('answered No tells the security channel, with the way to the thread and nothing of what was asked', async () => {
    const { answer, question } = await asked();
    await fake.click(question.ts, 'was_it_you_no', { user: SAMPLE.admin });
    await fake.waitFor(() => inThread(answer).find(({ text }) => text.includes('*not* them')));
    const alert = await fake.waitFor(() => fake.messages(SAMPLE.security)[0]);
    expect(alert.text).toMatch(
      /^\*sam\* says it was not them.*<https:\/\/sample-org\.slack\.test\/archives\/C0INCIDENTS\//,
    );
    expect(alert.text).not.toContain('i-0');
    await fake.waitFor(() => inThread(answer).find(({ text }) => text.includes('security channel was told')));
  });

  it('pressed by two people, or replied to twice, is done once', async () => {
    const { answer, question } = await asked();
    await fake.click(answer.ts, 'was_it_you', { user: SAMPLE.admin });
    await told(SAMPLE.admin, 'was asked about this before');
    const blocks = question.blocks;
    await fake.click(question.ts, 'was_it_you_not_sure', { user: SAMPLE.admin });
    await fake.waitFor(() => inThread(answer).find(({ text }) => text.includes('not sure')));
    await fake.waitFor(() => question.blocks !== blocks);
    // A client that has not redrawn the message yet.
    question.blocks = blocks;
    await fake.click(question.ts, 'was_it_you_yes', { user: SAMPLE.admin });
    await fake.waitFor(() =>
      directly(SAMPLE.admin)
        .concat(fake.ephemerals(SAMPLE.admin) as never)
        .find(({ text }) => text.includes('You answered this before')),
    );
    expect(inThread(answer).filter(({ text }) => /says it was|not sure/.test(text))).toHaveLength(1);
  });

  it('is one message and one note, though Slack swallows its answers', async () => {
    const { answer } = await answered();
    const before = directly(SAMPLE.admin).length;
    fake.inject({ method: 'chat.postMessage', kind: 'drop-after', times: 2 });
    await fake.click(answer.ts, 'was_it_you', { user: SAMPLE.member });
    await fake.waitFor(() => inThread(answer).find(({ text }) => text.includes('I asked sam')), 15_000);
    expect(directly(SAMPLE.admin)).toHaveLength(before + 1);
    expect(inThread(answer).filter(({ text }) => text.includes('I asked sam'))).toHaveLength(1);
  });

  it('that nobody answers is told in the thread after four hours, once; a month later the reply still comes', async () => {
    const { answer, question } = await asked();
    skewMs += HOURS_4 + 1_000;
    const silence = await fake.waitFor(() => inThread(answer).find(({ text }) => text.includes('has not replied')));
    expect(silence.text).toBe(`<@${SAMPLE.member}> sam has not replied for 4 hours. A later reply still comes here.`);
    skewMs += 30 * 24 * 60 * 60_000;
    await fake.click(question.ts, 'was_it_you_yes', { user: SAMPLE.admin });
    await fake.waitFor(() => inThread(answer).find(({ text }) => text === 'sam says it was them.'));
    expect(inThread(answer).filter(({ text }) => text.includes('has not replied'))).toHaveLength(1);
  });

  it('replied to by somebody else is nobody’s reply', async () => {
    const { answer, question } = await asked();
    const [, copy] = [question, fake.state.messages.find((it) => it.ts === answer.ts)];
    addButton(copy ?? answer, 'was_it_you_yes', String(valueIn(question, 'was_it_you_yes')));
    await fake.click(answer.ts, 'was_it_you_yes', { user: SAMPLE.member });
    await told(SAMPLE.member, 'not asked of you');
    expect(inThread(answer).filter(({ text }) => text.includes('says it was'))).toEqual([]);
  });
});

describe('Raw event', () => {
  const press = async (user: string, answer: Message) => {
    await fake.click(answer.ts, 'raw_event', { user });
    return fake.waitFor(() => {
      const view = fake.views(user).at(-1);
      return view !== undefined && !JSON.stringify(view.body).includes('Looking for') && JSON.stringify(view.body);
    });
  };

  it('opens a modal with the record, without its secrets, and every odd character written out', async () => {
    const { answer } = await answered();
    const view = await press(SAMPLE.member, answer);
    expect(view).toContain('TerminateInstances');
    expect(view).toContain('<removed>');
    expect(view).not.toContain('hunter2');
    expect(view).not.toContain('\u202e');
    expect(view).toContain('rich_text_preformatted');
    expect(await press(SAMPLE.member, answer)).toContain('TerminateInstances');
  });

  it('of a guest is a refusal in the modal', async () => {
    const { answer } = await answered();
    const view = await press(SAMPLE.guest, answer);
    expect(view).toContain('Guests of this workspace may not ask');
    expect(view).not.toContain('TerminateInstances');
  });

  it('that no cheap source has is found by asking the question again; else it is said that it is gone', async () => {
    const { answer } = await answered();
    found = null;
    expect(await press(SAMPLE.member, answer)).toContain('TerminateInstances');
    callers = [sampleEvent(7)];
    expect(await press(SAMPLE.member, answer)).toContain('not in the sources any more');
    found = EVENT;
  });

  it('of an event that is none of the answer’s, or of an answer given elsewhere, shows nothing', async () => {
    const { answer, id } = await answered();
    addButton(answer, 'raw_event_1', `${id}:00000000-0000-4000-8000-999999999999`);
    await fake.click(answer.ts, 'raw_event_1', { user: SAMPLE.member });
    await fake.waitFor(() =>
      JSON.stringify(fake.views(SAMPLE.member).at(-1)?.body ?? '').includes('do not have that answer'),
    );
    await fake.say('a message of somebody else', { user: SAMPLE.member, channel: SAMPLE.security });
    const elsewhere = fake.messages(SAMPLE.security).at(-1) ?? answer;
    addButton(elsewhere, 'raw_event', `${id}:${EVENT.eventID}`);
    expect(await press(SAMPLE.member, elsewhere)).toContain('do not have that answer');
  });
});

function valueIn(message: Message, actionId: string): unknown {
  const elements = message.blocks.flatMap((block) => (Array.isArray(block.elements) ? block.elements : []));
  return elements.find((element) => element.action_id === actionId)?.value;
}
