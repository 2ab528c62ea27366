// Which call opened a resource: by kind of resource, by time, and where two could have.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/domain/audit-event.ts';
import { eventsAbout } from '../../src/exposure/events-about.ts';
import { openersOf } from '../../src/exposure/exposed.ts';
import { findOpener } from '../../src/exposure/find-opener.ts';
import type { ExposureFinding, FindingDetails } from '../../src/exposure/finding.ts';
import { KINDS, openingCalls } from '../../src/exposure/opening-calls.ts';
import { openingTest } from '../../src/exposure/opening-test.ts';
import { holds } from '../../src/records/holds.ts';
import { ACCOUNT, DETAILS, FOUND, finding, MINUTE, OUTSIDE, policyOf, write } from './sample-findings.ts';

const PUBLIC: FindingDetails = { ...DETAILS, isPublic: true, letIn: [{ kind: 'AWS', value: '*' }] };
const ME = { AWS: OUTSIDE };
const KEY = '11111111-2222-4333-8444-555555555555';
const arn = (service: string, rest: string) => `arn:aws:${service}:eu-west-1:${ACCOUNT}:${rest}`;
const text = (document: JsonObject) => JSON.stringify(document);

/** A kind of resource, its ARN, and calls that open it to OUTSIDE. */
const OPENED: readonly (readonly [
  kind: string,
  resource: string,
  service: string,
  name: string,
  request: JsonObject,
])[] = [
  [
    'AWS::S3::Bucket',
    'arn:aws:s3:::sample-data',
    's3',
    'PutBucketPolicy',
    { bucketName: 'sample-data', bucketPolicy: policyOf(ME) },
  ],
  [
    'AWS::S3::Bucket',
    'arn:aws:s3:::sample-data',
    's3',
    'PutBucketAcl',
    { bucketName: 'sample-data', 'x-amz-grant-read': [OUTSIDE] },
  ],
  [
    'AWS::S3Express::DirectoryBucket',
    arn('s3express', 'bucket/sample--x-s3'),
    's3express',
    'PutBucketPolicy',
    { bucketName: 'sample--x-s3', bucketPolicy: policyOf(ME) },
  ],
  [
    'AWS::IAM::Role',
    `arn:aws:iam::${ACCOUNT}:role/team/sample`,
    'iam',
    'UpdateAssumeRolePolicy',
    { roleName: 'sample', policyDocument: text(policyOf(ME)) },
  ],
  [
    'AWS::IAM::Role',
    `arn:aws:iam::${ACCOUNT}:role/sample`,
    'iam',
    'CreateRole',
    { roleName: 'sample', assumeRolePolicyDocument: encodeURIComponent(text(policyOf(ME))) },
  ],
  ['AWS::KMS::Key', arn('kms', `key/${KEY}`), 'kms', 'PutKeyPolicy', { keyId: KEY, policy: text(policyOf(ME)) }],
  [
    'AWS::KMS::Key',
    arn('kms', `key/${KEY}`),
    'kms',
    'CreateGrant',
    { keyId: KEY, granteePrincipal: `arn:aws:iam::${OUTSIDE}:root`, operations: ['Decrypt'] },
  ],
  [
    'AWS::SQS::Queue',
    arn('sqs', 'sample'),
    'sqs',
    'SetQueueAttributes',
    { queueUrl: `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/sample`, attributes: { Policy: text(policyOf(ME)) } },
  ],
  [
    'AWS::SQS::Queue',
    arn('sqs', 'sample'),
    'sqs',
    'AddPermission',
    { queueUrl: `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/sample`, aWSAccountIds: [OUTSIDE], actions: ['*'] },
  ],
  [
    'AWS::SNS::Topic',
    arn('sns', 'sample'),
    'sns',
    'SetTopicAttributes',
    { topicArn: arn('sns', 'sample'), attributeName: 'Policy', attributeValue: text(policyOf(ME)) },
  ],
  [
    'AWS::Lambda::Function',
    arn('lambda', 'function:sample'),
    'lambda',
    'AddPermission20150331v2',
    { functionName: 'sample', principal: OUTSIDE, action: 'lambda:InvokeFunction' },
  ],
  [
    'AWS::Lambda::LayerVersion',
    arn('lambda', 'layer:sample:3'),
    'lambda',
    'AddLayerVersionPermission20181031',
    { layerName: 'sample', versionNumber: 3, principal: OUTSIDE, action: 'lambda:GetLayerVersion' },
  ],
  [
    'AWS::SecretsManager::Secret',
    arn('secretsmanager', 'secret:sample-AbCdEf'),
    'secretsmanager',
    'PutResourcePolicy',
    { secretId: 'sample', resourcePolicy: text(policyOf(ME)) },
  ],
  [
    'AWS::ECR::Repository',
    arn('ecr', 'repository/team/sample'),
    'ecr',
    'SetRepositoryPolicy',
    { repositoryName: 'team/sample', policyText: text(policyOf(ME)) },
  ],
  [
    'AWS::EFS::FileSystem',
    arn('elasticfilesystem', 'file-system/fs-0a1b2c3d4e5f60718'),
    'elasticfilesystem',
    'PutFileSystemPolicy',
    { fileSystemId: 'fs-0a1b2c3d4e5f60718', policy: text(policyOf(ME)) },
  ],
  [
    'AWS::EC2::Snapshot',
    arn('ec2', 'snapshot/snap-0a1b2c3d4e5f60718'),
    'ec2',
    'ModifySnapshotAttribute',
    { snapshotId: 'snap-0a1b2c3d4e5f60718', createVolumePermission: { add: { items: [{ userId: OUTSIDE }] } } },
  ],
  [
    'AWS::RDS::DBSnapshot',
    arn('rds', 'snapshot:sample'),
    'rds',
    'ModifyDBSnapshotAttribute',
    { dBSnapshotIdentifier: 'sample', valuesToAdd: [OUTSIDE] },
  ],
  [
    'AWS::RDS::DBClusterSnapshot',
    arn('rds', 'cluster-snapshot:sample'),
    'rds',
    'ModifyDBClusterSnapshotAttribute',
    { dBClusterSnapshotIdentifier: 'sample', valuesToAdd: [OUTSIDE] },
  ],
  [
    'AWS::DynamoDB::Table',
    arn('dynamodb', 'table/sample'),
    'dynamodb',
    'PutResourcePolicy',
    { resourceArn: arn('dynamodb', 'table/sample'), policy: text(policyOf(ME)) },
  ],
  [
    'AWS::DynamoDB::Stream',
    arn('dynamodb', 'table/sample/stream/2026-01-01T00:00:00.000'),
    'dynamodb',
    'PutResourcePolicy',
    { resourceArn: arn('dynamodb', 'table/sample/stream/2026-01-01T00:00:00.000'), policy: text(policyOf(ME)) },
  ],
];

