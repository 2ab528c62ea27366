// What the demo's bot asks of AWS beside events: trails that it watches and may switch on, and what is open to the outside. A
// stand-in for AWS in this process; nothing of it leaves this machine.
import { randomBytes } from 'node:crypto';
import type { AskDeps } from '../ask.ts';
import { remediator } from '../aws/remediation.ts';
import { startFakeAws } from '../fakes/aws/fake-aws.ts';
import { readEvents } from '../read-events.ts';
import { exposurePort } from '../sources/external-access/exposure-port.ts';
import { posturePort } from '../sources/trail-receipt/posture-port.ts';
import type { Ports } from '../start-features.ts';
import {
  ACCOUNTS,
  AUDIT,
  DEV,
  HOME_REGION,
  ORGANISATION_ID,
  PROD,
  REGIONS,
  REMEDIATION_ROLE,
} from './organisation/accounts.ts';
import type { OpenToOutside } from './organisation/open-to-outside.ts';
import { OFF_TRAIL, type TrailOff } from './organisation/trail-off.ts';

const READER = 'whodid-reader';
const ORGANISATION_TRAIL = 'sample-organization-trail';
const ORGANISATION_BUCKET = 'sample-organization-logs';
const SANDBOX_BUCKET = 'sample-sandbox-logs';
/** A trail delivers after minutes; nobody who tries the demo waits that long to see it verified. Milliseconds. */
const TRAIL_DELIVERY_MS = 8_000;
const LOOK_AGAIN_MS = 4_000;

export interface SamplePorts extends Ports {
  readonly close: () => Promise<void>;
}

/** What is told beside the stories of the organisation. */
export interface Told {
  readonly off: TrailOff;
  readonly open: OpenToOutside;
}

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** `deps`: the sources that hold the sample organisation's events. `clock`: what the demo takes for now. */
export async function startSamplePorts({ off, open }: Told, deps: AskDeps, clock: () => number): Promise<SamplePorts> {
  const credentials = { accessKeyId: 'AKIASAMPLESAMPLE0001', secretAccessKey: randomBytes(20).toString('hex') };
  const aws = await startFakeAws(awsOf({ off, open }, credentials, clock));
  const options = { endpoint: aws.url, credentials };
  const own = { accountId: null, regions: REGIONS };
  const targets = [
    own,
    ...[PROD, DEV].map(({ id }) => ({ accountId: id, regions: REGIONS, roleArn: roleIn(id, READER) })),
  ];
  const postures = posturePort({ aws: options, targets });
  const exposure = exposurePort({ aws: options, targets });
  const mending = remediator({ aws: options, role: REMEDIATION_ROLE, externalId: null, clock });
  const accountNames = async () => (await deps.accountNames?.()) ?? {};
  return {
    remediator: mending,
    approvalTimes: { lookEveryMs: LOOK_AGAIN_MS },
    trailPostures: postures,
    accountNames,
    exposed: {
      report: () => exposure.report(),
      through: (asked, errand) => readEvents(asked, deps, errand),
      accountNames,
    },
    close: async () => {
      mending.close();
      postures.close();
      exposure.close();
      await aws.close();
    },
  };
}

function awsOf({ off, open }: Told, credentials: Keys, clock: () => number) {
  const roles = ACCOUNTS.flatMap(({ id }) =>
    [READER, REMEDIATION_ROLE].map((name) => ({ arn: roleIn(id, name), trusts: [AUDIT.id] })),
  );
  return {
    clock,
    accounts: ACCOUNTS.map(({ id, name }) => ({ id, name, management: id === AUDIT.id })),
    regions: REGIONS,
    credentials: [{ ...credentials, account: AUDIT.id }],
    roles,
    organizationId: ORGANISATION_ID,
    trailDeliveryMs: TRAIL_DELIVERY_MS,
    trails: [
      {
        name: ORGANISATION_TRAIL,
        account: AUDIT.id,
        homeRegion: HOME_REGION,
        multiRegion: true,
        organization: true,
        bucket: ORGANISATION_BUCKET,
      },
      {
        name: OFF_TRAIL,
        account: DEV.id,
        homeRegion: HOME_REGION,
        multiRegion: true,
        bucket: SANDBOX_BUCKET,
        logging: false,
        stoppedMs: off.stoppedMs,
        latestDeliveryMs: off.stoppedMs - TRAIL_DELIVERY_MS,
      },
    ],
    buckets: [bucketFor(ORGANISATION_BUCKET, AUDIT.id), bucketFor(SANDBOX_BUCKET, DEV.id)],
    analyzers: open.analyzers,
    events: [...off.files, ...open.files].flatMap(({ records }) => records),
  };
}

function bucketFor(name: string, account: string) {
  return {
    name,
    account,
    region: HOME_REGION,
    policy: logPolicy(name),
    publicAccessBlock: true,
    versioning: 'Enabled',
    encryption: 'AES256',
  } as const;
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
function logPolicy(bucket: string) {
  const Principal = { Service: 'cloudtrail.amazonaws.com' };
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal, Action: 's3:GetBucketAcl', Resource: `arn:aws:s3:::${bucket}` },
      {
        Effect: 'Allow',
        Principal,
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${bucket}/AWSLogs/*`,
        Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
      },
    ],
  };
}

function roleIn(account: string, name: string): string {
  return `arn:aws:iam::${account}:role/${name}`;
}
