// The whole bot on FakeAws and FakeSlack with one trail, its bucket and its key, and an Identity Center user who changes them.
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { FakeAws } from '../../src/fakes/aws/fake-aws.ts';
import type { SeedTrail } from '../../src/fakes/aws/world.ts';
import { SAMPLE } from '../../src/fakes/slack/sample-workspace.ts';
import { posturePort } from '../../src/sources/trail-receipt/posture-port.ts';
import { ACCOUNT, stage as awsStage, KEY, NOW, REGION } from '../sources/event-history/stage.ts';
import { type Stage, type StageOptions, startStage } from './stage.ts';

export const EVERY_MS = 5 * 60_000;
export const TRAIL = 'sample-trail';
export const ARN = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/${TRAIL}`;
export const BUCKET = 'sample-trail-logs';
export const KMS_ID = '11111111-2222-4333-8444-555555555555';
export const ANA = 'ana@sample.org';
const SSO_ROLE = `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_AdministratorAccess_0123456789abcdef`;

const Principal = { Service: 'cloudtrail.amazonaws.com' };
export const POLICY = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal, Action: 's3:GetBucketAcl', Resource: `arn:aws:s3:::${BUCKET}` },
    { Effect: 'Allow', Principal, Action: 's3:PutObject', Resource: `arn:aws:s3:::${BUCKET}/AWSLogs/*` },
  ],
};

export interface TrailStage {
  readonly aws: FakeAws;
  readonly slack: Stage;
  readonly as: { readonly trails: CloudTrailClient; readonly s3: S3Client; readonly kms: KMSClient };
  /** Lets so much time pass, and the next look with it. */
  readonly pass: (ms?: number) => void;
  readonly now: () => number;
  /** Lets the next look come, and waits until all that it asks was answered. */
  looked(): Promise<void>;
  close(): Promise<void>;
}

/** A look ends with the last of its look-ups of events. */
const LOOK_WITHIN_MS = 20_000;
const QUIET_MS = 300;

/** Waits until AWS was asked, and then for so long asked nothing more. */
async function untilQuiet(aws: FakeAws, before: number, logged: () => string): Promise<void> {
  const end = Date.now() + LOOK_WITHIN_MS;
  let seen = before;
  let since = Date.now();
  while (seen === before || Date.now() - since < QUIET_MS) {
    if (Date.now() > end) throw new Error(`no look came\n${logged()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (aws.calls.length !== seen) {
      seen = aws.calls.length;
      since = Date.now();
    }
  }
}

export async function trailStage(
  more: Partial<StageOptions> = {},
  trails: readonly SeedTrail[] = [],
): Promise<TrailStage> {
  let now = NOW;
  const clock = () => now;
  const trail: SeedTrail = {
    name: TRAIL,
    account: ACCOUNT,
    homeRegion: REGION,
    bucket: BUCKET,
    multiRegion: true,
    kmsKeyId: `arn:aws:kms:${REGION}:${ACCOUNT}:key/${KMS_ID}`,
    insightSelectors: [{ InsightType: 'ApiCallRateInsight' }],
  };
  const targets = [{ accountId: ACCOUNT, regions: [REGION, 'us-east-1'] }];
  const aws = await awsStage(
    {
      clock,
      events: [],
      roles: [{ arn: SSO_ROLE, trusts: [ACCOUNT] }],
      trails: [trail, ...trails],
      keys: [{ id: KMS_ID, account: ACCOUNT, region: REGION }],
      buckets: [
        {
          name: BUCKET,
          account: ACCOUNT,
          region: REGION,
          policy: POLICY,
          publicAccessBlock: true,
          versioning: 'Enabled',
          logging: { bucket: 'sample-access-logs', prefix: '' },
          objects: [{ key: `AWSLogs/${ACCOUNT}/CloudTrail/${REGION}/2026/11/19/a.json.gz`, body: 'x'.repeat(40_000) }],
        },
      ],
    },
    { targets, clock },
  );
  const config = { endpoint: aws.aws.url, region: REGION, maxAttempts: 1 };
  const sts = new STSClient({ ...config, credentials: KEY });
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: SSO_ROLE, RoleSessionName: ANA }));
  sts.destroy();
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  const postures = posturePort({ aws: { endpoint: aws.aws.url, credentials: KEY }, targets, clock });
  const slack = await startStage({
    ...more,
    fake: { clock },
    sources: [aws.source],
    settings: { SECURITY_CHANNEL: SAMPLE.security, ...more.settings },
    parts: {
      clock,
      tickEveryMs: 100,
      ...more.parts,
      ports: {
        trailPostures: postures,
        accountNames: async () => ({ [ACCOUNT]: 'sample-prod' }),
        ...more.parts?.ports,
      },
    },
  });
  const as = {
    trails: new CloudTrailClient({ ...config, credentials }),
    s3: new S3Client({ ...config, credentials, forcePathStyle: true }),
    kms: new KMSClient({ ...config, credentials }),
  };
  return {
    aws: aws.aws,
    slack,
    as,
    now: clock,
    pass: (ms = EVERY_MS) => {
      now += ms;
    },
    async looked() {
      const before = aws.aws.calls.length;
      now += EVERY_MS;
      await untilQuiet(aws.aws, before, slack.logged);
    },
    async close() {
      for (const client of Object.values(as)) client.destroy();
      await slack.stop();
      postures.close();
      await aws.close();
    },
  };
}
