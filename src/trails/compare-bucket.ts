// The bucket of a trail as it was and as it is → what differs, judged by direction. What was not read is not compared.
import type { Json } from '../domain/audit-event.ts';
import { type Difference, stronger, weaker } from './difference.ts';
import { type BucketPosture, type Expiry, keptDays, logPrefix, type PublicAccessBlock } from './posture.ts';
import { type May, serviceMay } from './service-may.ts';
import { isUnread, type Trail, type Unread } from './trail-report.ts';

type TrailOfBucket = Pick<Trail, 'name' | 'arn' | 'account' | 'prefix'>;

/** Log files that stay for a year or longer are kept long enough to investigate with: only a shorter time is told. */
export const KEPT_DAYS_MIN = 365;

export function bucketDifferences(trail: TrailOfBucket, was: BucketPosture, now: BucketPosture): readonly Difference[] {
  return [
    ...both(was.policy, now.policy, (a, b) => judgePolicy(trail, now.name, a, b)),
    ...both(was.expiries, now.expiries, (a, b) => expiryDifference(trail, now.name, a, b)),
    ...both(was.publicAccess, now.publicAccess, (a, b) => publicAccessDifference(now.name, a, b)),
    ...both(was.versioning, now.versioning, (a, b) => versioningDifference(now.name, a, b)),
    ...both(was.objectLock, now.objectLock, (a, b) => lockDifference(now.name, a, b)),
    ...both(was.replicas, now.replicas, (a, b) => replicaDifference(now.name, a, b)),
    ...both(was.accessLog, now.accessLog, (a, b) => accessLogDifference(now.name, a, b)),
    ...both(was.encryptionKey, now.encryptionKey, (a, b) => encryptionDifference(now.name, a, b)),
  ];
}

function both<T>(
  was: T | Unread,
  now: T | Unread,
  judge: (was: T, now: T) => readonly Difference[],
): readonly Difference[] {
  return isUnread(was) || isUnread(now) ? [] : judge(was, now);
}

/** Whether CloudTrail may write the files of this trail by that policy. */
export function mayDeliver(trail: TrailOfBucket, bucket: string, policy: Json): May {
  const partition = trail.arn.split(':')[1] ?? 'aws';
  const resource = `arn:${partition}:s3:::${bucket}/${logPrefix(trail)}${trail.account}/CloudTrail/sample`;
  return serviceMay(policy, { action: 's3:PutObject', resource, trailArn: trail.arn, account: trail.account });
}

/** `before` null: there was no policy; undefined: it is not known. */
export function judgePolicy(
  trail: TrailOfBucket,
  bucket: string,
  before: Json | undefined,
  after: Json,
): readonly Difference[] {
  const is = mayDeliver(trail, bucket, after);
  const was = before === undefined ? 'unsure' : mayDeliver(trail, bucket, before);
  if (is === 'yes') return was === 'no' ? [stronger('bucket-policy', `CloudTrail may write to bucket ${bucket}.`)] : [];
  if (was === is || was === 'no') return [];
  const how = after === null ? 'its policy was removed' : 'its policy does not allow it any more';
  if (is === 'no')
    return [weaker('bucket-policy', `CloudTrail may not write to bucket ${bucket} of trail ${trail.name}: ${how}.`)];
  if (before === undefined) return [];
  return [
    weaker(
      'bucket-policy',
      `Whether CloudTrail may still write to bucket ${bucket} of trail ${trail.name} depends on conditions in its changed policy.`,
    ),
  ];
}

export function expiryDifference(
  trail: TrailOfBucket,
  bucket: string,
  was: readonly Expiry[],
  now: readonly Expiry[],
): readonly Difference[] {
  const prefix = logPrefix(trail);
  const [before, after] = [keptDays(was, prefix), keptDays(now, prefix)];
  const kept = (days: number | null) => days ?? Number.POSITIVE_INFINITY;
  if (kept(after) > kept(before)) {
    return [stronger('bucket-lifecycle', `Bucket ${bucket} keeps log files ${keptWords(after)}.`)];
  }
  if (after === null || kept(after) === kept(before) || after >= KEPT_DAYS_MIN) return [];
  return [
    weaker(
      'bucket-lifecycle',
      `Bucket ${bucket} deletes log files ${afterWords(after)}; they were kept ${keptWords(before)}.`,
    ),
  ];
}

