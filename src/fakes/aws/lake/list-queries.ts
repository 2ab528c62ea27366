// ListQueries: the queries of one event data store in the last seven days, newest first, without their statements.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListQueries.html
import { type Dict, numberAt, textAt } from '../json.ts';
import { LAKE } from '../limits.ts';
import { type Outcome, ok, refuse } from '../outcome.ts';
import { readToken, writeToken } from '../page-token.ts';
import type { Caller, World } from '../world.ts';
import type { Query } from './lake.ts';

/** "You must specify an ARN value for EventDataStore"; SDK examples give the id at its end as well. */
export async function listQueries(world: World, caller: Caller, input: Dict): Promise<Outcome> {
  const id = (textAt(input, 'EventDataStore') ?? '').split('/').at(-1)?.toLowerCase();
  const mine = ({ account, region }: { readonly account: string; readonly region: string }) =>
    account === caller.account && region === caller.region;
  const store = world.stores.find((one) => one.id.toLowerCase() === id && mine(one));
  if (store === undefined) {
    return refuse('EventDataStoreNotFoundException', `The event data store was not found: ${id ?? ''}`);
  }
  const size = numberAt(input, 'MaxResults') ?? LAKE.pageMost;
  if (size < 1 || size > LAKE.pageMost) return refuse('InvalidMaxResultsException', 'MaxResults is not valid.');
  const fromMs = secondsAt(input, 'StartTime') ?? Number.NEGATIVE_INFINITY;
  const toMs = secondsAt(input, 'EndTime') ?? Number.POSITIVE_INFINITY;
  if (fromMs > toMs) return refuse('InvalidDateRangeException', 'StartTime is after EndTime.');
  const wanted = textAt(input, 'QueryStatus');
  const { NextToken: _, ...parameters } = input;
  const token = textAt(input, 'NextToken');
  const position = token === undefined ? { at: 0 } : readToken(world.tokenKey, parameters, token);
  if (position === undefined) return refuse('InvalidNextTokenException', 'The token is not valid for this request.');
  const at = numberAt(position, 'at') ?? 0;
  const oldestMs = Math.max(fromMs, world.clock() - LAKE.listedMs);
  const recent = world.lake
    .queries()
    .filter((query) => mine(query) && reads(query, store.id) && query.startedMs >= oldestMs && query.startedMs <= toMs)
    .reverse();
  const told = await Promise.all(recent.map(async (query) => ({ query, status: await world.lake.statusOf(query) })));
  const found = told.filter(({ status }) => wanted === undefined || status === wanted);
  const next = at + size;
  return ok({
    Queries: found.slice(at, next).map(({ query, status }) => ({
      QueryId: query.id,
      QueryStatus: status,
      CreationTime: query.startedMs / 1_000,
    })),
    ...(next < found.length ? { NextToken: writeToken(world.tokenKey, parameters, { at: next }) } : {}),
  });
}

function reads(query: Query, store: string): boolean {
  return query.text.toLowerCase().includes(store.toLowerCase());
}

function secondsAt(input: Dict, key: string): number | undefined {
  const seconds = numberAt(input, key);
  return seconds === undefined ? undefined : seconds * 1_000;
}
