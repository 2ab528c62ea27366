// A trail that is as it should be, its bucket, and an event data store, for tests.
import type { JsonObject } from '../../src/domain/audit-event.ts';
import type { BucketPosture, Posture, StorePosture, TrailPosture } from '../../src/trails/posture.ts';
import { DEFAULT_SELECTORS } from '../../src/trails/selector-set.ts';
import { ACCOUNT, ARN, at, HOME, TRAIL } from './a-change.ts';

export const BUCKET = 'sample-trail-bucket';
export const KEY = `arn:aws:kms:${HOME}:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;
export const STORE = `arn:aws:cloudtrail:${HOME}:${ACCOUNT}:eventdatastore/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee`;

/** As AWS's console writes it: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
export function bucketPolicy(...more: readonly JsonObject[]): JsonObject {
  const Principal = { Service: 'cloudtrail.amazonaws.com' };
  const arn = `arn:aws:s3:::${BUCKET}`;
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal, Action: 's3:GetBucketAcl', Resource: arn },
      {
        Effect: 'Allow',
        Principal,
        Action: 's3:PutObject',
        Resource: `${arn}/AWSLogs/${ACCOUNT}/*`,
        Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceArn': ARN } },
      },
      ...more,
    ],
  };
}

export const aBucket: BucketPosture = {
  name: BUCKET,
  region: HOME,
  policy: JSON.stringify(bucketPolicy()),
  publicAccess: { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true },
  versioning: { status: 'enabled', mfaDelete: false },
  objectLock: { mode: 'GOVERNANCE', days: 365 },
  accessLog: 'sample-access-logs',
  encryptionKey: null,
  expiries: [{ prefix: '', days: 2555 }],
  replicas: ['sample-copies'],
};

export const aTrail: TrailPosture = {
  trail: {
    name: TRAIL,
    account: ACCOUNT,
    homeRegion: HOME,
    arn: ARN,
    multiRegion: true,
    organization: false,
    globalServices: true,
    validation: true,
    bucket: BUCKET,
    prefix: null,
    kmsKey: KEY,
    logGroup: `arn:aws:logs:${HOME}:${ACCOUNT}:log-group:sample:*`,
    snsTopic: `arn:aws:sns:${HOME}:${ACCOUNT}:sample-topic`,
    insights: true,
  },
  status: {
    logging: true,
    deliveredMs: at(10),
    deliveryError: null,
    startedMs: at(-1000),
    stoppedMs: null,
    digestError: null,
    logGroupError: null,
  },
  selectors: DEFAULT_SELECTORS,
  insights: ['ApiCallRateInsight', 'ApiErrorRateInsight'],
  bucket: aBucket,
  key: { arn: KEY, state: 'Enabled', customerManaged: true },
};

export const aStore: StorePosture = {
  arn: STORE,
  name: 'sample-store',
  account: ACCOUNT,
  region: HOME,
  status: 'ENABLED',
  retentionDays: 2557,
  multiRegion: true,
  organization: false,
  protected: true,
  selectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }],
};

export function aPosture(more: Partial<Posture> = {}): Posture {
  return {
    checkedMs: at(20),
    places: [{ account: ACCOUNT, region: HOME, trails: [ARN] }],
    trails: [aTrail],
    stores: [aStore],
    gaps: [],
    ...more,
  };
}
