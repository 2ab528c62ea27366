// CloudWatch Logs Insights' calls at one Region, as values: what AWS answered, or what went wrong. Neither paces nor retries.
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html
import { createHash } from 'node:crypto';
import {
  CloudWatchLogsClient,
  DescribeQueriesCommand,
  GetQueryResultsCommand,
  type GetQueryResultsResponse,
  type ResultField,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Clock } from '../domain/clock.ts';
import type { AwsOptions } from './aws-options.ts';
import { type AwsTrouble, isTrouble } from './aws-trouble.ts';
import { type GroupWanted, type LogGroupFacts, listGroups } from './log-groups.ts';
import { type PlaceClients, placeClients, type RolePlace } from './place-clients.ts';
import type { DescribedQuery, QueryCalls, QueryStatus, ResultRow } from './query-calls.ts';
import { type QueryMemory, queryMemory } from './query-memory.ts';

export interface LogsInsightsCalls extends QueryCalls {
  list(sinceMs: number, signal?: AbortSignal): ReturnType<NonNullable<QueryCalls['list']>>;
  /** What AWS tells of log groups; of those it does not know, nothing. */
  groups(wanted: GroupWanted, signal?: AbortSignal): Promise<readonly LogGroupFacts[] | AwsTrouble>;
  /** A short name for these log groups, to be written into statements over them. */
  keyOf(groups: readonly string[]): string;
  /** A query begun by an earlier attempt, and when, epoch milliseconds: results do not tell. */
  remember(queryId: string, begunAtMs: number): void;
}

export interface LogsAddress extends RolePlace {
  /** Most rows a query gives back; a test's may be fewer. */
  readonly rowsMax: number;
  /** Rows of a page; a test's may be fewer. */
  readonly pageRows: number;
}

/** "The maximum limit is 100,000." (API_StartQuery, above) */
export const ROWS_MAX = 100_000;
/** The most AWS takes: 10,000. Records are kilobytes each, and a page is parsed at once. */
export const PAGE_ROWS_MAX = 2_000;
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeQueries.html */
const LISTED_MAX = 1_000;
/** So often is `Unknown` taken for passing. */
const UNKNOWN_MAX = 3;

const KEY_LETTERS = 16;
/** The end of a statement: which log groups, and the first and last second, both in it. */
const ADDRESS = /\n# whodid ([0-9a-f]{16}) (\d+)-(\d+)$/;

/** What makes the text of a query say all that it is: AWS lists queries by their text alone. */
export function addressed(query: string, key: string, fromSeconds: number, toSeconds: number): string {
  return `${query}\n# whodid ${key} ${fromSeconds}-${toSeconds}`;
}

export function logsInsightsCalls(options: AwsOptions, address: LogsAddress, clock: Clock): LogsInsightsCalls {
  const clients: PlaceClients<CloudWatchLogsClient> = placeClients(
    options,
    clock,
    'logs-insights',
    (settings) => new CloudWatchLogsClient(settings),
  );
  const memory = queryMemory();
  const keys = new Map<string, readonly string[]>();
  const call = <T>(
    action: string,
    send: (client: CloudWatchLogsClient, abort: { readonly abortSignal: AbortSignal }) => Promise<T>,
    signal?: AbortSignal,
  ) => clients.call(address, `logs:${action}`, send, signal);
  const results = (queryId: string, maxItems: number, nextToken: string | null, signal?: AbortSignal) =>
    call(
      'GetQueryResults',
      (client, abort) => {
        const input = { queryId, maxItems, ...(nextToken === null ? {} : { nextToken }) };
        return client.send(new GetQueryResultsCommand(input), abort);
      },
      signal,
    );
  const list: LogsInsightsCalls['list'] = (sinceMs, signal) =>
    call(
      'DescribeQueries',
      async (client, abort) => {
        const { queries = [] } = await client.send(new DescribeQueriesCommand({ maxResults: LISTED_MAX }), abort);
        return queries.flatMap(({ queryId, queryString = '', status, createTime, queryDuration }) => {
          const createdMs = createTime ?? null;
          const statement = ownText(queryString);
          const ours = statement !== null && (createdMs === null || createdMs >= sinceMs);
          if (queryId === undefined || !ours) return [];
          memory.listed(queryId, statement, createdMs, queryDuration ?? 0);
          return [{ queryId, status: statusOf(status), createdMs }];
        });
      },
      signal,
    );
  return {
    list,
    groups: (wanted, signal) => call('DescribeLogGroups', (client, abort) => listGroups(client, wanted, abort), signal),
    keyOf(groups) {
      const key = createHash('sha256').update(groups.join('\n')).digest('hex').slice(0, KEY_LETTERS);
      keys.set(key, groups);
      return key;
    },
    remember: (queryId, begunAtMs) => memory.resumed(queryId, begunAtMs),
    start: async (statement) => {
      const begun = await call('StartQuery', async (client, abort) => {
        const { queryId } = await client.send(new StartQueryCommand(inputOf(statement, keys, address)), abort);
        if (queryId === undefined) throw noAnswer();
        return queryId;
      });
      if (!isTrouble(begun)) memory.begun(begun, clock());
      return begun;
    },
    describe: async (queryId, signal) => {
      const told = await results(queryId, 1, null, signal);
      if (isTrouble(told)) return told;
      // How long a query ran that another process began is told by the list alone, and the age of results hangs on it.
      if (told.status === 'Complete' && memory.isResumed(queryId)) await list(0, signal);
      return described(queryId, told, memory, address.rowsMax, clock());
    },
    page: async (queryId, nextToken, signal) => {
      const told = await results(queryId, address.pageRows, nextToken, signal);
      if (isTrouble(told)) return nextToken === null ? told : lostPage(told);
      return {
        rows: (told.results ?? []).map(rowOf),
        rowsInAll: told.statistics?.resultCount ?? null,
        nextToken: told.nextToken ?? null,
      };
    },
    cancel: (queryId) =>
      call('StopQuery', async (client, abort) => {
        await client.send(new StopQueryCommand({ queryId }), abort);
        return null;
      }),
    // Clients are made anew with the next call, and look for credentials as they are.
    renew: () => clients.close(),
    close: () => clients.close(),
  };
}

