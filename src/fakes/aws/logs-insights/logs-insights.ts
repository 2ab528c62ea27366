// Queries of Logs Insights in their states: Scheduled, Running, and an end, by the pretended clock; so many at once;
// results kept a week. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html
import { randomUUID } from 'node:crypto';
import type { EventSet } from '../events.ts';
import type { FaultKind } from '../faults.ts';
import { LOGS_INSIGHTS } from '../limits.ts';
import type { Caller } from '../world.ts';
import { createLogGroups, type LogGroups, type SeedLogGroup } from './log-groups.ts';
import type { ParsedQuery } from './parse-query.ts';
import { type Row, runQuery } from './run-query.ts';

export type InsightsStatus = 'Scheduled' | 'Running' | 'Complete' | 'Failed' | 'Cancelled' | 'Timeout' | 'Unknown';

/** How a fault wants a query to end. */
export type InsightsEnd = Extract<FaultKind, { readonly kind: 'insights-ends' }>;

/** Changed at will, for queries started afterwards. */
export type InsightsSettings = {
  /** Pretended milliseconds. */
  scheduledMs: number;
  runMs: number;
  /** Queries at once for each account and Region. */
  concurrent: number;
  /** `@message` is written as some JSON writers do, `\\/` and `\\u0026` and all; read when log events are made. */
  escapedJson?: boolean;
};

export type InsightsQuery = {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly text: string;
  readonly groups: readonly SeedLogGroup[];
  /** Epoch milliseconds; both are in it. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly startedMs: number;
  readonly scheduledMs: number;
  readonly runMs: number;
  readonly end: InsightsEnd | undefined;
  readonly rows: readonly Row[];
  readonly matched: number;
  readonly scanned: number;
  readonly bytesScanned: number;
  cancelledMs?: number;
};

export type QueryOrder = {
  readonly text: string;
  readonly parsed: ParsedQuery;
  readonly groups: readonly SeedLogGroup[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
  readonly end: InsightsEnd | undefined;
};

export type LogsInsights = {
  readonly settings: InsightsSettings;
  readonly groups: LogGroups;
  readonly queries: () => readonly InsightsQuery[];
  readonly find: (caller: Caller, id: string) => InsightsQuery | undefined;
  /** Scheduled and running queries of the caller's account and Region. */
  readonly active: (caller: Caller) => number;
  readonly start: (caller: Caller, order: QueryOrder) => InsightsQuery;
  readonly stop: (query: InsightsQuery) => void;
  readonly statusOf: (query: InsightsQuery) => InsightsStatus;
  /** How much of its run a query has behind it, 0 to 1. */
  readonly progressOf: (query: InsightsQuery) => number;
};

export function createLogsInsights(
  seeds: readonly SeedLogGroup[],
  events: EventSet,
  clock: () => number,
  settings: Partial<InsightsSettings> = {},
): LogsInsights {
  const all: InsightsSettings = { scheduledMs: 0, runMs: 0, concurrent: LOGS_INSIGHTS.concurrent, ...settings };
  const groups = createLogGroups(seeds, events, () => all.escapedJson === true);
  const queries = new Map<string, InsightsQuery>();
  const isOf = (caller: Caller) => (query: InsightsQuery) =>
    query.account === caller.account && query.region === caller.region;
  const statusOf = (query: InsightsQuery) => timedStatus(query, clock());
  return {
    settings: all,
    groups,
    queries: () => [...queries.values()],
    find: (caller, id) => {
      const query = queries.get(id);
      if (query === undefined || !isOf(caller)(query)) return undefined;
      return clock() > endMs(query) + LOGS_INSIGHTS.resultsKeptMs ? undefined : query;
    },
    active: (caller) =>
      [...queries.values()].filter(isOf(caller)).filter((query) => /^(Scheduled|Running)$/.test(statusOf(query)))
        .length,
    start: (caller, order) => {
      const query = begun(caller, order, groups, clock(), all);
      queries.set(query.id, query);
      return query;
    },
    stop: (query) => {
      query.cancelledMs = clock();
    },
    statusOf,
    progressOf: (query) => {
      const ran =
        Math.min(clock(), query.cancelledMs ?? Number.POSITIVE_INFINITY) - query.startedMs - query.scheduledMs;
      return query.runMs === 0 ? 1 : Math.max(0, Math.min(1, ran / query.runMs));
    },
  };
}

function begun(
  caller: Caller,
  order: QueryOrder,
  groups: LogGroups,
  nowMs: number,
  { scheduledMs, runMs }: InsightsSettings,
): InsightsQuery {
  const { text, fromMs, toMs, end } = order;
  const inTime = order.groups.flatMap((group) => {
    const keptMs = nowMs - (group.retentionDays ?? Number.POSITIVE_INFINITY) * 86_400_000;
    return groups.eventsOf(group).filter(({ timestampMs, ingestedMs }) => {
      return timestampMs >= Math.max(fromMs, keptMs) && timestampMs <= toMs && ingestedMs <= nowMs;
    });
  });
  const { rows, matched } = runQuery(order.parsed, inTime, order.limit);
  return {
    ...{ id: randomUUID(), account: caller.account, region: caller.region, text, groups: order.groups },
    ...{ fromMs, toMs, startedMs: nowMs, scheduledMs, runMs, end, rows, matched },
    scanned: inTime.length,
    bytesScanned: inTime.reduce((total, { bytes }) => total + bytes, 0),
  };
}

function timedStatus(query: InsightsQuery, nowMs: number): InsightsStatus {
  if (query.cancelledMs !== undefined) return 'Cancelled';
  if (nowMs - query.startedMs < query.scheduledMs) return 'Scheduled';
  if (nowMs < endMs(query)) return 'Running';
  return query.end?.status ?? (query.runMs > LOGS_INSIGHTS.runMostMs ? 'Timeout' : 'Complete');
}

export function endMs(query: InsightsQuery): number {
  return query.cancelledMs ?? query.startedMs + query.scheduledMs + Math.min(query.runMs, LOGS_INSIGHTS.runMostMs);
}
