// AWS on loopback with an event data store, and a Lake source in front of it.
import { createHash } from 'node:crypto';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { isFailure } from '../../../src/domain/failure.ts';
import type { EventTest } from '../../../src/domain/question.ts';
import type { BegunQuery, EventsRead, EventsRequest, QueryBook, Spent } from '../../../src/domain/source.ts';
import { type FakeAws, type FakeAwsOptions, startFakeAws } from '../../../src/fakes/aws/fake-aws.ts';
import { type LakeOptions, type LakeSource, lakeSource } from '../../../src/sources/lake.ts';
import { ACCOUNT, NOW, OTHER_ACCOUNT, REGION, request } from '../event-history/stage.ts';

export const STORE = '0a1b2c3d-0000-4000-8000-00000000000a';
export const STORE_ARN = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:eventdatastore/${STORE}`;
export const KEY = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'sample-secret' };
export const SAMPLE_STORE = { id: STORE, name: 'sample-store', account: ACCOUNT, region: REGION, organization: true };

export interface LakeStage {
  readonly aws: FakeAws;
  readonly source: LakeSource;
  /** Another source on the same AWS: another process. */
  another(options?: Partial<LakeOptions>): LakeSource;
  /** Moves AWS's clock and the source's. */
  advance(ms: number): void;
  readonly client: CloudTrailClient;
  /** Calls of an operation so far. */
  calls(operation: string): readonly FakeAws['calls'][number][];
  read(test: EventTest, more?: Partial<EventsRequest>): Promise<EventsRead>;
  close(): Promise<void>;
}

/** AWS's clock ticks from NOW, so that queries run; nothing else waits. */
export async function lakeStage(
  fake: Partial<FakeAwsOptions> & Pick<FakeAwsOptions, 'events'>,
  options: Partial<LakeOptions> = {},
): Promise<LakeStage> {
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
    eventDataStores: [SAMPLE_STORE],
    ...fake,
  });
  const client = new CloudTrailClient({ endpoint: aws.url, region: REGION, credentials: KEY, maxAttempts: 1 });
  const sources: LakeSource[] = [];
  const another = (more: Partial<LakeOptions> = {}): LakeSource => {
    const source = lakeSource({
      aws: { endpoint: aws.url, credentials: KEY, callMsMax: 20_000 },
      dataStore: STORE_ARN,
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

export interface SampleBook extends QueryBook {
  readonly queries: Map<string, BegunQuery>;
  readonly spent: Spent[];
  /** What happened to it, in order: `intend`, `started`, `ended`, `forget`. */
  readonly log: string[];
}

/** Keeps queries as the store does. */
export function sampleBook(now: () => number = () => NOW): SampleBook {
  const queries = new Map<string, BegunQuery>();
  const spent: Spent[] = [];
  const log: string[] = [];
  const running = new Set<string>();
  const put = (statementHash: string, queryId: string | null) => {
    const begunAt = queries.get(statementHash)?.begunAt ?? now();
    queries.set(statementHash, { source: 'lake', statementHash, queryId, begunAt });
  };
  return {
    queries,
    spent,
    log,
    begun: async (_, hash) => queries.get(hash) ?? null,
    intend: async (_, hash) => {
      log.push('intend');
      running.add(hash);
      if (!queries.has(hash)) put(hash, null);
    },
    started: async (_, hash, id) => {
      log.push('started');
      put(hash, id);
    },
    underWay: async () => running.size > 0,
    ended: async (_, hash, cost) => {
      log.push('ended');
      running.delete(hash);
      spent.push(cost);
    },
    forget: async (_, hash) => {
      log.push('forget');
      const begunAt = Math.max((queries.get(hash)?.begunAt ?? 0) + 1, now());
      queries.set(hash, { source: 'lake', statementHash: hash, queryId: null, begunAt });
    },
  };
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
