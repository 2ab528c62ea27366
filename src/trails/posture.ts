// How trails, their buckets and keys, and event data stores stand, as data. What could not be read is an `Unread` in its
// place: never taken for "off", and never for "as it was". Read in `src/aws/trail-posture.ts`.
import type { JsonObject } from '../domain/audit-event.ts';
import { isUnread, type Trail, type TrailStatus, type Unread } from './trail-report.ts';

/** Selectors as AWS writes them, so that they can be put back as they were. Basic or advanced: never both. */
export interface SelectorSet {
  readonly kind: 'basic' | 'advanced';
  /** With the API's capital keys: `ReadWriteType`, `FieldSelectors`. */
  readonly selectors: readonly JsonObject[];
}

export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

/** A rule by which objects go, as far as it concerns log files. */
export interface Expiry {
  readonly prefix: string;
  /** Days after an object was written; 0: at a date. */
  readonly days: number;
}

export interface BucketPosture {
  readonly name: string;
  /** Region, as far as known. */
  readonly region: string | null;
  /** As JSON; null: it has none. */
  readonly policy: string | null | Unread;
  readonly publicAccess: PublicAccessBlock | Unread;
  readonly versioning: { readonly status: 'enabled' | 'suspended' | 'off'; readonly mfaDelete: boolean } | Unread;
  /** Default retention; null: no object lock, or none by default. */
  readonly objectLock: { readonly mode: string; readonly days: number } | null | Unread;
  /** The bucket that its access log goes to; null: it has none. */
  readonly accessLog: string | null | Unread;
  /** KMS key by default; null: SSE-S3. */
  readonly encryptionKey: string | null | Unread;
  /** Enabled expirations; empty: objects stay for ever. */
  readonly expiries: readonly Expiry[] | Unread;
  /** Buckets that copies go to. */
  readonly replicas: readonly string[] | Unread;
}

/** AWS says that there is no such bucket. */
export interface GoneBucket {
  readonly gone: true;
  readonly name: string;
}

export interface KeyPosture {
  readonly arn: string;
  /** AWS's: `Enabled`, `Disabled`, `PendingDeletion`, `PendingImport`, `Unavailable` … */
  readonly state: string;
  readonly customerManaged: boolean;
}

export interface TrailPosture {
  readonly trail: Trail;
  readonly status: TrailStatus | Unread;
  readonly selectors: SelectorSet | Unread;
  /** `ApiCallRateInsight`, `ApiErrorRateInsight`; empty: Insights is off. */
  readonly insights: readonly string[] | Unread;
  readonly bucket: BucketPosture | GoneBucket | Unread | null;
  /** null: encrypted with SSE-S3. */
  readonly key: KeyPosture | Unread | null;
}

export interface StorePosture {
  readonly arn: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** `ENABLED`, `STOPPED_INGESTION`, `PENDING_DELETION` … */
  readonly status: string;
  readonly retentionDays: number | null;
  readonly multiRegion: boolean;
  readonly organization: boolean;
  readonly protected: boolean | null;
  readonly selectors: readonly JsonObject[];
}

/** One account's Region: which trails record it. */
export interface PlacePosture {
  readonly account: string;
  readonly region: string;
  /** ARNs, shadows of other Regions' and the organization's included. */
  readonly trails: readonly string[] | Unread;
}

export interface Posture {
  /** Epoch milliseconds. */
  readonly checkedMs: number;
  readonly places: readonly PlacePosture[];
  /** Each once, as its home Region tells it. By ARN. */
  readonly trails: readonly TrailPosture[];
  readonly stores: readonly StorePosture[];
  /** What could not be read, a clause each: `s3:GetBucketPolicy of bucket x: denied`. */
  readonly gaps: readonly string[];
}

export function isGone(bucket: TrailPosture['bucket']): bucket is GoneBucket {
  return bucket !== null && 'gone' in bucket;
}

/** The bucket as far as it was read. */
export function bucketOf({ bucket }: TrailPosture): BucketPosture | null {
  return bucket === null || isUnread(bucket) || isGone(bucket) ? null : bucket;
}

/** A value that was read; null where it was not. */
export function known<T>(value: T | Unread): T | null {
  return isUnread(value) ? null : value;
}

/** Accounts none of whose Regions any trail records; only such whose every Region asked was read. */
export function accountsWithoutTrail({ places }: Posture): readonly string[] {
  const accounts = [...new Set(places.map(({ account }) => account))];
  return accounts.filter((account) =>
    places.every((place) => place.account !== account || (!isUnread(place.trails) && place.trails.length === 0)),
  );
}

/** Regions of an account that no trail records though another of its Regions is recorded. */
export function unrecordedRegions({ places }: Posture, account: string): readonly string[] {
  const own = places.filter((place) => place.account === account);
  const bare = own.filter(({ trails }) => !isUnread(trails) && trails.length === 0);
  return bare.length === own.length ? [] : bare.map(({ region }) => region);
}

/** Where files of a trail lie: `prefix/AWSLogs/`. */
export function logPrefix({ prefix }: Pick<Trail, 'prefix'>): string {
  return prefix === null || prefix === '' ? 'AWSLogs/' : `${prefix.replace(/\/+$/, '')}/AWSLogs/`;
}

/** Soonest that rules delete log files of this prefix, in days; null: never. */
export function keptDays(expiries: readonly Expiry[], prefix: string): number | null {
  const hits = expiries.filter((each) => touchesPrefix(each.prefix, prefix)).map(({ days }) => days);
  return hits.length === 0 ? null : Math.min(...hits);
}

/** A lone `*` matches nothing at S3, but is written by those who mean everything. */
function touchesPrefix(rule: string, prefix: string): boolean {
  return rule === '' || rule === '*' || prefix.startsWith(rule) || rule.startsWith(prefix);
}
