// One request → events and receipt: the query written, run, and what came filtered exactly. Log events are stamped after the
// call they tell of, so a longer time is asked for, and event times are read from the records.

import type { LogsInsightsCalls } from '../../aws/logs-insights.ts';
import type { AuditEvent, EventCategory } from '../../domain/audit-event.ts';
import type { Failure } from '../../domain/failure.ts';
import type { EventTest } from '../../domain/question.ts';
import type { EventsRead, EventsRequest, QueryBook } from '../../domain/source.ts';
import { holds } from '../../records/holds.ts';
import { onlyData } from '../event-history/unlogged.ts';
import { arranged } from '../query/arranged.ts';
import type { Beginning } from '../query/begin-query.ts';
import { inOrder } from '../query/in-order.ts';
import { type Run, runSpan } from '../query/run-span.ts';
import { newTally } from '../query/tally.ts';
import { conditionOf } from '../sql/condition-of.ts';
import type { Span } from '../sql/statement.ts';
import { type GroupChoice, groupWords } from './group-choice.ts';
import { categoriesOf, categoryOf, type KnownGroups, reachOfGroup } from './group-facts.ts';
import { coverageOf } from './logs-coverage.ts';
import { BUSY, logsWords } from './logs-trouble.ts';
import { isTrailStop, stopGaps, TRAIL_STOPS } from './trail-stops.ts';
import { writeQuery } from './write-query.ts';

export interface LogsRead
  extends Omit<Beginning, 'book' | 'signal' | 'patientUntil' | 'source' | 'isBusy' | 'calls'>,
    Pick<Run, 'watch' | 'left' | 'usdPerByte'> {
  readonly calls: LogsInsightsCalls;
  readonly choice: GroupChoice;
  readonly known: KnownGroups;
  readonly request: EventsRequest;
  readonly measured: (bytesScanned: number, span: Span) => void;
}

/** Clocks of services differ; no log event is stamped earlier than its call by more than this. */
export const EARLIER_MS = 15 * 60_000;
/** Six times what delivery takes at most as a rule: whoever is later is not waited for, as every further hour is billed. */
export const LATER_MS = 2 * 3_600_000;
/** The longest that CloudWatch Logs keeps events for a number of days: PutRetentionPolicy. */
const RETENTION_DAYS_MAX = 3_653;
const DAY_MS = 86_400_000;
/** Nothing that AWS says of a query is about its size. */
const NEVER_TOO_LARGE = /^\b$/;

export async function readLogs(read: LogsRead): Promise<EventsRead | Failure> {
  const { request, known, choice, clock, calls } = read;
  const { test, window } = request;
  const now = clock();
  const where = groupWords(choice);
  const span = spanOf(request, known, now);
  const found = newFound(request, span);
  const tally = newTally(read.measured);
  const asked = askedOf(choice, known);
  const fromTrails = mayBeTrails(choice, known);
  if (span.fromMs < span.toMs && mayHold(test, known, span, now)) {
    const key = calls.keyOf(asked ?? []);
    const besides = fromTrails ? TRAIL_STOPS : null;
    const failure = await runSpan(
      {
        ...read,
        ...{ source: 'logs-insights', serviceName: 'Logs Insights', storeName: where, tally, take: found.take },
        isBusy: ({ code, action }) => code === BUSY && action === 'logs:StartQuery',
        words: logsWords(where),
        tooLarge: NEVER_TOO_LARGE,
        book: request.queries === undefined ? null : remembering(request.queries, calls),
        signal: request.signal,
        patientUntil: request.patienceMs === undefined ? null : performance.now() + request.patienceMs,
        statementOf: (part) => writeQuery({ choice, key, span: part, where: conditionOf(test), besides }),
      },
      { fromMs: span.fromMs - EARLIER_MS, toMs: span.toMs + LATER_MS },
    );
    if (failure !== null) return failure;
  }
  const { events, cut } = found.arranged(request);
  const gaps = [...cut, ...(fromTrails ? stopGaps(found.stops(), span, where) : [])];
  const examined = { ...found.seen, duplicates: found.duplicates() };
  const coverage = coverageOf({
    ...{ choice, known, where, test, window, span, now, tally, examined, gaps },
    usdPerByte: read.usdPerByte,
  });
  return { events, coverage };
}

