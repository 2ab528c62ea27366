// The settings of the fake's buckets, through the real client: what is configured, the codes for what is not, and the
// records that changes leave.
import {
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyCommand,
  GetBucketReplicationCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { s3Of } from './s3-stage.ts';
import { DEV, HOME, PROD } from './sample-record.ts';
import { DEV_KEYS, KEYS, openStage, refusal } from './stage.ts';

const KEY = `arn:aws:kms:${HOME}:${PROD}:key/sample`;
const POLICY = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject' }] };
const FULL = {
  name: 'sample-full',
  account: PROD,
  region: HOME,
  policy: POLICY,
  publicAccessBlock: true,
  versioning: 'Enabled',
  mfaDelete: false,
  objectLock: { mode: 'COMPLIANCE', days: 365 },
  logging: { bucket: 'sample-access-logs', prefix: 'trail/' },
  encryption: { kmsKey: KEY },
  lifecycle: [{ id: 'old', prefix: 'AWSLogs/', expireAfterDays: 400 }],
  replicatesTo: 'arn:aws:s3:::sample-copy',
  publicAcl: true,
} as const;
const BARE = { name: 'sample-bare', account: PROD, region: HOME };

const openBuckets = () => openStage({ buckets: [FULL, BARE, { ...BARE, name: 'sample-far', region: 'us-east-1' }] });

it('tells every setting as the SDK reads it', async () => {
  const s3 = s3Of(await openBuckets());
  const Bucket = FULL.name;
  const policy = await s3.send(new GetBucketPolicyCommand({ Bucket }));
  expect(JSON.parse(policy.Policy ?? '')).toEqual(POLICY);
  const block = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
  expect(block.PublicAccessBlockConfiguration).toEqual({
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  });
  expect(await s3.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject({
    Status: 'Enabled',
    MFADelete: 'Disabled',
  });
  const lock = await s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
  expect(lock.ObjectLockConfiguration).toEqual({
    ObjectLockEnabled: 'Enabled',
    Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 365 } },
  });
  const logging = await s3.send(new GetBucketLoggingCommand({ Bucket }));
  expect(logging.LoggingEnabled).toEqual({ TargetBucket: 'sample-access-logs', TargetPrefix: 'trail/' });
  const encryption = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
  expect(encryption.ServerSideEncryptionConfiguration?.Rules?.[0]).toMatchObject({
    ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY },
  });
  const lifecycle = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
  expect(lifecycle.Rules).toEqual([
    { ID: 'old', Status: 'Enabled', Filter: { Prefix: 'AWSLogs/' }, Expiration: { Days: 400 } },
  ]);
  const acl = await s3.send(new GetBucketAclCommand({ Bucket }));
  expect(acl.Grants?.map(({ Grantee, Permission }) => [Grantee?.Type, Grantee?.URI, Permission])).toEqual([
    ['CanonicalUser', undefined, 'FULL_CONTROL'],
    ['Group', 'http://acs.amazonaws.com/groups/global/AllUsers', 'READ'],
  ]);
  const copies = await s3.send(new GetBucketReplicationCommand({ Bucket }));
  expect(copies.ReplicationConfiguration?.Rules?.[0]?.Destination?.Bucket).toBe('arn:aws:s3:::sample-copy');
  expect(await s3.send(new GetBucketLocationCommand({ Bucket }))).toMatchObject({ LocationConstraint: HOME });
  const east = await s3.send(new GetBucketLocationCommand({ Bucket: 'sample-far' }));
  expect(east.LocationConstraint).toBeUndefined();
});

