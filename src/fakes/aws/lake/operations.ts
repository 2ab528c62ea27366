// Lake's operations: StartQuery, DescribeQuery, GetQueryResults, CancelQuery, and the event data stores themselves.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-lake.html
import { type Fault, faultOf } from '../faults.ts';
import { type Dict, numberAt, textAt } from '../json.ts';
import { LAKE } from '../limits.ts';
import { type AwsError, isError, type Outcome, ok, refuse } from '../outcome.ts';
import { readToken, writeToken } from '../page-token.ts';
import { translate } from '../sql/translate.ts';
import { invalid } from '../sql/trino-tokens.ts';
import type { Caller, Operation, SeedStore, World } from '../world.ts';
import type { Table } from './engine.ts';
import type { Query, QueryStatus } from './lake.ts';
import { LAKE_SQL } from './lake-sql.ts';
import { listQueries } from './list-queries.ts';

export const LAKE_OPERATIONS: Readonly<Record<string, Operation>> = {
  StartQuery: { action: 'cloudtrail:StartQuery', run: startQuery },
  DescribeQuery: { action: 'cloudtrail:DescribeQuery', run: describeQuery },
  GetQueryResults: { action: 'cloudtrail:GetQueryResults', run: getQueryResults },
  CancelQuery: { action: 'cloudtrail:CancelQuery', run: cancelQuery },
  ListQueries: { action: 'cloudtrail:ListQueries', run: listQueries },
  ListEventDataStores: { action: 'cloudtrail:ListEventDataStores', run: listEventDataStores },
  GetEventDataStore: { action: 'cloudtrail:GetEventDataStore', run: getEventDataStore },
};

/** Stores of the caller's account; of others, only where the request names the owner and the caller sees it. */
function storesOf(world: World, caller: Caller): readonly SeedStore[] {
  return world.stores.filter((store) => store.account === caller.account && store.region === caller.region);
}

