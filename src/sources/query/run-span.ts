// One stretch of time → the matching events in it and what reading them cost: the query begun or taken up, watched to its
// end, its rows read. One that AWS could not finish for its size is asked for in two halves.

import type { AwsTrouble } from '../../aws/aws-trouble.ts';
import type { DescribedQuery } from '../../aws/query-calls.ts';
import type { AuditEvent } from '../../domain/audit-event.ts';
import type { Gap } from '../../domain/coverage.ts';
import { DELIVERY_MS } from '../../domain/delivery.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import type { EventsRequest, Spent } from '../../domain/source.ts';
import type { Span } from '../sql/statement.ts';
import { type Beginning, type Begun, beginQuery, hashOf } from './begin-query.ts';
import { persist } from './persist.ts';
import type { QueryWatch, Watched } from './query-watch.ts';
import { type ResultsRead, readResults } from './read-results.ts';
import type { Tally } from './tally.ts';

export interface Run extends Beginning {
  readonly watch: QueryWatch;
  readonly statementOf: (span: Span) => string;
  readonly take: (event: AuditEvent) => void;
  readonly request: Pick<EventsRequest, 'tell'>;
  readonly usdPerByte: number;
  readonly tally: Tally;
  /** Queries that this process left running, to be taken up later: not old when they are. */
  readonly left: Set<string>;
  /** What is asked, as people know it, within a sentence: `event data store sample-store`. */
  readonly storeName: string;
  /** The service, beginning a sentence: `CloudTrail Lake`. */
  readonly serviceName: string;
  readonly words: TroubleWords;
  /** Waited for after each page of rows; see `readResults`. */
  readonly pageTaken?: (() => Promise<void>) | undefined;
  /** The record in a row's text; left out: the text is the record. */
  readonly parse?: ((text: string) => unknown) | undefined;
  /** Failures in AWS's words that half the time may be spared. */
  readonly tooLarge: RegExp;
}

/** What a service's troubles mean. */
export interface TroubleWords {
  /** null: no setting has to change; it may go better another time. */
  settingFailure(trouble: AwsTrouble): Failure | null;
  /** `where` begins a sentence; `rest`: a sentence on what was read; may be ''. */
  troubleGap(trouble: AwsTrouble, where: string, rest: string): Gap;
  /** AWS no longer knows the query. */
  isUnknownQuery(trouble: AwsTrouble): boolean;
  /** A query that AWS ended without its rows because of a setting; null: another time it may go through. */
  endFailure?(query: DescribedQuery): Failure | null;
}

/** Halves of halves of halves: at most eight stretches of time instead of one. */
const SPLITS_MAX = 3;
const SPAN_MS_MIN = 2 * 3_600_000;
/** Where a service gives back only so many rows, the time is cut so that each part has fewer; parts may be cut again. */
const PARTS_MAX = 12;
const PART_MS_MIN = 60_000;
/** Queries for one question, after which no time is cut any more. */
const QUERIES_MAX = 100;
/** Events are not spread evenly: so many more parts than would do. */
const PARTS_SHARE = 1.5;
/** Results this old of a time that was young then are no answer for now. */
const STALE_MS = 2 * 60_000;
/** Tries at a query whose results are gone or old: the one begun before, and a new one. */
const BEGINNINGS_MAX = 2;
const LEFT_MAX = 1_000;

/** null: all is in the tally. */
export async function runSpan(run: Run, span: Span, splits = 0): Promise<Failure | null> {
  const statement = run.statementOf(span);
  const hash = hashOf(statement);
  for (let beginnings = 1; ; beginnings++) {
    const begun = await beginQuery(run, statement, beginnings > 1);
    if (begun.kind !== 'begun') return notBegun(run, begun);
    const watched = await run.watch.ended(begun.queryId, run);
    if (watched.kind !== 'ended') {
      const gone = watched.kind === 'trouble' && run.words.isUnknownQuery(watched.trouble);
      if (gone && begun.resumed && beginnings < BEGINNINGS_MAX) {
        await run.book?.forget(run.source, hash);
        continue;
      }
      return notEnded(run, begun.queryId, hash, watched);
    }
    const again = watched.query.status === 'FAILED' && watched.query.retryable === true;
    if (again && beginnings < BEGINNINGS_MAX) {
      run.tally.ran(watched.query, span);
      await run.book?.ended(run.source, hash, spentOn(run, watched.query));
      await run.book?.forget(run.source, hash);
      continue;
    }
    if (begun.resumed && beginnings < BEGINNINGS_MAX && isOld(run, watched.query, span)) {
      await run.book?.forget(run.source, hash);
      continue;
    }
    return settle(run, { span, splits, hash, query: watched.query });
  }
}

