// The sample organisation's stories, asked as a person would, through the whole path: logs → archive → answer.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../src/ask.ts';
import { sampleStories } from '../../src/demo/organisation/sample-stories.ts';
import { writeOrganisation } from '../../src/demo/organisation/write-organisation.ts';
import type { Reply } from '../../src/domain/answer.ts';
import { type ArchiveSource, archiveSource } from '../../src/sources/archive.ts';

const NOW = Date.parse('2026-03-18T15:30:00Z');
const folder = mkdtempSync(join(tmpdir(), 'whodid-stories-'));
let source: ArchiveSource;

beforeAll(async () => {
  await writeOrganisation(join(folder, 'logs'), { now: NOW, events: 4_000 });
  source = archiveSource({ folder: join(folder, 'logs'), dataDir: join(folder, 'data') });
});
afterAll(async () => {
  await source.close();
  rmSync(folder, { recursive: true, force: true });
});

function about(text: string): Promise<Reply> {
  return ask(text, { now: NOW, zone: 'UTC', locale: 'en-GB' }, { sources: [source] });
}

describe('the stories of the sample organisation', () => {
  it.each(sampleStories(NOW).map((story) => [story.question, story] as const))('%s', async (question, story) => {
    const reply = await about(question);
    if (reply.status !== 'answered') throw new Error(`${reply.status}: ${JSON.stringify(reply)}`);
    expect(reply.done.map((event) => event.eventID).sort()).toEqual([...story.doneIds].sort());
    expect(reply.attempted.map((event) => event.eventID).sort()).toEqual([...story.attemptedIds].sort());
    expect(reply.receipt.complete).toBe(true);
  });

  it('offers the whole ids that a shortened one fits, and never answers "nobody"', async () => {
    const reply = await about('/whodid i-0abc terminate');
    if (reply.status !== 'refused') throw new Error(`answered: ${JSON.stringify(reply)}`);
    const [problem] = reply.problems;
    expect(problem?.kind).toBe('partial-id');
    expect(problem?.instead.length).toBeGreaterThanOrEqual(2);
    for (const text of problem?.instead ?? []) {
      const next = await about(text);
      expect(next.status).toBe('answered');
    }
  });
});
