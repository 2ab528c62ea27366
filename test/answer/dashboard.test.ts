// Every figure of the dashboard against the answer to its own question, over the sample organisation.
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FIGURES } from '../../src/answer/dashboard.ts';
import { ask } from '../../src/ask.ts';
import { countDashboard } from '../../src/count-dashboard.ts';
import { writeOrganisation } from '../../src/demo/organisation/write-organisation.ts';
import { archiveSource } from '../../src/sources/archive.ts';

const ASKED = { now: Date.parse('2026-11-20T12:00:00Z'), zone: 'Asia/Kathmandu', locale: 'en-GB' };

it('shows for each question the number that asking it gives', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'whodid-dashboard-'));
  await writeOrganisation(join(folder, 'logs'), { now: ASKED.now, events: 500 });
  const source = archiveSource({ folder: join(folder, 'logs'), dataDir: join(folder, 'data') });
  const dashboard = await countDashboard(30, ASKED, [source], new AbortController().signal);
  expect(dashboard.trouble).toBeNull();
  expect(dashboard.figures.map(({ id }) => id)).toEqual(FIGURES);
  const figures = [...dashboard.figures, ...dashboard.actors, ...dashboard.deniedCalls];
  expect(figures.length).toBeGreaterThan(12);
  expect(figures.filter(({ count }) => count > 0).length).toBeGreaterThan(9);
  for (const { question, count } of figures) {
    const reply = await ask(question, ASKED, { sources: [source] });
    expect(reply.status === 'answered' && reply.done.length + reply.attempted.length, question).toBe(count);
  }
  for (const { series, count } of dashboard.figures) expect(series.reduce((sum, each) => sum + each, 0)).toBe(count);
  await source.close();
  rmSync(folder, { recursive: true });
});
