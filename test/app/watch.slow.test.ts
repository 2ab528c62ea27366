// Watches in Slack, end to end: set up by a button or a command, told once an event, folded in bursts, ended.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEvent, JsonObject } from '../../src/domain/audit-event.ts';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import type { Message } from '../../src/fakes/slack/state.ts';
import { aSource, eventsFrom, type SourceState } from '../digest/a-source.ts';
import { until } from '../queue/until.ts';
import { aRecord } from '../records/a-record.ts';
import { purposeOf, type Stage, startStage } from './stage.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const START = Date.parse('2026-03-10T08:00:00Z');
const MAX = { user: SAMPLE.member, channel: SAMPLE.incidents };
const QUESTION = 'who stopped i-0123456789abcdef0';

const logs: SourceState = { events: [], gaps: [], failure: null, deliveredTo: START, asked: [] };
let now = START;
let stage: Stage;

beforeAll(async () => {
  happens(START - 60 * MINUTE);
  stage = await startStage({
    fake: { clock: () => now },
    parts: { clock: () => now, tickEveryMs: 50 },
    sources: [aSource(logs)],
  });
}, 60_000);
afterAll(() => stage.stop());

let made = 0;
function happens(at: number, more: JsonObject = {}): AuditEvent {
  made += 1;
  const record = aRecord({
    eventID: `33333333-3333-4333-8333-${String(made).padStart(12, '0')}`,
    eventTime: new Date(at).toISOString().replace('.000Z', 'Z'),
    ...more,
  });
  const [event] = eventsFrom([record]);
  if (event === undefined) throw new Error('no event');
  logs.events = [...logs.events, event];
  return event;
}

function later(ms: number): void {
  now += ms;
  logs.deliveredTo = now;
}

const bells = (channel: string = SAMPLE.incidents): readonly Message[] =>
  stage.fake.messages(channel).filter(({ text }) => text.startsWith('🔔'));
const whispered = (words: RegExp) =>
  stage.fake.waitFor(() => stage.fake.ephemerals(SAMPLE.member).find(({ text }) => words.test(text)));
const answered = (words: RegExp) =>
  stage.fake.waitFor(() =>
    stage.fake
      .messages(SAMPLE.incidents)
      .find((message) => purposeOf(message) === 'answer' && words.test(message.text)),
  );
