// Home over the wire: the dashboard published for those who may ask, its buttons, and what the others see instead.
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { writeOrganisation } from '../../src/demo/organisation/write-organisation.ts';
import type { Source } from '../../src/domain/source.ts';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import { type ArchiveSource, archiveSource } from '../../src/sources/archive.ts';
import { answersIn, type Stage, startStage } from './stage.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
/** Direct messages are open while no channel is named. */
const OPEN = { ALLOWED_CHANNELS: '' };

let folder = '';
let archive: ArchiveSource;
let stage: Stage | null = null;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whodid-home-'));
  await writeOrganisation(join(folder, 'logs'), { now: NOW, events: 1_200 });
  archive = archiveSource({ folder: join(folder, 'logs'), dataDir: join(folder, 'data') });
});
afterAll(async () => {
  await archive.close();
  rmSync(folder, { recursive: true });
});
afterEach(async () => {
  await stage?.stop();
  stage = null;
});

async function open(settings: Readonly<Record<string, string>> = OPEN, source: Source = archive): Promise<Stage> {
  stage = await startStage({ settings, sources: [source], parts: { clock: () => NOW } });
  return stage;
}

function textsIn(on: Stage, user: string): string {
  return JSON.stringify(on.fake.home(user)?.body.blocks ?? []);
}

function homeId(on: Stage, user: string): string {
  const id = on.fake.home(user)?.id;
  if (id === undefined) throw new Error('no Home was published');
  return id;
}

/** The button that stands beside these words, and its question. */
function buttonBeside(on: Stage, user: string, words: string) {
  const blocks = (on.fake.home(user)?.body.blocks ?? []) as readonly {
    readonly text?: { readonly text?: string };
    readonly accessory?: { readonly action_id: string; readonly value: string };
  }[];
  const found = blocks.find(({ text, accessory }) => accessory !== undefined && (text?.text ?? '').includes(words));
  if (found?.accessory === undefined) throw new Error(`no figure ${words}`);
  return { ...found.accessory, text: found.text?.text ?? '' };
}

describe('Home', () => {
  it('counts when it is opened, switches, and asks what is pressed in the direct messages, once', async () => {
    const on = await open();
    const { fake } = on;
    const user = SAMPLE.admin;
    await fake.openHome(user);
    await expect.poll(() => textsIn(on, user), { timeout: 15_000 }).toContain('AWS activity, the last 30 days');
    await expect.poll(() => textsIn(on, user), { timeout: 15_000 }).toContain('Use of root');
    await fake.clickInView(homeId(on, user), 'home_days_90', { user });
    await expect.poll(() => textsIn(on, user), { timeout: 15_000 }).toContain('the last 90 days');
    await expect.poll(() => textsIn(on, user), { timeout: 15_000 }).toContain('Use of root');

    const { action_id: actionId, value, text } = buttonBeside(on, user, '*Denied calls:*');
    const direct = fake.imOf(user);
    await fake.clickInView(homeId(on, user), actionId, { user });
    await expect.poll(() => answersIn(fake, direct), { timeout: 15_000 }).toHaveLength(1);
    await expect.poll(() => textsIn(on, user), { timeout: 15_000 }).toContain('under *Messages*');
    expect(fake.messages(direct)[0]?.text).toContain(value);
    // The number on the figure is that of its answer.
    const [, count = ''] = /:\* ([\d,]+)/.exec(text) ?? [];
    expect(Number(count), text).toBeGreaterThan(0);
    expect(JSON.stringify(answersIn(fake, direct)[0]?.blocks)).toMatch(new RegExp(`\\(${count}\\)`));
    await fake.openHome(user);
    await expect.poll(() => textsIn(on, user), { timeout: 15_000 }).toContain('Ask again');
    expect(fake.calls.filter(({ method, error }) => method === 'views.publish' && error !== undefined)).toEqual([]);
  });

  it('tells guests, and everybody where direct messages are closed, only how to ask', async () => {
    const on = await open();
    await on.fake.openHome(SAMPLE.guest);
    await expect.poll(() => textsIn(on, SAMPLE.guest)).toContain('Guests of this workspace may not ask.');
    expect(textsIn(on, SAMPLE.guest)).not.toMatch(/accessory|home_days|Changes/);
    await on.stop();
    const closed = await open({ ALLOWED_CHANNELS: SAMPLE.incidents });
    await closed.fake.openHome(SAMPLE.member);
    await expect.poll(() => textsIn(closed, SAMPLE.member)).toContain('not answered in direct messages');
    expect(textsIn(closed, SAMPLE.member)).not.toMatch(/accessory|home_days|Changes/);
  });

  it('says at once that it counts where that takes long, and then what went wrong', async () => {
    let give: (reason: Error) => void = () => {};
    const slow = new Promise<never>((_, reject) => {
      give = reject;
    });
    slow.catch(() => undefined);
    const on = await open(OPEN, { ...archive, aggregates: () => slow });
    const opened = on.fake.openHome(SAMPLE.admin);
    await expect.poll(() => textsIn(on, SAMPLE.admin), { timeout: 5_000 }).toContain('Counting …');
    give(new Error('a bug'));
    await expect.poll(() => textsIn(on, SAMPLE.admin), { timeout: 5_000 }).toContain('I could not count the figures');
    await opened;
  });
});
