// Who may speak: signatures, keys, sessions, clocks, Regions and permissions, as the real clients meet them.
import { request } from 'node:http';
import { DescribeTrailsCommand, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { DEV, HOME, MINUTE, PROD } from './sample-record.ts';
import { DEV_KEYS, KEYS, openStage, refusal, type Stage } from './stage.ts';

const ROLE = `arn:aws:iam::${DEV}:role/audit/sample-reader`;
const ASKED = { RoleArn: ROLE, RoleSessionName: 'sample-person' };

function look(stage: Stage, keys = KEYS, region = HOME) {
  return stage.cloudTrail(region, keys).send(new LookupEventsCommand({}));
}

describe('signatures', () => {
  it('are refused under a wrong secret, in the words of each protocol', async () => {
    const stage = await openStage();
    const wrong = { ...KEYS, secretAccessKey: 'another' };
    expect(await refusal(look(stage, wrong))).toMatchObject({ name: 'InvalidSignatureException', status: 400 });
    const identity = stage.client(STSClient, wrong).send(new GetCallerIdentityCommand({}));
    expect(await refusal(identity)).toMatchObject({ name: 'SignatureDoesNotMatch', status: 403 });
  });

  it('are refused for keys nobody has, and for a session without its token', async () => {
    const stage = await openStage();
    const unknown = { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' };
    expect(await refusal(look(stage, unknown))).toMatchObject({ name: 'UnrecognizedClientException', status: 400 });
    const identity = stage.client(STSClient, unknown).send(new GetCallerIdentityCommand({}));
    expect(await refusal(identity)).toMatchObject({ name: 'InvalidClientTokenId', status: 403 });
    const token = { ...KEYS, sessionToken: 'not-its-own' };
    expect((await refusal(look(stage, token))).name).toBe('UnrecognizedClientException');
  });

  it.each([
    [14, 'ok'],
    [-14, 'ok'],
    [16, 'InvalidSignatureException'],
    [-16, 'InvalidSignatureException'],
  ])('made %i minutes away from the clock end with %s', async (minutes, expected) => {
    const stage = await openStage({ wallClock: () => Date.now() + minutes * MINUTE });
    const name = await look(stage).then(
      () => 'ok',
      (error: Error) => error.name,
    );
    expect(name).toBe(expected);
  });

  it('let a client with a wrong clock in once it has corrected itself by the Date header', async () => {
    const stage = await openStage({ wallClock: () => Date.now() + 60 * MINUTE });
    const client = stage.cloudTrail();
    await refusal(client.send(new DescribeTrailsCommand({})));
    await client.send(new DescribeTrailsCommand({}));
  });

  it('cover the body: a changed one is refused', async () => {
    const stage = await openStage();
    const client = stage.cloudTrail();
    client.middlewareStack.add(
      (next) => (args) => {
        (args.request as { body: string }).body = '{"MaxResults":50}';
        return next(args);
      },
      { step: 'deserialize', priority: 'low' },
    );
    expect((await refusal(client.send(new LookupEventsCommand({ MaxResults: 49 })))).name).toBe(
      'InvalidSignatureException',
    );
  });

  it('are needed at all', async () => {
    const { fake } = await openStage();
    const headers = {
      'x-amz-target': 'CloudTrail_20131101.LookupEvents',
      'content-type': 'application/x-amz-json-1.1',
    };
    const response = await fetch(fake.url, { method: 'POST', headers, body: '{}' });
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { __type: 'MissingAuthenticationTokenException' },
    ]);
  });

  it('are bound to a Region that is on for the account', async () => {
    const stage = await openStage();
    await look(stage, KEYS, 'eu-south-1');
    expect((await refusal(look(stage, DEV_KEYS, 'eu-south-1'))).name).toBe('UnrecognizedClientException');
    expect((await refusal(look(stage, KEYS, 'nowhere-1'))).name).toBe('UnrecognizedClientException');
  });

  it('survive a broken request of somebody else', async () => {
    const stage = await openStage();
    await new Promise<void>((resolve) => {
      const broken = request(stage.fake.url, { method: 'POST', headers: { 'content-length': '100' } });
      broken.on('error', () => resolve());
      broken.write('{');
      setTimeout(() => broken.destroy(), 10);
    });
    await look(stage);
  });
});

describe('permissions', () => {
  it('follow the principal’s policy, naming principal and action', async () => {
    const credentials = [{ ...KEYS, account: PROD, allowed: ['cloudtrail:Lookup*'] }];
    const stage = await openStage({ credentials });
    await look(stage);
    const { name, message } = await refusal(stage.cloudTrail().send(new DescribeTrailsCommand({})));
    expect(name).toBe('AccessDeniedException');
    expect(message).toContain(
      `User: arn:aws:iam::${PROD}:user/fake-user is not authorized to perform: cloudtrail:DescribeTrails`,
    );
    expect((await stage.client(STSClient).send(new GetCallerIdentityCommand({}))).Account).toBe(PROD);
  });

  it('can be taken away in a Region by a service control policy', async () => {
    const stage = await openStage();
    stage.fake.inject({ kind: 'denied', by: 'scp', region: 'us-east-1', times: 'always' });
    await look(stage);
    const { name, message } = await refusal(look(stage, KEYS, 'us-east-1'));
    expect(name).toBe('AccessDeniedException');
    expect(message).toContain('explicit deny in a service control policy');
  });
});

