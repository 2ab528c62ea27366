// What walking a chain asks of whoever reads the sources for it. A read names its window: chains are looked for around
// the instants that records give, never over everything.
import type { Gap } from '../domain/coverage.ts';
import { type Failure, isFailure } from '../domain/failure.ts';
import type { EventTest } from '../domain/question.ts';
import type { EventsRead } from '../domain/source.ts';

export interface ChainRead {
  readonly test: EventTest;
  /** Epoch milliseconds, `fromMs` ≤ t < `toMs`; null: as far back as the sources reach. */
  readonly fromMs: number | null;
  readonly toMs: number;
  /** More matching events than this are of no use; null: all are. */
  readonly limit: number | null;
  /** `when-free`: a fact in passing, worth neither money nor minutes of a paced source. */
  readonly worth: 'needed' | 'when-free';
}

/** null: not read, being worth it only for free. */
export type ReadThrough = (read: ChainRead) => Promise<EventsRead | Failure | null>;

/** Something looked for, and when it can have happened. */
export interface Span {
  readonly fromMs: number | null;
  readonly toMs: number;
}

/** What one read was for, and what it brought. */
export interface Batch<T> {
  readonly wanted: readonly T[];
  readonly events: EventsRead['events'];
  readonly gaps: readonly Gap[];
}

/** Spans closer than this are read together, in milliseconds. */
const TOGETHER_MS = 10 * 60_000;
/** More reads than this at a time cost more than reading what lies between them. */
const READS_MAX = 4;

/** Reads for many things at once: those near in time together, those far apart side by side. */
export async function readBatched<T extends { readonly span: Span }>(
  wanted: readonly T[],
  ask: (wanted: readonly T[]) => Pick<ChainRead, 'test' | 'limit' | 'worth'>,
  read: ReadThrough,
): Promise<readonly Batch<T>[]> {
  return Promise.all(
    clusters(wanted).map(async (each) => {
      const found = await read({ ...ask(each), ...spanOf(each) });
      if (found === null) return { wanted: each, events: [], gaps: [] };
      if (isFailure(found)) return { wanted: each, events: [], gaps: [gapOf(found)] };
      return { wanted: each, events: found.events, gaps: found.coverage.gaps };
    }),
  );
}

/** Wanted things in order of time, cut at the widest pauses. */
function clusters<T extends { readonly span: Span }>(wanted: readonly T[]): readonly (readonly T[])[] {
  const sorted = [...wanted].sort((left, right) => startOf(left) - startOf(right));
  const pauses: { readonly at: number; readonly ms: number }[] = [];
  let end = Number.NEGATIVE_INFINITY;
  sorted.forEach((each, at) => {
    const ms = startOf(each) - end;
    if (at > 0 && ms > TOGETHER_MS) pauses.push({ at, ms });
    end = Math.max(end, each.span.toMs);
  });
  const cuts = pauses
    .sort((left, right) => right.ms - left.ms)
    .slice(0, READS_MAX - 1)
    .map(({ at }) => at)
    .sort((left, right) => left - right);
  const starts = [0, ...cuts];
  return sorted.length === 0 ? [] : starts.map((from, index) => sorted.slice(from, starts[index + 1]));
}

function startOf({ span }: { readonly span: Span }): number {
  return span.fromMs ?? Number.NEGATIVE_INFINITY;
}

function spanOf(wanted: readonly { readonly span: Span }[]): Span {
  const fromMs = wanted.reduce((least, each) => Math.min(least, startOf(each)), Number.POSITIVE_INFINITY);
  const toMs = wanted.reduce((most, { span }) => Math.max(most, span.toMs), Number.NEGATIVE_INFINITY);
  return { fromMs: Number.isFinite(fromMs) ? Math.max(fromMs, -DATE_MS_MAX) : null, toMs: Math.min(toMs, DATE_MS_MAX) };
}

/** Dates beyond cannot be written: records may bear any. https://tc39.es/ecma262/#sec-time-values-and-time-range */
const DATE_MS_MAX = 8.64e15;

function gapOf({ failure, what, why, instead }: Failure): Gap {
  const kind = failure === 'not-allowed' ? 'denied' : failure === 'timed-out' ? 'timed-out' : 'not-delivered';
  return { kind, detail: `${what} ${why} ${instead}` };
}
