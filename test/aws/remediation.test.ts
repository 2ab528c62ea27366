// Changes to trails on a stand-in for AWS, through the role that makes them: what counts as made, what is put back whole, and
// what somebody else made meanwhile.
import { CloudTrailClient, CreateTrailCommand, UpdateTrailCommand } from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pinOf } from '../../src/approval/baseline-settings.ts';
import { remediator } from '../../src/aws/remediation.ts';
import type { TrailSettingsKept } from '../../src/domain/remediation.ts';
import { type FakeAws, startFakeAws } from '../../src/fakes/aws/fake-aws.ts';

const ACCOUNT = '111122223333';
const REGION = 'eu-west-1';
const ROLE = 'whodid-remediation';
const KEYS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'sample-secret' };
const BUCKETS = ['sample-trail-logs', 'sample-other-logs'] as const;
const [BUCKET, OTHER] = BUCKETS;
const AS = 'U0000ADMIN';

const SETTINGS: TrailSettingsKept = {
  bucket: BUCKET,
  prefix: null,
  kmsKey: null,
  multiRegion: true,
  organization: false,
  globalServices: true,
  validation: true,
  eventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
  advancedEventSelectors: null,
  insightSelectors: [],
};
const trail = (name: string) => ({ name, account: ACCOUNT, homeRegion: REGION });
const recreate = (name: string) =>
  ({ kind: 'recreate-trail', trail: trail(name), baseline: pinOf(1, SETTINGS) }) as const;

let aws: FakeAws;
let changes: ReturnType<typeof remediator>;
let somebody: CloudTrailClient;
beforeAll(async () => {
  aws = await startFakeAws({
    accounts: [{ id: ACCOUNT, name: 'sample-prod', management: true }],
    regions: [REGION],
    credentials: [{ ...KEYS, account: ACCOUNT }],
    roles: [{ arn: `arn:aws:iam::${ACCOUNT}:role/${ROLE}`, trusts: [ACCOUNT] }],
    trails: [{ name: 'sample-moved', account: ACCOUNT, homeRegion: REGION, bucket: BUCKET }],
    buckets: BUCKETS.map((name) => ({ name, account: ACCOUNT, region: REGION, policy: policyOf(name) })),
    events: [],
  });
  changes = remediator({
    aws: { endpoint: aws.url, credentials: KEYS },
    role: ROLE,
    externalId: null,
    clock: Date.now,
  });
  somebody = new CloudTrailClient({ endpoint: aws.url, region: REGION, credentials: KEYS, maxAttempts: 1 });
});
afterAll(async () => {
  changes.close();
  somebody.destroy();
  await aws.close();
});

function policyOf(bucket: string) {
  const Principal = { Service: 'cloudtrail.amazonaws.com' };
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal, Action: 's3:PutObject', Resource: `arn:aws:s3:::${bucket}/*` },
      { Effect: 'Allow', Principal, Action: 's3:GetBucketAcl', Resource: `arn:aws:s3:::${bucket}` },
    ],
  };
}

const called = (operation: string) => aws.calls.filter((call) => call.operation === operation).length;

describe('a trail that is created again', () => {
  it('is made when it has what its baseline says, and logs', async () => {
    const action = recreate('sample-again');
    expect(await changes.isMade(action, SETTINGS, AS)).toBe(false);
    expect(await changes.run(action, SETTINGS, AS)).toEqual({ kind: 'done' });
    expect(await changes.isMade(action, SETTINGS, AS)).toBe(true);
    // As after a crash between the calls: what an earlier try made is gone on with.
    expect(await changes.run(action, SETTINGS, AS)).toEqual({ kind: 'done' });
  });

  it('is not made by somebody else’s of the same name that writes elsewhere, which is left as it is', async () => {
    const action = recreate('sample-usurped');
    await somebody.send(
      new CreateTrailCommand({ Name: 'sample-usurped', S3BucketName: OTHER, IsMultiRegionTrail: true }),
    );
    const before = called('StartLogging');
    expect(await changes.isMade(action, SETTINGS, AS)).toBe(false);
    expect(await changes.run(action, SETTINGS, AS)).toMatchObject({
      kind: 'refused',
      why: expect.stringContaining('TrailAlreadyExists'),
    });
    expect(called('StartLogging')).toBe(before);
  });

  it('and cannot be switched on is told as created', async () => {
    aws.inject({ kind: 'denied', operation: 'StartLogging' });
    const ran = await changes.run({ kind: 'set-up-trail', trail: trail('sample-half'), bucket: BUCKET }, null, AS);
    expect(ran).toMatchObject({ kind: 'refused', why: expect.stringContaining('the trail was created before that') });
  });
});

describe('a trail whose files were sent to another folder of its bucket', () => {
  it('is not as it was until the folder is put back too', async () => {
    const action = { kind: 'restore-bucket', trail: trail('sample-moved'), baseline: pinOf(1, SETTINGS) } as const;
    expect(await changes.isMade(action, SETTINGS, AS)).toBe(true);
    await somebody.send(new UpdateTrailCommand({ Name: 'sample-moved', S3KeyPrefix: 'attic' }));
    expect(await changes.isMade(action, SETTINGS, AS)).toBe(false);
    expect(await changes.run(action, SETTINGS, AS)).toEqual({ kind: 'done' });
    expect(await changes.isMade(action, SETTINGS, AS)).toBe(true);
  });
});