describe('AssumeRole', () => {
  const role = { arn: ROLE, trusts: [PROD], externalId: 'sample-external-id' };

  async function assume(
    stage: Stage,
    over: Partial<ConstructorParameters<typeof AssumeRoleCommand>[0]> = {},
    keys = KEYS,
  ) {
    const { Credentials, ...rest } = await stage
      .client(STSClient, keys)
      .send(new AssumeRoleCommand({ ...ASKED, ExternalId: 'sample-external-id', ...over }));
    const sessionKeys = {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    };
    return { ...rest, keys: sessionKeys, expiration: Credentials?.Expiration };
  }

  it('gives a session in the role’s account, named for the asker', async () => {
    const stage = await openStage({ roles: [role] });
    const session = await assume(stage, { SourceIdentity: 'sample-person' });
    const arn = `arn:aws:sts::${DEV}:assumed-role/sample-reader/sample-person`;
    expect(session.AssumedRoleUser?.Arn).toBe(arn);
    expect(session.SourceIdentity).toBe('sample-person');
    expect(await stage.client(STSClient, session.keys).send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: DEV,
      Arn: arn,
    });
    await look(stage, session.keys);
    expect(stage.fake.calls.at(-1)).toMatchObject({
      operation: 'LookupEvents',
      account: DEV,
      region: HOME,
      principal: arn,
      sourceIdentity: 'sample-person',
      outcome: 'ok',
    });
  });

  it('ends by the clock, to the millisecond', async () => {
    const stage = await openStage({ roles: [role] });
    const session = await assume(stage, { DurationSeconds: 900 });
    stage.advance(15 * MINUTE - 1);
    await look(stage, session.keys);
    stage.advance(1);
    expect(await refusal(look(stage, session.keys))).toMatchObject({ name: 'ExpiredTokenException', status: 400 });
    const identity = stage.client(STSClient, session.keys).send(new GetCallerIdentityCommand({}));
    expect(await refusal(identity)).toMatchObject({ name: 'ExpiredToken', status: 403 });
  });

  it('can be ended early', async () => {
    const stage = await openStage({ roles: [role] });
    const session = await assume(stage);
    stage.fake.expireSessions();
    expect((await refusal(look(stage, session.keys))).name).toBe('ExpiredTokenException');
    await look(stage);
  });

  it.each([
    ['a wrong external id', { ExternalId: 'another-one' }],
    ['no external id', { ExternalId: undefined }],
    ['a role nobody made', { RoleArn: `arn:aws:iam::${DEV}:role/nobody` }],
  ])('is denied for %s', async (_, over) => {
    const stage = await openStage({ roles: [role] });
    const { name, status, message } = await refusal(assume(stage, over));
    expect({ name, status }).toEqual({ name: 'AccessDenied', status: 403 });
    expect(message).toContain('is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::');
  });

  it('is denied to whom the role does not trust, and without the permission to assume', async () => {
    const stage = await openStage({ roles: [role] });
    expect((await refusal(assume(stage, {}, DEV_KEYS))).name).toBe('AccessDenied');
    const credentials = [{ ...KEYS, account: PROD, allowed: ['cloudtrail:*'] }];
    const other = await openStage({ roles: [role], credentials });
    expect((await refusal(assume(other))).name).toBe('AccessDenied');
  });

  it('sets a source identity only where the trust allows it, and then for good', async () => {
    const next = { arn: `arn:aws:iam::${PROD}:role/next`, trusts: ['*'] };
    const stage = await openStage({ roles: [{ ...role, setsSourceIdentity: false }, next] });
    const { message } = await refusal(assume(stage, { SourceIdentity: 'sample-person' }));
    expect(message).toContain('sts:SetSourceIdentity');
    const first = await assume(stage, { RoleArn: next.arn, SourceIdentity: 'sample-person' });
    const second = await assume(stage, { RoleArn: next.arn }, first.keys);
    expect(second.SourceIdentity).toBe('sample-person');
    const changed = assume(stage, { RoleArn: next.arn, SourceIdentity: 'another' }, first.keys);
    expect((await refusal(changed)).name).toBe('AccessDenied');
  });

  it.each([
    ['a session name with a space', { RoleSessionName: 'a b' }],
    ['a session name of one character', { RoleSessionName: 'a' }],
    ['a session name of 65 characters', { RoleSessionName: 'a'.repeat(65) }],
    ['899 seconds', { DurationSeconds: 899 }],
    ['43201 seconds', { DurationSeconds: 43_201 }],
    ['more than the role allows', { DurationSeconds: 3_601 }],
    ['a source identity of one character', { SourceIdentity: 'a' }],
  ])('refuses %s', async (_, over) => {
    const stage = await openStage({ roles: [role] });
    expect(await refusal(assume(stage, over))).toMatchObject({ name: 'ValidationError', status: 400 });
  });

  it('gives a chained session an hour at most', async () => {
    const long = { arn: ROLE, trusts: ['*'], maxSessionSeconds: 43_200 };
    const stage = await openStage({ roles: [long] });
    const first = await assume(stage, { DurationSeconds: 43_200 });
    await assume(stage, { DurationSeconds: 3_600 }, first.keys);
    expect((await refusal(assume(stage, { DurationSeconds: 3_601 }, first.keys))).name).toBe('ValidationError');
  });
});
