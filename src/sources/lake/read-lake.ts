// One request → events and receipt: the statement written, run, and what came filtered exactly; nothing is asked where the
// event data store cannot hold an answer.

import type { LakeStore } from '../../aws/lake-store.ts';
import type { AuditEvent } from '../../domain/audit-event.ts';
import type { Gap } from '../../domain/coverage.ts';
import type { Failure } from '../../domain/failure.ts';
import type { EventsRead, EventsRequest } from '../../domain/source.ts';
import { holds } from '../../records/holds.ts';
import { onlyData } from '../event-history/unlogged.ts';
import { arranged } from '../query/arranged.ts';
import type { Beginning } from '../query/begin-query.ts';
import { inOrder } from '../query/in-order.ts';
import { type Run, runSpan } from '../query/run-span.ts';
import { newTally } from '../query/tally.ts';
import { conditionOf } from '../sql/condition-of.ts';
import type { Span } from '../sql/statement.ts';
import { writeStatement } from '../sql/write-statement.ts';
import { isStoreChange, offGaps, storeChanges } from './ingestion.ts';
import { coverageOf } from './lake-coverage.ts';
import { LAKE_COLUMNS, lakeDialect } from './lake-dialect.ts';
import { BUSY, lakeWords } from './lake-trouble.ts';
import { categoriesOf, unrecorded } from './selectors.ts';
import { reachOf } from './store-facts.ts';

export interface LakeRead
  extends Omit<Beginning, 'book' | 'signal' | 'patientUntil' | 'source' | 'isBusy'>,
    Pick<Run, 'watch' | 'left' | 'usdPerByte'> {
  /** The UUID at the end of its ARN. */
  readonly storeId: string;
  /** null: not to be known. */
  readonly store: LakeStore | null;
  readonly request: EventsRequest;
  readonly measured: (bytesScanned: number, span: Span) => void;
}

/** The longest any event data store keeps events: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-lake-manage-costs.html */
const RETENTION_DAYS_MAX = 3_653;
const DAY_MS = 86_400_000;
/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/lake-queries-optimization.html */
const TOO_LARGE = /exhausted resources|response is too large/i;

export async function readLake(read: LakeRead): Promise<EventsRead | Failure> {
  const { request, store, storeId, clock } = read;
  const now = clock();
  const storeName = `event data store ${store?.name || storeId}`;
  const span = spanOf(request, store);
  const reachMs = reachOf(store, now);
  const { test, window } = request;
  const found = newFound(read, span);
  const tally = newTally(read.measured);
  if (span.fromMs < span.toMs && mayHold(read, span, reachMs)) {
    const dialect = lakeDialect(storeId);
    const where = conditionOf(test);
    const besides = storeChanges(storeId);
    const failure = await runSpan(
      {
        ...read,
        ...{ source: 'lake', serviceName: 'CloudTrail Lake', storeName, tally, take: found.take },
        isBusy: ({ code }) => code === BUSY,
        words: lakeWords(storeName),
        tooLarge: TOO_LARGE,
        book: request.queries ?? null,
        signal: request.signal,
        patientUntil: request.patienceMs === undefined ? null : performance.now() + request.patienceMs,
        statementOf: (part) => writeStatement({ columns: LAKE_COLUMNS, span: part, where, besides }, dialect),
      },
      span,
    );
    if (failure !== null) return failure;
  }
  const { events, cut } = found.arranged(request);
  const name = `E${storeName.slice(1)}`;
  const changes = found.changes();
  const gaps = [
    ...cut,
    ...offGaps(changes, span, store, name),
    ...unrecorded(test, store?.selectors ?? [], name),
    ...unknownGaps(store, name),
  ];
  const examined = { accounts: found.accounts, regions: found.regions, duplicates: found.duplicates(), changes };
  const covered = {
    store,
    storeName: name,
    window,
    span,
    reachMs,
    now,
    tally,
    usdPerByte: read.usdPerByte,
    examined,
    gaps,
  };
  return { events, coverage: coverageOf(covered) };
}

/** Whole seconds. Not bound to now: a later attempt must come to the same statement. */
function spanOf({ window }: EventsRequest, store: LakeStore | null): Span {
  const toMs = Math.ceil(Date.parse(window.to) / 1000) * 1000;
  const keptDays = store?.retentionDays ?? RETENTION_DAYS_MAX;
  const oldest = Math.floor(toMs / DAY_MS - keptDays - 1) * DAY_MS;
  return { fromMs: window.from === null ? oldest : Math.floor(Date.parse(window.from) / 1000) * 1000, toMs };
}

/** False where asking would cost something and bring nothing; the receipt says why. */
function mayHold({ request, store }: LakeRead, span: Span, reachMs: number | null): boolean {
  const categories = categoriesOf(store?.selectors ?? []);
  const noData = categories !== null && !categories.includes('Data') && onlyData(request.test);
  return !noData && conditionOf(request.test).kind !== 'never' && (reachMs === null || span.toMs > reachMs);
}

/** What a store leaves out can be said only of one that may be looked at. */
function unknownGaps(store: LakeStore | null, storeName: string): readonly Gap[] {
  if (store !== null) return [];
  const detail = `${storeName}: what it records, and since when, could not be looked up. Allow cloudtrail:GetEventDataStore to the credentials in use.`;
  return [{ kind: 'denied', detail }];
}

/** Gathers what matches, each event once, and what the rest tells. */
function newFound({ request, storeId }: LakeRead, span: Span) {
  const fromMs = request.window.from === null ? span.fromMs : Date.parse(request.window.from);
  const toMs = Date.parse(request.window.to);
  const events = new Map<string, AuditEvent>();
  const changes = new Map<string, AuditEvent>();
  const accounts = new Set<string>();
  const regions = new Set<string>();
  let duplicates = 0;
  return {
    accounts,
    regions,
    duplicates: () => duplicates,
    changes: () => inOrder(changes.values(), 'oldest-first'),
    take(event: AuditEvent): void {
      if (event.timeMs < fromMs || event.timeMs >= toMs) return;
      if (event.accountId !== null) accounts.add(event.accountId);
      if (event.awsRegion !== null) regions.add(event.awsRegion);
      if (isStoreChange(event, storeId)) changes.set(event.eventID, event);
      if (events.has(event.eventID)) duplicates += 1;
      else if (holds(request.test, event)) events.set(event.eventID, event);
    },
    arranged: (asked: EventsRequest) => arranged(events.values(), asked),
  };
}
