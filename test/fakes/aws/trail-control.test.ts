// Changing trails on the fake: AWS's rules and refusals, what a record says of it, and what is delivered afterwards.
import {
  CreateTrailCommand,
  DeleteTrailCommand,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  LookupEventsCommand,
  PutEventSelectorsCommand,
  PutInsightSelectorsCommand,
  StartLoggingCommand,
  StopEventDataStoreIngestionCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import type { SeedKey, SeedTrail } from '../../../src/fakes/aws/world.ts';
import { DEV, HOME, MINUTE, NOW, PROD, record } from './sample-record.ts';
import { DEV_KEYS, KEYS, type Keys, openStage, refusal, STORE, type Stage } from './stage.ts';

const ORG: SeedTrail = { name: 'sample-org', account: PROD, homeRegion: HOME, multiRegion: true, organization: true };
const ARN = `arn:aws:cloudtrail:${HOME}:${PROD}:trail/sample-org`;
const KEY: SeedKey = { id: '11111111-2222-4333-8444-555555555555', account: PROD, region: HOME, alias: 'sample-trail' };
const ROLE = `arn:aws:iam::${PROD}:role/sample-admin`;

async function records(stage: Stage): Promise<readonly Record<string, unknown>[]> {
  const { Events = [] } = await stage.cloudTrail().send(new LookupEventsCommand({}));
  return Events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? '{}'));
}

const status = (stage: Stage) => stage.cloudTrail().send(new GetTrailStatusCommand({ Name: 'sample-org' }));