it('has the code of AWS for each setting that is not there', async () => {
  const s3 = s3Of(await openBuckets());
  const Bucket = BARE.name;
  const codes = await Promise.all([
    refusal(s3.send(new GetBucketPolicyCommand({ Bucket }))),
    refusal(s3.send(new GetPublicAccessBlockCommand({ Bucket }))),
    refusal(s3.send(new GetObjectLockConfigurationCommand({ Bucket }))),
    refusal(s3.send(new GetBucketEncryptionCommand({ Bucket }))),
    refusal(s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))),
    refusal(s3.send(new GetBucketReplicationCommand({ Bucket }))),
    refusal(s3.send(new GetBucketPolicyCommand({ Bucket: 'sample-none' }))),
  ]);
  expect(codes.map(({ name, status }) => `${name} ${status}`)).toEqual([
    'NoSuchBucketPolicy 404',
    'NoSuchPublicAccessBlockConfiguration 404',
    'ObjectLockConfigurationNotFoundError 404',
    'ServerSideEncryptionConfigurationNotFoundError 404',
    'NoSuchLifecycleConfiguration 404',
    'ReplicationConfigurationNotFoundError 404',
    'NoSuchBucket 404',
  ]);
  expect(await s3.send(new GetBucketVersioningCommand({ Bucket }))).not.toHaveProperty('Status');
  expect(await s3.send(new GetBucketLoggingCommand({ Bucket }))).not.toHaveProperty('LoggingEnabled');
});

it('keeps what is put, and CloudTrail records it', async () => {
  const stage = await openBuckets();
  const s3 = s3Of(stage);
  const Bucket = BARE.name;
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(POLICY) }));
  const rule = { ID: 'soon', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } } as const;
  await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules: [rule] } }));
  const policy = await s3.send(new GetBucketPolicyCommand({ Bucket }));
  expect(JSON.parse(policy.Policy ?? '')).toEqual(POLICY);
  const lifecycle = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
  expect(lifecycle.Rules?.[0]).toMatchObject({ ID: 'soon', Expiration: { Days: 1 } });
  await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
  expect((await refusal(s3.send(new GetBucketPolicyCommand({ Bucket })))).name).toBe('NoSuchBucketPolicy');
  await s3.send(new DeleteBucketCommand({ Bucket }));
  expect((await refusal(s3.send(new HeadBucketCommand({ Bucket })))).name).toBe('NotFound');
  const { Events = [] } = await stage
    .cloudTrail()
    .send(new (await import('@aws-sdk/client-cloudtrail')).LookupEventsCommand({}));
  const records = Events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? '')).reverse();
  expect(records.map(({ eventName }) => eventName).sort()).toEqual([
    'DeleteBucket',
    'DeleteBucketPolicy',
    'PutBucketLifecycle',
    'PutBucketPolicy',
  ]);
  const put = (name: string) => records.find(({ eventName }) => eventName === name)?.requestParameters;
  expect(put('PutBucketPolicy')).toMatchObject({ bucketName: Bucket, bucketPolicy: POLICY });
  expect(put('PutBucketLifecycle')).toMatchObject({
    LifecycleConfiguration: { Rule: { ID: 'soon', Expiration: { Days: '1' } } },
  });
});

it('lets in the owner, leads to the right Region, and checks the signature', async () => {
  const stage = await openBuckets();
  const head = (keys = KEYS, region = HOME, Bucket: string = FULL.name) =>
    refusal(s3Of(stage, keys, region).send(new HeadBucketCommand({ Bucket })));
  expect(await head(DEV_KEYS)).toMatchObject({ status: 403 });
  expect(await head({ ...KEYS, secretAccessKey: 'wrong' })).toMatchObject({ status: 403 });
  expect(await head(KEYS, 'us-east-1')).toMatchObject({ status: 301 });
  const found = await s3Of(stage).send(new HeadBucketCommand({ Bucket: FULL.name }));
  expect(found.BucketRegion).toBe(HOME);
  const members = await openStage({ buckets: [{ ...FULL, readers: [DEV] }] });
  await s3Of(members, DEV_KEYS).send(new HeadBucketCommand({ Bucket: FULL.name }));
  expect(await refusal(s3Of(members, DEV_KEYS).send(new GetBucketPolicyCommand({ Bucket: FULL.name })))).toMatchObject({
    name: 'AccessDenied',
  });
});
