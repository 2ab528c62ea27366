// The sample organisation's stories asked in Slack: what the CSV in the thread lists is the truth of the story.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleStories } from '../../src/demo/organisation/sample-stories.ts';
import { writeOrganisation } from '../../src/demo/organisation/write-organisation.ts';
import { SAMPLE, sampleWorkspace } from '../../src/fakes/slack/sample-workspace.ts';
import { archiveSource } from '../../src/sources/archive.ts';
import { answersIn, type Stage, startStage } from './stage.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'whodid-logs-'));
const archive = archiveSource({ folder: join(folder, 'logs'), dataDir: join(folder, 'data') });
/** Some of the stories: that all are told truly is held elsewhere, without Slack. */
const ABOUT = ['i-0abc12de34f567890', 'sample-dev-trail', 'orders-db?', 'snap-0c0ffee', 'sample-hostile-strings'];
const stories = sampleStories(NOW).filter(({ question }) => ABOUT.some((name) => question.includes(name)));

let stage: Stage;
beforeAll(async () => {
  await writeOrganisation(join(folder, 'logs'), { now: NOW, events: 400 });
  const workspace = sampleWorkspace();
  const users = workspace.users.map((user) => ({ ...user, tz: 'Etc/UTC' }));
  stage = await startStage({
    fake: { workspace: { ...workspace, users }, clock: () => NOW },
    parts: { clock: () => NOW },
    sources: [archive],
  });
}, 60_000);
afterAll(async () => {
  await stage.stop();
  await archive.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Event ids by result, as the CSV has them. */
function idsIn(csv: string): { readonly done: readonly string[]; readonly attempted: readonly string[] } {
  const [header = '', ...lines] = csv.replace('\uFEFF', '').split('\r\n');
  const names = header.split(',');
  const cell = (line: string, name: string) => line.split('","')[names.indexOf(`"${name}"`)]?.replace(/^"/, '') ?? '';
  const of = (...results: readonly string[]) =>
    lines
      .filter((line) => results.includes(cell(line, 'result')))
      .map((line) => cell(line, 'event_id'))
      .sort();
  return { done: of('done', 'accepted'), attempted: of('attempted') };
}

const MAX = { user: SAMPLE.member, channel: SAMPLE.incidents };

describe('in Slack', () => {
  it('a shortened id offers the whole ones, and a press asks', async () => {
    const { fake } = stage;
    await fake.slash('/whodid', 'i-0abc terminate', MAX);
    const offer = await fake.waitFor(() => answersIn(fake, SAMPLE.incidents)[0]);
    await fake.click(offer.ts, 'ask_again_0', { user: SAMPLE.member });
    const answer = await fake.waitFor(() => answersIn(fake, SAMPLE.incidents)[1]);
    expect(answer.threadTs).toBe(offer.threadTs);
    expect(answer.text).toContain('i-0abc12de34f567890');
  });

  it.each(stories.map((story) => [story.question, story] as const))('%s', async (question, story) => {
    const { fake } = stage;
    const before = answersIn(fake, SAMPLE.incidents).length;
    await fake.slash('/whodid', question, MAX);
    const answer = await fake.waitFor(() => answersIn(fake, SAMPLE.incidents)[before], 20_000);
    const file = await fake.waitFor(() => fake.files().find((it) => it.shares[0]?.threadTs === answer.threadTs));
    const { done, attempted } = idsIn(file.bytes?.toString('utf8') ?? '');
    expect(done).toEqual([...story.doneIds].sort());
    expect(attempted).toEqual([...story.attemptedIds].sort());
  });

  it('the record, a link to the event, and a reply in the thread lead to the same logs', async () => {
    const { fake } = stage;
    const [story] = stories;
    const eventId = story?.doneIds[0] ?? '';
    const { message } = await fake.mention(story?.question ?? '', MAX);
    const inThread = () => answersIn(fake, SAMPLE.incidents).filter(({ threadTs }) => threadTs === message.ts);
    const answer = await fake.waitFor(() => inThread()[0]);
    await fake.click(answer.ts, 'raw_event', { user: SAMPLE.member });
    await fake.waitFor(() => JSON.stringify(fake.views(SAMPLE.member).at(-1)?.body ?? '').includes('userIdentity'));
    const link = `https://us-east-1.console.aws.amazon.com/cloudtrailv2/home#/events/${eventId}`;
    const pasted = await fake.say(link, MAX);
    await fake.waitFor(() => JSON.stringify(pasted.message.attachments).includes(eventId));
    await fake.mention('and only in ap-south-2?', { ...MAX, threadTs: message.ts });
    const second = await fake.waitFor(() => inThread()[1]);
    expect(second.text).toMatch(/^Read with the question above as: .*ap-south-2.*\b(?:Nobody|Not found)/);
  });
});