function keptWords(days: number | null): string {
  return days === null ? 'without end' : days === 1 ? 'for 1 day' : `for ${days} days`;
}

function afterWords(days: number): string {
  if (days <= 0) return 'at a set date';
  return days === 1 ? 'after 1 day' : `after ${days} days`;
}

const FLAGS: readonly (keyof PublicAccessBlock)[] = [
  'blockPublicAcls',
  'ignorePublicAcls',
  'blockPublicPolicy',
  'restrictPublicBuckets',
];

export function publicAccessDifference(
  bucket: string,
  was: PublicAccessBlock,
  now: PublicAccessBlock,
): readonly Difference[] {
  const lost = FLAGS.filter((flag) => was[flag] && !now[flag]);
  if (lost.length > 0) {
    const what = FLAGS.some((flag) => now[flag]) ? 'in part' : 'altogether';
    return [weaker('bucket-public', `Bucket ${bucket} no longer blocks public access ${what}.`)];
  }
  return FLAGS.some((flag) => now[flag] && !was[flag])
    ? [stronger('bucket-public', `Bucket ${bucket} blocks public access.`)]
    : [];
}

type Versioning = Exclude<BucketPosture['versioning'], Unread>;

export function versioningDifference(bucket: string, was: Versioning, now: Versioning): readonly Difference[] {
  const [on, off] = [was.status === 'enabled', now.status !== 'enabled'];
  if (on && off) return [weaker('bucket-versioning', `Bucket ${bucket} keeps no versions: versioning was suspended.`)];
  if (was.mfaDelete && !now.mfaDelete) {
    return [weaker('bucket-versioning', `Bucket ${bucket} lets versions be deleted without MFA.`)];
  }
  return !on && !off ? [stronger('bucket-versioning', `Bucket ${bucket} keeps versions.`)] : [];
}

type Lock = Exclude<BucketPosture['objectLock'], Unread>;

export function lockDifference(bucket: string, was: Lock, now: Lock): readonly Difference[] {
  const days = (lock: Lock) => lock?.days ?? 0;
  const softer = was?.mode === 'COMPLIANCE' && now?.mode === 'GOVERNANCE';
  if (days(now) < days(was) || softer) {
    const is = now === null ? 'does not lock new objects' : `locks new objects for ${now.days} days (${now.mode})`;
    return [weaker('bucket-lock', `Bucket ${bucket} ${is}; it was ${days(was)} days (${was?.mode ?? 'none'}).`)];
  }
  return days(now) > days(was) ? [stronger('bucket-lock', `Bucket ${bucket} locks new objects for longer.`)] : [];
}

export function replicaDifference(
  bucket: string,
  was: readonly string[],
  now: readonly string[],
): readonly Difference[] {
  const lost = was.filter((each) => !now.includes(each));
  const won = now.filter((each) => !was.includes(each));
  if (won.length > 0)
    return [weaker('bucket-replication', `Bucket ${bucket} sends copies of log files to ${won.join(' and ')}.`)];
  return lost.length > 0
    ? [weaker('bucket-replication', `Bucket ${bucket} no longer copies log files to ${lost.join(' and ')}.`)]
    : [];
}

export function accessLogDifference(bucket: string, was: string | null, now: string | null): readonly Difference[] {
  if (was === now) return [];
  if (now === null) return [weaker('bucket-access-log', `Bucket ${bucket} keeps no access log; it went to ${was}.`)];
  if (was === null) return [stronger('bucket-access-log', `Bucket ${bucket} keeps an access log in ${now}.`)];
  return [weaker('bucket-access-log', `Bucket ${bucket} keeps its access log in ${now}, not in ${was}.`)];
}

export function encryptionDifference(bucket: string, was: string | null, now: string | null): readonly Difference[] {
  if (was === now) return [];
  if (was === null)
    return [weaker('bucket-encryption', `Bucket ${bucket} encrypts new objects with KMS key ${now} by default.`)];
  const how = now === null ? 'with SSE-S3 by default' : `with KMS key ${now} by default`;
  return [weaker('bucket-encryption', `Bucket ${bucket} encrypts new objects ${how}; it was key ${was}.`)];
}
