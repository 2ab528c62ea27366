// Several sources planned for one question → one to read from: each is asked for its part of the time, and what they give
// is put together, each event once. What one of them could not do is a gap beside what the others found.

import type { Coverage, Gap, GapKind } from '../domain/coverage.ts';
import { type Failure, isFailure } from '../domain/failure.ts';
import type { Window } from '../domain/question.ts';
import type { EventsRead, EventsRequest, Source } from '../domain/source.ts';
import type { PlanPart } from '../planning/split-window.ts';
import { arranged } from './query/arranged.ts';

/** What a question reads from, planned. */
export interface PlannedSource extends Pick<Source, 'events' | 'completions'> {
  /** May be searched as far back as it reaches, for whatever helps. */
  readonly free: boolean;
}

/** `split`: who reads which part of a window; with one source, all of it. */
export function overParts(
  sources: readonly Source[],
  split: (window: Window) => readonly PlanPart[],
  free: boolean,
): PlannedSource {
  const named = (part: PlanPart): Source => {
    const source = sources.find(({ name }) => name === part.source);
    if (source === undefined) throw new Error(`planned for a source that is not there: ${part.source}`);
    return source;
  };
  return {
    free,
    async events(request) {
      const parts = split(request.window);
      const reads = await Promise.all(parts.map((part) => named(part).events({ ...request, window: part.window })));
      return putTogether(reads, request);
    },
    async completions(prefix, limit) {
      const known = await Promise.all(sources.map((source) => source.completions(prefix, limit)));
      const told = known.filter((names) => names !== null);
      return told.length === 0 ? null : [...new Set(told.flat())].slice(0, limit);
    },
  };
}

/** Failures that end the whole question, whatever the others found. */
const ENDS_ALL: readonly Failure['failure'][] = ['still-running', 'cancelled', 'ingest-busy'];

function putTogether(reads: readonly (EventsRead | Failure)[], request: EventsRequest): EventsRead | Failure {
  const failures = reads.filter(isFailure);
  const ending = failures.find(({ failure }) => ENDS_ALL.includes(failure));
  if (ending !== undefined) return ending;
  const [first, ...others] = reads.filter((read): read is EventsRead => !isFailure(read));
  if (first === undefined) return failures[0] ?? NOTHING_PLANNED;
  if (others.length === 0 && failures.length === 0) return first;
  const all = [first, ...others];
  const each = new Map(all.flatMap((read) => read.events.map((event) => [event.eventID, event] as const)));
  // Each part was within the limit, and together they may not be.
  const { events, cut } = arranged(each.values(), request);
  const coverage = joined(
    all.map((read) => read.coverage),
    [...failures.map(gapOf), ...cut],
  );
  return { events, coverage };
}

const NOTHING_PLANNED: Failure = {
  failure: 'internal',
  what: 'I could not search.',
  why: 'No source was planned for the time asked about.',
  instead: 'Ask again, and tell whoever runs me.',
};

/** `coverages`: oldest part first; delivery is the newest part's. */
export function joined(coverages: readonly Coverage[], gaps: readonly Gap[]): Coverage {
  const places = coverages.flatMap((coverage) => coverage.places ?? []);
  const notes = distinct(coverages.flatMap((coverage) => coverage.notes ?? []));
  const sum = (of: (coverage: Coverage) => number) => coverages.reduce((total, each) => total + of(each), 0);
  return {
    sources: coverages.flatMap((coverage) => coverage.sources),
    accounts: distinct(coverages.flatMap((coverage) => coverage.accounts)),
    regions: distinct(coverages.flatMap((coverage) => coverage.regions)),
    eventsExamined: sum(({ eventsExamined }) => eventsExamined),
    filesRead: sum(({ filesRead }) => filesRead),
    duplicates: sum(({ duplicates }) => duplicates),
    deliveredTo: coverages.at(-1)?.deliveredTo ?? null,
    ...(places.length === 0 ? {} : { places }),
    ...(notes.length === 0 ? {} : { notes }),
    gaps: [...gaps, ...coverages.flatMap((coverage) => coverage.gaps)],
  };
}

function gapOf({ failure, what, why, instead }: Failure): Gap {
  const kind: GapKind =
    failure === 'timed-out' ? 'timed-out' : failure === 'not-allowed' ? 'denied' : 'unreadable-file';
  return { kind, detail: `${what} ${why} ${instead}` };
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
