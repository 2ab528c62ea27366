// AWS on loopback with log groups that CloudTrail writes to, and a Logs Insights source in front of it.
import { CloudWatchLogsClient, GetQueryResultsCommand, StartQueryCommand } from '@aws-sdk/client-cloudwatch-logs';
import { isFailure } from '../../../src/domain/failure.ts';
import type { EventTest } from '../../../src/domain/question.ts';
import type { EventsRead, EventsRequest } from '../../../src/domain/source.ts';
import { type FakeAws, type FakeAwsOptions, startFakeAws } from '../../../src/fakes/aws/fake-aws.ts';
import type { SeedLogGroup } from '../../../src/fakes/aws/logs-insights/log-groups.ts';
import {
  type LogsInsightsOptions,
  type LogsInsightsSource,
  logsInsightsSource,
} from '../../../src/sources/logs-insights.ts';
import { ACCOUNT, NOW, OTHER_ACCOUNT, REGION, request } from '../event-history/stage.ts';
import { KEY } from '../lake/stage.ts';

export const TRAIL_GROUP = 'sample-trail-logs';
export const arnOf = (name: string, account = ACCOUNT) => `arn:aws:logs:${REGION}:${account}:log-group:${name}`;
/** Of an organization's trail; its home is another Region than most of its events. */
export const SAMPLE_GROUP: SeedLogGroup = {
  ...{ name: TRAIL_GROUP, account: ACCOUNT, region: REGION },
  ...{ accounts: 'organization', trailHome: 'us-east-1' },
};
/** Of telemetry rules: each category in a group of its own. */
export const TELEMETRY_GROUPS: readonly SeedLogGroup[] = (['management', 'data'] as const).map((holds) => ({
  ...{ name: `aws/cloudtrail/${holds}events`, account: ACCOUNT, region: REGION, accounts: 'organization', holds },
  centralized: true,
}));

export interface LogsStage {
  readonly aws: FakeAws;
  readonly source: LogsInsightsSource;
  /** Another source on the same AWS: another process. */
  another(options?: Partial<LogsInsightsOptions>): LogsInsightsSource;
  /** Moves AWS's clock and the source's. */
  advance(ms: number): void;
  /** Changes a log group, as somebody at AWS would; null takes it away. */
  change(name: string, change: Partial<SeedLogGroup> | null): void;
  readonly client: CloudWatchLogsClient;
  /** Calls of an operation so far. */
  calls(operation: string): readonly FakeAws['calls'][number][];
  read(test: EventTest, more?: Partial<EventsRequest>): Promise<EventsRead>;
  close(): Promise<void>;
}

/** AWS's clock ticks from NOW, so that queries run; nothing else waits. */
export async function logsStage(
  fake: Partial<FakeAwsOptions> & Pick<FakeAwsOptions, 'events'>,
  options: Partial<LogsInsightsOptions> = {},
): Promise<LogsStage> {
  let shift = NOW - Date.now();
  const clock = () => Date.now() + shift;
  const aws = await startFakeAws({
    clock,
    accounts: [
      { id: ACCOUNT, name: 'sample-prod', management: true },
      { id: OTHER_ACCOUNT, name: 'sample-dev' },
    ],
    regions: [REGION, 'us-east-1'],
    credentials: [{ ...KEY, account: ACCOUNT }],
    logGroups: [SAMPLE_GROUP],
    ...fake,
  });
  const client = new CloudWatchLogsClient({ endpoint: aws.url, region: REGION, credentials: KEY, maxAttempts: 1 });
  const sources: LogsInsightsSource[] = [];
  const another = (more: Partial<LogsInsightsOptions> = {}): LogsInsightsSource => {
    const source = logsInsightsSource({
      aws: { endpoint: aws.url, credentials: KEY, callMsMax: 20_000 },
      groups: (fake.logGroups ?? [SAMPLE_GROUP]).map(({ name }) => name),
      region: REGION,
      clock,
      waitMs: () => 1,
      lookEveryMs: 2,
      firstLookMs: 5,
      ...options,
      ...more,
    });
    sources.push(source);
    return source;
  };
  const source = another();
  return {
    aws,
    source,
    another,
    client,
    advance: (ms) => {
      shift += ms;
    },
    change(name, change) {
      const { all } = aws.logsInsights.groups;
      const at = all.findIndex((group) => group.name === name);
      const group = all[at];
      if (group !== undefined) all.splice(at, 1, ...(change === null ? [] : [{ ...group, ...change }]));
    },
    calls: (operation) => aws.calls.filter((call) => call.operation === operation),
    async read(test, more = {}) {
      const found = await source.events(request(test, more));
      if (isFailure(found)) throw new Error(`${found.failure}: ${found.what} ${found.why}`);
      return found;
    },
    async close() {
      client.destroy();
      for (const each of sources) each.close();
      await aws.close();
    },
  };
}

type Row = Readonly<Record<string, string>>;

/** All rows of a query over the sample group. Throws where AWS would refuse it or fail at it. */
export async function runQuery(client: CloudWatchLogsClient, queryString: string): Promise<readonly Row[]> {
  const [startTime, endTime] = [Date.parse('2026-10-01T00:00:00Z') / 1000, NOW / 1000];
  const input = { queryString, startTime, endTime, limit: 100_000, logGroupNames: [TRAIL_GROUP] };
  const { queryId } = await client.send(new StartQueryCommand(input));
  const rows: Row[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new GetQueryResultsCommand({ queryId, ...(nextToken === undefined ? {} : { nextToken }) }),
    );
    if (page.status !== 'Complete') throw new Error(`${page.status}\n${queryString}`);
    rows.push(
      ...(page.results ?? []).map((row) =>
        Object.fromEntries(row.map(({ field, value }) => [field ?? '', value ?? ''])),
      ),
    );
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return rows;
}
