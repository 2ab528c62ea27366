// S3's calls on the settings of one bucket → how it stands, as values. What is not configured is an answer; what may not be
// read, or does not answer, is an `Unread`. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html

import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  type LifecycleRule,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Clock } from '../domain/clock.ts';
import type { BucketPosture, Expiry, GoneBucket } from '../trails/posture.ts';
import { isUnread, type Unread } from '../trails/trail-report.ts';
import type { AwsOptions } from './aws-options.ts';
import { type AwsTrouble, isTrouble } from './aws-trouble.ts';
import { type PlaceClients, placeClients, type RolePlace } from './place-clients.ts';
import { s3Reach } from './s3-reach.ts';
import { unreadOf } from './unread.ts';

export interface BucketSettings {
  /** `place`: an account that may read it; S3 itself says in which Region it is. Never rejects for what AWS says. */
  read(place: RolePlace, bucket: string, signal?: AbortSignal): Promise<BucketPosture | GoneBucket | Unread>;
  close(): void;
}

type Clients = PlaceClients<S3Client>;
type Send<T> = Parameters<Clients['call']>[2] extends (client: infer C, options: infer O) => unknown
  ? (client: C, options: O) => Promise<T>
  : never;

/** Reads one setting. `missing`: the code by which S3 says that there is none, and what that means. */
type Read = <T>(
  action: string,
  send: Send<T>,
  missing?: { readonly code: string; readonly means: T },
) => Promise<T | Unread>;

/** `asker`: names the sessions of assumed roles. */
export function bucketSettings(options: AwsOptions, clock: Clock, asker: string): BucketSettings {
  const clients = placeClients(
    options,
    clock,
    asker,
    (settings) =>
      new S3Client({
        ...settings,
        ...s3Reach(options),
      }),
  );
  return {
    async read(place, bucket, signal) {
      let gone = false;
      const read: Read = async (action, send, missing) => {
        const answer = await clients.call(place, action, send as Send<unknown>, signal);
        if (!isTrouble(answer)) return answer as Awaited<ReturnType<typeof send>>;
        if (missing !== undefined && answer.code === missing.code) return missing.means;
        if (answer.code === 'NoSuchBucket') gone = true;
        return unreadOf(answer as AwsTrouble);
      };
      // The first look tells whether there is such a bucket, and whether this account may read it.
      const policy = await policyOf(read, bucket);
      if (gone) return { gone: true, name: bucket };
      if (isUnread(policy) && policy.unread === 'denied' && policy.action.startsWith('sts:')) return policy;
      return { name: bucket, region: null, policy, ...(await restOf(read, bucket)) };
    },
    close: () => clients.close(),
  };
}

function policyOf(read: Read, Bucket: string): Promise<string | null | Unread> {
  return read<string | null>(
    's3:GetBucketPolicy',
    async (client, abort) => (await client.send(new GetBucketPolicyCommand({ Bucket }), abort)).Policy ?? null,
    { code: 'NoSuchBucketPolicy', means: null },
  );
}

async function restOf(read: Read, Bucket: string): Promise<Omit<BucketPosture, 'name' | 'region' | 'policy'>> {
  const [publicAccess, versioning, objectLock, accessLog, encryptionKey, expiries, replicas] = await Promise.all([
    publicAccessOf(read, Bucket),
    versioningOf(read, Bucket),
    objectLockOf(read, Bucket),
    accessLogOf(read, Bucket),
    encryptionKeyOf(read, Bucket),
    expiriesOf(read, Bucket),
    replicasOf(read, Bucket),
  ]);
  return { publicAccess, versioning, objectLock, accessLog, encryptionKey, expiries, replicas };
}

const NOT_BLOCKED = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};

function publicAccessOf(read: Read, Bucket: string) {
  return read<typeof NOT_BLOCKED>(
    's3:GetBucketPublicAccessBlock',
    async (client, abort) => {
      const answer = await client.send(new GetPublicAccessBlockCommand({ Bucket }), abort);
      const given = answer.PublicAccessBlockConfiguration ?? {};
      return {
        blockPublicAcls: given.BlockPublicAcls === true,
        ignorePublicAcls: given.IgnorePublicAcls === true,
        blockPublicPolicy: given.BlockPublicPolicy === true,
        restrictPublicBuckets: given.RestrictPublicBuckets === true,
      };
    },
    { code: 'NoSuchPublicAccessBlockConfiguration', means: NOT_BLOCKED },
  );
}

