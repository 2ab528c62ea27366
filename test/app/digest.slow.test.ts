// Digests in Slack, end to end: set up by command, told when due, each period once; quiet ones prove it, failing ones say so.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import type { Message } from '../../src/fakes/slack/state.ts';
import { aSource, eventsFrom, type SourceState } from '../digest/a-source.ts';
import { rootMonth } from '../digest/root-month.ts';
import { purposeOf, type Stage, startStage } from './stage.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-03-10T08:00:00Z');
const MAX = { user: SAMPLE.member, channel: SAMPLE.incidents };

const month = rootMonth(Date.parse('2026-03-01T00:00:00Z'));
const logs: SourceState = { events: eventsFrom(month.records), gaps: [], failure: null, deliveredTo: START, asked: [] };
let now = START;
let stage: Stage;

beforeAll(async () => {
  stage = await startStage({
    fake: { clock: () => now },
    parts: { clock: () => now, tickEveryMs: 100 },
    sources: [aSource(logs)],
  });
}, 60_000);
afterAll(() => stage.stop());

/** Time passes; the logs keep up. */
function goTo(iso: string): void {
  now = Date.parse(iso);
  logs.deliveredTo = now - 5 * MINUTE;
}

const digests = (channel: string): readonly Message[] =>
  stage.fake.messages(channel).filter((message) => JSON.stringify(message.blocks).includes('"digest_pause"'));
const whispered = (words: RegExp) =>
  stage.fake.waitFor(() => stage.fake.ephemerals(SAMPLE.member).find(({ text }) => words.test(text)));
const answered = (words: RegExp, channel: string = SAMPLE.incidents) =>
  stage.fake.waitFor(() =>
    stage.fake.messages(channel).find((message) => purposeOf(message) === 'answer' && words.test(message.text)),
  );

/** What a person reads, block by block. */
function read({ blocks }: Pick<Message, 'blocks'>): string {
  return blocks.map((block) => textsIn(block).join(' | ')).join('\n');
}

function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'data_visualization' && 'title' in value)
    return [`[chart: ${String(value.title)}]`];
  return Object.entries(value).flatMap(([key, it]) => (key === 'text' && typeof it === 'string' ? [it] : textsIn(it)));
}

const show = (message: Message): void => {
  if (process.env.SHOW !== undefined) process.stdout.write(`\n----\n${read(message)}\n`);
};

const show2 = ({ text }: { readonly text: string }): void => {
  if (process.env.SHOW !== undefined) process.stdout.write(`\n- ${text}\n`);
};

async function due(iso: string, count: number, channel: string = SAMPLE.incidents): Promise<Message> {
  goTo(iso);
  const told = await stage.fake.waitFor(() => digests(channel)[count - 1]);
  show(told);
  return told;
}

