// The verified questions on real records, end to end: text → archive → answer, as `whodid ask --json` gives it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ask } from '../src/ask.ts';
import { toContractJson } from '../src/render/json.ts';
import { archiveSource } from '../src/sources/archive.ts';

const RECORDS = process.env.WHODID_RECORDS;
const why = RECORDS === undefined ? ' (skipped: set WHODID_RECORDS to the folder of real records)' : '';

interface Verified {
  readonly id: string;
  readonly dataset: string;
  readonly question: string;
  readonly now: string;
  readonly tz: string;
  readonly expected: { readonly done: readonly string[]; readonly attempted: readonly string[] };
}

interface Paraphrased {
  readonly id: string;
  readonly texts: readonly string[];
}

function readJson<T>(path: string | URL): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

const questions = RECORDS === undefined ? [] : readJson<Verified[]>(join(RECORDS, 'questions.json'));
const paraphrases = readJson<Paraphrased[]>(new URL('question/paraphrases.json', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'whodid-scored-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function score(question: Verified, text: string) {
  const source = archiveSource({ folder: join(RECORDS ?? '', question.dataset), dataDir });
  const asked = { now: Date.parse(question.now), zone: question.tz, locale: 'en-GB' };
  const reply = toContractJson(await ask(text, asked, { sources: [source] }));
  const same = (left: readonly string[], right: readonly string[]) =>
    [...left].sort().join() === [...right].sort().join();
  const exact =
    reply.status === 'answered' &&
    same(reply.done, question.expected.done) &&
    same(reply.attempted, question.expected.attempted);
  return { exact, reply };
}

describe.skipIf(RECORDS === undefined)(`the verified questions${why}`, () => {
  const MUST = ['INV-01', 'INV-02', 'INV-03', 'INV-06', 'INV-07', 'INV-16', 'INV-17'];

  it.each(questions.map((question) => [question.id, question] as const))('%s is exact', async (id, question) => {
    const { exact, reply } = await score(question, question.question);
    expect({ exact, done: reply.done, attempted: reply.attempted, problems: reply.problems }).toEqual({
      exact: true,
      done: expect.arrayContaining([...question.expected.done]),
      attempted: expect.arrayContaining([...question.expected.attempted]),
      problems: [],
    });
    if (MUST.includes(id)) expect(reply.receipt.gaps).toEqual([]);
    if (MUST.includes(id)) expect(reply.receipt.complete).toBe(true);
  });

  it('asked in other words give the same sets', async () => {
    const missed: string[] = [];
    let asked = 0;
    for (const { id, texts } of paraphrases) {
      const question = questions.find((each) => each.id === id);
      if (question === undefined) throw new Error(`no question ${id}`);
      for (const text of texts) {
        asked += 1;
        const { exact, reply } = await score(question, text);
        if (!exact)
          missed.push(
            `${id} ${text} → ${reply.status} ${reply.done.length}/${reply.attempted.length} ${reply.problems.join(' ')}`,
          );
      }
    }
    process.stdout.write(`paraphrases: ${asked - missed.length} of ${asked} exact\n`);
    expect(asked).toBeGreaterThanOrEqual(100);
    expect(missed).toEqual([]);
  });
});