async function startQuery(world: World, caller: Caller, input: Dict, faults: readonly Fault[]): Promise<Outcome> {
  const text = textAt(input, 'QueryStatement');
  // "QueryAlias and QueryParameters … are used only for the queries that populate the CloudTrail Lake dashboards."
  if (text === undefined) return refuse('InvalidParameterException', 'QueryStatement is required.');
  if (text.length < 1 || text.length > LAKE.statementMost) {
    return refuse('InvalidParameterException', `QueryStatement has from 1 to ${LAKE.statementMost} characters.`);
  }
  const mine = storesOf(world, caller);
  const statement = translate(text, new Set(mine.map((store) => store.id.toLowerCase())), LAKE_SQL);
  if (isError(statement)) return statement;
  const read = mine.filter((store) => statement.stores.includes(store.id.toLowerCase()));
  if (read.length === 0) return invalid('no event data store is named after FROM');
  if (read.some((store) => store.status === 'PENDING_DELETION')) {
    return refuse('InactiveEventDataStoreException', 'The event data store is inactive.');
  }
  if (world.lake.active(caller) >= LAKE.concurrent) {
    const why = `You are already running the maximum number of concurrent queries: ${LAKE.concurrent}.`;
    return refuse('MaxConcurrentQueriesException', why);
  }
  try {
    const query = await world.lake.start(caller, text, statement, read, faultOf(faults, 'query-ends'));
    return ok({ QueryId: query.id, EventDataStoreOwnerAccountId: caller.account });
  } catch (error) {
    return invalid((error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '');
  }
}

function findQuery(world: World, caller: Caller, input: Dict): Query | AwsError {
  const id = textAt(input, 'QueryId') ?? '';
  return world.lake.find(caller, id) ?? refuse('QueryIdNotFoundException', `The query ID does not exist: ${id}`);
}

async function describeQuery(world: World, caller: Caller, input: Dict): Promise<Outcome> {
  const query = findQuery(world, caller, input);
  if (isError(query)) return query;
  const status = await world.lake.statusOf(query);
  const progress = world.lake.progressOf(query);
  const { rows } = await keptRows(query, status);
  const failure = await failureOf(query, status);
  return ok({
    QueryId: query.id,
    QueryString: query.text,
    QueryStatus: status,
    QueryStatistics: {
      EventsMatched: rows.length,
      EventsScanned: Math.floor(query.eventsScanned * progress),
      BytesScanned: Math.floor(query.bytesScanned * progress),
      ExecutionTimeInMillis: Math.floor(query.runMs * progress),
      CreationTime: query.startedMs / 1_000,
    },
    ...(failure === undefined ? {} : { ErrorMessage: failure }),
    EventDataStoreOwnerAccountId: query.account,
  });
}

async function getQueryResults(world: World, caller: Caller, input: Dict, faults: readonly Fault[]): Promise<Outcome> {
  const query = findQuery(world, caller, input);
  if (isError(query)) return query;
  const size = numberAt(input, 'MaxQueryResults') ?? LAKE.pageMost;
  if (size < 1 || size > LAKE.pageMost) {
    return refuse('InvalidMaxResultsException', `MaxQueryResults must be from 1 to ${LAKE.pageMost}.`);
  }
  const bound = ['GetQueryResults', query.id, size];
  const token = textAt(input, 'NextToken');
  const position = token === undefined ? { at: 0 } : readToken(world.tokenKey, bound, token);
  if (position === undefined) return refuse('InvalidNextTokenException', 'The token is not valid for this query.');
  const at = numberAt(position, 'at') ?? 0;
  const status = await world.lake.statusOf(query);
  const { columns, rows } = await keptRows(query, status);
  const end = at + Math.min(size, faultOf(faults, 'short-page')?.rows ?? size);
  const next = { at: faultOf(faults, 'same-token') ? at : end };
  const page = rows.slice(at, end);
  const failure = await failureOf(query, status);
  return ok({
    QueryStatus: status,
    QueryStatistics: {
      ResultsCount: page.length,
      TotalResultsCount: rows.length,
      BytesScanned: Math.floor(query.bytesScanned * world.lake.progressOf(query)),
    },
    // Each row is a list of maps with one key. A null is left out: what AWS writes for it was not to be found.
    QueryResultRows: page.map((row) =>
      row.flatMap((value, i) => (value === null ? [] : [{ [columns[i] ?? `_col${i}`]: value }])),
    ),
    ...(end < rows.length ? { NextToken: writeToken(world.tokenKey, bound, next) } : {}),
    ...(failure === undefined ? {} : { ErrorMessage: failure }),
  });
}

/** Rows that can be fetched: all at the end, some after TIMED_OUT, none before or otherwise. */
async function keptRows(query: Query, status: QueryStatus): Promise<Table> {
  const result = await (status === 'FINISHED' || status === 'TIMED_OUT' ? query.result : undefined);
  if (result === undefined || 'failed' in result) return { columns: [], rows: [] };
  if (status === 'FINISHED') return result;
  return { columns: result.columns, rows: result.rows.slice(0, query.end?.rows ?? Math.floor(result.rows.length / 2)) };
}

async function failureOf(query: Query, status: QueryStatus): Promise<string | undefined> {
  if (status !== 'FAILED') return undefined;
  if (query.end) return query.end.message ?? 'Query exhausted resources at this scale factor';
  const result = await query.result;
  return 'failed' in result ? result.failed : undefined;
}

// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CancelQuery.html
async function cancelQuery(world: World, caller: Caller, input: Dict): Promise<Outcome> {
  const query = findQuery(world, caller, input);
  if (isError(query)) return query;
  const status = await world.lake.statusOf(query);
  if (status !== 'QUEUED' && status !== 'RUNNING') {
    return refuse('InactiveQueryException', `The query cannot be canceled because it is in the ${status} state.`);
  }
  world.lake.cancel(query);
  return ok({ QueryId: query.id, QueryStatus: 'CANCELLED', EventDataStoreOwnerAccountId: query.account });
}

function listEventDataStores(world: World, caller: Caller, input: Dict): Outcome {
  const size = numberAt(input, 'MaxResults') ?? LAKE.storesPageMost;
  if (size < 1 || size > LAKE.storesPageMost) return refuse('InvalidMaxResultsException', 'MaxResults is not valid.');
  const bound = ['ListEventDataStores', caller.account, caller.region];
  const token = textAt(input, 'NextToken');
  const position = token === undefined ? { at: 0 } : readToken(world.tokenKey, bound, token);
  if (position === undefined) return refuse('InvalidNextTokenException', 'The token is not valid.');
  const at = numberAt(position, 'at') ?? 0;
  const all = storesOf(world, caller);
  return ok({
    EventDataStores: all.slice(at, at + size).map((store) => ({ EventDataStoreArn: arnOf(store), Name: store.name })),
    ...(at + size < all.length ? { NextToken: writeToken(world.tokenKey, bound, { at: at + size }) } : {}),
  });
}

function getEventDataStore(world: World, caller: Caller, input: Dict): Outcome {
  const wanted = textAt(input, 'EventDataStore') ?? '';
  const store = storesOf(world, caller).find((one) => one.id === wanted || arnOf(one) === wanted);
  if (store === undefined) {
    return refuse('EventDataStoreNotFoundException', `The event data store was not found: ${wanted}`);
  }
  return ok({
    EventDataStoreArn: arnOf(store),
    Name: store.name,
    Status: store.status ?? 'ENABLED',
    AdvancedEventSelectors: selectorsOf(store),
    MultiRegionEnabled: store.multiRegion !== false,
    OrganizationEnabled: store.organization === true,
    RetentionPeriod: store.retentionDays ?? LAKE.retentionDays,
    ...(store.createdMs === undefined ? {} : { CreatedTimestamp: store.createdMs / 1_000 }),
    ...(store.updatedMs === undefined ? {} : { UpdatedTimestamp: store.updatedMs / 1_000 }),
    BillingMode: 'EXTENDABLE_RETENTION_PRICING',
    TerminationProtectionEnabled: true,
    PartitionKeys: [{ Name: 'calendarday', Type: 'string' }],
  });
}

function selectorsOf(store: SeedStore): readonly Dict[] {
  if (store.selectors !== undefined) return store.selectors;
  const categories = store.dataEvents === false ? ['Management'] : ['Management', 'Data'];
  return categories.map((category) => ({
    Name: `${category} events`,
    FieldSelectors: [{ Field: 'eventCategory', Equals: [category] }],
  }));
}

function arnOf(store: SeedStore): string {
  return `arn:aws:cloudtrail:${store.region}:${store.account}:eventdatastore/${store.id}`;
}
