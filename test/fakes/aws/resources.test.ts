// The names under which Event history files resources: whole ARNs for some services, bare names for most.
import { describe, expect, it } from 'vitest';
import { historyResources } from '../../../src/fakes/aws/history/resources.ts';
import { historyUserName } from '../../../src/fakes/aws/history/user-name.ts';
import { PROD, record } from './sample-record.ts';

const KEY = `arn:aws:kms:eu-west-1:${PROD}:key/00000000-0000-4000-8000-000000000001`;

function namesOf(source: string, requestParameters: unknown, over = {}) {
  const raw = record(1, { eventSource: `${source}.amazonaws.com`, requestParameters, ...over });
  return historyResources(raw).map((resource) => resource.ResourceName);
}

describe('resources of Event history', () => {
  it.each([
    ['s3', { bucketName: 'sample-bucket' }, ['sample-bucket']],
    ['lambda', { functionName: `arn:aws:lambda:eu-west-1:${PROD}:function:sample-fn` }, ['sample-fn']],
    ['rds', { dBInstanceIdentifier: 'sample-db' }, ['sample-db']],
    [
      'iam',
      { roleName: 'sample-role', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      ['sample-role', 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
    ],
    ['ec2', { instancesSet: { items: [{ instanceId: 'i-01' }, { instanceId: 'i-02' }] } }, ['i-01', 'i-02']],
    ['sns', { topicArn: `arn:aws:sns:eu-west-1:${PROD}:sample` }, [`arn:aws:sns:eu-west-1:${PROD}:sample`]],
    ['kms', { keyId: KEY }, [KEY]],
    ['kms', { keyId: '00000000-0000-4000-8000-000000000001' }, []],
    ['secretsmanager', { secretId: 'sample/secret' }, ['sample/secret']],
    ['elsewhere', { thing: 'x' }, []],
  ])('of %s %j are %j', (source, parameters, names) => {
    expect(namesOf(source, parameters)).toEqual(names);
  });

  it('come from the record’s own list too: an ARN kept by KMS, its last part by others', () => {
    const listed = (type: string, ARN: string) => ({ resources: [{ accountId: PROD, type, ARN }] });
    expect(namesOf('kms', { keyId: 'alias/x' }, listed('AWS::KMS::Key', KEY))).toEqual([KEY]);
    expect(
      namesOf('dynamodb', null, listed('AWS::DynamoDB::Table', `arn:aws:dynamodb:x:${PROD}:table/sample`)),
    ).toEqual(['sample']);
  });

  it('of AssumeRole are the role, the key it gave out, and the session in three forms', () => {
    const roleArn = `arn:aws:iam::${PROD}:role/sample-role`;
    const session = `arn:aws:sts::${PROD}:assumed-role/sample-role/me`;
    const responseElements = {
      credentials: { accessKeyId: 'ASIASAMPLE', sessionToken: 'x' },
      assumedRoleUser: { assumedRoleId: 'AROASAMPLE:me', arn: session },
    };
    const names = namesOf('sts', { roleArn, roleSessionName: 'me' }, { responseElements });
    expect(new Set(names)).toEqual(new Set([roleArn, 'me', 'ASIASAMPLE', 'AROASAMPLE:me', session]));
  });

  it('survive parameters of any shape', () => {
    const loop = JSON.parse(`${'{"a":'.repeat(2_000)}{"bucketName":"deep"}${'}'.repeat(2_000)}`);
    for (const parameters of [null, 'text', 7, [], loop, { bucketName: { nested: true } }, { __proto__: null }]) {
      expect(namesOf('s3', parameters)).toEqual([]);
    }
  });
});

describe('the user name of Event history', () => {
  it.each([
    [{ type: 'IAMUser', userName: 'sample-user' }, 'sample-user'],
    [{ type: 'Root', accountId: PROD }, 'root'],
    [{ type: 'AssumedRole', principalId: 'AROASAMPLE:sample-session' }, 'sample-session'],
    [{ type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }, undefined],
    ['text', undefined],
  ])('of %j is %s', (userIdentity, name) => {
    expect(historyUserName(record(1, { userIdentity }))).toBe(name);
  });
});
