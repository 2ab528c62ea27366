// S3's calls on the bucket of a trail → what they weaken for the log files in it. A bucket that no known trail delivers to
// is nobody's business here.
import type { Json, JsonObject } from '../domain/audit-event.ts';
import { isObject, objectsUnder, text } from '../records/json.ts';
import {
  accessLogDifference,
  encryptionDifference,
  expiryDifference,
  judgePolicy,
  lockDifference,
  publicAccessDifference,
  replicaDifference,
  versioningDifference,
} from './compare-bucket.ts';
import { type Difference, weaker } from './difference.ts';
import {
  type BucketPosture,
  bucketOf,
  type Expiry,
  known,
  type PublicAccessBlock,
  type TrailPosture,
} from './posture.ts';
import type { Call, Hit } from './tampering.ts';

export function bucketHits(call: Call, trails: readonly TrailPosture[]): readonly Hit[] {
  const name = text(call.request.bucketName);
  if (name === null) return [];
  return trails
    .filter(({ trail }) => trail.bucket === name)
    .flatMap((each) => judge(call, each, name).map((difference) => ({ subject: each.trail.arn, difference })));
}

function judge(call: Call, trail: TrailPosture, name: string): readonly Difference[] {
  const { event, request, omitted } = call;
  const was = bucketOf(trail);
  switch (event.action) {
    case 'DeleteBucket':
      return [weaker('bucket-gone', `Bucket ${name} is not there any more.`)];
    case 'DeleteBucketPolicy':
      return judgePolicy(trail.trail, name, policyBefore(was), null);
    case 'PutBucketPolicy':
      return newPolicy(call, trail, name, was);
    case 'PutBucketLifecycle':
    case 'PutBucketLifecycleConfiguration':
      if (omitted) return [];
      return expiryDifference(trail.trail, name, before(was, 'expiries', NO_EXPIRIES), expiriesOf(request));
    case 'PutBucketAcl':
      return isPublicAcl(request)
        ? [weaker('bucket-public', `The access control list of bucket ${name} lets outsiders in.`)]
        : [];
    case 'DeleteBucketPublicAccessBlock':
      return publicAccessDifference(name, before(was, 'publicAccess', ALL_BLOCKED), NONE_BLOCKED);
    case 'PutBucketPublicAccessBlock':
      return publicAccessDifference(name, before(was, 'publicAccess', ALL_BLOCKED), blockOf(request));
    case 'PutBucketVersioning':
      return versioningDifference(name, before(was, 'versioning', VERSIONED), versioningOf(request));
    case 'PutBucketObjectLockConfiguration':
      return lockDifference(name, before(was, 'objectLock', null), lockOf(request));
    case 'PutBucketReplication':
      return replicaDifference(name, before(was, 'replicas', []), replicasOf(request));
    case 'DeleteBucketReplication':
      return replicaDifference(name, before(was, 'replicas', ['another bucket']), []);
    case 'PutBucketLogging':
      return accessLogDifference(name, before(was, 'accessLog', accessLogOf(request)), accessLogOf(request));
    case 'PutBucketEncryption':
      return encryptionDifference(name, before(was, 'encryptionKey', keyOf(request)), keyOf(request));
    case 'DeleteBucketEncryption':
      return encryptionDifference(name, before(was, 'encryptionKey', null), null);
    default:
      return [];
  }
}

/** What was so before; `unless` where that is not known. */
function before<
  K extends 'expiries' | 'publicAccess' | 'versioning' | 'objectLock' | 'replicas' | 'accessLog' | 'encryptionKey',
>(
  was: BucketPosture | null,
  key: K,
  unless: Exclude<BucketPosture[K], { readonly unread: unknown }>,
): Exclude<BucketPosture[K], { readonly unread: unknown }> {
  const value = was?.[key];
  const unread = value === undefined || (typeof value === 'object' && value !== null && 'unread' in value);
  return unread ? unless : (value as Exclude<BucketPosture[K], { readonly unread: unknown }>);
}

const NO_EXPIRIES: readonly Expiry[] = [];
const VERSIONED = { status: 'enabled', mfaDelete: false } as const;
const block = (on: boolean): PublicAccessBlock => ({
  blockPublicAcls: on,
  ignorePublicAcls: on,
  blockPublicPolicy: on,
  restrictPublicBuckets: on,
});
const ALL_BLOCKED = block(true);
const NONE_BLOCKED = block(false);

/** undefined: not known. */
function policyBefore(was: BucketPosture | null): string | null | undefined {
  if (was === null) return undefined;
  return was.policy === null ? null : (known(was.policy) ?? undefined);
}

