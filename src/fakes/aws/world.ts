// What the fake knows: accounts, Regions, credentials, roles, trails, event data stores and one set of events behind
// them all. Seeds are what a test or the demo hands in; nothing here comes from our other folders.
import type { SeedAnalyzer } from './access-analyzer/findings.ts';
import type { Athena } from './athena/athena.ts';
import type { AcceptedAuditEvent, SeedChannel } from './audit/put-audit-events.ts';
import type { EventSet } from './events.ts';
import type { Fault } from './faults.ts';
import type { Sessions } from './identity/sessions.ts';
import type { Dict } from './json.ts';
import type { Lake } from './lake/lake.ts';
import type { LogsInsights } from './logs-insights/logs-insights.ts';
import type { LogWriting } from './logs-writing/log-streams.ts';
import type { Outcome } from './outcome.ts';
import type { Buckets } from './s3/buckets.ts';
import type { Queues } from './sqs/queues.ts';

export type SeedAccount = {
  /** Twelve digits. */
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly status?: 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED';
  /** Of the organization: only it, and a delegated administrator, may list accounts. */
  readonly management?: boolean;
  readonly delegatedAdministrator?: boolean;
  /** Opt-in Regions not enabled for this account: credentials are not recognised there. */
  readonly disabledRegions?: readonly string[];
  /** Opt-in Regions enabled for this account; listed as such, and like any other Region otherwise. */
  readonly optedInRegions?: readonly string[];
};

/** Actions a principal may call, `*` as a wildcard ("cloudtrail:Lookup*"); everything when left out. */
export type Allowed = readonly string[];

export type SeedCredential = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly account: string;
  /** Left out: arn:aws:iam::ACCOUNT:user/fake-user. */
  readonly arn?: string;
  readonly allowed?: Allowed;
};

export type SeedRole = {
  readonly arn: string;
  /** Principals of the trust policy: ARNs, account ids, or "*". */
  readonly trusts: readonly string[];
  /** `sts:ExternalId` the trust policy asks for. */
  readonly externalId?: string;
  readonly maxSessionSeconds?: number;
  /** False: the trust policy lacks sts:SetSourceIdentity. */
  readonly setsSourceIdentity?: boolean;
  readonly allowed?: Allowed;
};

export type SeedTrail = {
  readonly name: string;
  readonly account: string;
  readonly homeRegion: string;
  readonly bucket?: string;
  readonly multiRegion?: boolean;
  /** Of the whole organization: seen from its member accounts, changed from `account` only. */
  readonly organization?: boolean;
  readonly logging?: boolean;
  /** Epoch milliseconds of when it was stopped, for one that is not logging; left out: as the fake starts. */
  readonly stoppedMs?: number;
  readonly latestDeliveryError?: string;
  /** Epoch milliseconds of the last delivery; left out: five minutes after the Region's last event while it logs. */
  readonly latestDeliveryMs?: number;
  readonly eventSelectors?: readonly Dict[];
  readonly advancedEventSelectors?: readonly Dict[];
  readonly insightSelectors?: readonly Dict[];
  readonly prefix?: string;
  readonly kmsKeyId?: string;
  /** False: no digest files. Left out: log file validation is on. */
  readonly validation?: boolean;
  /** False: no events of global services. */
  readonly globalServices?: boolean;
  readonly logGroupArn?: string;
  readonly logRoleArn?: string;
  readonly snsTopicArn?: string;
};

/** A customer managed key. */
export type SeedKey = {
  /** UUID or `mrk-…`. */
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly state?: 'Enabled' | 'Disabled' | 'PendingDeletion';
  readonly alias?: string;
  readonly description?: string;
};

/** A key as it stands now. */
export type KeyState = {
  readonly seed: SeedKey;
  readonly arn: string;
  state: 'Enabled' | 'Disabled' | 'PendingDeletion';
  /** Epoch milliseconds since when it is in this state; undefined: from the start. */
  sinceMs?: number;
  deletionMs?: number;
};

/** Whether CloudTrail may write to a bucket; undefined: the fake does not know the bucket, and it may. */
export type BucketTrouble =
  | { readonly error: 'NoSuchBucket' | 'AccessDenied' /** Epoch milliseconds. */; readonly sinceMs: number }
  | undefined;