/** Whether a list has more than the text itself, such as what it was run over, is not documented; null: none of ours. */
function ownText(queryString: string): string | null {
  const own = /(?:SOURCE logGroups\(|fields @message\b).*$/s.exec(queryString.trimEnd())?.[0] ?? '';
  return ADDRESS.test(own) ? own : null;
}

/** Throws for a statement without its address: that is a bug of ours. */
function inputOf(statement: string, keys: ReadonlyMap<string, readonly string[]>, { rowsMax }: LogsAddress) {
  const [, key = '', from, to] = ADDRESS.exec(statement) ?? [];
  const groups = keys.get(key);
  if (groups === undefined || from === undefined) throw new Error('a statement of Logs Insights names its log groups');
  return {
    queryLanguage: 'CWLI' as const,
    queryString: statement,
    startTime: Number(from),
    endTime: Number(to),
    limit: rowsMax,
    // With SOURCE in the query, none may be named beside it.
    ...(groups.length === 0 ? {} : { logGroupIdentifiers: [...groups] }),
  };
}

function described(
  queryId: string,
  { status: told, statistics }: GetQueryResultsResponse,
  memory: QueryMemory,
  rowsMax: number,
  now: number,
): DescribedQuery {
  const { statement, createdMs, ranMs } = memory.of(queryId);
  const unknown = told === 'Unknown';
  const status = unknown && memory.unknownAgain(queryId) < UNKNOWN_MAX ? 'RUNNING' : statusOf(told);
  const matched = statistics?.recordsMatched ?? statistics?.resultCount ?? 0;
  return {
    ...{ queryId, status, createdMs, statement },
    ranMs: status === 'RUNNING' && createdMs !== null ? Math.max(0, now - createdMs) : ranMs,
    eventsScanned: statistics?.recordsScanned ?? 0,
    bytesScanned: statistics?.bytesScanned ?? 0,
    error: unknown ? 'AWS says Unknown of how it went' : '',
    ...(status === 'FINISHED' && matched > rowsMax ? { timesTooMany: matched / rowsMax } : {}),
  };
}

const STATUSES: Readonly<Record<string, QueryStatus>> = {
  Scheduled: 'QUEUED',
  Running: 'RUNNING',
  Complete: 'FINISHED',
  Failed: 'FAILED',
  Cancelled: 'CANCELLED',
  Timeout: 'TIMED_OUT',
  // It will not be known any more; asking again is for whoever asked.
  Unknown: 'FAILED',
};

function statusOf(told: string | undefined): QueryStatus {
  return STATUSES[told ?? ''] ?? 'unrecognised';
}

function rowOf(row: readonly ResultField[]): ResultRow {
  const value = (name: string) => row.find(({ field }) => field === name)?.value ?? null;
  return { eventId: value('@ptr'), record: value('@message') };
}

/** A token is good for an hour, and AWS calls one that no longer is a wrong parameter. */
function lostPage(trouble: AwsTrouble): AwsTrouble {
  return trouble.code === 'InvalidParameterException' ? { ...trouble, trouble: 'lost-page' } : trouble;
}

/** An answer without what it is for is none. */
function noAnswer(): Error {
  return Object.assign(new Error('the answer named no query'), { code: 'NoQueryId' });
}
