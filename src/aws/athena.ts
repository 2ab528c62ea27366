// Athena's calls at one Region, as values: what AWS answered, or what went wrong. Neither paces nor retries.
// https://docs.aws.amazon.com/athena/latest/APIReference/Welcome.html
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  GetTableMetadataCommand,
  GetWorkGroupCommand,
  type QueryExecution,
  type Row,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { type AwsOptions, CALL_MS_MAX, callSignal, clientConfig } from './aws-options.ts';
import { type AwsTrouble, readTrouble } from './aws-trouble.ts';
import type { DescribedQuery, QueryCalls, QueryStatus, ResultRow } from './query-calls.ts';

export interface AthenaWorkGroup {
  readonly name: string;
  readonly enabled: boolean;
  /** A query that scans more is cancelled by AWS; null: none is. */
  readonly cutoffBytes: number | null;
  /** `s3://…`; null: it has none of its own. */
  readonly output: string | null;
}

export interface AthenaTable {
  /** Type as Hive writes it, by name in lower case. */
  readonly columns: ReadonlyMap<string, string>;
  readonly partitions: ReadonlyMap<string, string>;
  /** TBLPROPERTIES and what the catalog adds. */
  readonly properties: Readonly<Record<string, string>>;
}

export interface AthenaCalls extends QueryCalls {
  workGroup(signal?: AbortSignal): Promise<AthenaWorkGroup | AwsTrouble>;
  table(signal?: AbortSignal): Promise<AthenaTable | AwsTrouble>;
}

export interface AthenaAddress {
  readonly region: string;
  readonly workGroup: string;
  readonly database: string;
  readonly table: string;
  /** Where results go when the workgroup does not say; null: the workgroup says. */
  readonly output: string | null;
}

/**
 * The most AWS takes: 1,000. A page of this many is garbage before V8 moves it to where garbage is seldom collected: reading a
 * million rows takes a sixth of the memory that pages of 250 take (bench/athena.ts).
 */
const PAGE_ROWS_MAX = 100;
/** A million rows to a file: 116 MB with pages of 50, 150 MB with pages of 100, at the same speed on one machine. */
const SMALL_PAGE_ROWS = 50;
const CATALOG = 'AwsDataCatalog';

export function athenaCalls(options: AwsOptions, address: AthenaAddress): AthenaCalls {
  const { region, workGroup: WorkGroup, database, table, output } = address;
  const makeClient = () => new AthenaClient({ region, ...clientConfig(options) });
  let client = makeClient();
  const call = async <T>(
    action: string,
    send: (abort: { readonly abortSignal: AbortSignal }) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T | AwsTrouble> => {
    try {
      return await send({ abortSignal: callSignal(signal, options.callMsMax ?? CALL_MS_MAX) });
    } catch (error) {
      return placed(readTrouble(error, `athena:${action}`, signal?.aborted === true));
    }
  };
  return {
    workGroup: (signal) =>
      call(
        'GetWorkGroup',
        async (abort) => {
          const { WorkGroup: told } = await client.send(new GetWorkGroupCommand({ WorkGroup }), abort);
          return {
            name: told?.Name ?? WorkGroup,
            enabled: told?.State !== 'DISABLED',
            cutoffBytes: told?.Configuration?.BytesScannedCutoffPerQuery ?? null,
            output: told?.Configuration?.ResultConfiguration?.OutputLocation ?? null,
          };
        },
        signal,
      ),
    table: (signal) =>
      call(
        'GetTableMetadata',
        async (abort) => {
          const input = { CatalogName: CATALOG, DatabaseName: database, TableName: table };
          const { TableMetadata: told } = await client.send(new GetTableMetadataCommand(input), abort);
          return {
            columns: typesOf(told?.Columns),
            partitions: typesOf(told?.PartitionKeys),
            properties: told?.Parameters ?? {},
          };
        },
        signal,
      ),
    start: (QueryString, ClientRequestToken) =>
      call('StartQueryExecution', async (abort) => {
        const input = {
          ...{ QueryString, ClientRequestToken, WorkGroup },
          QueryExecutionContext: { Catalog: CATALOG, Database: database },
          ...(output === null ? {} : { ResultConfiguration: { OutputLocation: output } }),
        };
        const { QueryExecutionId } = await client.send(new StartQueryExecutionCommand(input), abort);
        if (QueryExecutionId === undefined) throw noAnswer();
        return QueryExecutionId;
      }),
    describe: (queryId, signal) =>
      call(
        'GetQueryExecution',
        async (abort) => {
          const input = { QueryExecutionId: queryId };
          const { QueryExecution: told } = await client.send(new GetQueryExecutionCommand(input), abort);
          return described(queryId, told);
        },
        signal,
      ),
    page: (queryId, nextToken, signal, small = false) =>
      call(
        'GetQueryResults',
        async (abort) => {
          const input = {
            QueryExecutionId: queryId,
            MaxResults: small ? SMALL_PAGE_ROWS : PAGE_ROWS_MAX,
            ...(nextToken === null ? {} : { NextToken: nextToken }),
          };
          const answer = await client.send(new GetQueryResultsCommand(input), abort);
          const names = (answer.ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name = '' }) => Name);
          const rows = (answer.ResultSet?.Rows ?? []).map(rowOf);
          return {
            rows: rows.filter((row) => !isHeader(row, names)),
            rowsInAll: null,
            nextToken: answer.NextToken ?? null,
          };
        },
        signal,
      ),
    cancel: (QueryExecutionId) =>
      call('StopQueryExecution', async (abort) => {
        await client.send(new StopQueryExecutionCommand({ QueryExecutionId }), abort);
        return null;
      }),
    renew() {
      client.destroy();
      client = makeClient();
    },
    close: () => client.destroy(),
  };
}

