// CloudWatch Logs Insights as a source: one query over the log groups that CloudTrail writes to for each question, its rows
// filtered exactly on our side. Billed by what is scanned, so a query is begun once, whatever crashes in between, and
// stopped when nobody waits. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AnalyzingLogData.html
//
// To compose it (one per process; `close()` at the end):
//
//   logsInsightsSource({ aws: { ...(endpoint === null ? {} : { endpoint }) }, groups, region, usdPerGb, bytesPerDay })
//
// The SDK finds credentials itself; they, or the role, have to be of the account of the log groups, or of one that
// monitors it (deploy/iam/logs-insights.json).

import { logsInsightsCalls, PAGE_ROWS_MAX, ROWS_MAX } from '../aws/logs-insights.ts';
import { isFailure } from '../domain/failure.ts';
import { describeLogs } from './logs-insights/describe-logs.ts';
import { readGroupChoice, regionOf } from './logs-insights/group-choice.ts';
import { categoriesOf, groupFacts, reachOf } from './logs-insights/group-facts.ts';
import { EARLIER_MS, LATER_MS, readLogs } from './logs-insights/read-logs.ts';
import { PLACE_WAIT_MS_MAX } from './query/begin-query.ts';
import { callPace } from './query/call-pace.ts';
import { doublingWait } from './query/persist.ts';
import type { QueriedSource, QueryOptions } from './query/query-options.ts';
import { FIRST_LOOK_MS, queryWatch } from './query/query-watch.ts';
import type { Span } from './sql/statement.ts';

export interface LogsInsightsOptions extends QueryOptions {
  /** Names or ARNs of log groups, `prefix:…`, or `discover`. */
  readonly groups: readonly string[];
  /** Left out: the one of an ARN. */
  readonly region?: string;
  /** ARN of a role to work through in the account of the log groups. */
  readonly role?: string;
  readonly externalId?: string;
  /** Rows asked for with one query; the most that AWS gives where left out. */
  readonly rowsMax?: number;
  /** Rows asked for at once; PAGE_ROWS_MAX where left out. */
  readonly pageRows?: number;
}

export type LogsInsightsSource = QueriedSource;

/** What is commonly quoted for a GB scanned; AWS's price list could not be read (https://aws.amazon.com/cloudwatch/pricing/). */
export const USD_PER_GB = 0.005;
const GB = 1_000_000_000;
const DAY_MS = 86_400_000;

/** Throws for log groups that are none, or have no Region: that is for the configuration to refuse. */
export function logsInsightsSource(options: LogsInsightsOptions): LogsInsightsSource {
  const { usdPerGb = USD_PER_GB, placeWaitMsMax = PLACE_WAIT_MS_MAX, firstLookMs = FIRST_LOOK_MS } = options;
  const clock = options.clock ?? Date.now;
  const waitMs = options.waitMs ?? doublingWait;
  const choice = readGroupChoice(options.groups);
  const region = options.region ?? (choice === null ? null : regionOf(choice));
  if (choice === null || region === null) {
    throw new Error('log groups are named by their ARNs, or by names, a prefix or "discover" and a Region');
  }
  const calls = logsInsightsCalls(
    options.aws,
    {
      ...{ accountId: '', region, role: roleOf(options) },
      rowsMax: options.rowsMax ?? ROWS_MAX,
      pageRows: options.pageRows ?? PAGE_ROWS_MAX,
    },
    clock,
  );
  const pace = callPace(options.lookEveryMs);
  const watch = queryWatch({ calls, pace, waitMs, clock, firstLookMs });
  const facts = groupFacts(calls, choice, { waitMs, renew: calls.renew });
  const measure = largestRate();
  const left = new Set<string>();
  return {
    name: 'logs-insights',
    async abilities() {
      const known = await facts.read();
      if (isFailure(known)) return known;
      const names = (known.groups ?? []).map(({ name }) => name);
      return {
        name: 'logs-insights',
        cost: {
          ...{ kind: 'per-byte', usdPerGb, bytesPerDay: measure.bytesPerDay() ?? options.bytesPerDay ?? null },
          beyond: { beforeMs: EARLIER_MS, afterMs: LATER_MS, wholeDays: false },
        },
        reachesBackToMs: reachOf(known, clock()),
        reachesUpToMs: null,
        categories: choice.kind === 'listed' ? categoriesOf(names) : null,
        accounts: null,
        regions: null,
      };
    },
    async events(request) {
      const known = await facts.read();
      if (isFailure(known)) return known;
      const read = await readLogs({
        ...{ calls, pace, watch, waitMs, clock, left, placeWaitMsMax, choice, known, request },
        ...{ usdPerByte: usdPerGb / GB, measured: measure.add },
      });
      if (isFailure(read) && read.failure === 'not-allowed') facts.forget();
      return read;
    },
    describe: (test) => describeLogs(test, choice),
    completions: async () => null,
    close: () => calls.close(),
  };
}

function roleOf({ role, externalId }: LogsInsightsOptions) {
  return role === undefined ? null : { roleArn: role, ...(externalId === undefined ? {} : { externalId }) };
}

/** What a day of the most expensive window took, of all queries of this process. */
function largestRate() {
  let largest: number | null = null;
  return {
    bytesPerDay: () => largest,
    add(bytesScanned: number, { fromMs, toMs }: Span) {
      largest = Math.max(largest ?? 0, (bytesScanned / (toMs - fromMs)) * DAY_MS);
    },
  };
}
