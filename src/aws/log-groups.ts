// DescribeLogGroups → what must be known of log groups before they are asked: since when each holds events, and for how long.
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html
import { type CloudWatchLogsClient, DescribeLogGroupsCommand, type LogGroup } from '@aws-sdk/client-cloudwatch-logs';

export interface LogGroupFacts {
  readonly name: string;
  /** Without `:*` at its end. */
  readonly arn: string;
  /** Epoch milliseconds; null: not told. */
  readonly createdMs: number | null;
  /** null: kept for ever. */
  readonly retentionDays: number | null;
  readonly class: string;
  /** As of some hours ago; null: not told. */
  readonly storedBytes: number | null;
}

export type GroupWanted =
  /** By its name, in the account of the credentials or in the one named. */
  | { readonly kind: 'name'; readonly name: string; readonly account: string | null }
  /** All whose names begin so, in linked accounts too. */
  | { readonly kind: 'prefix'; readonly prefix: string };

/** Pages of fifty groups. */
const PAGES_MAX = 20;
const PAGE_GROUPS_MAX = 50;

export async function listGroups(
  client: CloudWatchLogsClient,
  wanted: GroupWanted,
  abort: { readonly abortSignal: AbortSignal },
): Promise<readonly LogGroupFacts[]> {
  const logGroupNamePrefix = wanted.kind === 'name' ? wanted.name : wanted.prefix;
  const found: LogGroupFacts[] = [];
  let nextToken: string | undefined;
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    const input = {
      limit: PAGE_GROUPS_MAX,
      ...(logGroupNamePrefix === '' ? {} : { logGroupNamePrefix }),
      ...linked(wanted),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
    const answer = await client.send(new DescribeLogGroupsCommand(input), abort);
    found.push(...(answer.logGroups ?? []).map(factsOf));
    nextToken = answer.nextToken;
    // The group of this very name comes before all whose names go on from there.
    if (nextToken === undefined || wanted.kind === 'name') break;
  }
  return wanted.kind === 'prefix' ? found : found.filter(({ name }) => name === wanted.name).slice(0, 1);
}

function linked(wanted: GroupWanted) {
  if (wanted.kind === 'prefix') return { includeLinkedAccounts: true };
  return wanted.account === null ? {} : { includeLinkedAccounts: true, accountIdentifiers: [wanted.account] };
}

function factsOf(group: LogGroup): LogGroupFacts {
  return {
    name: group.logGroupName ?? '',
    arn: (group.logGroupArn ?? group.arn ?? '').replace(/:\*$/, ''),
    createdMs: group.creationTime ?? null,
    retentionDays: group.retentionInDays ?? null,
    class: group.logGroupClass ?? '',
    storedBytes: group.storedBytes ?? null,
  };
}