function notBegun(run: Run, begun: Exclude<Begun, { kind: 'begun' }>): Failure | null {
  switch (begun.kind) {
    case 'left':
      return stillRunning(run.storeName, begun.againInMs);
    case 'stopped':
      return cancelled(run.storeName);
    case 'trouble':
      return troubled(run, begun.trouble);
    default:
      return unreachable(begun);
  }
}

async function notEnded(
  run: Run,
  queryId: string,
  hash: string,
  watched: Exclude<Watched, { kind: 'ended' }>,
): Promise<Failure | null> {
  const { calls, left, storeName, book } = run;
  switch (watched.kind) {
    case 'left':
      left.add(queryId);
      for (const [oldest] of left.entries()) if (left.size > LEFT_MAX) left.delete(oldest);
      return stillRunning(storeName, watched.againInMs);
    case 'stopped':
      // The signal has ended already; AWS is told all the same.
      await persist(() => calls.cancel(queryId), { waitMs: run.waitMs, renew: calls.renew });
      await book?.forget(run.source, hash);
      return cancelled(storeName);
    case 'trouble':
      return troubled(run, watched.trouble);
    default:
      return unreachable(watched);
  }
}

interface Settled {
  readonly span: Span;
  readonly splits: number;
  readonly hash: string;
  readonly query: DescribedQuery;
}

async function settle(run: Run, settled: Settled): Promise<Failure | null> {
  const { tally, book, storeName } = run;
  const { span, hash, query } = settled;
  const parts = partsOf(run, settled);
  // What is asked for again in parts is looked at then.
  tally.ran(parts.length > 0 ? { ...query, eventsScanned: 0 } : query, span);
  const spent = spentOn(run, query);
  const wrong = isOver(query) ? (run.words.endFailure?.(query) ?? null) : null;
  if (wrong !== null && !tally.hasRun) {
    await book?.ended(run.source, hash, spent);
    await book?.forget(run.source, hash);
    return wrong;
  }
  switch (query.status) {
    case 'FINISHED':
    case 'TIMED_OUT': {
      if (parts.length > 0) {
        await book?.ended(run.source, hash, spent);
        return inParts(run, parts, settled.splits);
      }
      const failure = await readAll(run, query);
      if (query.timesTooMany !== undefined) tally.gaps.push(tooManyGap(run, settled));
      if (query.status === 'TIMED_OUT') tally.gaps.push(timedOutGap(storeName, query));
      await book?.ended(run.source, hash, spent);
      return failure;
    }
    case 'FAILED':
      await book?.ended(run.source, hash, spent);
      return failed(run, settled);
    default: {
      // Forgotten, so that asking again begins anew.
      await book?.ended(run.source, hash, spent);
      await book?.forget(run.source, hash);
      const detail = `The query of ${storeName} was cancelled at AWS before its end, by somebody else. Ask again.`;
      tally.gaps.push({ kind: 'timed-out', detail });
      return null;
    }
  }
}

function isOver({ status }: DescribedQuery): boolean {
  return status === 'FAILED' || status === 'CANCELLED';
}

function spentOn({ usdPerByte }: Run, { bytesScanned }: DescribedQuery): Spent {
  return { bytesScanned, usd: bytesScanned * usdPerByte };
}

async function readAll(run: Run, query: DescribedQuery): Promise<Failure | null> {
  const { calls, take, signal, waitMs, tally, storeName, request, parse, serviceName } = run;
  const read = await readResults({
    ...{ calls, take, signal, waitMs, queryId: query.queryId, renew: calls.renew, tell: request.tell },
    ...{ parse, serviceName, pageTaken: run.pageTaken },
  });
  if (signal?.aborted === true) return cancelled(storeName);
  tally.unreadable += read.unreadable;
  const gap = resultsGap(read, run);
  if (gap !== null) tally.gaps.push(gap);
  return null;
}

function resultsGap({ rows, trouble }: ResultsRead, { storeName, words }: Run): Gap | null {
  const rest = rows === 0 ? 'None of the events it found were read.' : `${rows} of the events it found were looked at.`;
  if (trouble === null) return null;
  if (typeof trouble === 'object') return words.troubleGap(trouble, storeName, rest);
  const why = {
    pages: 'More events may match than are read for one question.',
    circle: 'AWS gave the same page again and again.',
    short: 'AWS ended the list of events before all that it had counted.',
  }[trouble];
  return { kind: 'page-limit', detail: `${storeName}: ${why} ${rest} Ask about a shorter time, or name the action.` };
}