function newPolicy(
  { request, omitted }: Call,
  { trail }: TrailPosture,
  name: string,
  was: BucketPosture | null,
): readonly Difference[] {
  const policy = isObject(request.bucketPolicy) ? request.bucketPolicy : text(request.bucketPolicy);
  if (!omitted && policy !== null) return judgePolicy(trail, name, policyBefore(was), policy);
  const words = `Whether CloudTrail may still write to bucket ${name} of trail ${trail.name} is not known: its new policy was too large to be kept.`;
  return omitted ? [weaker('bucket-policy', words)] : [];
}

/** Rules come as one object or a list; days as text or number. Tagged objects only: log files have no tags. */
export function expiriesOf(request: JsonObject): readonly Expiry[] {
  const config = request.LifecycleConfiguration;
  const rules = isObject(config) ? asObjects(config.Rule ?? config.Rules) : [];
  return rules.flatMap((rule): readonly Expiry[] => {
    const { Expiration, Filter } = rule;
    if (rule.Status !== 'Enabled' || !isObject(Expiration)) return [];
    const filter = isObject(Filter) ? (isObject(Filter.And) ? Filter.And : Filter) : {};
    if (filter.Tag !== undefined || filter.Tags !== undefined) return [];
    const prefix = text(filter.Prefix) ?? text(rule.Prefix) ?? '';
    const days = Expiration.Days === undefined ? (Expiration.Date === undefined ? null : 0) : Number(Expiration.Days);
    return days === null || !Number.isFinite(days) ? [] : [{ prefix, days }];
  });
}

const OUTSIDERS = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;
const PUBLIC_CANNED = /^(public-read|public-read-write|authenticated-read)$/;

/** A canned list by header, grants by header, or the list itself. */
function isPublicAcl(request: JsonObject): boolean {
  for (const object of objectsUnder(request)) {
    for (const [key, value] of Object.entries(object)) {
      for (const each of Array.isArray(value) ? value : [value]) {
        const said = String(each ?? '');
        if (key === 'x-amz-acl' && PUBLIC_CANNED.test(said)) return true;
        if ((key === 'URI' || key.startsWith('x-amz-grant')) && OUTSIDERS.test(said.replace(/["']$/, ''))) return true;
      }
    }
  }
  return false;
}

function blockOf(request: JsonObject): PublicAccessBlock {
  const given = request.PublicAccessBlockConfiguration;
  const on = (key: string) => isObject(given) && String(given[key]) === 'true';
  return {
    blockPublicAcls: on('BlockPublicAcls'),
    ignorePublicAcls: on('IgnorePublicAcls'),
    blockPublicPolicy: on('BlockPublicPolicy'),
    restrictPublicBuckets: on('RestrictPublicBuckets'),
  };
}

function versioningOf(request: JsonObject) {
  const given = isObject(request.VersioningConfiguration) ? request.VersioningConfiguration : {};
  const mfaDelete = String(given.MfaDelete ?? given.MFADelete) === 'Enabled';
  return { status: given.Status === 'Enabled' ? 'enabled' : 'suspended', mfaDelete } as const;
}

function lockOf(request: JsonObject): { readonly mode: string; readonly days: number } | null {
  for (const object of objectsUnder(request)) {
    const retention = object.DefaultRetention;
    if (!isObject(retention)) continue;
    const days = Number(retention.Days ?? 0) + Number(retention.Years ?? 0) * DAYS_A_YEAR;
    return { mode: text(retention.Mode) ?? 'GOVERNANCE', days };
  }
  return null;
}

const DAYS_A_YEAR = 365;

function replicasOf(request: JsonObject): readonly string[] {
  const config = request.ReplicationConfiguration;
  const rules = isObject(config) ? asObjects(config.Rule ?? config.Rules) : [];
  return [
    ...new Set(
      rules.flatMap(({ Status, Destination }) => {
        const bucket = isObject(Destination) ? text(Destination.Bucket) : null;
        return Status !== 'Enabled' || bucket === null ? [] : [bucket.replace(/^arn:[^:]*:s3:::/, '')];
      }),
    ),
  ];
}

function accessLogOf(request: JsonObject): string | null {
  for (const object of objectsUnder(request)) {
    if (isObject(object.LoggingEnabled)) return text(object.LoggingEnabled.TargetBucket);
  }
  return null;
}

function keyOf(request: JsonObject): string | null {
  for (const object of objectsUnder(request)) {
    const key = text(object.KMSMasterKeyID);
    if (key !== null) return key;
  }
  return null;
}

function asObjects(value: Json | undefined): readonly JsonObject[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}