type Versioning = Exclude<BucketPosture['versioning'], Unread>;

function versioningOf(read: Read, Bucket: string) {
  return read<Versioning>('s3:GetBucketVersioning', async (client, abort) => {
    const { Status, MFADelete } = await client.send(new GetBucketVersioningCommand({ Bucket }), abort);
    const status = Status === 'Enabled' ? 'enabled' : Status === 'Suspended' ? 'suspended' : 'off';
    return { status, mfaDelete: MFADelete === 'Enabled' };
  });
}

const DAYS_A_YEAR = 365;

function objectLockOf(read: Read, Bucket: string) {
  return read<Exclude<BucketPosture['objectLock'], Unread>>(
    's3:GetBucketObjectLockConfiguration',
    async (client, abort) => {
      const answer = await client.send(new GetObjectLockConfigurationCommand({ Bucket }), abort);
      const retention = answer.ObjectLockConfiguration?.Rule?.DefaultRetention;
      if (retention === undefined) return null;
      const days = (retention.Days ?? 0) + (retention.Years ?? 0) * DAYS_A_YEAR;
      return { mode: retention.Mode ?? 'GOVERNANCE', days };
    },
    { code: 'ObjectLockConfigurationNotFoundError', means: null },
  );
}

function accessLogOf(read: Read, Bucket: string) {
  return read<string | null>('s3:GetBucketLogging', async (client, abort) => {
    const { LoggingEnabled } = await client.send(new GetBucketLoggingCommand({ Bucket }), abort);
    return LoggingEnabled?.TargetBucket ?? null;
  });
}

function encryptionKeyOf(read: Read, Bucket: string) {
  return read<string | null>(
    's3:GetEncryptionConfiguration',
    async (client, abort) => {
      const answer = await client.send(new GetBucketEncryptionCommand({ Bucket }), abort);
      const [rule] = answer.ServerSideEncryptionConfiguration?.Rules ?? [];
      return rule?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID ?? null;
    },
    { code: 'ServerSideEncryptionConfigurationNotFoundError', means: null },
  );
}

function expiriesOf(read: Read, Bucket: string) {
  return read<readonly Expiry[]>(
    's3:GetLifecycleConfiguration',
    async (client, abort) => {
      const answer = await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }), abort);
      return (answer.Rules ?? []).flatMap(expiryOf);
    },
    { code: 'NoSuchLifecycleConfiguration', means: [] },
  );
}

/** Rules for tagged objects concern no log file: CloudTrail writes no tags. */
function expiryOf({ Status, Expiration, Filter, Prefix }: LifecycleRule): readonly Expiry[] {
  if (Status !== 'Enabled' || Expiration === undefined) return [];
  if (Filter?.Tag !== undefined || (Filter?.And?.Tags ?? []).length > 0) return [];
  const prefix = Filter?.Prefix ?? Filter?.And?.Prefix ?? Prefix ?? '';
  if (Expiration.Days !== undefined) return [{ prefix, days: Expiration.Days }];
  return Expiration.Date === undefined ? [] : [{ prefix, days: 0 }];
}

function replicasOf(read: Read, Bucket: string) {
  return read<readonly string[]>(
    's3:GetReplicationConfiguration',
    async (client, abort) => {
      const answer = await client.send(new GetBucketReplicationCommand({ Bucket }), abort);
      const on = (answer.ReplicationConfiguration?.Rules ?? []).filter(({ Status }) => Status === 'Enabled');
      const names = on.flatMap(({ Destination }) => Destination?.Bucket?.replace(/^arn:[^:]*:s3:::/, '') ?? []);
      return [...new Set(names)];
    },
    { code: 'ReplicationConfigurationNotFoundError', means: [] },
  );
}