describe('a digest', () => {
  it('is added where it is typed, and told when it is due, with the file and what was read', async () => {
    await stage.fake.slash('/whodid', 'digest add root daily 9:00 in UTC', MAX);
    show(await answered(/Added as `\w{8}`: .*daily 9:00 UTC/));
    const told = await due('2026-03-10T09:01:00Z', 1);
    expect(told.text).toMatch(/^Use of root: \d+ (?:root events|uses? of root)/);
    expect(logs.asked).toContainEqual({ from: '2026-03-09T08:40:00Z', to: '2026-03-10T08:40:00Z' });
    const inKey = [...month.key.values()].filter(
      ({ at }) => at >= Date.parse('2026-03-09T08:40:00Z') && at < Date.parse('2026-03-10T08:40:00Z'),
    );
    const csv = await stage.fake.waitFor(() =>
      stage.fake.files().find(({ name, completed }) => completed && name.endsWith('.csv')),
    );
    expect(String(csv.bytes).trim().split('\r\n')).toHaveLength(inKey.length + 1);
    expect(read(told)).toContain('[chart: ');
  });

  it('says on the next day what is new', async () => {
    const told = await due('2026-03-11T09:00:30Z', 2);
    expect(read(told)).toContain('New since the digest before');
  });

  it('that finds nothing proves it', async () => {
    logs.events = [];
    const told = await due('2026-03-12T09:00:30Z', 3);
    expect(told.text).toBe('Use of root: 0 root events in 3/3 accounts, 2/2 Regions, delivered up to 08:55.');
    expect(read(told)).toContain('✅');
  });

  it('that could not read all says that nothing is proved', async () => {
    logs.gaps = [{ kind: 'denied', detail: 'Account 777788889999 could not be read: no trail records it.' }];
    const told = await due('2026-03-13T09:00:30Z', 4);
    expect(told.text).toContain('0 root events found so far, in 2/3 accounts');
    expect(read(told)).toContain('⚠ Gap, denied: Account 777788889999');
    expect(read(told)).not.toContain('✅');
    logs.gaps = [];
  });

  it('that fails says so in its channel', async () => {
    logs.failure = {
      failure: 'missing-folder',
      what: 'The logs could not be read.',
      why: 'The folder is gone.',
      instead: 'Mount it again.',
    };
    goTo('2026-03-14T09:00:30Z');
    const told = await stage.fake.waitFor(() =>
      stage.fake.messages(SAMPLE.incidents).find(({ text }) => text.includes('could not be made')),
    );
    show(told);
    expect(told.text).toMatch(
      /Use of root for 2026-03-13 08:40 to 2026-03-14 08:40 UTC could not be made\. The logs could not be read\. The folder is gone\. Mount it again\./,
    );
    logs.failure = null;
  });

  it('missed for long is told once, marked late, and the one that is due by itself', async () => {
    logs.events = eventsFrom(month.records);
    goTo('2026-03-22T09:00:30Z');
    await stage.fake.waitFor(() => digests(SAMPLE.incidents)[5]);
    const [late, current] = digests(SAMPLE.incidents).slice(4);
    for (const each of [late, current]) if (each !== undefined) show(each);
    const texts = [late, current].map((each) => (each === undefined ? '' : read(each))).sort();
    expect(texts.filter((text) => text.includes('*Late*')).join()).toContain(
      'It tells 7 missed periods in one; the last was due 24 hours ago',
    );
    expect(texts.filter((text) => !text.includes('*Late*'))).toHaveLength(1);
  });

  it('is listed, run now, paused, resumed and removed', async () => {
    const { fake } = stage;
    await fake.slash('/whodid', 'digest', MAX);
    const list = await answered(/^\*Digests\*/);
    show(list);
    const before = fake.messages(SAMPLE.incidents).length;
    await fake.click(list.ts, 'digest_run_1', { user: SAMPLE.member });
    const now = await fake.waitFor(() =>
      fake
        .messages(SAMPLE.incidents)
        .slice(before)
        .find((message) => read(message).includes('asked for now')),
    );
    show(now);
    await fake.slash('/whodid', 'digest pause 1', MAX);
    show2(await whispered(/is paused/));
    const count = digests(SAMPLE.incidents).length;
    goTo('2026-03-24T09:00:30Z');
    await fake.slash('/whodid', 'digest resume root', MAX);
    show2(await whispered(/is on again. The next one comes at 2026-03-25 09:00 UTC/));
    await due('2026-03-25T09:00:30Z', count + 1);
    await fake.slash('/whodid', 'digest remove 1', MAX);
    await whispered(/is removed/);
    await fake.slash('/whodid', 'digest', MAX);
    await answered(/^No digest of yours/);
  });

  it.each([
    ['digest add root daily 25:00', /25:00.*” is no time of day: .* in `daily 9:00`\.$/],
    ['digest add root daily 9:00 in Europe/Berln', /no time zone .*Berln.*: write `Europe\/Berlin`\.$/],
    ['digest add root * * * * *', /more often than hourly/],
    ['digest add rot daily 9:00', /There is no digest .*rot.*: write one of `root`, /],
    ['digest add root daily 9:00 #quiet', /I am not in “#quiet”, or there is no such channel/],
    ['digest add root daily 9:00 #security', /needs an approval, and no approvers are set here/],
    ['digest add trail-health daily 9:00', /not switched on here/],
    ['digest remove 7', /no digest .*7/],
    ['digest frobnicate', /do not know .*frobnicate/],
    ['digest add <!channel> daily 9:00', /no digest .*&lt;!channel&gt;/],
  ])('%s is refused in a sentence, and nothing is set up', async (typed, words) => {
    await stage.fake.slash('/whodid', typed, MAX);
    show2(await whispered(words));
  });

  it('is not set up twice alike, and not where a direct message is not its owner’s', async () => {
    await stage.fake.slash('/whodid', 'digest add spend weekly monday 9:00', MAX);
    await answered(/Added as `\w{8}`: .*weekly monday 9:00 America\/New_York/);
    await stage.fake.slash('/whodid', 'digest add spend weekly on mondays 9am', MAX);
    await whispered(/is there already/);
  });

  it('that somebody else pauses is not silenced without its owner hearing of it', async () => {
    const sam = { user: SAMPLE.admin, channel: SAMPLE.incidents };
    await stage.fake.slash('/whodid', 'digest pause spend', sam);
    const told = await stage.fake.waitFor(() =>
      stage.fake.messages(stage.fake.imOf(SAMPLE.member)).find(({ text }) => text.includes('is paused')),
    );
    expect(told.text).toContain(`By <@${SAMPLE.admin}>, of <#${SAMPLE.incidents}>: *What my queries cost* is paused.`);
    await stage.fake.slash('/whodid', 'digest resume spend', sam);
    await stage.fake.waitFor(() =>
      stage.fake.messages(stage.fake.imOf(SAMPLE.member)).find(({ text }) => text.includes('is on again')),
    );
  });

  it('of what my queries cost proves that nothing was billed', async () => {
    const told = await due('2026-03-30T13:00:30Z', digests(SAMPLE.incidents).length + 1);
    expect(told.text).toMatch(
      /^What my queries cost: 0 paid queries for \d+ requests? to me in that time: nothing was billed\.$/,
    );
  });

  it('whose posting Slack took without answering is there once', async () => {
    await stage.fake.slash('/whodid', 'digest add root daily 9:00 in UTC', MAX);
    await answered(/Added as .*daily 9:00 UTC/);
    const before = digests(SAMPLE.incidents).length;
    goTo('2026-03-31T09:00:10Z');
    stage.fake.inject({ method: 'chat.postMessage', kind: 'drop-after' });
    goTo('2026-04-01T09:00:10Z');
    await stage.fake.waitFor(() => digests(SAMPLE.incidents).length >= before + 1);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    const texts = digests(SAMPLE.incidents)
      .slice(before)
      .map((message) => read(message).split('\n')[0]);
    expect(new Set(texts).size).toBe(texts.length);
  }, 10_000);

  it('is set up by the form, which says beside each field what it cannot read', async () => {
    const { fake } = stage;
    await fake.slash('/whodid', 'digest list', MAX);
    const list = await fake.waitFor(() =>
      fake.messages(SAMPLE.incidents).findLast(({ blocks }) => JSON.stringify(blocks).includes('"new_digest"')),
    );
    await fake.click(list.ts, 'new_digest', { user: SAMPLE.member });
    await fake.waitFor(() => fake.views(SAMPLE.member)[0]);
    const wrong = await fake.submitView(SAMPLE.member, {
      digest: 'sign-ins',
      schedule: 'daily 25:00',
      zone: 'Nowhere/Atall',
    });
    expect(wrong.errors).toEqual({
      when: expect.stringContaining('is no time of day: write 0:00 to 23:59'),
      zone: expect.stringContaining('There is no time zone'),
    });
    await fake.submitView(SAMPLE.member, { digest: 'sign-ins', schedule: 'weekdays 8:30', zone: 'Europe/Berlin' });
    const added = await answered(/Added as .*sign-ins.*weekdays 8:30 Europe\/Berlin/);
    expect(added.text).toContain(`<#${SAMPLE.incidents}>`);
  });
});
