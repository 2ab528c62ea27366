// A bucket's settings as a test writes them → the documents S3 answers with.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
import type { Dict } from '../json.ts';
import { type XmlTree, xmlDocument } from './xml.ts';

export type SettingName =
  | 'policy'
  | 'publicAccessBlock'
  | 'versioning'
  | 'object-lock'
  | 'logging'
  | 'encryption'
  | 'lifecycle'
  | 'acl'
  | 'replication';

/** Left out: not configured. */
export type SeedSettings = {
  readonly account: string;
  readonly policy?: Dict;
  /** True: all four switches on. */
  readonly publicAccessBlock?: boolean;
  readonly versioning?: 'Enabled' | 'Suspended';
  readonly mfaDelete?: boolean;
  readonly objectLock?: { readonly mode: 'GOVERNANCE' | 'COMPLIANCE'; readonly days: number };
  readonly logging?: { readonly bucket: string; readonly prefix: string };
  readonly encryption?: 'AES256' | { readonly kmsKey: string };
  readonly lifecycle?: readonly { readonly id: string; readonly prefix: string; readonly expireAfterDays: number }[];
  /** ARN of the bucket that objects are copied to. */
  readonly replicatesTo?: string;
  /** Its ACL lets everybody read. */
  readonly publicAcl?: boolean;
};

/** Only the settings that are there. */
export function settingsOf(seed: SeedSettings): Map<SettingName, string> {
  const found: [SettingName, string | null][] = [
    ['policy', seed.policy === undefined ? null : JSON.stringify(seed.policy)],
    ['publicAccessBlock', seed.publicAccessBlock === undefined ? null : accessBlock(seed.publicAccessBlock)],
    ['versioning', versioning(seed)],
    ['object-lock', objectLock(seed)],
    ['logging', logging(seed)],
    ['encryption', encryption(seed)],
    ['lifecycle', seed.lifecycle === undefined ? null : lifecycle(seed.lifecycle)],
    ['acl', acl(seed)],
    ['replication', replication(seed)],
  ];
  return new Map(found.filter((pair): pair is [SettingName, string] => pair[1] !== null));
}

function accessBlock(on: boolean): string {
  return xmlDocument('PublicAccessBlockConfiguration', {
    BlockPublicAcls: on,
    IgnorePublicAcls: on,
    BlockPublicPolicy: on,
    RestrictPublicBuckets: on,
  });
}

// A bucket that never had versioning answers with an empty document.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html
function versioning({ versioning: status, mfaDelete }: SeedSettings): string {
  return xmlDocument('VersioningConfiguration', {
    Status: status,
    MfaDelete: mfaDelete === undefined ? undefined : mfaDelete ? 'Enabled' : 'Disabled',
  });
}

function objectLock({ objectLock: lock }: SeedSettings): string | null {
  if (lock === undefined) return null;
  const Rule = { DefaultRetention: { Mode: lock.mode, Days: lock.days } };
  return xmlDocument('ObjectLockConfiguration', { ObjectLockEnabled: 'Enabled', Rule });
}

function logging({ logging: to }: SeedSettings): string {
  const inside: XmlTree =
    to === undefined ? {} : { LoggingEnabled: { TargetBucket: to.bucket, TargetPrefix: to.prefix } };
  return xmlDocument('BucketLoggingStatus', inside);
}

function encryption({ encryption: how }: SeedSettings): string | null {
  if (how === undefined) return null;
  const ByDefault: XmlTree =
    how === 'AES256' ? { SSEAlgorithm: 'AES256' } : { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: how.kmsKey };
  return xmlDocument('ServerSideEncryptionConfiguration', {
    Rule: { ApplyServerSideEncryptionByDefault: ByDefault, BucketKeyEnabled: false },
  });
}

function lifecycle(rules: NonNullable<SeedSettings['lifecycle']>): string {
  return xmlDocument('LifecycleConfiguration', {
    Rule: rules.map(({ id, prefix, expireAfterDays }) => ({
      ID: id,
      Filter: { Prefix: prefix },
      Status: 'Enabled',
      Expiration: { Days: expireAfterDays },
    })),
  });
}

function acl({ account, publicAcl }: SeedSettings): string {
  // The canonical user id of the owner, made up of the account's: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
  const owner = account.padStart(64, '0');
  const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  const grant = (type: string, grantee: string, permission: string) =>
    `<Grant><Grantee ${xsi} xsi:type="${type}">${grantee}</Grantee><Permission>${permission}</Permission></Grant>`;
  const all =
    publicAcl === true ? grant('Group', '<URI>http://acs.amazonaws.com/groups/global/AllUsers</URI>', 'READ') : '';
  const own = grant('CanonicalUser', `<ID>${owner}</ID>`, 'FULL_CONTROL');
  const whole = xmlDocument('AccessControlPolicy', { Owner: { ID: owner }, AccessControlList: 'GRANTS' });
  return whole.replace('GRANTS', `${own}${all}`);
}

function replication({ replicatesTo, account }: SeedSettings): string | null {
  if (replicatesTo === undefined) return null;
  return xmlDocument('ReplicationConfiguration', {
    Role: `arn:aws:iam::${account}:role/sample-replication`,
    Rule: {
      ID: 'sample',
      Status: 'Enabled',
      Priority: 1,
      Filter: { Prefix: '' },
      Destination: { Bucket: replicatesTo },
    },
  });
}