/** One error name stands for everything that is wrong with a request; its words tell which. */
function placed(trouble: AwsTrouble): AwsTrouble {
  return trouble.code === 'InvalidRequestException' && /next ?token/i.test(trouble.message)
    ? { ...trouble, trouble: 'lost-page' }
    : trouble;
}

const STATUSES: ReadonlyMap<string, QueryStatus> = new Map([
  ['QUEUED', 'QUEUED'],
  ['RUNNING', 'RUNNING'],
  ['SUCCEEDED', 'FINISHED'],
  ['FAILED', 'FAILED'],
  ['CANCELLED', 'CANCELLED'],
]);

function described(queryId: string, told: QueryExecution | undefined): DescribedQuery {
  const { Status: status, Statistics: statistics } = told ?? {};
  return {
    queryId,
    status: STATUSES.get(status?.State ?? '') ?? 'unrecognised',
    createdMs: status?.SubmissionDateTime?.getTime() ?? null,
    statement: told?.Query ?? '',
    ranMs: statistics?.EngineExecutionTimeInMillis ?? 0,
    eventsScanned: 0,
    bytesScanned: statistics?.DataScannedInBytes ?? 0,
    error: status?.StateChangeReason ?? status?.AthenaError?.ErrorMessage ?? '',
    ...(status?.AthenaError?.Retryable === undefined ? {} : { retryable: status.AthenaError.Retryable }),
  };
}

function rowOf({ Data = [] }: Row): ResultRow {
  return { eventId: Data[0]?.VarCharValue ?? null, record: Data[1]?.VarCharValue ?? null };
}

/** A SELECT's first row names its columns; no event is called so. */
function isHeader({ eventId, record }: ResultRow, [first, second]: readonly string[]): boolean {
  return record !== null && eventId === first && record === second;
}

function typesOf(
  columns: readonly { readonly Name?: string | undefined; readonly Type?: string | undefined }[] | undefined,
): ReadonlyMap<string, string> {
  return new Map((columns ?? []).map(({ Name = '', Type = '' }) => [Name.toLowerCase(), Type.toLowerCase()]));
}

/** An answer without what it is for is none. */
function noAnswer(): Error {
  return Object.assign(new Error('the answer named no query'), { code: 'NoQueryId' });
}
