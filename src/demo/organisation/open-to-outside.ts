// What the demo shows as open to the outside: a bucket that anybody may read and a role that another account may take on, with
// the calls that opened them; and a finding of the past. Told beside the stories, because nobody has closed them.
import { DEV, GLOBAL_REGION, HOME_REGION, OUTSIDE_ACCOUNT_ID, PROD } from './accounts.ts';
import { deliver, type LogFile } from './delivery.ts';
import type { Draft } from './draft.ts';
import { CLEO, DAN } from './people.ts';
import { randomFor } from './random.ts';
import { openStaffSession } from './session.ts';
import { daysAgo, MINUTE } from './time.ts';

const SEED = 1;
const BUCKET = 'sample-handouts';
const ROLE = 'sample-vendor-audit';
const PAST_BUCKET = 'sample-press-kit';
/** Access Analyzer looks again within half an hour. https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-findings.html */
const FOUND_AFTER = 11 * MINUTE;

export interface OpenToOutside {
  readonly files: readonly LogFile[];
  readonly analyzers: readonly {
    readonly name: string;
    readonly account: string;
    readonly region: string;
    readonly createdMs: number;
    readonly findings: readonly Finding[];
  }[];
}

interface Finding {
  readonly id: string;
  readonly resource: string;
  readonly resourceType: string;
  readonly owner: string;
  readonly status?: 'RESOLVED';
  readonly createdMs: number;
  readonly isPublic?: boolean;
  readonly principal: Readonly<Record<string, string>>;
  readonly actions: readonly string[];
}

/** `now`: epoch milliseconds. */
export function openToOutside(now: number): OpenToOutside {
  const random = randomFor(SEED, 'open-to-outside');
  const bucketAt = daysAgo(now, 3, '10:12:40');
  const cleo = openStaffSession(random, CLEO, PROD, bucketAt - 4 * MINUTE, true);
  const roleAt = daysAgo(now, 6, '03:31:05');
  const dan = openStaffSession(random, DAN, DEV, roleAt - 9 * MINUTE, false);
  const drafts: readonly Draft[] = [
    ...cleo.events,
    {
      id: random.uuid(),
      time: bucketAt,
      account: PROD,
      region: HOME_REGION,
      service: 's3',
      name: 'PutBucketPolicy',
      readOnly: false,
      caller: cleo.caller,
      request: { bucketName: BUCKET, bucketPolicy: policy('*', 's3:GetObject', `arn:aws:s3:::${BUCKET}/*`) },
      resources: [{ accountId: PROD.id, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${BUCKET}` }],
    },
    ...dan.events,
    {
      id: random.uuid(),
      time: roleAt,
      account: DEV,
      region: GLOBAL_REGION,
      service: 'iam',
      name: 'UpdateAssumeRolePolicy',
      readOnly: false,
      caller: dan.caller,
      request: {
        roleName: ROLE,
        policyDocument: JSON.stringify(policy({ AWS: OUTSIDE_ACCOUNT_ID }, 'sts:AssumeRole', null)),
      },
    },
  ];
  return { files: [...deliver(drafts, random)], analyzers: analyzersOf(now, bucketAt, roleAt) };
}

function analyzersOf(now: number, bucketAt: number, roleAt: number): OpenToOutside['analyzers'] {
  const createdMs = daysAgo(now, 80, '09:00:00');
  const pastAt = daysAgo(now, 12, '15:20:37');
  const bucket = (id: string, name: string, at: number): Finding => ({
    id,
    resource: `arn:aws:s3:::${name}`,
    resourceType: 'AWS::S3::Bucket',
    owner: PROD.id,
    createdMs: at + FOUND_AFTER,
    isPublic: true,
    principal: { AWS: '*' },
    actions: ['s3:GetObject'],
  });
  const role: Finding = {
    id: 'sample-finding-role',
    resource: `arn:aws:iam::${DEV.id}:role/${ROLE}`,
    resourceType: 'AWS::IAM::Role',
    owner: DEV.id,
    createdMs: roleAt + FOUND_AFTER,
    principal: { AWS: OUTSIDE_ACCOUNT_ID },
    actions: ['sts:AssumeRole'],
  };
  return [
    {
      name: 'sample-prod-analyzer',
      account: PROD.id,
      region: HOME_REGION,
      createdMs,
      findings: [
        bucket('sample-finding-handouts', BUCKET, bucketAt),
        { ...bucket('sample-finding-press-kit', PAST_BUCKET, pastAt), status: 'RESOLVED' },
      ],
    },
    { name: 'sample-dev-analyzer', account: DEV.id, region: HOME_REGION, createdMs, findings: [role] },
  ];
}

function policy(Principal: string | { readonly AWS: string }, Action: string, Resource: string | null) {
  const statement = { Effect: 'Allow', Principal, Action, ...(Resource === null ? {} : { Resource }) };
  return { Version: '2012-10-17', Statement: [statement] };
}
