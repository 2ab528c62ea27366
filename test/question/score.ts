// Scores readings against the known questions: loads a dataset's records, applies the condition that was read, and
// compares the ids of what was done and attempted. No source, no planner: only reading is measured.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { AuditEvent } from '../../src/domain/audit-event.ts';
import { readQuestion } from '../../src/question/read-question.ts';
import { readContainer } from '../../src/records/containers.ts';
import { holds } from '../../src/records/holds.ts';
import { outcomeFor } from '../../src/records/outcome.ts';
import { readRecord } from '../../src/records/read-record.ts';

export interface KnownQuestion {
  readonly id: string;
  readonly dataset: string;
  readonly question: string;
  readonly variants: readonly string[];
  readonly now: string;
  readonly tz: string;
  readonly expected: { readonly done: readonly string[]; readonly attempted: readonly string[] };
}

export interface Score {
  readonly id: string;
  readonly text: string;
  readonly right: boolean;
  /** What differs, for a person to read. */
  readonly why: string;
}

const datasets = new Map<string, readonly AuditEvent[]>();

export function knownQuestions(folder: string): readonly KnownQuestion[] {
  return JSON.parse(readFileSync(join(folder, 'questions.json'), 'utf8')) as readonly KnownQuestion[];
}

function eventsOf(folder: string, dataset: string): readonly AuditEvent[] {
  const known = datasets.get(dataset);
  if (known !== undefined) return known;
  const byId = new Map<string, AuditEvent>();
  for (const file of readdirSync(join(folder, dataset), { recursive: true, encoding: 'utf8' })) {
    if (!/json(l|\.gz)?$/.test(file)) continue;
    const bytes = readFileSync(join(folder, dataset, file));
    const text = file.endsWith('.gz') ? gunzipSync(bytes).toString('utf8') : bytes.toString('utf8');
    for (const raw of readContainer(text).records) {
      const read = readRecord(raw);
      if (read.ok) byId.set(read.event.eventID, read.event);
    }
  }
  const events = [...byId.values()];
  datasets.set(dataset, events);
  return events;
}

export function score(folder: string, known: KnownQuestion, text: string): Score {
  const asked = { now: Date.parse(known.now), zone: known.tz, locale: 'en-GB' };
  const reading = readQuestion(text, asked);
  const result = { id: known.id, text };
  if (!reading.ok) {
    return {
      ...result,
      right: false,
      why: reading.problems.map((problem) => `${problem.kind}: ${problem.text}`).join(' '),
    };
  }
  const { question } = reading;
  const from = question.window?.from ?? null;
  const to = question.window?.to ?? null;
  const found = eventsOf(folder, known.dataset).filter(
    (event) =>
      (from === null || event.timeMs >= Date.parse(from)) &&
      (to === null || event.timeMs < Date.parse(to)) &&
      holds(question.test, event),
  );
  const attempted = found.filter((event) => outcomeFor(event, question.resources) === 'attempted');
  const done = found.filter((event) => !attempted.includes(event));
  const wrong = [
    ...differences('done', done, known.expected.done),
    ...differences('attempted', attempted, known.expected.attempted),
  ];
  return { ...result, right: wrong.length === 0, why: wrong.join(', ') };
}

function differences(name: string, found: readonly AuditEvent[], expected: readonly string[]): readonly string[] {
  const wanted = new Set(expected);
  const extra = found.filter((event) => !wanted.has(event.eventID)).map((event) => `+${name} ${event.eventName}`);
  const ids = new Set(found.map((event) => event.eventID));
  return [...new Set(extra), ...expected.filter((id) => !ids.has(id)).map((id) => `-${name} ${id}`)];
}
