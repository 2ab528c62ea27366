// Lake's queries in their states: QUEUED, RUNNING, and an end, by the pretended clock; ten at once; results kept a week.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartQuery.html
import { randomUUID } from 'node:crypto';
import type { EventSet } from '../events.ts';
import type { FaultKind } from '../faults.ts';
import { LAKE } from '../limits.ts';
import type { Statement } from '../sql/translate.ts';
import type { Caller, SeedStore } from '../world.ts';
import { createEngine, type Engine, type Prepared, retentionMs, type Table } from './engine.ts';

export type QueryStatus = 'QUEUED' | 'RUNNING' | 'FINISHED' | 'FAILED' | 'CANCELLED' | 'TIMED_OUT';

/** How a fault wants a query to end. */
export type PlannedEnd = Extract<FaultKind, { readonly kind: 'query-ends' }>;

/** How long queries take, pretended milliseconds; changed at will, for queries started afterwards. */
export type LakeSettings = {
  queuedMs: number;
  runMs: number;
  /** eventJson is written as some JSON writers do, `\/` and `\u0026` and all; read when events are loaded. */
  escapedJson?: boolean;
};

export type Query = {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly text: string;
  readonly startedMs: number;
  readonly queuedMs: number;
  readonly runMs: number;
  readonly end: PlannedEnd | undefined;
  readonly eventsScanned: number;
  readonly bytesScanned: number;
  /** Settles when DuckDB has; never rejects. */
  readonly result: Promise<Table | { readonly failed: string }>;
  readonly prepared: Prepared;
  cancelledMs?: number;
};

export type Lake = {
  readonly settings: LakeSettings;
  readonly queries: () => readonly Query[];
  readonly find: (caller: Caller, id: string) => Query | undefined;
  /** Queued and running queries of the caller's account and Region. */
  readonly active: (caller: Caller) => number;
  /** Throws DuckDB's error for SQL that cannot be bound. */
  readonly start: (
    caller: Caller,
    text: string,
    statement: Statement,
    stores: readonly SeedStore[],
    end: PlannedEnd | undefined,
  ) => Promise<Query>;
  readonly cancel: (query: Query) => void;
  readonly statusOf: (query: Query) => Promise<QueryStatus>;
  /** How much of its run a query has behind it, 0 to 1. */
  readonly progressOf: (query: Query) => number;
  readonly close: () => Promise<void>;
};

/** A Lake over the events. */
export function createLake(events: EventSet, clock: () => number, settings: LakeSettings): Lake {
  const engine = createEngine(events, () => settings.escapedJson === true);
  const queries = new Map<string, Query>();
  /** Places taken by queries that are being bound: without these, eleven at once would all find the tenth place free. */
  const starting = new Map<string, number>();
  const place = (caller: Caller): string => `${caller.account}/${caller.region}`;
  const reserve = (caller: Caller, by: 1 | -1): void => {
    starting.set(place(caller), (starting.get(place(caller)) ?? 0) + by);
  };
  const timing = (query: Query) => timedStatus(query, clock());
  return {
    settings,
    queries: () => [...queries.values()],
    find: (caller, id) => {
      const query = queries.get(id);
      if (query?.account !== caller.account || query.region !== caller.region) return undefined;
      return clock() > endMs(query) + LAKE.resultsKeptMs ? undefined : query;
    },
    active: (caller) => {
      const mine = [...queries.values()].filter(({ account, region }) => place(caller) === `${account}/${region}`);
      return (
        mine.filter((query) => /^(QUEUED|RUNNING)$/.test(timing(query))).length + (starting.get(place(caller)) ?? 0)
      );
    },
    start: async (caller, text, statement, stores, end) => {
      const nowMs = clock();
      reserve(caller, 1);
      const prepared = await engine.prepare(statement, stores, nowMs).finally(() => reserve(caller, -1));
      const query: Query = {
        id: randomUUID(),
        account: caller.account,
        region: caller.region,
        text,
        startedMs: nowMs,
        queuedMs: settings.queuedMs,
        runMs: settings.runMs,
        end,
        ...scanned(engine, events, statement, stores, nowMs),
        result: settle(prepared),
        prepared,
      };
      queries.set(query.id, query);
      return query;
    },
    cancel: (query) => {
      query.cancelledMs = clock();
      query.prepared.interrupt();
    },
    statusOf: async (query) => {
      const status = timing(query);
      return status === 'FINISHED' && 'failed' in (await query.result) ? 'FAILED' : status;
    },
    progressOf: (query) => {
      const ran = Math.min(clock(), query.cancelledMs ?? Number.POSITIVE_INFINITY) - query.startedMs - query.queuedMs;
      return query.runMs === 0 ? 1 : Math.max(0, Math.min(1, ran / query.runMs));
    },
    close: async () => {
      for (const query of queries.values()) query.prepared.interrupt();
      await Promise.all([...queries.values()].map((query) => query.result));
      await engine.close();
    },
  };
}

async function settle(prepared: Prepared): Promise<Table | { readonly failed: string }> {
  try {
    return await prepared.run();
  } catch (error) {
    return { failed: (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '' };
  } finally {
    prepared.close();
  }
}

function timedStatus(query: Query, nowMs: number): QueryStatus {
  if (query.cancelledMs !== undefined) return 'CANCELLED';
  const age = nowMs - query.startedMs;
  if (age < query.queuedMs) return 'QUEUED';
  if (nowMs < endMs(query)) return 'RUNNING';
  return query.end?.status ?? (query.runMs > LAKE.runMostMs ? 'TIMED_OUT' : 'FINISHED');
}

function endMs(query: Query): number {
  return query.cancelledMs ?? query.startedMs + query.queuedMs + Math.min(query.runMs, LAKE.runMostMs);
}

/** A day in milliseconds: stores are partitioned by calendar day, so a bound on eventTime saves whole days. */
const DAY = 86_400_000;
/** Billed bytes are of optimised, compressed data; how much smaller is AWS's secret, an eighth is ours. */
const COMPRESSION = 8;

function scanned(
  engine: Engine,
  events: EventSet,
  statement: Statement,
  stores: readonly SeedStore[],
  nowMs: number,
): { readonly eventsScanned: number; readonly bytesScanned: number } {
  const from = statement.fromMs === null ? Number.NEGATIVE_INFINITY : Math.floor(statement.fromMs / DAY) * DAY;
  const to = statement.toMs === null ? Number.POSITIVE_INFINITY : (Math.floor(statement.toMs / DAY) + 1) * DAY;
  let eventsScanned = 0;
  let bytes = 0;
  for (const store of stores) {
    for (const event of events.all()) {
      const inScope =
        (store.organization === true || event.account === store.account) &&
        event.timeMs >= Math.max(from, nowMs - retentionMs(store)) &&
        event.timeMs < to;
      if (!inScope) continue;
      eventsScanned += 1;
      bytes += engine.bytesOf(event);
    }
  }
  return { eventsScanned, bytesScanned: Math.ceil(bytes / COMPRESSION) };
}
