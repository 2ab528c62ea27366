import { describe, expect, it } from 'vitest';
import { anEvent } from './a-record.ts';

const actor = (userIdentity: Parameters<typeof anEvent>[0]) => anEvent({ userIdentity: userIdentity ?? null }).actor;

describe('the actor', () => {
  it('is the user name of an IAM user', () => {
    expect(anEvent().actor).toMatchObject({ kind: 'iam-user', name: 'ana', via: null });
  });

  it('is the session name of a role session, through its role', () => {
    const it = actor({ type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/deploy/build-17' });
    expect(it).toMatchObject({ kind: 'role-session', name: 'build-17', via: 'deploy', roleName: 'deploy' });
  });

  it('is the person where Identity Center made the role, even when the type says Unknown', () => {
    const it = actor({
      type: 'Unknown',
      arn: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_Access_0123456789abcdef/ana@example.com',
    });
    expect(it).toMatchObject({ kind: 'identity-center-user', name: 'ana@example.com', via: 'Admin_Access' });
  });

  it('is an IAM user called Root when that is the user’s name, not root', () => {
    expect(actor({ type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/Root', userName: 'Root' }).kind).toBe(
      'iam-user',
    );
  });

  it('is the service when a service acts for itself', () => {
    expect(actor({ type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' })).toMatchObject({
      kind: 'aws-service',
      name: 'autoscaling.amazonaws.com',
    });
    expect(actor({ accountId: '111122223333', invokedBy: 'ec2.amazonaws.com' }).kind).toBe('aws-service');
  });

  it('is unknown, and nothing breaks, where userIdentity is missing, null or a string', () => {
    expect(actor(null as never)).toMatchObject({ kind: 'unknown', name: 'unknown', names: [] });
    expect(anEvent({ userIdentity: 'someone' }).actor).toMatchObject({ kind: 'unknown', name: 'someone' });
  });

  it('does not take AWS’s placeholder for a user name', () => {
    const it = actor({ type: 'IAMUser', accountId: '111122223333', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' });
    expect(it.names).not.toContain('HIDDEN_DUE_TO_SECURITY_REASONS');
  });
});

describe('the tool', () => {
  const tool = (userAgent: string, more = {}) => anEvent({ userAgent, ...more }).tool;

  it('is Terraform although the SDK it is built on is named too', () => {
    expect(tool('APN/1.0 HashiCorp/1.0 Terraform/1.1.2 terraform-provider-aws/3.76.1 aws-sdk-go/1.44.157')).toBe(
      'terraform',
    );
  });

  it('is the console for browsers, console back ends and sessions from the console', () => {
    expect(tool('Mozilla/5.0 (X11; Linux x86_64) Firefox/102.0')).toBe('console');
    expect(tool('[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488]')).toBe('console');
    expect(tool('console.ec2.amazonaws.com')).toBe('console');
    expect(tool('AWS Internal', { sessionCredentialFromConsole: 'true' })).toBe('console');
  });

  it('is AWS’s own where nothing says more', () => {
    expect(tool('AWS Internal')).toBe('aws-internal');
    expect(tool('x', { eventType: 'AwsServiceEvent' })).toBe('aws-service-event');
  });

  it('is CloudFormation, or the service, that made the call for somebody', () => {
    expect(tool('cloudformation.amazonaws.com')).toBe('cloudformation');
    expect(tool('secretsmanager.amazonaws.com')).toBe('aws-service:secretsmanager');
  });

  it('is the CLI, an SDK or a product by name, and else the user agent as claimed', () => {
    expect(tool('[aws-cli/1.18.136 Python/3.8.5 Darwin/19.5.0 botocore/1.17.59]')).toBe('cli');
    expect(tool('Boto3/1.26.165 Python/3.10.6')).toBe('sdk:boto3');
    expect(tool('some-tool_39f95f43-cd2f-4beb-b69e-be60b6fe1f57')).toBe('sdk:some-tool');
    expect(tool("=cmd|' /C calc'!A0")).toBe("other:=cmd|' /C calc'!A0");
  });
});