describe('control of trails', () => {
  it('creates a trail that does not log yet, once, with AWS’s refusals', async () => {
    const stage = await openStage({ trails: [ORG] });
    const create = (
      input: { Name: string; IsOrganizationTrail?: boolean; IncludeGlobalServiceEvents?: boolean },
      keys = KEYS,
    ) =>
      stage
        .cloudTrail(HOME, keys)
        .send(new CreateTrailCommand({ S3BucketName: 'sample-logs', IsMultiRegionTrail: true, ...input }));
    expect((await refusal(create({ Name: 'x y' }))).name).toBe('InvalidTrailNameException');
    expect((await refusal(create({ Name: 'sample-org' }))).name).toBe('TrailAlreadyExistsException');
    expect((await refusal(create({ Name: 'sample-2', IsOrganizationTrail: true }, DEV_KEYS))).name).toBe(
      'NotOrganizationMasterAccountException',
    );
    expect((await refusal(create({ Name: 'sample-2', IncludeGlobalServiceEvents: false }))).name).toBe(
      'InvalidParameterCombinationException',
    );
    const made = await create({ Name: 'sample-2' });
    expect(made).toMatchObject({
      Name: 'sample-2',
      S3BucketName: 'sample-logs',
      IsMultiRegionTrail: true,
      LogFileValidationEnabled: false,
    });
    const before = await stage.cloudTrail().send(new GetTrailStatusCommand({ Name: 'sample-2' }));
    expect([before.IsLogging, before.StopLoggingTime]).toEqual([false, undefined]);
    expect((await records(stage))[0]).toMatchObject({
      eventName: 'CreateTrail',
      requestParameters: { name: 'sample-2', s3BucketName: 'sample-logs', isMultiRegionTrail: true },
      responseElements: { trailARN: made.TrailARN },
    });
  });

  it('updates only what is named, from home, and shadows go with multi-Region', async () => {
    const stage = await openStage({ trails: [{ ...ORG, logGroupArn: 'arn:g', logRoleArn: 'arn:r' }], keys: [KEY] });
    const update = (input: object, region = HOME, keys = KEYS) =>
      stage.cloudTrail(region, keys).send(new UpdateTrailCommand({ Name: ARN, ...input }));
    expect((await refusal(update({}, 'us-east-1'))).name).toBe('InvalidHomeRegionException');
    expect((await refusal(update({}, HOME, DEV_KEYS))).name).toBe('NotOrganizationMasterAccountException');
    expect((await refusal(update({ KmsKeyId: 'alias/none' }))).name).toBe('KmsKeyNotFoundException');
    expect((await refusal(stage.cloudTrail().send(new UpdateTrailCommand({ Name: 'gone' })))).name).toBe(
      'TrailNotFoundException',
    );
    await update({
      EnableLogFileValidation: false,
      KmsKeyId: 'alias/sample-trail',
      CloudWatchLogsLogGroupArn: '',
      CloudWatchLogsRoleArn: '',
    });
    const { Trail } = await stage.cloudTrail().send(new GetTrailCommand({ Name: 'sample-org' }));
    expect(Trail).toMatchObject({
      LogFileValidationEnabled: false,
      IsMultiRegionTrail: true,
      S3BucketName: `sample-trail-${PROD}`,
      KmsKeyId: `arn:aws:kms:${HOME}:${PROD}:key/${KEY.id}`,
    });
    expect(Trail?.CloudWatchLogsLogGroupArn).toBeUndefined();
    await update({ IsMultiRegionTrail: false });
    const there = await stage.cloudTrail('us-east-1').send(new DescribeTrailsCommand({}));
    expect(there.trailList).toEqual([]);
    expect(
      (await records(stage)).filter(({ eventName }) => eventName === 'UpdateTrail').map((one) => one.requestParameters),
    ).toContainEqual({ name: ARN, isMultiRegionTrail: false });
  });

  it('takes basic or advanced selectors, the one over the other, and empty insight selectors', async () => {
    const stage = await openStage({ trails: [ORG] });
    const put = (input: object) =>
      stage.cloudTrail().send(new PutEventSelectorsCommand({ TrailName: 'sample-org', ...input }));
    const get = () => stage.cloudTrail().send(new GetEventSelectorsCommand({ TrailName: 'sample-org' }));
    const advanced = [{ Name: 'm', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }];
    for (const bad of [
      {},
      { EventSelectors: [{ ReadWriteType: 'All' }], AdvancedEventSelectors: advanced },
      { EventSelectors: [{ ExcludeManagementEventSources: ['s3.amazonaws.com'] }] },
      { EventSelectors: Array.from({ length: 6 }, () => ({ ReadWriteType: 'All' })) },
      { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'readOnly', Equals: ['true'] }] }] },
    ]) {
      expect((await refusal(put(bad))).name).toBe('InvalidEventSelectorsException');
    }
    await put({ AdvancedEventSelectors: advanced });
    expect(await get()).toMatchObject({ AdvancedEventSelectors: advanced });
    await put({ EventSelectors: [{ ReadWriteType: 'ReadOnly' }] });
    const now = await get();
    expect([now.AdvancedEventSelectors, now.EventSelectors?.[0]?.ReadWriteType]).toEqual([undefined, 'ReadOnly']);
    await stage.cloudTrail().send(new PutInsightSelectorsCommand({ TrailName: 'sample-org', InsightSelectors: [] }));
    const seen = await records(stage);
    expect(seen.find((one) => JSON.stringify(one).includes('ReadOnly'))).toMatchObject({
      eventName: 'PutEventSelectors',
      requestParameters: { trailName: 'sample-org', eventSelectors: [{ readWriteType: 'ReadOnly' }] },
    });
    expect(seen.find(({ eventName }) => eventName === 'PutInsightSelectors')?.requestParameters).toEqual({
      trailName: 'sample-org',
      insightSelectors: [],
    });
  });

  it('delivers nothing of the time it was off, and again five minutes after the start', async () => {
    const stage = await openStage({ trails: [ORG], events: [record(30)] });
    const send = stage.cloudTrail();
    await send.send(new StopLoggingCommand({ Name: 'sample-org' }));
    stage.advance(20 * MINUTE);
    stage.fake.addEvents([record(-10)]);
    await send.send(new StartLoggingCommand({ Name: 'sample-org' }));
    expect((await status(stage)).LatestDeliveryTime).toEqual(new Date(NOW - 25 * MINUTE));
    stage.advance(4 * MINUTE);
    expect((await status(stage)).LatestDeliveryTime).toEqual(new Date(NOW - 25 * MINUTE));
    stage.advance(MINUTE);
    expect((await status(stage)).LatestDeliveryTime).toEqual(new Date(NOW + 25 * MINUTE));
    await send.send(new DeleteTrailCommand({ Name: 'sample-org' }));
    expect((await refusal(status(stage))).name).toBe('TrailNotFoundException');
  });

  it('tells S3’s error instead of a delivery while its key is off', async () => {
    const stage = await openStage({
      trails: [{ ...ORG, kmsKeyId: 'alias/sample-trail' }],
      keys: [KEY],
      events: [record(10)],
    });
    const kms = stage.client(KMSClient);
    await kms.send(new DisableKeyCommand({ KeyId: KEY.id }));
    stage.advance(6 * MINUTE);
    expect(await status(stage)).toMatchObject({
      IsLogging: true,
      LatestDeliveryError: 'KMS.DisabledException',
      LatestDeliveryTime: new Date(NOW - 5 * MINUTE),
    });
    const refused = stage.cloudTrail().send(new UpdateTrailCommand({ Name: 'sample-org', KmsKeyId: KEY.id }));
    expect((await refusal(refused)).name).toBe('KmsException');
    await kms.send(new EnableKeyCommand({ KeyId: KEY.id }));
    expect((await status(stage)).LatestDeliveryError).toBeUndefined();
  });

  it('tells a bucket that no longer takes files', async () => {
    const stage = await openStage({
      trails: [ORG],
      bucketTrouble: () => ({ error: 'AccessDenied', sinceMs: NOW }),
      events: [record(1)],
    });
    const move = stage.cloudTrail().send(new UpdateTrailCommand({ Name: 'sample-org', S3BucketName: 'sample-other' }));
    expect((await refusal(move)).name).toBe('InsufficientS3BucketPolicyException');
    expect((await status(stage)).LatestDeliveryError).toBeUndefined();
    stage.advance(5 * MINUTE);
    expect((await status(stage)).LatestDeliveryError).toBe('AccessDenied');
  });

  it('records whose session it was', async () => {
    const stage = await openStage({ trails: [ORG], roles: [{ arn: ROLE, trusts: [PROD] }] });
    const { Credentials: given } = await stage
      .client(STSClient)
      .send(
        new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'ana@sample.org', SourceIdentity: 'ana@sample.org' }),
      );
    const keys: Keys = {
      accessKeyId: given?.AccessKeyId ?? '',
      secretAccessKey: given?.SecretAccessKey ?? '',
      sessionToken: given?.SessionToken ?? '',
    };
    await stage.cloudTrail(HOME, keys).send(new StopLoggingCommand({ Name: ARN }));
    expect((await records(stage))[0]?.userIdentity).toMatchObject({
      type: 'AssumedRole',
      arn: `arn:aws:sts::${PROD}:assumed-role/sample-admin/ana@sample.org`,
      accessKeyId: keys.accessKeyId,
      sessionContext: {
        sessionIssuer: { type: 'Role', arn: ROLE, userName: 'sample-admin', accountId: PROD },
        attributes: { creationDate: '2026-11-20T12:00:00Z' },
        sourceIdentity: 'ana@sample.org',
      },
    });
  });

  it('records the minting of a session’s keys where that is asked for, in both accounts', async () => {
    const there = `arn:aws:iam::${DEV}:role/sample-reader`;
    const stage = await openStage({ recordSessions: true, roles: [{ arn: there, trusts: [PROD] }] });
    const asked = { RoleArn: there, RoleSessionName: 'ana' };
    const { Credentials: given } = await stage.client(STSClient).send(new AssumeRoleCommand(asked));
    const [mine] = await records(stage);
    expect(mine).toMatchObject({
      eventName: 'AssumeRole',
      userIdentity: { type: 'IAMUser' },
      responseElements: { credentials: { accessKeyId: given?.AccessKeyId } },
    });
    const { Events } = await stage.cloudTrail(HOME, DEV_KEYS).send(new LookupEventsCommand({}));
    const theirs = JSON.parse(Events?.[0]?.CloudTrailEvent ?? '{}');
    expect(theirs).toMatchObject({ userIdentity: { type: 'AWSAccount', accountId: PROD }, recipientAccountId: DEV });
    expect(theirs.sharedEventID).toBe(mine?.sharedEventID);
  });

  it('stops the ingestion of an event data store once', async () => {
    const stage = await openStage();

    const stop = () => stage.cloudTrail().send(new StopEventDataStoreIngestionCommand({ EventDataStore: STORE }));
    await stop();
    expect((await refusal(stop())).name).toBe('InvalidEventDataStoreStatusException');
  });
});