/** As AWS takes them, without those that are not there; null: SOURCE chooses. */
function askedOf(choice: GroupChoice, { gone }: KnownGroups): readonly string[] | null {
  if (choice.kind !== 'listed') return null;
  return choice.groups.map(({ identifier }) => identifier).filter((identifier) => !gone.includes(identifier));
}

/** False only where all log groups are known to be those of telemetry rules. */
function mayBeTrails(choice: GroupChoice, { groups }: KnownGroups): boolean {
  const named = choice.kind === 'listed' ? choice.groups : [];
  const names = (choice.kind === 'prefix' ? (groups ?? []) : named).map(({ name }) => name);
  return names.length === 0 || names.some((name) => categoryOf(name) === null);
}

/** Whole seconds of event time. Not bound to now: a later attempt must come to the same statement. */
function spanOf({ window }: EventsRequest, { groups }: KnownGroups, now: number): Span {
  const toMs = Math.ceil(Date.parse(window.to) / 1000) * 1000;
  if (window.from !== null) return { fromMs: Math.floor(Date.parse(window.from) / 1000) * 1000, toMs };
  const reaches = (groups ?? []).map((group) => reachOfGroup(group, now)).filter((one) => one !== null);
  const oldest = reaches.length === 0 ? toMs - RETENTION_DAYS_MAX * DAY_MS : Math.min(...reaches);
  // By whole days, a day more: what a group keeps moves with the clock.
  return { fromMs: (Math.floor(oldest / DAY_MS) - 1) * DAY_MS, toMs };
}

/** False where asking would cost something and bring nothing; the receipt says why. */
function mayHold(test: EventTest, known: KnownGroups, span: Span, now: number): boolean {
  const held = categoriesOf((known.groups ?? []).map(({ name }) => name));
  if (held !== null && !held.includes('Data') && onlyData(test)) return false;
  if (conditionOf(test).kind === 'never') return false;
  const groups = known.groups ?? [];
  return groups.length === 0 || groups.some((group) => (reachOfGroup(group, now) ?? 0) < span.toMs + LATER_MS);
}

/** Results do not tell when their query began; the book does. */
function remembering(book: QueryBook, calls: LogsInsightsCalls): QueryBook {
  return {
    ...book,
    async begun(source, statementHash) {
      const found = await book.begun(source, statementHash);
      if (found !== null && found.queryId !== null) calls.remember(found.queryId, found.begunAt);
      return found;
    },
  };
}

/** Gathers what matches, each event once, and what the rest tells. */
function newFound({ test, window }: EventsRequest, span: Span) {
  const fromMs = window.from === null ? span.fromMs : Date.parse(window.from);
  const toMs = Date.parse(window.to);
  const events = new Map<string, AuditEvent>();
  const stops = new Map<string, AuditEvent>();
  const seen = { accounts: new Set<string>(), regions: new Set<string>(), categories: new Set<EventCategory>() };
  let duplicates = 0;
  return {
    seen,
    duplicates: () => duplicates,
    stops: () => inOrder(stops.values(), 'oldest-first'),
    take(event: AuditEvent): void {
      if (event.timeMs < fromMs || event.timeMs >= toMs) return;
      if (event.accountId !== null) seen.accounts.add(event.accountId);
      if (event.awsRegion !== null) seen.regions.add(event.awsRegion);
      seen.categories.add(event.eventCategory);
      if (isTrailStop(event)) stops.set(event.eventID, event);
      if (events.has(event.eventID)) duplicates += 1;
      else if (holds(test, event)) events.set(event.eventID, event);
    },
    arranged: (asked: EventsRequest) => arranged(events.values(), asked),
  };
}
