// FakeAws: a stand-in for AWS at the wire. Real SDK clients talk to it over loopback through their `endpoint`; tests, the
// demo and benchmarks hand it accounts, credentials and one set of CloudTrail records. It imports none of our other
// folders and states AWS's rules itself, each with its address in limits.ts.
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { SeedAnalyzer } from './access-analyzer/findings.ts';
import { type Athena, createAthena, type SeedAthena } from './athena/athena.ts';
import type { SeedChannel } from './audit/put-audit-events.ts';
import type { Call } from './call-log.ts';
import { createEventSet, type Delay } from './events.ts';
import { createFaults, type Fault } from './faults.ts';
import { createSessions } from './identity/sessions.ts';
import type { Dict } from './json.ts';
import { startKey } from './kms/kms.ts';
import { createLake, type LakeSettings, type Query } from './lake/lake.ts';
import { TRAIL_DELIVERY_MS } from './limits.ts';
import type { SeedLogGroup } from './logs-insights/log-groups.ts';
import { createLogsInsights, type InsightsSettings, type LogsInsights } from './logs-insights/logs-insights.ts';
import { groupKey } from './logs-writing/log-streams.ts';
import { createRate } from './rate.ts';
import { type Buckets, createBuckets, type SeedBucket } from './s3/buckets.ts';
import { deliveryTrouble } from './s3/delivery.ts';
import { createFakeServer, type ExtraHandler } from './server.ts';
import { createQueues, type Queues, type SeedQueue } from './sqs/queues.ts';
import { startTrail } from './trails/find-trail.ts';
import type { SeedAccount, SeedCredential, SeedKey, SeedRole, SeedStore, SeedTrail, World } from './world.ts';

/** How to start it. */
export type FakeAwsOptions = {
  readonly host?: string;
  readonly port?: number;
  /** Pretended time, epoch milliseconds: horizon, delivery, expiry, query run times. The machine's when left out. */
  readonly clock?: () => number;
  /** What requests are signed by and rates counted by, epoch milliseconds. Only tests of those need another. */
  readonly wallClock?: () => number;
  readonly accounts: readonly SeedAccount[];
  readonly regions: readonly string[];
  readonly credentials: readonly SeedCredential[];
  readonly roles?: readonly SeedRole[];
  readonly trails?: readonly SeedTrail[];
  readonly eventDataStores?: readonly SeedStore[];
  readonly keys?: readonly SeedKey[];
  readonly analyzers?: readonly SeedAnalyzer[];
  /** A trail's file comes this long after its events, pretended milliseconds; AWS's usual five minutes when left out. */
  readonly trailDeliveryMs?: number;
  /** True: each AssumeRole leaves its record, in the caller's account and the role's. */
  readonly recordSessions?: boolean;
  /** Log groups that exist for writing. */
  readonly writtenGroups?: readonly { readonly account: string; readonly region: string; readonly name: string }[];
  /** Channels that take audit events of one's own. */
  readonly channels?: readonly SeedChannel[];
  /** Why CloudTrail may not write to a bucket, over what the fake's own buckets say. */
  readonly bucketTrouble?: World['bucketTrouble'];
  readonly buckets?: readonly SeedBucket[];
  readonly sqsQueues?: readonly SeedQueue[];
  readonly organizationId?: string;
  /** Raw CloudTrail records; duplicates stay duplicates in Lake. */
  readonly events: Iterable<Dict>;
  /** Every event can be seen this long after it happened, pretended milliseconds; 0 when left out. */
  readonly deliveryDelayMs?: number;
  /** How long Lake's queries take, pretended milliseconds; at once when left out. */
  readonly lake?: Partial<LakeSettings>;
  /** Workgroups, tables and log files of Athena. */
  readonly athena?: SeedAthena;
  /** Log groups of CloudTrail's events, and how queries over them go. */
  readonly logGroups?: readonly SeedLogGroup[];
  readonly logsInsights?: Partial<InsightsSettings>;
  /** Takes requests before the fake does; the process of its own puts its control API here. */
  readonly extra?: ExtraHandler;
};

