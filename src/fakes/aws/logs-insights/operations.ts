// Operations of Logs Insights: StartQuery, GetQueryResults, StopQuery, DescribeQueries.
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html
import { type Fault, faultOf } from '../faults.ts';
import { type Dict, listAt, numberAt, textAt } from '../json.ts';
import { LOGS_INSIGHTS } from '../limits.ts';
import { type AwsError, isError, type Outcome, ok, refuse } from '../outcome.ts';
import { readToken, writeToken } from '../page-token.ts';
import type { Caller, Operation, World } from '../world.ts';
import { describeLogGroups, groupNamed, groupsSeen } from './describe-log-groups.ts';
import type { SeedLogGroup } from './log-groups.ts';
import { endMs, type InsightsQuery, type InsightsStatus } from './logs-insights.ts';
import { type ParsedQuery, parseQuery } from './parse-query.ts';
import type { Row } from './run-query.ts';
import { malformed } from './tokens.ts';

export const LOGS_INSIGHTS_OPERATIONS: Readonly<Record<string, Operation>> = {
  StartQuery: { action: 'logs:StartQuery', run: startQuery },
  GetQueryResults: { action: 'logs:GetQueryResults', run: getQueryResults },
  StopQuery: { action: 'logs:StopQuery', run: stopQuery },
  DescribeQueries: { action: 'logs:DescribeQueries', run: describeQueries },
  DescribeLogGroups: { action: 'logs:DescribeLogGroups', run: describeLogGroups },
};

function invalid(message: string): AwsError {
  return refuse('InvalidParameterException', message);
}

function startQuery(world: World, caller: Caller, input: Dict, faults: readonly Fault[]): Outcome {
  const text = textAt(input, 'queryString') ?? '';
  if (text.length < 1 || text.length > LOGS_INSIGHTS.queryMost) return invalid('queryString is too short or too long');
  const language = textAt(input, 'queryLanguage') ?? 'CWLI';
  if (language !== 'CWLI') return invalid(`The fake runs CWLI, not ${language}.`);
  const [from, to] = [numberAt(input, 'startTime'), numberAt(input, 'endTime')];
  if (from === undefined || to === undefined || !Number.isInteger(from) || !Number.isInteger(to)) {
    return invalid('startTime and endTime are whole seconds since 1970.');
  }
  if (from > to) return invalid('startTime is after endTime.');
  const limit = numberAt(input, 'limit') ?? LOGS_INSIGHTS.rowsDefault;
  if (limit < 1 || limit > LOGS_INSIGHTS.rowsMost) return invalid(`limit is from 1 to ${LOGS_INSIGHTS.rowsMost}.`);
  const parsed = parseQuery(text);
  if (isError(parsed)) return parsed;
  if (parsed.limit !== null && (parsed.limit < 1 || parsed.limit > LOGS_INSIGHTS.rowsMost)) {
    return malformed(`limit ${parsed.limit} is out of range`);
  }
  const groups = groupsOf(world, caller, input, parsed);
  if (isError(groups)) return groups;
  const nowMs = world.clock();
  if (groups.length > 0 && groups.every((group) => isBefore(group, to * 1_000, nowMs))) {
    return malformed(
      "end date and time is either before the log group's creation time or exceeds the log group's log retention settings",
    );
  }
  if (world.logsInsights.active(caller) >= world.logsInsights.settings.concurrent) {
    return refuse('LimitExceededException', 'Account maximum query concurrency limit reached.');
  }
  const query = world.logsInsights.start(caller, {
    ...{ text, parsed, groups, fromMs: from * 1_000, toMs: to * 1_000, limit: parsed.limit ?? limit },
    end: faultOf(faults, 'insights-ends'),
  });
  return ok({ queryId: query.id });
}

function isBefore({ createdMs, retentionDays }: SeedLogGroup, toMs: number, nowMs: number): boolean {
  const oldestMs = nowMs - (retentionDays ?? Number.POSITIVE_INFINITY) * 86_400_000;
  return toMs < (createdMs ?? Number.NEGATIVE_INFINITY) || toMs < oldestMs;
}

/** Named in exactly one way: by a parameter, or by SOURCE. */
function groupsOf(world: World, caller: Caller, input: Dict, parsed: ParsedQuery): readonly SeedLogGroup[] | AwsError {
  const name = textAt(input, 'logGroupName');
  const ways = [
    ...(name === undefined ? [] : [[name]]),
    ...['logGroupNames', 'logGroupIdentifiers'].flatMap((key) =>
      input[key] === undefined ? [] : [listAt(input, key)],
    ),
  ];
  if (parsed.source !== null)
    return ways.length > 0 ? invalid('SOURCE and log groups.') : sourced(world, caller, parsed);
  const [named, second] = ways;
  if (named === undefined || second !== undefined || named.length === 0) {
    return invalid('Exactly one of logGroupName, logGroupNames and logGroupIdentifiers is needed.');
  }
  if (named.length > LOGS_INSIGHTS.groupsMost) return invalid(`At most ${LOGS_INSIGHTS.groupsMost} log groups.`);
  const found: SeedLogGroup[] = [];
  for (const each of named) {
    const group = groupNamed(world, caller, String(each));
    if (group === undefined)
      return refuse('ResourceNotFoundException', `Log group '${each}' does not exist for account`);
    found.push(group);
  }
  return found;
}

