// The calls that opened the planted things, each by somebody known, and calls that could be mistaken for them.
import type { Dict } from '../../src/fakes/aws/json.ts';
import { at, DEV, EAST, F, KEY, MINUTE, OUTSIDE, PROD, WEST } from './planted-findings.ts';

let made = 0;

interface Planted {
  readonly account: string;
  readonly region: string;
  readonly source: string;
  readonly name: string;
  readonly by: string;
  /** Minutes before the finding it belongs to. */
  readonly before: number;
  /** Epoch milliseconds. */
  readonly found: number;
  readonly request: Dict;
  readonly response?: Dict | null;
  readonly over?: Dict;
}

function call({
  account,
  region,
  source,
  name,
  by,
  before,
  found,
  request,
  response = null,
  over = {},
}: Planted): Dict {
  made += 1;
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: `AIDA${by.toUpperCase()}`,
      arn: `arn:aws:iam::${account}:user/${by}`,
      accountId: account,
      accessKeyId: `AKIA${by.toUpperCase()}`,
      userName: by,
    },
    eventTime: new Date(found - before * MINUTE).toISOString().replace(/\.\d+Z$/, 'Z'),
    eventSource: `${source}.amazonaws.com`,
    eventName: name,
    awsRegion: region,
    sourceIPAddress: '192.0.2.1',
    userAgent: 'aws-cli/2.0',
    requestParameters: request,
    responseElements: response,
    eventID: `00000000-0000-4000-9000-${String(made).padStart(12, '0')}`,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    eventCategory: 'Management',
    recipientAccountId: account,
    ...over,
  };
}

export function policy(principal: unknown, action: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: action }],
  });
}

const SESSION_KEY = 'ASIAPARTNERADMIN0001';

/** By the id of the finding: who opened it. */
export const OPENERS: Readonly<Record<string, string>> = {
  'f-bucket': 'ben',
  'f-role': 'ana@sample.org',
  'f-key': 'carla',
  'f-queue': 'dev-dan',
  'f-lambda': 'dev-eve',
  'f-snapshot': 'dev-dan',
  'f-secret': 'ben',
  'f-topic': 'dev-eve',
  'f-repository': 'carla',
  'f-database': 'fred',
};

/** The call on a finding's resource, by its owner, in its Region. */
function on(
  finding: string,
  source: string,
  name: string,
  by: string,
  before: number,
  request: Dict,
  over: Dict = {},
): Dict {
  const { account, region, createdMs } = F[finding] ?? {};
  if (account === undefined || region === undefined || createdMs === undefined) throw new Error(`no ${finding}`);
  return call({ account, region, source, name, by, before, found: createdMs, request, over });
}

const denied = { errorCode: 'AccessDenied', errorMessage: 'no' };