describe('keys', () => {
  it('are described, switched off, and deleted after a wait', async () => {
    const stage = await openStage({ keys: [KEY] });
    const kms = stage.client(KMSClient);
    const arn = `arn:aws:kms:${HOME}:${PROD}:key/${KEY.id}`;
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: 'alias/sample-trail' }));
    expect(KeyMetadata).toMatchObject({ Arn: arn, Enabled: true, KeyState: 'Enabled', KeyManager: 'CUSTOMER' });
    expect((await refusal(kms.send(new DescribeKeyCommand({ KeyId: 'none' })))).name).toBe('NotFoundException');
    const fromDev = stage.client(KMSClient, DEV_KEYS).send(new DescribeKeyCommand({ KeyId: arn }));
    expect((await refusal(fromDev)).name).toBe('AccessDeniedException');
    const gone = await kms.send(new ScheduleKeyDeletionCommand({ KeyId: KEY.id, PendingWindowInDays: 7 }));
    expect([gone.KeyState, gone.DeletionDate]).toEqual(['PendingDeletion', new Date(NOW + 7 * 86_400_000)]);
    expect((await refusal(kms.send(new DisableKeyCommand({ KeyId: KEY.id })))).name).toBe('KMSInvalidStateException');
    expect((await records(stage))[0]).toMatchObject({
      eventName: 'ScheduleKeyDeletion',
      eventSource: 'kms.amazonaws.com',
      requestParameters: { keyId: KEY.id, pendingWindowInDays: 7 },
      resources: [{ ARN: arn }],
    });
  });
});
