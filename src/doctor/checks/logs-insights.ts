// The log groups are there, of a class that can be queried, and something was written to them. No query is run: each is
// billed.
import type { AwsOptions } from '../../aws/aws-options.ts';
import { type AwsTrouble, isTrouble } from '../../aws/aws-trouble.ts';
import type { LogGroupFacts } from '../../aws/log-groups.ts';
import { type LogsInsightsCalls, logsInsightsCalls, PAGE_ROWS_MAX, ROWS_MAX } from '../../aws/logs-insights.ts';
import type { LogsInsightsSettings } from '../../config/config.ts';
import type { Clock } from '../../domain/clock.ts';
import { readGroupChoice, regionOf } from '../../sources/logs-insights/group-choice.ts';
import { type Check, type CheckResult, failed, notConfigured, OWN_POLICY, ok, warn } from '../check.ts';

/** What the check asks of CloudWatch Logs. */
export type LogsInsightsPort = Pick<LogsInsightsCalls, 'groups' | 'list' | 'close'>;

/** What a question calls, which a look at the groups does not show to be allowed. */
const QUERY_ACTIONS = ['StartQuery', 'GetQueryResults', 'StopQuery'].map((name) => `logs:${name}`);
/** Groups named before "and 7 more". */
const NAMED_MAX = 5;

/** The port for the settings' log groups; null: the settings cannot be read as such. */
export function logsInsightsPort(
  { groups, region, role }: LogsInsightsSettings,
  aws: AwsOptions,
  externalId: string | null,
  clock: Clock,
): LogsInsightsPort {
  const choice = readGroupChoice(groups);
  const where = region ?? (choice === null ? null : regionOf(choice)) ?? 'us-east-1';
  const through = role === null ? null : { roleArn: role, ...(externalId === null ? {} : { externalId }) };
  const address = { accountId: '', region: where, role: through, rowsMax: ROWS_MAX, pageRows: PAGE_ROWS_MAX };
  return logsInsightsCalls(aws, address, clock);
}

export function logsInsightsCheck(
  settings: LogsInsightsSettings | null,
  port: LogsInsightsPort | null,
  clock: Clock,
): Check {
  return {
    name: 'Logs Insights',
    run: async (signal) => {
      if (settings === null || port === null) {
        return notConfigured(
          'No log groups are asked: set WHODID_LOGS_INSIGHTS_GROUPS where CloudTrail writes to some.',
        );
      }
      try {
        return await look(settings, port, clock(), signal);
      } finally {
        port.close();
      }
    },
  };
}

const HOUR_MS = 3_600_000;

async function look(
  settings: LogsInsightsSettings,
  port: LogsInsightsPort,
  now: number,
  signal: AbortSignal,
): Promise<CheckResult> {
  const choice = readGroupChoice(settings.groups);
  if (choice === null) {
    return failed(
      'WHODID_LOGS_INSIGHTS_GROUPS cannot be read as log groups.',
      'Write names or ARNs of log groups of one Region, one prefix, or discover.',
    );
  }
  const queries = await port.list(now - HOUR_MS, signal);
  if (isTrouble(queries)) return notRead(queries);
  if (choice.kind === 'discovered') {
    return ok(
      `Log groups that AWS knows as CloudTrail's are asked, of the Standard class; how far back they go is not known, so answers say so. ${notTried()}`,
    );
  }
  const wanted =
    choice.kind === 'prefix'
      ? [{ kind: 'prefix', prefix: choice.prefix } as const]
      : choice.groups.map(({ name, account }) => ({ kind: 'name', name, account }) as const);
  const found: LogGroupFacts[] = [];
  const gone: string[] = [];
  for (const each of wanted) {
    const groups = await port.groups(each, signal);
    if (isTrouble(groups)) return notRead(groups);
    if (groups.length === 0) gone.push(each.kind === 'name' ? each.name : `${each.prefix}…`);
    found.push(...groups);
  }
  return judged(found, gone);
}

function judged(found: readonly LogGroupFacts[], gone: readonly string[]): CheckResult {
  if (found.length === 0) {
    return failed(
      `There is no log group ${named(gone)} in this account and Region.`,
      'Set WHODID_LOGS_INSIGHTS_GROUPS to log groups that a trail or a telemetry rule of CloudTrail writes to, and WHODID_LOGS_INSIGHTS_REGION to their Region.',
    );
  }
  const kept = found.map(({ name, retentionDays }) =>
    retentionDays === null ? `${name} (kept for ever)` : `${name} (${retentionDays} days)`,
  );
  const words = `${found.length === 1 ? 'Log group' : 'Log groups'} ${named(kept)} can be asked. ${notTried()}`;
  const wrong = [
    ...(gone.length === 0 ? [] : [`Take ${named(gone)} off WHODID_LOGS_INSIGHTS_GROUPS: there is none of that name.`]),
    ...found
      .filter(({ storedBytes }) => storedBytes === 0)
      .map(
        ({ name }) =>
          `Nothing was ever written to ${name}: have a trail or a telemetry rule of CloudTrail write to it.`,
      ),
    ...found
      .filter(({ class: of }) => of === 'DELIVERY')
      .map(({ name }) => `${name} is of the Delivery class, which cannot be queried: name another log group.`),
  ];
  return wrong.length === 0 ? ok(words) : warn(words, ...wrong);
}

function notTried(): string {
  return `No query was run, for each is billed, so whether ${QUERY_ACTIONS.join(', ')} are allowed is not known.`;
}

function named(names: readonly string[]): string {
  const more = names.length - NAMED_MAX;
  return `${names.slice(0, NAMED_MAX).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function notRead({ action, code, trouble }: AwsTrouble): CheckResult {
  const denied = trouble === 'denied';
  const result = failed(
    `${action} ended with ${code}.`,
    denied
      ? 'Allow it to the credentials whodid runs with, or to WHODID_LOGS_INSIGHTS_ROLE; deploy/iam/logs-insights.json has all that Logs Insights needs.'
      : 'Check WHODID_LOGS_INSIGHTS_REGION, WHODID_LOGS_INSIGHTS_ROLE and the network.',
  );
  if (!denied) return result;
  const statement = { Effect: 'Allow', Action: [action], Resource: '*' } as const;
  return { ...result, permissions: [{ of: OWN_POLICY, statement }] };
}