/** A running fake. */
export type FakeAws = {
  /** What `endpoint` of every client has to be. */
  readonly url: string;
  readonly port: number;
  /** Every call, oldest first. */
  readonly calls: readonly Call[];
  readonly inject: (fault: Fault) => void;
  readonly clearFaults: () => void;
  /** Adds records; they are visible as their delays allow. */
  readonly addEvents: (records: readonly Dict[]) => void;
  /** Makes events arrive late. */
  readonly delay: (rule: Delay) => void;
  readonly clearDelays: () => void;
  /** Ends every session AssumeRole gave out. */
  readonly expireSessions: () => void;
  /** Durations of queries started from now on. */
  readonly lakeSettings: LakeSettings;
  /** Its settings, queries and groups; tests change groups as somebody at AWS would. */
  readonly logsInsights: LogsInsights;
  readonly queries: () => readonly Query[];
  /** Athena's tables, workgroups and queries; durations of queries started from now on. */
  readonly athena: Athena;
  /** Changes an event data store, as somebody with the rights to would; `null` takes it away. */
  readonly changeStore: (id: string, change: Partial<SeedStore> | null) => void;
  /** Analyzers as they stand; findings may be changed in place. */
  readonly analyzers: SeedAnalyzer[];
  /** Log streams that were written to, with what they took. */
  readonly logStreams: World['logWriting']['streams'];
  /** What PutAuditEvents accepted, in order of arrival; a repeated id is there twice. */
  readonly auditEvents: World['auditEvents'];
  /** Refuses the event of an id with a code of PutAuditEvents, so many times. */
  readonly refuseAuditEvent: (id: string, code: string, times: number) => void;
  /** Changes a trail's settings without a record of it, by ARN; `null` takes it away. */
  readonly changeTrail: (arn: string, change: Partial<SeedTrail> | null) => void;
  /** Buckets as they stand; objects and settings can be changed here without a record of it. */
  readonly s3: Buckets;
  readonly sqs: Queues;
  readonly close: () => Promise<void>;
};

/** Starts a fake AWS on loopback. */
export async function startFakeAws(options: FakeAwsOptions): Promise<FakeAws> {
  const host = options.host ?? '127.0.0.1';
  const world = createWorld(options);
  const faults = createFaults();
  const calls: Call[] = [];
  const server = createFakeServer({ world, faults, rate: createRate(), calls }, options.extra);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    calls,
    inject: faults.inject,
    clearFaults: faults.clear,
    addEvents: world.events.add,
    delay: world.events.delay,
    clearDelays: world.events.clearDelays,
    expireSessions: world.sessions.expireAll,
    lakeSettings: world.lake.settings,
    logsInsights: world.logsInsights,
    queries: world.lake.queries,
    athena: world.athena,
    changeStore: (id, change) => {
      const at = world.stores.findIndex((store) => store.id === id);
      const store = world.stores[at];
      if (store !== undefined) world.stores.splice(at, 1, ...(change === null ? [] : [{ ...store, ...change }]));
    },
    analyzers: world.analyzers,
    logStreams: world.logWriting.streams,
    auditEvents: world.auditEvents,
    refuseAuditEvent: (id, code, times) => {
      world.auditFaults.push({ id, code, times });
    },
    changeTrail: (arn, change) => {
      const at = world.trails.findIndex((trail) => trail.arn === arn);
      const trail = world.trails[at];
      if (trail === undefined) return;
      if (change === null) world.trails.splice(at, 1);
      else trail.seed = { ...trail.seed, ...change };
    },
    s3: world.s3,
    sqs: world.sqs,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await world.lake.close();
      await world.athena.close();
    },
  };
}

function createWorld(options: FakeAwsOptions): World {
  const clock = options.clock ?? Date.now;
  const events = createEventSet([...options.events], options.deliveryDelayMs ?? 0);
  const sqs = createQueues(options.sqsQueues ?? []);
  const s3 = createBuckets(options.buckets ?? [], clock, sqs.send);
  return {
    clock,
    wallClock: options.wallClock ?? (() => performance.timeOrigin + performance.now()),
    accounts: options.accounts,
    regions: options.regions,
    roles: options.roles ?? [],
    trails: (options.trails ?? []).map((trail) => startTrail(trail, clock())),
    trailDeliveryMs: options.trailDeliveryMs ?? TRAIL_DELIVERY_MS,
    keys: (options.keys ?? []).map(startKey),
    recordSessions: options.recordSessions ?? false,
    analyzers: [...(options.analyzers ?? [])],
    logWriting: {
      groups: new Set((options.writtenGroups ?? []).map((one) => groupKey(one.account, one.region, one.name))),
      streams: [],
    },
    channels: options.channels ?? [],
    auditEvents: [],
    auditFaults: [],
    bucketTrouble: options.bucketTrouble ?? ((name) => deliveryTrouble(s3, name)),
    s3,
    sqs,
    stores: [...(options.eventDataStores ?? [])],
    organizationId: options.organizationId ?? 'o-sampleorg1',
    events,
    sessions: createSessions(options.credentials),
    athena: createAthena(events, clock, options.athena ?? {}),
    lake: createLake(events, clock, { queuedMs: 0, runMs: 0, ...options.lake }),
    logsInsights: createLogsInsights(options.logGroups ?? [], events, clock, options.logsInsights),
    tokenKey: randomBytes(32),
  };
}