export const EVENTS: readonly Dict[] = [
  // The bucket: let in by the policy, once nothing blocked it; a look-alike in time, a denial, and a later change.
  on('bucket', 's3', 'DeleteBucketPublicAccessBlock', 'ana', 9, { bucketName: 'sample-public', publicAccessBlock: '' }),
  on('bucket', 's3', 'PutBucketPolicy', 'ben', 4, {
    bucketName: 'sample-public',
    bucketPolicy: JSON.parse(policy('*', 's3:GetObject')),
  }),
  on(
    'bucket',
    's3',
    'PutBucketPolicy',
    'mallory',
    3,
    { bucketName: 'sample-public', bucketPolicy: JSON.parse(policy('*', 's3:*')) },
    denied,
  ),
  on('bucket', 's3', 'PutBucketPolicy', 'gus', 2, {
    bucketName: 'sample-other',
    bucketPolicy: JSON.parse(policy('*', 's3:GetObject')),
  }),
  on('bucket', 's3', 'PutBucketPolicy', 'gus', 600, {
    bucketName: 'sample-public',
    bucketPolicy: JSON.parse(policy({ AWS: PROD }, 's3:GetObject')),
  }),
  on('bucket', 's3', 'PutBucketPolicy', 'gus', -30, {
    bucketName: 'sample-public',
    bucketPolicy: JSON.parse(policy('*', 's3:GetObject')),
  }),
  // The role: through a session whose keys were minted for somebody who says who they are.
  call({
    account: PROD,
    region: EAST,
    source: 'sts',
    name: 'AssumeRole',
    by: 'ana@sample.org',
    before: 20,
    found: at(3),
    request: { roleArn: `arn:aws:iam::${PROD}:role/sample-admin`, roleSessionName: 'session' },
    response: {
      credentials: { accessKeyId: SESSION_KEY, expiration: 'Nov 17, 2026, 1:00:00 PM' },
      assumedRoleUser: {
        assumedRoleId: 'AROASAMPLEADMIN:session',
        arn: `arn:aws:sts::${PROD}:assumed-role/sample-admin/session`,
      },
    },
    over: { readOnly: true },
  }),
  call({
    account: PROD,
    region: EAST,
    source: 'iam',
    name: 'UpdateAssumeRolePolicy',
    by: 'x',
    before: 12,
    found: at(3),
    request: {
      roleName: 'sample-partner',
      policyDocument: policy({ AWS: `arn:aws:iam::${OUTSIDE}:role/deploy` }, 'sts:AssumeRole'),
    },
    over: {
      userIdentity: {
        type: 'AssumedRole',
        principalId: 'AROASAMPLEADMIN:session',
        arn: `arn:aws:sts::${PROD}:assumed-role/sample-admin/session`,
        accountId: PROD,
        accessKeyId: SESSION_KEY,
        sessionContext: {
          sessionIssuer: {
            type: 'Role',
            principalId: 'AROASAMPLEADMIN',
            arn: `arn:aws:iam::${PROD}:role/sample-admin`,
            accountId: PROD,
            userName: 'sample-admin',
          },
          attributes: {
            creationDate: new Date(at(3) - 20 * MINUTE).toISOString().replace(/\.\d+Z$/, 'Z'),
            mfaAuthenticated: 'false',
          },
        },
      },
    },
  }),
  on('key', 'kms', 'PutKeyPolicy', 'carla', 6, {
    keyId: KEY,
    policyName: 'default',
    policy: policy({ AWS: `arn:aws:iam::${OUTSIDE}:root` }, 'kms:*'),
  }),
  on('key', 'kms', 'PutKeyPolicy', 'gus', 3_000, {
    keyId: KEY,
    policyName: 'default',
    policy: policy({ AWS: `arn:aws:iam::${PROD}:root` }, 'kms:*'),
  }),
  on('queue', 'sqs', 'SetQueueAttributes', 'dev-dan', 8, {
    queueUrl: `https://sqs.${WEST}.amazonaws.com/${DEV}/sample-jobs`,
    attributes: { Policy: policy({ AWS: OUTSIDE }, 'sqs:SendMessage') },
  }),
  on('queue', 'sqs', 'SetQueueAttributes', 'gus', 3, {
    queueUrl: `https://sqs.${WEST}.amazonaws.com/${DEV}/sample-jobs`,
    attributes: { VisibilityTimeout: '60' },
  }),
  on('lambda', 'lambda', 'AddPermission20150331v2', 'dev-eve', 5, {
    functionName: 'sample-resize',
    statementId: 's',
    action: 'lambda:InvokeFunction',
    principal: OUTSIDE,
  }),
  on('lambda', 'lambda', 'AddPermission20150331v2', 'gus', 4, {
    functionName: 'sample-resize',
    statementId: 't',
    action: 'lambda:InvokeFunction',
    principal: 's3.amazonaws.com',
  }),
  on('snapshot', 'ec2', 'ModifySnapshotAttribute', 'dev-dan', 7, {
    snapshotId: 'snap-0a1b2c3d4e5f60718',
    createVolumePermission: { add: { items: [{ userId: OUTSIDE }] } },
    attributeType: 'CREATE_VOLUME_PERMISSION',
  }),
  // Not in time for CloudTrail's own note: found by the scan of the next day.
  on('secret', 'secretsmanager', 'PutResourcePolicy', 'ben', 20 * 60, {
    secretId: 'sample/db',
    resourcePolicy: policy({ AWS: `arn:aws:iam::${OUTSIDE}:root` }, 'secretsmanager:GetSecretValue'),
  }),
  on('topic', 'sns', 'AddPermission', 'dev-eve', 5, {
    topicArn: `arn:aws:sns:${EAST}:${DEV}:sample-alerts`,
    label: 'l',
    aWSAccountId: [OUTSIDE],
    actionName: ['Publish'],
  }),
  on('repository', 'ecr', 'SetRepositoryPolicy', 'carla', 5, {
    repositoryName: 'sample/app',
    policyText: policy({ AWS: OUTSIDE }, 'ecr:BatchGetImage'),
  }),
  on('database', 'rds', 'ModifyDBSnapshotAttribute', 'fred', 20 * 24 * 60, {
    dBSnapshotIdentifier: 'sample-nightly',
    attributeName: 'restore',
    valuesToAdd: [OUTSIDE],
  }),
];
