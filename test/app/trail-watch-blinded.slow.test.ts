// Trails that go on saying that they log: what was changed about them is found all the same, and what is harmless is not told.
import {
  AddTagsCommand,
  PutEventSelectorsCommand,
  PutInsightSelectorsCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import { DisableKeyCommand } from '@aws-sdk/client-kms';
import {
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import { purposeOf } from './stage.ts';
import { ANA, ARN, BUCKET, KMS_ID, POLICY, TRAIL, type TrailStage, trailStage } from './trail-watch-stage.ts';

let stage: TrailStage;
beforeAll(async () => {
  stage = await trailStage({ parts: { people: new Map([[ANA, { by: 'user-id', userId: SAMPLE.member }]]) } });
  await stage.looked();
}, 60_000);
afterAll(() => stage.close());

const alerts = () => stage.slack.fake.messages(SAMPLE.security).filter((message) => purposeOf(message) === 'parent');
const shown = () => JSON.stringify(alerts()[0]?.blocks ?? null);
const MANAGEMENT = { Field: 'eventCategory', Equals: ['Management'] };
const lifecycle = (days: number) =>
  new PutBucketLifecycleConfigurationCommand({
    Bucket: BUCKET,
    LifecycleConfiguration: {
      Rules: [{ ID: 'r', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: days } }],
    },
  });

describe('harmless changes', () => {
  it('raise nothing', async () => {
    const { trails, s3 } = stage.as;
    await trails.send(new UpdateTrailCommand({ Name: TRAIL, IsMultiRegionTrail: true, EnableLogFileValidation: true }));
    await trails.send(new UpdateTrailCommand({ Name: TRAIL, S3BucketName: BUCKET }));
    const data = [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }];
    const wider = [{ ReadWriteType: 'All' as const, IncludeManagementEvents: true, DataResources: data }];
    await trails.send(new PutEventSelectorsCommand({ TrailName: TRAIL, EventSelectors: wider }));
    const insights = ['ApiCallRateInsight', 'ApiErrorRateInsight'] as const;
    const InsightSelectors = insights.map((InsightType) => ({ InsightType }));
    await trails.send(new PutInsightSelectorsCommand({ TrailName: TRAIL, InsightSelectors }));
    await trails.send(new AddTagsCommand({ ResourceId: ARN, TagsList: [{ Key: 'a', Value: 'b' }] })).catch(() => null);
    const more = {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 's3:GetObject',
      Resource: '*',
    };
    const Policy = JSON.stringify({ ...POLICY, Statement: [...POLICY.Statement, more] });
    await s3.send(new PutBucketPolicyCommand({ Bucket: BUCKET, Policy }));
    await s3.send(lifecycle(3650));
    await s3.send(new PutBucketVersioningCommand({ Bucket: BUCKET, VersioningConfiguration: { Status: 'Enabled' } }));
    await stage.looked();
    await stage.looked();
    expect(alerts()).toEqual([]);
  });
});

describe('with logging still on', () => {
  const changes: readonly (readonly [string, () => Promise<unknown>, string])[] = [
    [
      'narrowed selectors',
      () =>
        stage.as.trails.send(
          new PutEventSelectorsCommand({
            TrailName: TRAIL,
            AdvancedEventSelectors: [{ FieldSelectors: [MANAGEMENT, { Field: 'readOnly', Equals: ['true'] }] }],
          }),
        ),
      'only reads are recorded',
    ],
    [
      'emptied insight selectors',
      () => stage.as.trails.send(new PutInsightSelectorsCommand({ TrailName: TRAIL, InsightSelectors: [] })),
      'Insights is switched off',
    ],
    [
      'no validation',
      () => stage.as.trails.send(new UpdateTrailCommand({ Name: TRAIL, EnableLogFileValidation: false })),
      'no digest files',
    ],
    [
      'one Region only',
      () => stage.as.trails.send(new UpdateTrailCommand({ Name: TRAIL, IsMultiRegionTrail: false })),
      'home Region eu-west-1 only',
    ],
    ['early deletion', () => stage.as.s3.send(lifecycle(1)), 'after 1 day'],
    [
      'no block of public access',
      () => stage.as.s3.send(new PutPublicAccessBlockCommand({ Bucket: BUCKET, PublicAccessBlockConfiguration: {} })),
      'no longer blocks public access',
    ],
    [
      'a bucket policy without CloudTrail',
      () =>
        stage.as.s3.send(
          new PutBucketPolicyCommand({
            Bucket: BUCKET,
            Policy: JSON.stringify({ ...POLICY, Statement: POLICY.Statement.slice(0, 1) }),
          }),
        ),
      'CloudTrail may not write',
    ],
    ['a disabled key', () => stage.as.kms.send(new DisableKeyCommand({ KeyId: KMS_ID })), 'is disabled'],
  ];

  it('finds them all, in one message that names who did it', async () => {
    for (const [, change] of changes) await change();
    await stage.looked();
    await stage.slack.fake.waitFor(() => alerts()[0], 20_000);
    const plain = shown().replaceAll('`', '');
    expect(changes.filter(([, , words]) => !plain.includes(words)).map(([name]) => name)).toEqual([]);
    expect(plain).toContain(ANA);
    expect(alerts()).toHaveLength(1);
  });

  it('finds another bucket, and takes what cannot be read for neither off nor mended', async () => {
    await stage.as.trails.send(new UpdateTrailCommand({ Name: TRAIL, S3BucketName: 'elsewhere' }));
    stage.aws.inject({ kind: 'denied', operation: 'GetTrailStatus' });
    await stage.looked();
    await stage.slack.fake.waitFor(() => shown().replaceAll('`', '').includes('delivers to bucket elsewhere'), 20_000);
    expect(shown()).not.toContain('was stopped');
    stage.aws.clearFaults();
  });

  it('is not to be accepted by whoever the records name', async () => {
    await stage.slack.fake.slash('/whodid', 'trails accept', { user: SAMPLE.member, channel: SAMPLE.incidents });
    const told = await stage.slack.fake.waitFor(() =>
      stage.slack.fake.ephemerals(SAMPLE.member).find(({ text }) => /records name you/.test(text)),
    );
    expect(told.text).toContain('somebody else');
  });
});
