// CloudTrail Lake's calls at one Region, as values: what AWS answered, or what went wrong. Neither paces nor retries.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-lake.html
import {
  CancelQueryCommand,
  CloudTrailClient,
  DescribeQueryCommand,
  GetEventDataStoreCommand,
  GetQueryResultsCommand,
  ListQueriesCommand,
  StartQueryCommand,
} from '@aws-sdk/client-cloudtrail';
import { type AwsOptions, CALL_MS_MAX, callSignal, clientConfig } from './aws-options.ts';
import { type AwsTrouble, readTrouble } from './aws-trouble.ts';
import { type LakeStore, storeOf } from './lake-store.ts';
import type { ListedQuery, QueryCalls, QueryStatus, ResultRow } from './query-calls.ts';

export interface LakeCalls extends QueryCalls {
  store(signal?: AbortSignal): Promise<LakeStore | AwsTrouble>;
  /** The newest queries of the event data store begun since, by anybody, of one page. */
  list(sinceMs: number, signal?: AbortSignal): Promise<readonly ListedQuery[] | AwsTrouble>;
}

export interface LakeAddress {
  readonly region: string;
  /** ARN, or the id at its end. */
  readonly dataStore: string;
}

/** The most AWS takes: 1,000. A page of this many is parsed by the SDK without holding up the process noticeably. */
export const PAGE_ROWS_MAX = 200;
/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListQueries.html */
const LISTED_MAX = 1_000;

export function lakeCalls(options: AwsOptions, { region, dataStore }: LakeAddress): LakeCalls {
  const makeClient = () => new CloudTrailClient({ region, ...clientConfig(options) });
  let client = makeClient();
  const call = async <T>(
    action: string,
    send: (abort: { readonly abortSignal: AbortSignal }) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T | AwsTrouble> => {
    try {
      return await send({ abortSignal: callSignal(signal, options.callMsMax ?? CALL_MS_MAX) });
    } catch (error) {
      return readTrouble(error, `cloudtrail:${action}`, signal?.aborted === true);
    }
  };
  return {
    store: (signal) =>
      call(
        'GetEventDataStore',
        async (abort) => storeOf(await client.send(new GetEventDataStoreCommand({ EventDataStore: dataStore }), abort)),
        signal,
      ),
    start: (QueryStatement) =>
      call('StartQuery', async (abort) => {
        const { QueryId } = await client.send(new StartQueryCommand({ QueryStatement }), abort);
        if (QueryId === undefined) throw noAnswer();
        return QueryId;
      }),
    describe: (QueryId, signal) =>
      call(
        'DescribeQuery',
        async (abort) => {
          const answer = await client.send(new DescribeQueryCommand({ QueryId }), abort);
          const told = answer.QueryStatistics;
          return {
            queryId: QueryId,
            status: statusOf(answer.QueryStatus),
            createdMs: told?.CreationTime?.getTime() ?? null,
            statement: answer.QueryString ?? '',
            ranMs: told?.ExecutionTimeInMillis ?? 0,
            eventsScanned: told?.EventsScanned ?? 0,
            bytesScanned: told?.BytesScanned ?? 0,
            error: answer.ErrorMessage ?? '',
          };
        },
        signal,
      ),
    list: (sinceMs, signal) =>
      call(
        'ListQueries',
        async (abort) => {
          const input = { EventDataStore: dataStore, StartTime: new Date(sinceMs), MaxResults: LISTED_MAX };
          const { Queries = [] } = await client.send(new ListQueriesCommand(input), abort);
          return Queries.flatMap(({ QueryId, QueryStatus, CreationTime }) =>
            QueryId === undefined
              ? []
              : [{ queryId: QueryId, status: statusOf(QueryStatus), createdMs: CreationTime?.getTime() ?? null }],
          );
        },
        signal,
      ),
    page: (QueryId, nextToken, signal) =>
      call(
        'GetQueryResults',
        async (abort) => {
          const input = {
            QueryId,
            MaxQueryResults: PAGE_ROWS_MAX,
            ...(nextToken === null ? {} : { NextToken: nextToken }),
          };
          const answer = await client.send(new GetQueryResultsCommand(input), abort);
          return {
            rows: (answer.QueryResultRows ?? []).map(rowOf),
            rowsInAll: answer.QueryStatistics?.TotalResultsCount ?? null,
            nextToken: answer.NextToken ?? null,
          };
        },
        signal,
      ),
    cancel: (QueryId) =>
      call('CancelQuery', async (abort) => {
        await client.send(new CancelQueryCommand({ QueryId }), abort);
        return null;
      }),
    renew() {
      client.destroy();
      client = makeClient();
    },
    close: () => client.destroy(),
  };
}

const STATUSES: readonly QueryStatus[] = ['QUEUED', 'RUNNING', 'FINISHED', 'FAILED', 'CANCELLED', 'TIMED_OUT'];

function statusOf(told: string | undefined): QueryStatus {
  return STATUSES.find((status) => status === told) ?? 'unrecognised';
}

/** Each row is a list of maps with one key; names may come in any case. */
function rowOf(row: readonly Readonly<Record<string, string>>[]): ResultRow {
  let eventId: string | null = null;
  let record: string | null = null;
  for (const cell of row) {
    for (const name in cell) {
      if (name.toLowerCase() === 'eventid') eventId = cell[name] ?? null;
      if (name.toLowerCase() === 'eventjson') record = cell[name] ?? null;
    }
  }
  return { eventId, record };
}

/** An answer without what it is for is none. */
function noAnswer(): Error {
  return Object.assign(new Error('the answer named no query'), { code: 'NoQueryId' });
}