function bucketPolicy(minutes: number, by: string, document = policyOf('*'), over: JsonObject = {}) {
  return write(
    minutes,
    's3',
    'PutBucketPolicy',
    { bucketName: 'sample-data', bucketPolicy: document },
    { by, ...over },
  );
}

const open = (over: Partial<ExposureFinding> = {}) => finding({ details: PUBLIC, ...over });

describe('the call that opened a resource', () => {
  it.each(OPENED)('is found for %s %s: %s:%s', (resourceType, resource, service, name, request) => {
    const found = finding({ resourceType, resource });
    const event = write(5, service, name, request, service === 'iam' ? { awsRegion: 'us-east-1' } : {});
    expect(findOpener(found, [event])).toEqual({ kind: 'found', event, sure: true });
    const test = openingTest([found]);
    expect(test !== null && holds(test, event)).toBe(true);
  });

  it('is known for every kind of resource that can be open to the outside', () => {
    expect(KINDS.length).toBe(17);
    const known = new Set(OPENED.map(([kind]) => kind));
    expect(KINDS.filter((kind) => !known.has(kind))).toEqual(['AWS::IAM::User']);
    expect(openingCalls('AWS::Sample::New')).toEqual([]);
    expect(findOpener(finding({ resourceType: 'AWS::Sample::New' }), [])).toEqual({ kind: 'unknown-kind' });
  });

  it('is the latest that let in whom the finding names, not one that came later, failed, or let in others', () => {
    const opener = bucketPolicy(20, 'ben');
    const events = [
      opener,
      bucketPolicy(-1, 'later'),
      bucketPolicy(2, 'denied', policyOf('*'), { errorCode: 'AccessDenied' }),
      bucketPolicy(3, 'others', policyOf({ AWS: OUTSIDE })),
      bucketPolicy(300, 'long-ago'),
      write(4, 's3', 'PutBucketPolicy', { bucketName: 'sample-other', bucketPolicy: policyOf('*') }),
      write(4, 's3', 'PutBucketVersioning', { bucketName: 'sample-data' }),
    ];
    expect(findOpener(open(), events)).toEqual({ kind: 'found', event: opener, sure: true });
  });

  it('is the lifting of a block where the policy stood before, and the policy where the block was lifted before', () => {
    const lifted = (minutes: number) =>
      write(minutes, 's3', 'DeleteBucketPublicAccessBlock', { bucketName: 'sample-data' }, { by: 'lifter' });
    const account = write(4, 's3', 'DeleteAccountPublicAccessBlock', { accountId: ACCOUNT }, { by: 'lifter' });
    expect(openersOf(findOpener(open(), [bucketPolicy(600, 'ben'), lifted(4)]))[0]?.actor.name).toBe('lifter');
    expect(openersOf(findOpener(open(), [lifted(9), bucketPolicy(4, 'ben')]))[0]?.actor.name).toBe('ben');
    expect(openersOf(findOpener(open(), [bucketPolicy(600, 'ben'), account]))[0]?.actor.name).toBe('lifter');
    // A block hides nothing from a named account.
    expect(findOpener(finding(), [lifted(4)]).kind).toBe('not-found');
  });

  it('is not guessed where two people could have been it', () => {
    const [first, second] = [bucketPolicy(20, 'ben'), bucketPolicy(5, 'ana')];
    expect(findOpener(open(), [first, second])).toEqual({ kind: 'one-of', events: [second, first] });
    expect(findOpener(open(), [bucketPolicy(20, 'ana'), second])).toEqual({ kind: 'found', event: second, sure: true });
    // What a new analyzer finds first may be as old as either.
    const old = [bucketPolicy(5_000, 'ben'), bucketPolicy(900, 'ana')];
    expect(findOpener(open({ analyzerMs: FOUND - MINUTE }), old).kind).toBe('one-of');
    expect(findOpener(open(), old)).toMatchObject({ kind: 'found', event: old[1] });
  });

  it('is not guessed between an ACL and a policy of two people: each opens by itself', () => {
    const acl = write(
      12,
      's3',
      'PutBucketAcl',
      { bucketName: 'sample-data', 'x-amz-acl': ['public-read'] },
      { by: 'ana' },
    );
    const policy = bucketPolicy(4, 'ben');
    expect(findOpener(open(), [acl, policy])).toEqual({ kind: 'one-of', events: [policy, acl] });
  });

  it('is said to be unsure where the record does not show whom it let in', () => {
    const resources = [{ ARN: 'arn:aws:s3:::sample-data', accountId: ACCOUNT, type: 'AWS::S3::Bucket' }];
    const omitted = { omitted: true, reason: 'requestParameters too large' };
    const large = write(5, 's3', 'PutBucketPolicy', omitted, { resources });
    expect(findOpener(open(), [large])).toEqual({ kind: 'found', event: large, sure: false });
    const named = bucketPolicy(9, 'ben');
    // Either of them may have been it: the one that shows whom it let in, or the one that does not.
    expect(findOpener(open(), [large, named])).toEqual({ kind: 'one-of', events: [large, named] });
    const longBefore = bucketPolicy(300, 'ben');
    expect(findOpener(open(), [large, longBefore])).toEqual({ kind: 'one-of', events: [large, longBefore] });
    const largeBefore = { ...large, timeMs: longBefore.timeMs - MINUTE };
    expect(findOpener(open(), [longBefore, largeBefore])).toEqual({ kind: 'found', event: longBefore, sure: true });
    expect(findOpener(finding({ details: null }), [named])).toEqual({ kind: 'found', event: named, sure: false });
  });

  it('counts a statement with a condition, or that leaves only some out, by whom it names', () => {
    const conditional = bucketPolicy(
      5,
      'ben',
      policyOf('*', 's3:GetObject', { StringEquals: { 'aws:SourceVpc': 'vpc-1' } }),
    );
    const details = { ...PUBLIC, isPublic: false, actions: ['s3:GetObject'], condition: { 'aws:SourceVpc': 'vpc-1' } };
    expect(findOpener(open({ details }), [conditional]).kind).toBe('found');
    const others = { Statement: [{ Effect: 'Allow', NotPrincipal: { AWS: ACCOUNT }, Action: 's3:Get*' }] };
    expect(findOpener(open({ details }), [bucketPolicy(5, 'ben', others)]).kind).toBe('found');
    const lists = bucketPolicy(5, 'ben', policyOf('*', 's3:ListBucket'));
    expect(findOpener(open({ details }), [lists]).kind).toBe('not-found');
    const denies = { Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*' }] };
    expect(findOpener(open({ details }), [bucketPolicy(5, 'ben', denies)]).kind).toBe('not-found');
  });
});

describe('what a call allowed', () => {
  const details = { ...PUBLIC, actions: ['s3:GetObject', 's3:PutObject'] };

  it('has to be all that the finding names, where the call wrote the whole policy', () => {
    const less = bucketPolicy(9, 'ben', policyOf('*', 's3:GetObject'));
    const more = bucketPolicy(5, 'ana', policyOf('*', 's3:*Object'));
    expect(findOpener(open({ details }), [less, more])).toEqual({ kind: 'found', event: more, sure: true });
    expect(findOpener(open({ details }), [less])).toEqual({ kind: 'found', event: less, sure: false });
  });

  it('may be a part of it, where the call added to what was allowed', () => {
    const resource = arn('lambda', 'function:sample');
    const two = { ...DETAILS, actions: ['lambda:InvokeFunction', 'lambda:GetFunction'] };
    const event = write(5, 'lambda', 'AddPermission20150331v2', {
      functionName: 'sample',
      principal: OUTSIDE,
      action: 'lambda:InvokeFunction',
    });
    const found = finding({ resource, resourceType: 'AWS::Lambda::Function', details: two });
    expect(findOpener(found, [event])).toEqual({ kind: 'found', event, sure: true });
  });
});

describe('the condition on events', () => {
  it('names few resources, and of many only the calls, in their Regions', () => {
    const many = Array.from({ length: 6 }, (_, at) =>
      finding({ resource: arn('sqs', `q-${at}`), resourceType: 'AWS::SQS::Queue' }),
    );
    expect(JSON.stringify(openingTest(many.slice(0, 5)))).toContain('q-4');
    const test = JSON.stringify(openingTest(many));
    expect(test).not.toContain('q-4');
    expect(test).toContain(ACCOUNT);
    expect(test).toContain('"region":"eu-west-1"');
    expect(openingTest([finding({ resourceType: 'AWS::IAM::User' })])).toBeNull();
  });

  it('finds the calls on a bucket’s access points', () => {
    const point = arn('s3', 'accesspoint/sample-point');
    const details = { ...DETAILS, via: [{ type: 'S3_ACCESS_POINT', accessPointArn: point }] };
    const event = write(
      5,
      's3',
      'PutAccessPointPolicy',
      { name: 'sample-point', policy: policyOf(ME) },
      {
        resources: [{ ARN: point, type: 'AWS::S3::AccessPoint', accountId: ACCOUNT }],
      },
    );
    expect(findOpener(finding({ details }), [event]).kind).toBe('found');
  });
});

describe('events about a finding', () => {
  it.each(OPENED)('are found by name for %s %s: %s:%s', (resourceType, resource, service, name, request) => {
    const event = write(5, service, name, request, service === 'iam' ? { awsRegion: 'us-east-1' } : {});
    const others = [write(5, service, name, {}), write(5, 'ec2', 'RunInstances', { imageId: 'ami-0a1b2c3d4e5f60718' })];
    expect(eventsAbout([...others, event])(finding({ resourceType, resource }))).toEqual([event]);
  });

  it('are also those of the whole account', () => {
    const event = write(5, 's3', 'DeleteAccountPublicAccessBlock', { accountId: ACCOUNT });
    expect(eventsAbout([event])(finding())).toEqual([event]);
  });
});
