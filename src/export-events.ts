// A question → its events handed over part by part, for a file that may hold more of them than memory does. Reads and plans
// as `ask` does; nobody looks for the person behind each call, and nothing is kept but counts and the receipt.

import { sortEvents } from './answer/sort-events.ts';
import { type SeenIds, seenIds } from './archive/seen-ids.ts';
import {
  type AskDeps,
  byName,
  type Errand,
  failed,
  Interruption,
  plan,
  quotedFor,
  refusal,
  sourceOf,
  wholeTest,
} from './ask.ts';
import type { Failed, Refusal } from './domain/answer.ts';
import type { AuditEvent } from './domain/audit-event.ts';
import type { Coverage, Receipt, SourceCoverage, SourceName } from './domain/coverage.ts';
import { type Failure, isFailure } from './domain/failure.ts';
import type { AskedBy, Assumption, Question, Window } from './domain/question.ts';
import type { EventsRequest, Source, Spent } from './domain/source.ts';
import type { Plan } from './planning/plan.ts';
import { readQuestion } from './question/read-question.ts';
import { completePartialIds } from './sources/complete-ids.ts';
import { findNames } from './sources/find-names.ts';
import { joined } from './sources/over-parts.ts';

export type ExportGroup = 'done' | 'attempted' | 'related';

export interface Exported {
  readonly status: 'exported';
  readonly text: string;
  readonly window: Window;
  readonly assumptions: readonly Assumption[];
  readonly counts: Readonly<Record<ExportGroup, number>>;
  readonly receipt: Receipt;
}

/** Takes events of one group; the next come once it has resolved. */
export type Put = (events: readonly AuditEvent[], group: ExportGroup, window: Window) => Promise<void>;

/**
 * Oldest first, whatever their group, as far as the sources can: a source that cannot hand events over part by part is read
 * whole. What was put before a Failure stays put: whoever asked throws it away. Throws for bugs, and what `put` throws.
 */
export async function exportEvents(
  text: string,
  asked: AskedBy,
  deps: AskDeps,
  errand: Errand,
  put: Put,
): Promise<Exported | Refusal | Failed> {
  const accountNames = (await deps.accountNames?.()) ?? {};
  const reading = readQuestion(text, { ...asked, accountIds: byName(accountNames) });
  if (!reading.ok) return refusal(text, reading.problems, reading.assumptions);
  const planned = await plan(reading.question, asked, deps, errand);
  if (!planned.ok) {
    return 'failure' in planned ? failed(text, planned.failure) : refusal(text, [planned.problem], reading.assumptions);
  }
  try {
    return await run(reading.question, reading.assumptions, planned.plan, deps, errand, put);
  } catch (error) {
    if (error instanceof Interruption) return failed(text, error.failure);
    throw error;
  }
}

async function run(
  asked: Question,
  assumed: readonly Assumption[],
  planned: Plan,
  deps: AskDeps,
  errand: Errand,
  put: Put,
): Promise<Exported | Refusal | Failed> {
  const whole = sourceOf(planned, deps, errand);
  const problems = await completePartialIds(asked, whole);
  if (isFailure(problems)) return failed(asked.text, problems);
  if (problems.length > 0) return refusal(asked.text, problems, assumed);
  const named = await findNames(asked, planned.window, whole);
  if (isFailure(named)) return failed(asked.text, named);
  if (named.problems.length > 0) return refusal(asked.text, named.problems, assumed);
  const { question } = named;
  const { window } = planned;
  const counts = { done: 0, attempted: 0, related: 0 };
  const take = async (events: readonly AuditEvent[]): Promise<void> => {
    const sorted = sortEvents(question, events);
    for (const group of ['done', 'attempted', 'related'] as const) {
      counts[group] += sorted[group].length;
      if (sorted[group].length > 0) await put(sorted[group], group, window);
    }
  };
  const coverage = await readParts(question, planned, deps, errand, take);
  if (isFailure(coverage)) return failed(question.text, coverage);
  const gaps = [...coverage.gaps, ...planned.gaps];
  return {
    status: 'exported',
    text: question.text,
    window,
    assumptions: [...assumed, ...planned.assumptions, ...named.assumptions],
    counts,
    receipt: {
      ...coverage,
      sources: billed(coverage.sources, whole.spent).map((each) => ({ ...each, ...quotedFor(each, planned) })),
      gaps,
      complete: gaps.length === 0,
    },
  };
}

/** With what was paid before the events were read: for finding out what a name stands for. */
function billed(
  sources: readonly SourceCoverage[],
  spent: (name: SourceName) => Spent | null,
): readonly SourceCoverage[] {
  const told = new Set<SourceName>();
  return sources.map((each) => {
    const before = told.has(each.source) || each.bytesScanned === undefined ? null : spent(each.source);
    if (before === null) return each;
    told.add(each.source);
    return {
      ...each,
      bytesScanned: (each.bytesScanned ?? 0) + before.bytesScanned,
      usd: (each.usd ?? 0) + before.usd,
    };
  });
}

type Take = (events: readonly AuditEvent[]) => Promise<void>;

/** Part after part, oldest first. Parts overlap a little: what both gave is taken once. */
async function readParts(
  question: Question,
  { parts, window }: Plan,
  deps: AskDeps,
  { signal, asker, tell }: Errand,
  take: Take,
): Promise<Coverage | Failure> {
  const seen = parts.length > 1 ? seenIds() : null;
  const coverages: Coverage[] = [];
  for (const part of parts) {
    const source = deps.sources.find(({ name }) => name === part.source);
    if (source === undefined) throw new Error(`planned for a source that is not there: ${part.source}`);
    const request: EventsRequest = {
      ...{ test: wholeTest(question), window: part.window, order: 'oldest-first', limit: null },
      ...(signal === undefined ? {} : { signal }),
      ...(asker === undefined ? {} : { asker }),
      ...(tell === undefined ? {} : { tell }),
    };
    const coverage = await readPart(source, request, distinct(seen, take));
    if (isFailure(coverage)) return coverage;
    coverages.push(coverage);
  }
  const [only, second] = coverages;
  if (only === undefined) throw new Error(`nothing was planned for ${window.to}`);
  return second === undefined ? only : joined(coverages, []);
}

async function readPart(source: Source, request: EventsRequest, take: Take): Promise<Coverage | Failure> {
  if (source.stream !== undefined) return source.stream(request, take);
  const read = await source.events(request);
  if (isFailure(read)) return read;
  await take(read.events);
  return read.coverage;
}

function distinct(seen: SeenIds | null, take: Take): Take {
  return seen === null ? take : (events) => take(events.filter(({ eventID }) => seen.add(eventID)));
}
