// Real processes: two that ask at once, and one that is killed in the middle. Killed where its progress says it is, so
// that the points are the same each time.
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ingestFolder } from '../../src/archive/ingest.ts';
import { archiveFolder, readManifest } from '../../src/archive/manifest.ts';
import { readerFingerprint } from '../../src/archive/reader-fingerprint.ts';
import { archiveSource } from '../../src/sources/archive.ts';
import { container, good, record, scratch } from './sample-logs.ts';

const PROGRAM = new URL('./ingesting.ts', import.meta.url).pathname;

let place: ReturnType<typeof scratch>;
beforeEach(() => {
  place = scratch();
});
afterEach(() => place.remove());

function start(verb: 'ingest' | 'ask'): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', PROGRAM, verb, place.folder, place.dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Lines the process says, as they come; `seen` may end it. */
async function follow(child: ChildProcess, seen: (line: unknown) => void = () => undefined): Promise<unknown[]> {
  const lines: unknown[] = [];
  if (child.stdout === null) throw new Error('no output to follow');
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(JSON.parse(line));
    seen(lines.at(-1));
  }
  return lines;
}

function fill(files: number, name: string): void {
  for (let at = 0; at < files; at++) place.put(`${name}-${at}.json.gz`, container([record(), record(), record()]));
}

const everything = {
  test: { kind: 'always' as const },
  window: { from: null, to: '2100-01-01T00:00:00Z', zone: 'UTC', phrase: null },
  order: 'oldest-first' as const,
  limit: null,
};

describe('processes that meet', () => {
  it('answers both of two questions that find a folder unread, each from a whole state', async () => {
    fill(150, 'log');
    const answers = await Promise.all([follow(start('ask')), follow(start('ask'))]);
    expect(answers.map((lines) => lines.at(-1))).toEqual([
      { done: 450, gaps: 0 },
      { done: 450, gaps: 0 },
    ]);
    expect(readdirSync(archiveFolder(place.dataDir, place.folder)).filter((name) => /lock|tmp/.test(name))).toEqual([]);
  });

  it('leaves the state before it, or the new one, wherever an ingest is killed', async () => {
    fill(10, 'old');
    expect(good(await ingestFolder(place)).events).toBe(30);
    fill(60, 'new');
    for (const killAt of [0, 30, 60]) {
      const child = start('ingest');
      await follow(child, (line) => {
        const progress = line as { readonly filesDone?: number };
        if (progress.filesDone === killAt) child.kill('SIGKILL');
      });
      const state = await readManifest(archiveFolder(place.dataDir, place.folder), readerFingerprint());
      expect([30, 210]).toContain(state?.events);
    }
    const source = archiveSource(place);
    const read = good(await source.events(everything));
    expect(read.events).toHaveLength(210);
    expect(read.coverage.gaps).toEqual([]);
    await source.close();
    const left = readdirSync(archiveFolder(place.dataDir, place.folder)).filter((name) => !name.startsWith('manifest'));
    expect(left).toHaveLength(8);
  });
});