async function failed(run: Run, { span, splits, hash, query }: Settled): Promise<Failure | null> {
  const middle = Math.floor((span.fromMs + span.toMs) / 2000) * 1000;
  if (run.tooLarge.test(query.error) && splits < SPLITS_MAX && span.toMs - span.fromMs >= SPAN_MS_MIN) {
    const halves = [
      { fromMs: span.fromMs, toMs: middle },
      { fromMs: middle, toMs: span.toMs },
    ];
    return inParts(run, halves, splits);
  }
  // Forgotten, so that asking again begins anew.
  await run.book?.forget(run.source, hash);
  const said = query.error === '' ? '' : ` (${query.error.slice(0, 300)})`;
  run.tally.gaps.push({
    kind: 'timed-out',
    detail: `The query of ${run.storeName} over ${instant(span.fromMs)} – ${instant(span.toMs)} failed at AWS${said}. Ask about a shorter time, or ask again.`,
  });
  return null;
}

async function inParts(run: Run, parts: readonly Span[], splits: number): Promise<Failure | null> {
  for (const part of parts) {
    const failure = await runSpan(run, part, splits + 1);
    if (isFailure(failure)) return failure;
  }
  return null;
}

/** Empty: there are not too many rows, or the time cannot be cut any further. */
function partsOf({ tally }: Run, { span, query }: Settled): readonly Span[] {
  const { timesTooMany } = query;
  const most = Math.floor((span.toMs - span.fromMs) / PART_MS_MIN);
  if (timesTooMany === undefined || tally.queries >= QUERIES_MAX || most < 2) return [];
  const count = Math.min(PARTS_MAX, most, Math.max(2, Math.ceil(timesTooMany * PARTS_SHARE)));
  const at = (index: number) => span.fromMs + Math.floor(((span.toMs - span.fromMs) * index) / count / 1000) * 1000;
  return Array.from({ length: count }, (_, index) => ({
    fromMs: at(index),
    toMs: index === count - 1 ? span.toMs : at(index + 1),
  }));
}

function tooManyGap({ storeName }: Run, { span }: Settled): Gap {
  const detail = `${storeName}: more events may match from ${instant(span.fromMs)} to ${instant(span.toMs)} than are given back for one query, so some of them were not looked at. Ask about a shorter time, or name the action.`;
  return { kind: 'page-limit', detail };
}

function timedOutGap(storeName: string, { ranMs }: DescribedQuery): Gap {
  const detail = `The query of ${storeName} was ended by AWS after ${Math.round(ranMs / 60_000)} minutes; only what it had found by then was read. Ask about a shorter time.`;
  return { kind: 'timed-out', detail };
}

/** A time that had not been delivered whole when the query began, and it has long ended. */
function isOld({ clock, left }: Run, { createdMs, ranMs, queryId }: DescribedQuery, { toMs }: Span): boolean {
  if (createdMs === null || left.has(queryId)) return false;
  return toMs > createdMs - DELIVERY_MS && clock() - createdMs - ranMs > STALE_MS;
}

function troubled({ tally, storeName, signal, words }: Run, trouble: AwsTrouble): Failure | null {
  if (signal?.aborted === true) return cancelled(storeName);
  const failure = words.settingFailure(trouble);
  if (failure !== null && !tally.hasRun) return failure;
  tally.gaps.push(words.troubleGap(trouble, capital(storeName), tally.hasRun ? '' : 'Nothing of it was read.'));
  return null;
}

function stillRunning(storeName: string, againInMs: number): Failure {
  return {
    failure: 'still-running',
    what: `The query of ${storeName} has not ended yet.`,
    why: 'It takes long, or waits for others to end.',
    instead: 'Wait; it is looked at again by itself.',
    againInMs: Math.ceil(againInMs),
  };
}

function cancelled(storeName: string): Failure {
  return {
    failure: 'cancelled',
    what: `The search in ${storeName} was cancelled.`,
    why: 'It was stopped before it ended; its query was stopped at AWS too.',
    instead: 'Ask again, or about a shorter time.',
  };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** UTC, RFC 3339. */
function instant(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}

function unreachable(never: never): never {
  throw new Error(`unknown end ${JSON.stringify(never)}`);
}
