// AWS on loopback with a table over a trail's log files, and an Athena source in front of it.
import { AthenaClient } from '@aws-sdk/client-athena';
import { isFailure } from '../../../src/domain/failure.ts';
import type { EventTest } from '../../../src/domain/question.ts';
import type { EventsRead, EventsRequest } from '../../../src/domain/source.ts';
import type { SeedAthena } from '../../../src/fakes/aws/athena/athena.ts';
import { type FakeAws, type FakeAwsOptions, startFakeAws } from '../../../src/fakes/aws/fake-aws.ts';
import { setupStatements, type TableWanted } from '../../../src/sources/athena/table-ddl.ts';
import { type AthenaOptions, type AthenaSource, athenaSource } from '../../../src/sources/athena.ts';
import { ACCOUNT, NOW, OTHER_ACCOUNT, REGION, request } from '../event-history/stage.ts';
import { KEY } from '../lake/stage.ts';

export const GROUP = 'whodid';
export const ORGANIZATION = 'o-sampleorg1';
export const TABLE = 'whodid.cloudtrail_logs';
const LOGS = 's3://sample-trail-logs/trails';

export const SAMPLE_GROUP = {
  name: GROUP,
  account: ACCOUNT,
  region: REGION,
  cutoffBytes: 1_000_000_000,
  outputLocation: 's3://sample-results/whodid/',
};

export const WANTED: TableWanted = {
  database: 'whodid',
  table: 'cloudtrail_logs',
  logs: LOGS,
  organization: ORGANIZATION,
  accounts: [ACCOUNT, OTHER_ACCOUNT],
  regions: [REGION, 'us-east-1', 'us-east-2', 'eu-north-1', 'ap-southeast-2', 'eu-central-1'],
  from: '2020/01/01',
};

/** The table's statement alone. */
export const tableOf = (wanted: Partial<TableWanted> = {}): string =>
  setupStatements({ ...WANTED, ...wanted })[1] ?? '';

export const seed = (more: SeedAthena = {}): SeedAthena => ({
  workGroups: [SAMPLE_GROUP],
  databases: ['whodid'],
  tables: [tableOf()],
  logs: { location: LOGS, organization: ORGANIZATION },
  ...more,
});

export const ADDRESS = {
  region: REGION,
  workGroup: GROUP,
  database: 'whodid',
  table: 'cloudtrail_logs',
  output: null,
} as const;

export interface AthenaStage {
  readonly aws: FakeAws;
  readonly source: AthenaSource;
  /** Another source on the same AWS: another process. */
  another(options?: Partial<AthenaOptions>): AthenaSource;
  /** Moves AWS's clock and the source's. */
  advance(ms: number): void;
  readonly client: AthenaClient;
  /** Calls of an operation so far. */
  calls(operation: string): readonly FakeAws['calls'][number][];
  read(test: EventTest, more?: Partial<EventsRequest>): Promise<EventsRead>;
  close(): Promise<void>;
}

/** AWS's clock ticks from NOW, so that queries run; nothing else waits. */
export async function athenaStage(
  fake: Partial<FakeAwsOptions> & Pick<FakeAwsOptions, 'events'>,
  options: Partial<AthenaOptions> = {},
): Promise<AthenaStage> {
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
    athena: seed(),
    ...fake,
  });
  const client = new AthenaClient({ endpoint: aws.url, region: REGION, credentials: KEY, maxAttempts: 1 });
  const sources: AthenaSource[] = [];
  const another = (more: Partial<AthenaOptions> = {}): AthenaSource => {
    const source = athenaSource({
      ...ADDRESS,
      aws: { endpoint: aws.url, credentials: KEY, callMsMax: 20_000 },
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
