// What an event does to a trail, judged by its parameters and the trail as it should be: the name of a call decides nothing.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/domain/audit-event.ts';
import { tampering } from '../../src/trails/tampering.ts';
import { ACCOUNT, ARN, advanced, change, HOME, selectors, TRAIL } from './a-change.ts';
import { aStore, aTrail, BUCKET, bucketPolicy, KEY, STORE } from './a-posture.ts';

const KNOWN = { trails: [aTrail], stores: [aStore] };

function judged(eventName: string, request: JsonObject | null, more: JsonObject = {}) {
  return tampering(change(1, eventName, request, more), KNOWN);
}

const s3 = (eventName: string, request: JsonObject) =>
  judged(eventName, { bucketName: BUCKET, ...request }, { eventSource: 's3.amazonaws.com' });
const kms = (eventName: string, request: JsonObject) =>
  judged(eventName, request, { eventSource: 'kms.amazonaws.com' });
const expires = (rule: JsonObject) => ({ LifecycleConfiguration: { Rule: { Status: 'Enabled', ...rule } } });
const keyPolicy = (Principal: JsonObject) =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Principal, Action: 'kms:GenerateDataKey*', Resource: '*' }] });

const DENY_ALL = { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `arn:aws:s3:::${BUCKET}/*` };
const MANAGEMENT = ['eventCategory', 'equals', ['Management']] as const;
const READS = ['readOnly', 'equals', ['true']] as const;
const WRITES = ['readOnly', 'equals', ['false']] as const;

