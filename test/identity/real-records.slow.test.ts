// Who is behind the calls of real records: the verified questions that name a human, or what a chain may rest on.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ask } from '../../src/ask.ts';
import type { Answer } from '../../src/domain/answer.ts';
import { archiveSource } from '../../src/sources/archive.ts';

const RECORDS = process.env.WHODID_RECORDS;
const why = RECORDS === undefined ? ' (skipped: set WHODID_RECORDS to the folder of real records)' : '';

interface Verified {
  readonly id: string;
  readonly dataset: string;
  readonly question: string;
  readonly now: string;
  readonly tz: string;
  readonly human: string | null;
  readonly expected: { readonly related?: readonly string[] };
}

const questions: readonly Verified[] =
  RECORDS === undefined ? [] : JSON.parse(readFileSync(join(RECORDS, 'questions.json'), 'utf8'));
const dataDir = mkdtempSync(join(tmpdir(), 'whodid-humans-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function answered({ dataset, question, now, tz }: Omit<Verified, 'id' | 'human' | 'expected'>): Promise<Answer> {
  const source = archiveSource({ folder: join(RECORDS ?? '', dataset), dataDir });
  const reply = await ask(question, { now: Date.parse(now), zone: tz, locale: 'en-GB' }, { sources: [source] });
  await source.close();
  if (reply.status !== 'answered') throw new Error(JSON.stringify(reply));
  return reply;
}

/** What the question's file says in words, where facts speak of nobody by name. */
const OUTSIDER = 'OTR-01';

describe.skipIf(RECORDS === undefined)(`who is behind the verified questions${why}`, () => {
  it.each(questions.map((each) => [each.id, each] as const))('%s', async (id, question) => {
    const { actors, related } = await answered(question);
    const human = id === OUTSIDER ? null : question.human;
    expect([...new Set(actors.map((actor) => actor.human?.name ?? null))]).toEqual(actors.length === 0 ? [] : [human]);
    const allowed = new Set(question.expected.related ?? []);
    const hops = actors.flatMap(({ chain }) => chain?.hops ?? []).flatMap(({ eventID }) => eventID ?? []);
    expect(hops.filter((each) => !allowed.has(each))).toEqual([]);
    const linked = new Set(related.map(({ eventID }) => eventID));
    expect(hops.filter((each) => !linked.has(each))).toEqual([]);
  });

  it('names nobody for an instance’s credentials on a laptop, and says what speaks for it', async () => {
    const question = questions.find(({ id }) => id === OUTSIDER);
    if (question === undefined) throw new Error('the question is gone');
    const [actor] = (await answered(question)).actors;
    expect(actor?.human).toBeNull();
    const said = actor?.chain?.hints.join(' ') ?? '';
    for (const fact of ['i-0317f6c6b66ae9c40', '1.2.3.4', 'macOS']) expect(said).toContain(fact);
  });

  it('tells of two networks where an instance’s credentials were used beside the instance itself', async () => {
    const { actors } = await answered({
      dataset: 'invictus',
      question: 'what did i-0dbc91f429e48eeed itself do?',
      now: '2023-07-11T09:00:00Z',
      tz: 'UTC',
    });
    const said = actors.flatMap(({ chain }) => chain?.hints ?? []).join(' ');
    expect(said).toMatch(/used from (3\.225\.16\.109|192\.168\.10\.20) and, \d+ s apart, from/);
    expect(actors.every(({ human }) => human === null)).toBe(true);
  });
});