export type SeedStore = {
  /** The UUID at the end of its ARN, which a query names after FROM. */
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly status?: 'ENABLED' | 'STOPPED_INGESTION' | 'PENDING_DELETION';
  /** Events of every account, not only of its own. */
  readonly organization?: boolean;
  /** False: events of its own Region only. */
  readonly multiRegion?: boolean;
  /** False: management events only. */
  readonly dataEvents?: boolean;
  readonly retentionDays?: number;
  /** Epoch milliseconds. Left out: GetEventDataStore does not tell. */
  readonly createdMs?: number;
  readonly updatedMs?: number;
  /** Advanced event selectors as GetEventDataStore tells them; left out: made from `dataEvents`. */
  readonly selectors?: readonly Dict[];
};

/** A trail as it stands now: `seed` holds its settings, which control calls replace whole. */
export type TrailState = {
  seed: SeedTrail;
  readonly arn: string;
  logging: boolean;
  startedMs?: number;
  stoppedMs?: number;
  /** When it logged, oldest first, epoch milliseconds; the last one is open while it logs. */
  readonly spans: { readonly fromMs: number; toMs?: number }[];
};

/** Who signs. */
export type Principal = {
  readonly arn: string;
  readonly account: string;
  readonly userId: string;
  readonly allowed?: Allowed;
  /** Of an assumed role; later calls and sessions keep it. */
  readonly session?: {
    readonly name: string;
    readonly roleArn: string;
    readonly sourceIdentity?: string;
    /** Epoch milliseconds, pretended time. */
    readonly createdMs?: number;
  };
};

/** One authenticated call's caller; Region and account as signed for. */
export type Caller = {
  readonly account: string;
  readonly region: string;
  readonly principal: Principal;
  /** The key that signed. */
  readonly accessKeyId: string;
};

export type World = {
  /** Epoch milliseconds of the pretended time: horizons, deliveries, expiries and query run times go by it. */
  readonly clock: () => number;
  /** Epoch milliseconds of the machine: what requests are signed with and rates are counted by. */
  readonly wallClock: () => number;
  readonly accounts: readonly SeedAccount[];
  readonly regions: readonly string[];
  readonly roles: readonly SeedRole[];
  readonly trails: TrailState[];
  /** A trail's file comes this long after its events, pretended milliseconds. */
  readonly trailDeliveryMs: number;
  readonly keys: KeyState[];
  /** Changed by tests: findings come and go. */
  readonly analyzers: SeedAnalyzer[];
  readonly logWriting: LogWriting;
  readonly channels: readonly SeedChannel[];
  /** What PutAuditEvents accepted, in order of arrival. */
  readonly auditEvents: AcceptedAuditEvent[];
  /** Events of these ids are refused with the code, so many times. */
  readonly auditFaults: { readonly id: string; readonly code: string; times: number }[];
  readonly s3: Buckets;
  readonly sqs: Queues;
  /** Asked before a trail is pointed at a bucket, and for its delivery; undefined: every bucket takes log files. */
  readonly bucketTrouble?: (bucket: string, trail: SeedTrail) => BucketTrouble;
  /** Changed by tests, as somebody at AWS would. */
  readonly stores: SeedStore[];
  readonly organizationId: string;
  readonly events: EventSet;
  readonly sessions: Sessions;
  readonly lake: Lake;
  readonly athena: Athena;
  readonly logsInsights: LogsInsights;
  /** AssumeRole leaves a record, as AWS's does; off for tests that count events. */
  readonly recordSessions: boolean;
  /** Signs page tokens, so that a made-up one is refused. */
  readonly tokenKey: Buffer;
};

/** One operation of a service; `action` is what a policy has to allow, null where none is needed. */
export type Operation = {
  readonly action: string | null;
  /** `faults`: those played on this call; only paging and queries look at them, the rest the server plays. */
  readonly run: (world: World, caller: Caller, input: Dict, faults: readonly Fault[]) => Outcome | Promise<Outcome>;
};

/** The organization's management account and its delegated administrators. */
export function seesOrganization(world: World, account: string): boolean {
  return world.accounts.some(
    (one) => one.id === account && (one.management === true || one.delegatedAdministrator === true),
  );
}