/** Several looks, each a few minutes on. */
async function looks(count: number): Promise<void> {
  for (let each = 0; each < count; each += 1) {
    const before = logs.asked.length;
    later(6 * MINUTE);
    await until('a look', () => logs.asked.length > before);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
const show = (...texts: readonly string[]): void => {
  if (process.env.SHOW !== undefined) for (const text of texts) process.stdout.write(`\n- ${text}\n`);
};

describe('a watch', () => {
  it('is set up by the button under an answer, and tells in its thread when it happens again', async () => {
    await stage.fake.slash('/whodid', QUESTION, MAX);
    const answer = await answered(/stopped/);
    await stage.fake.click(answer.ts, 'watch_again', { user: SAMPLE.member });
    const added = await answered(/^Watching as/);
    show(added.text);
    expect(added.threadTs).toBe(answer.threadTs);
    await looks(1);
    expect(bells()).toEqual([]);
    const event = happens(now);
    await looks(1);
    const told = await stage.fake.waitFor(() => bells()[0]);
    show(told.text, JSON.stringify(told.blocks).slice(0, 1500));
    expect(told.threadTs).toBe(answer.threadTs);
    expect(told.text).toContain(`<@${SAMPLE.member}> It happened again`);
    expect(told.text).toContain(event.eventID);
  });

  it('tells each event once, those of a burst together, and none too often', async () => {
    for (let each = 0; each < 12; each += 1) happens(now);
    await looks(1);
    const burst = await stage.fake.waitFor(() => bells()[1]);
    expect(burst.text).toContain('It happened again, 12 events in one');
    for (let each = 0; each < 6; each += 1) {
      happens(now);
      await looks(1);
    }
    // Three messages an hour; what comes then waits.
    expect(bells()).toHaveLength(3);
    await looks(8);
    expect(bells()).toHaveLength(4);
    const told = bells().map(({ text }) => Number(/again, (\d+) events/.exec(text)?.[1] ?? 1));
    expect(told.reduce((sum, each) => sum + each, 0)).toBe(1 + 12 + 6);
    show(...bells().map(({ text }) => text));
  }, 20_000);

  it('tells an event that was delivered late', async () => {
    const before = bells().length;
    happens(now - 40 * MINUTE);
    await looks(1);
    await stage.fake.waitFor(() => bells().length === before + 1);
  });

  it('that cannot see says so once', async () => {
    logs.failure = {
      failure: 'missing-folder',
      what: 'The logs could not be read.',
      why: 'Gone.',
      instead: 'Mount it.',
    };
    const blind = () => stage.fake.messages(SAMPLE.incidents).filter(({ text }) => text.includes('cannot see whether'));
    later(6 * MINUTE);
    await new Promise((resolve) => setTimeout(resolve, 300));
    later(3 * 60 * MINUTE);
    await stage.fake.waitFor(() => blind()[0]);
    later(60 * MINUTE);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(blind()).toHaveLength(1);
    show(blind()[0]?.text ?? '');
    logs.failure = null;
  });

  it('whose logs are not delivered any more says since when it cannot see', async () => {
    await looks(1);
    now += 13 * 60 * MINUTE;
    const since = new Date(logs.deliveredTo - 4 * 60 * MINUTE).toISOString().slice(0, 16).replace('T', ' ');
    const told = await stage.fake.waitFor(() =>
      stage.fake
        .messages(SAMPLE.incidents)
        .find(({ text }) => text.includes('could not be looked at in full') && text.includes(since)),
    );
    expect(told.text).toContain('I go on trying');
    later(0);
  });

  it('is typed with a time of its own, listed, and ends', async () => {
    await stage.fake.slash('/whodid', 'watch "who deleted bucket sample-logs" for 2 weeks', MAX);
    show((await answered(/^Watching as `\w{8}`: .*sample-logs/)).text);
    await stage.fake.slash('/whodid', 'watch', MAX);
    const list = await whispered(/\*Your watches\*/);
    show(list.text);
    expect(list.text).toMatch(/1\. .*i-0123456789abcdef0.*\n2\. .*sample-logs/);
    await stage.fake.slash('/whodid', 'watch remove 2', MAX);
    await whispered(/I no longer watch .*sample-logs/);
    later(31 * DAY);
    const ended = await stage.fake.waitFor(() =>
      stage.fake.messages(SAMPLE.incidents).find(({ text }) => text.includes('its time is over')),
    );
    show(ended.text);
    await stage.fake.slash('/whodid', 'watch list', MAX);
    await whispered(/You watch nothing/);
  });

  it.each([
    ['watch "frobnicate the <!channel>"', /I did not add it: I cannot read the question/],
    ['watch "who stopped i-0123456789abcdef0" for 4000 days', /from 1 to 365 days/],
    ['watch remove 9', /You have no such watch/],
    ['watch remove', /I was not told which/],
  ])('%s is refused in a sentence', async (typed, words) => {
    await stage.fake.slash('/whodid', typed, MAX);
    const { text } = await whispered(words);
    show(text);
    expect(text).not.toContain('<!channel>');
  });

  it('that would cost something is refused with its price', async () => {
    logs.cost = { kind: 'per-byte', usdPerGb: 5, bytesPerDay: 20_000_000_000 };
    await stage.fake.slash('/whodid', 'watch "who deleted bucket sample-paid"', MAX);
    const { text } = await whispered(/a watch may not cost anything/);
    show(text);
    expect(text).toMatch(/\$\d+\.\d\d/);
    delete logs.cost;
  });
});