describe('a trail is weakened by', () => {
  it.each([
    ['being stopped', judged('StopLogging', { name: TRAIL }), 'logging'],
    ['being stopped by ARN', judged('StopLogging', { name: ARN }), 'logging'],
    ['being deleted', judged('DeleteTrail', { name: TRAIL }), 'trail'],
    ['one Region only', judged('UpdateTrail', { name: TRAIL, isMultiRegionTrail: false }), 'regions'],
    [
      'no global services',
      judged('UpdateTrail', { name: TRAIL, includeGlobalServiceEvents: false }),
      'global-services',
    ],
    ['no validation', judged('UpdateTrail', { name: TRAIL, enableLogFileValidation: false }), 'validation'],
    ['another bucket', judged('UpdateTrail', { name: TRAIL, s3BucketName: 'elsewhere' }), 'bucket'],
    ['another prefix', judged('UpdateTrail', { name: TRAIL, s3KeyPrefix: 'odd' }), 'prefix'],
    ['no key', judged('UpdateTrail', { name: TRAIL, kmsKeyId: '' }), 'encryption'],
    ['another key', judged('UpdateTrail', { name: TRAIL, kmsKeyId: `${KEY.slice(0, -4)}9999` }), 'encryption'],
    ['no log group', judged('UpdateTrail', { name: TRAIL, cloudWatchLogsLogGroupArn: '' }), 'log-group'],
    ['no topic', judged('UpdateTrail', { name: TRAIL, snsTopicName: '' }), 'notifications'],
    ['no management events', judged('PutEventSelectors', selectors({ includeManagementEvents: false })), 'selectors'],
    ['reads only', judged('PutEventSelectors', selectors({ readWriteType: 'ReadOnly' })), 'selectors'],
    ['writes only', judged('PutEventSelectors', selectors({ readWriteType: 'WriteOnly' })), 'selectors'],
    [
      'a service left out',
      judged('PutEventSelectors', selectors({ excludeManagementEventSources: ['kms.amazonaws.com'] })),
      'selectors',
    ],
    [
      'data events alone',
      judged(
        'PutEventSelectors',
        advanced([
          ['eventCategory', 'equals', ['Data']],
          ['resources.type', 'equals', ['AWS::S3::Object']],
        ]),
      ),
      'selectors',
    ],
    [
      'a person left out',
      judged('PutEventSelectors', advanced([MANAGEMENT, ['userIdentity.arn', 'notEquals', ['arn:aws:iam::1:user/x']]])),
      'selectors',
    ],
    ['empty insight selectors', judged('PutInsightSelectors', { trailName: TRAIL, insightSelectors: [] }), 'insights'],
    [
      'selectors nobody can read',
      judged('PutEventSelectors', { reason: 'requestParameters too large', omitted: true }),
      'selectors',
    ],
    ['a bucket policy without CloudTrail', s3('PutBucketPolicy', { bucketPolicy: { Statement: [] } }), 'bucket-policy'],
    ['a denial in the bucket policy', s3('PutBucketPolicy', { bucketPolicy: bucketPolicy(DENY_ALL) }), 'bucket-policy'],
    [
      'a bucket policy for another trail',
      s3('PutBucketPolicy', {
        bucketPolicy: JSON.parse(JSON.stringify(bucketPolicy()).replaceAll(ARN, `${ARN}-2`)) as JsonObject,
      }),
      'bucket-policy',
    ],
    ['no bucket policy', s3('DeleteBucketPolicy', {}), 'bucket-policy'],
    [
      'log files deleted after a day',
      s3('PutBucketLifecycle', expires({ Filter: { Prefix: '*' }, Expiration: { Days: 1 } })),
      'bucket-lifecycle',
    ],
    [
      'log files deleted at a date',
      s3('PutBucketLifecycle', expires({ Filter: {}, Expiration: { Date: '2026-03-02' } })),
      'bucket-lifecycle',
    ],
    ['a public list', s3('PutBucketAcl', { 'x-amz-acl': 'public-read' }), 'bucket-public'],
    [
      'a grant to everybody',
      s3('PutBucketAcl', {
        AccessControlPolicy: {
          AccessControlList: {
            Grant: { Grantee: { URI: 'http://acs.amazonaws.com/groups/global/AllUsers' }, Permission: 'READ' },
          },
        },
      }),
      'bucket-public',
    ],
    ['no public access block', s3('DeleteBucketPublicAccessBlock', {}), 'bucket-public'],
    [
      'no versions',
      s3('PutBucketVersioning', { VersioningConfiguration: { Status: 'Suspended' } }),
      'bucket-versioning',
    ],
    [
      'no lock',
      s3('PutBucketObjectLockConfiguration', { ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' } }),
      'bucket-lock',
    ],
    [
      'copies to somewhere else',
      s3('PutBucketReplication', {
        ReplicationConfiguration: { Rule: { Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::elsewhere' } } },
      }),
      'bucket-replication',
    ],
    ['no copies', s3('DeleteBucketReplication', {}), 'bucket-replication'],
    ['no access log', s3('PutBucketLogging', { BucketLoggingStatus: {} }), 'bucket-access-log'],
    ['the bucket deleted', s3('DeleteBucket', {}), 'bucket-gone'],
    ['its key disabled', kms('DisableKey', { keyId: KEY }), 'key'],
    [
      'its key about to be deleted, by id',
      kms('ScheduleKeyDeletion', { keyId: KEY.slice(-36), pendingWindowInDays: 7 }),
      'key',
    ],
    [
      'a key policy without CloudTrail',
      kms('PutKeyPolicy', { keyId: KEY, policy: keyPolicy({ AWS: `arn:aws:iam::${ACCOUNT}:root` }) }),
      'key',
    ],
    ['a stopped data store', judged('StopEventDataStoreIngestion', { eventDataStore: STORE }), 'store-ingestion'],
    ['a deleted data store', judged('DeleteEventDataStore', { eventDataStore: STORE }), 'store-gone'],
    [
      'a data store of one Region',
      judged('UpdateEventDataStore', { eventDataStore: STORE, multiRegionEnabled: false }),
      'store-settings',
    ],
    [
      'a data store that keeps less',
      judged('UpdateEventDataStore', { eventDataStore: STORE.slice(-36), retentionPeriod: 7 }),
      'store-settings',
    ],
  ])('%s', (_, found, aspect) => {
    expect(found?.hits.map(({ difference }) => difference.aspect)).toEqual([aspect]);
    expect([ARN, STORE]).toContain(found?.hits[0]?.subject);
    expect(found?.hits[0]?.difference.words).toMatch(/^[A-Z].*\.$/);
  });

  it('several things in one call', () => {
    const found = judged('UpdateTrail', { name: TRAIL, isMultiRegionTrail: false, enableLogFileValidation: false });
    expect(found?.hits.map(({ difference }) => difference.aspect)).toEqual(['regions', 'validation']);
  });

  it('a call on a trail that nobody has looked at yet', () => {
    const found = tampering(change(1, 'UpdateTrail', { name: 'new', isMultiRegionTrail: false, s3BucketName: 'b' }), {
      trails: [],
      stores: [],
    });
    expect(found?.hits.map(({ subject, difference }) => [subject.split('/').at(-1), difference.aspect])).toEqual([
      ['new', 'regions'],
    ]);
  });
});

describe('nothing is said of', () => {
  it.each([
    ['starting', judged('StartLogging', { name: TRAIL })],
    ['a new trail', judged('CreateTrail', { name: 'more', s3BucketName: BUCKET })],
    ['all Regions', judged('UpdateTrail', { name: TRAIL, isMultiRegionTrail: true, enableLogFileValidation: true })],
    [
      'the bucket, key, group and topic it had',
      judged('UpdateTrail', {
        name: TRAIL,
        s3BucketName: BUCKET,
        kmsKeyId: KEY.slice(-36),
        snsTopicName: 'sample-topic',
      }),
    ],
    [
      'more data events',
      judged('PutEventSelectors', selectors({ dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }] })),
    ],
    ['the same selectors, said the advanced way', judged('PutEventSelectors', advanced([MANAGEMENT]))],
    ['reads and writes apart', judged('PutEventSelectors', advanced([MANAGEMENT, READS], [MANAGEMENT, WRITES]))],
    [
      'the same insights',
      judged('PutInsightSelectors', {
        trailName: TRAIL,
        insightSelectors: [{ insightType: 'ApiCallRateInsight' }, { insightType: 'ApiErrorRateInsight' }],
      }),
    ],
    ['tags', judged('AddTags', { resourceId: ARN, tagsList: [{ key: 'a', value: 'b' }] })],
    ['being stopped without success', judged('StopLogging', { name: TRAIL }, { errorCode: 'AccessDenied' })],
    ['being deleted without success', judged('DeleteTrail', null, { errorCode: 'AccessDenied' })],
    [
      'a bucket policy that keeps CloudTrail’s rights',
      s3('PutBucketPolicy', {
        bucketPolicy: bucketPolicy(
          { ...DENY_ALL, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/reader` },
            Action: 's3:GetObject',
            Resource: '*',
          },
        ),
      }),
    ],
    [
      'a denial for all but AWS services',
      s3('PutBucketPolicy', {
        bucketPolicy: bucketPolicy({
          ...DENY_ALL,
          Condition: { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
        }),
      }),
    ],
    ['a longer lifecycle', s3('PutBucketLifecycle', expires({ Filter: {}, Expiration: { Days: 3650 } }))],
    [
      'a lifecycle of other files',
      s3('PutBucketLifecycle', expires({ Filter: { Prefix: 'tmp/' }, Expiration: { Days: 1 } })),
    ],
    [
      'old versions that go',
      s3('PutBucketLifecycle', expires({ Filter: {}, NoncurrentVersionExpiration: { NoncurrentDays: 1 } })),
    ],
    ['a private list', s3('PutBucketAcl', { 'x-amz-acl': 'private' })],
    [
      'public access blocked',
      s3('PutBucketPublicAccessBlock', {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
          BlockPublicPolicy: true,
          RestrictPublicBuckets: true,
        },
      }),
    ],
    ['versions', s3('PutBucketVersioning', { VersioningConfiguration: { Status: 'Enabled' } })],
    ['a bucket of no trail', s3('DeleteBucket', { bucketName: 'another' })],
    [
      'a public list on a bucket of no trail',
      s3('PutBucketAcl', { bucketName: 'another', 'x-amz-acl': 'public-read' }),
    ],
    ['another key', kms('DisableKey', { keyId: `${KEY.slice(0, -4)}9999` })],
    [
      'a key policy that keeps CloudTrail',
      kms('PutKeyPolicy', { keyId: KEY, policy: keyPolicy({ Service: 'cloudtrail.amazonaws.com' }) }),
    ],
    ['an enabled key', kms('EnableKey', { keyId: KEY })],
    ['a data store that keeps more', judged('UpdateEventDataStore', { eventDataStore: STORE, retentionPeriod: 3653 })],
    [
      'another service’s call of the same name',
      judged('UpdateTrail', { name: TRAIL, isMultiRegionTrail: false }, { eventSource: 'sample.amazonaws.com' }),
    ],
    [
      'a Region where another trail of that name is',
      judged('StopLogging', { name: `${ARN.replace(HOME, 'us-east-1')}` }, {})?.hits.some(
        ({ subject }) => subject === ARN,
      ) ?? null,
    ],
  ])('%s', (_, found) => {
    expect(found === false ? null : found).toBeNull();
  });
});