/** Standard class only, where no class is named. */
function sourced(world: World, caller: Caller, { source, dataSources }: ParsedQuery): readonly SeedLogGroup[] {
  return groupsSeen(world, caller).filter(
    (group) =>
      group.class !== 'INFREQUENT_ACCESS' &&
      (!source?.prefixes.length || source.prefixes.some((prefix) => group.name.startsWith(prefix))) &&
      (!source?.accounts.length || source.accounts.includes(group.account)) &&
      (dataSources === null ||
        dataSources.includes(group.dataSource === undefined ? 'aws_cloudtrail' : `${group.dataSource}`)),
  );
}

function findQuery(world: World, caller: Caller, input: Dict): InsightsQuery | AwsError {
  const id = textAt(input, 'queryId') ?? '';
  return world.logsInsights.find(caller, id) ?? refuse('ResourceNotFoundException', `Query ${id} does not exist.`);
}

function getQueryResults(world: World, caller: Caller, input: Dict, faults: readonly Fault[]): Outcome {
  const query = findQuery(world, caller, input);
  if (isError(query)) return query;
  const size = numberAt(input, 'maxItems') ?? LOGS_INSIGHTS.pageMost;
  if (size < 1 || size > LOGS_INSIGHTS.pageMost) return invalid(`maxItems is from 1 to ${LOGS_INSIGHTS.pageMost}.`);
  const bound = ['GetQueryResults', query.id, size];
  const token = textAt(input, 'nextToken');
  const nowMs = world.clock();
  const position = token === undefined ? { at: 0, madeMs: nowMs } : readToken(world.tokenKey, bound, token);
  if (position === undefined || nowMs - (numberAt(position, 'madeMs') ?? 0) > LOGS_INSIGHTS.tokenMs) {
    return invalid('The specified nextToken is invalid or has expired.');
  }
  const status = world.logsInsights.statusOf(query);
  const rows = rowsNow(query, status, world.logsInsights.progressOf(query));
  const at = numberAt(position, 'at') ?? 0;
  const end = at + Math.min(size, faultOf(faults, 'short-page')?.rows ?? size);
  const next = { at: faultOf(faults, 'same-token') ? at : end, madeMs: nowMs };
  const share = world.logsInsights.progressOf(query);
  return ok({
    queryLanguage: 'CWLI',
    status,
    statistics: {
      recordsMatched: Math.floor(query.matched * share),
      recordsScanned: Math.floor(query.scanned * share),
      bytesScanned: Math.floor(query.bytesScanned * share),
      estimatedRecordsSkipped: 0,
      estimatedBytesSkipped: 0,
      logGroupsScanned: query.groups.length,
      resultCount: rows.length,
    },
    results: rows.slice(at, end).map((row) => row.map(([field, value]) => ({ field, value }))),
    ...(end < rows.length ? { nextToken: writeToken(world.tokenKey, bound, next) } : {}),
  });
}

/** All at the end; while it runs, and where it did not end well, what it had found by then. */
function rowsNow(query: InsightsQuery, status: InsightsStatus, share: number): readonly Row[] {
  if (status === 'Complete') return query.rows;
  if (status === 'Timeout') return query.rows.slice(0, query.end?.rows ?? Math.floor(query.rows.length / 2));
  if (status === 'Scheduled' || status === 'Unknown') return [];
  return query.rows.slice(0, Math.floor((query.rows.length * share) / 2));
}

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StopQuery.html
function stopQuery(world: World, caller: Caller, input: Dict): Outcome {
  const query = findQuery(world, caller, input);
  if (isError(query)) return query;
  const status = world.logsInsights.statusOf(query);
  if (status !== 'Scheduled' && status !== 'Running') {
    return invalid('Query is in invalid state for stopping: the query has ended.');
  }
  world.logsInsights.stop(query);
  return ok({ success: true });
}

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeQueries.html
function describeQueries(world: World, caller: Caller, input: Dict): Outcome {
  const size = numberAt(input, 'maxResults') ?? LOGS_INSIGHTS.listedMost;
  if (size < 1 || size > LOGS_INSIGHTS.listedMost) return invalid('maxResults is not valid.');
  const wanted = textAt(input, 'status');
  const mine = world.logsInsights
    .queries()
    .filter(({ account, region }) => account === caller.account && region === caller.region)
    .filter(({ startedMs }) => startedMs >= world.clock() - LOGS_INSIGHTS.resultsKeptMs)
    .map((query) => ({ query, status: world.logsInsights.statusOf(query) }))
    .filter(({ status }) => wanted === undefined || status === wanted)
    .reverse();
  return ok({
    queries: mine.slice(0, size).map(({ query, status }) => ({
      queryLanguage: 'CWLI',
      queryId: query.id,
      // Whether what a query runs over stands before its text is not documented: the harder of both.
      queryString: `SOURCE ${query.groups.map(({ name }) => `'${name}'`).join(' | SOURCE ')} START=${query.fromMs / 1_000} END=${query.toMs / 1_000} |\n${query.text}`,
      status,
      createTime: query.startedMs,
      queryDuration: Math.max(0, Math.min(world.clock(), endMs(query)) - query.startedMs),
      bytesScanned: query.bytesScanned,
      ...(query.groups.length === 1 ? { logGroupName: query.groups[0]?.name } : {}),
    })),
  });
}
