// A source that reads a trail's log files → the same source, whose receipts also say what AWS says of the trails. Asks beside
// the reading and waits a short moment at most: an answer from local files is never slow because AWS is.
import { setTimeout as delay } from 'node:timers/promises';
import type { AuditEvent } from '../../domain/audit-event.ts';
import type { Coverage } from '../../domain/coverage.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import type { AggregateRequest, EventsRequest, Source } from '../../domain/source.ts';
import type { Find } from '../../trails/silence.ts';
import type { TrailReport } from '../../trails/trail-report.ts';
import type { TrailPort } from './trail-port.ts';
import { withTrails } from './with-trails.ts';

export interface TrailReceiptOptions {
  /** How long the first question waits for AWS beyond its own reading, in milliseconds. Those after it find the answer. */
  readonly waitMs?: number;
}

const WAIT_MS = 250;
/** Events looked at where data events do not count. */
const LOOKED_AT_MAX = 200;

const NOT_YET = 'trails not checked: AWS had not answered yet';
const NOT_ASKED = 'trails not checked: AWS could not be asked (whodid doctor says why)';

export function withTrailReceipt<S extends Source>(
  source: S,
  port: Pick<TrailPort, 'report'>,
  options: TrailReceiptOptions = {},
): S {
  const waitMs = options.waitMs ?? WAIT_MS;
  const inTime = boundedWait(port, waitMs);
  const evidence = evidenceIn(source);
  const checked = async <R extends { readonly coverage: Coverage }>(
    request: Pick<EventsRequest, 'test' | 'window'>,
    reading: () => Promise<R | Failure>,
  ): Promise<R | Failure> => {
    const waiting = inTime();
    const read = await reading();
    if (isFailure(read)) return read;
    const report = await waiting();
    if (typeof report === 'string') {
      return { ...read, coverage: { ...read.coverage, notes: [...(read.coverage.notes ?? []), report] } };
    }
    return { ...read, coverage: await withTrails(source.name, read.coverage, request, report, evidence(report)) };
  };
  const { aggregates } = source;
  return {
    ...source,
    events: (request: EventsRequest) => checked(request, () => source.events(request)),
    ...(aggregates === undefined
      ? {}
      : { aggregates: (request: AggregateRequest) => checked(request, () => aggregates(request)) }),
  };
}

/** Begins to ask; the function it gives waits for the rest, counted once for all who wait for the same answer. */
function boundedWait(port: Pick<TrailPort, 'report'>, waitMs: number): () => () => Promise<TrailReport | string> {
  const asked = new WeakMap<Promise<TrailReport | null>, number>();
  return () => {
    const report = port.report();
    if (!asked.has(report)) asked.set(report, performance.now());
    return async () => {
      const left = Math.max(0, (asked.get(report) ?? 0) + waitMs - performance.now());
      const ends = new AbortController();
      const late = delay(left, NOT_YET, { signal: ends.signal }).catch(() => NOT_YET);
      const told = await Promise.race([report, late]);
      ends.abort();
      return told ?? NOT_ASKED;
    };
  };
}

/** Looks in the source itself for events that contradict AWS's word; once for each report, question and time. */
function evidenceIn(source: Source): (report: TrailReport) => Find {
  const known = new WeakMap<TrailReport, Map<string, Promise<boolean | null>>>();
  return (report) => async (test, between, managementOnly) => {
    const answers = known.get(report) ?? new Map<string, Promise<boolean | null>>();
    known.set(report, answers);
    const key = JSON.stringify([test, between.fromMs, between.toMs, managementOnly]);
    const answer = answers.get(key) ?? look(source, { test, between, managementOnly });
    answers.set(key, answer);
    return answer;
  };
}

interface Looking {
  readonly test: Parameters<Find>[0];
  readonly between: Parameters<Find>[1];
  readonly managementOnly: boolean;
}

async function look(source: Source, { test, between, managementOnly }: Looking): Promise<boolean | null> {
  const from = Number.isFinite(between.fromMs) ? new Date(between.fromMs).toISOString() : null;
  const window = { from, to: new Date(between.toMs).toISOString(), zone: 'UTC', phrase: null };
  const limit = managementOnly ? LOOKED_AT_MAX : 1;
  const read = await source.events({ test, window, order: 'oldest-first', limit });
  if (isFailure(read)) return null;
  const counts = ({ eventCategory }: AuditEvent) => !managementOnly || eventCategory === 'Management';
  if (read.events.some(counts)) return true;
  return read.events.length < limit ? false : null;
}
