// Which log groups a caller sees, by name or ARN, and what AWS tells of them.
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html
import { type Dict, listAt, numberAt, textAt } from '../json.ts';
import { LOGS_INSIGHTS } from '../limits.ts';
import { type Outcome, ok, refuse } from '../outcome.ts';
import { readToken, writeToken } from '../page-token.ts';
import type { Caller, World } from '../world.ts';
import { arnOf, type SeedLogGroup } from './log-groups.ts';

/** The caller's own, and those of accounts that it monitors. */
export function groupsSeen(world: World, caller: Caller): readonly SeedLogGroup[] {
  return world.logsInsights.groups.all.filter(
    (group) =>
      group.region === caller.region &&
      (group.account === caller.account || group.monitoredBy?.includes(caller.account) === true),
  );
}

/** By name: the caller's own; by ARN, without `:*` at its end: any it sees. */
export function groupNamed(world: World, caller: Caller, identifier: string): SeedLogGroup | undefined {
  return groupsSeen(world, caller).find((group) =>
    identifier.startsWith('arn:')
      ? arnOf(group) === identifier
      : group.name === identifier && group.account === caller.account,
  );
}

export function describeLogGroups(world: World, caller: Caller, input: Dict): Outcome {
  const size = numberAt(input, 'limit') ?? LOGS_INSIGHTS.groupsPageMost;
  if (size < 1 || size > LOGS_INSIGHTS.groupsPageMost) {
    return refuse('InvalidParameterException', `limit is from 1 to ${LOGS_INSIGHTS.groupsPageMost}.`);
  }
  const { nextToken: _, ...parameters } = input;
  const token = textAt(input, 'nextToken');
  const position = token === undefined ? { at: 0 } : readToken(world.tokenKey, parameters, token);
  if (position === undefined) return refuse('InvalidParameterException', 'The specified nextToken is invalid.');
  const at = numberAt(position, 'at') ?? 0;
  const found = [...matching(world, caller, input)].sort((a, b) => (a.name < b.name ? -1 : 1));
  return ok({
    logGroups: found.slice(at, at + size).map((group) => described(world, group)),
    ...(at + size < found.length ? { nextToken: writeToken(world.tokenKey, parameters, { at: at + size }) } : {}),
  });
}

function matching(world: World, caller: Caller, input: Dict): readonly SeedLogGroup[] {
  const prefix = textAt(input, 'logGroupNamePrefix') ?? '';
  const accounts = listAt(input, 'accountIdentifiers');
  const linked = input.includeLinkedAccounts === true;
  return groupsSeen(world, caller).filter(
    ({ name, account }) =>
      name.startsWith(prefix) &&
      (linked ? accounts.length === 0 || accounts.includes(account) : account === caller.account),
  );
}

function described(world: World, group: SeedLogGroup): Dict {
  const arn = arnOf(group);
  const stored = world.logsInsights.groups.eventsOf(group).filter(({ ingestedMs }) => ingestedMs <= world.clock());
  return {
    logGroupName: group.name,
    logGroupArn: arn,
    arn: `${arn}:*`,
    creationTime: group.createdMs ?? world.clock() - LOGS_INSIGHTS.createdBeforeMs,
    ...(group.retentionDays === undefined ? {} : { retentionInDays: group.retentionDays }),
    storedBytes: stored.reduce((total, { bytes }) => total + bytes, 0),
    logGroupClass: group.class ?? 'STANDARD',
    metricFilterCount: 0,
  };
}
