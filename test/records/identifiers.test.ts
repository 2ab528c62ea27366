import { describe, expect, it } from 'vitest';
import { sameThing } from '../../src/records/identifier.ts';
import { eventTokens } from '../../src/records/read-record.ts';
import { anEvent, ref } from './a-record.ts';

describe('identifiers', () => {
  it('are found in XML wrappers, whether a one-element list is an object or a string', () => {
    const wrapped = (content: unknown) =>
      anEvent({ requestParameters: { DeleteNatGatewayRequest: { NatGatewayId: content as never } } });
    expect(eventTokens(wrapped({ content: 'nat-0dd264ee104155137' }))).toContain('nat-0dd264ee104155137');
    expect(eventTokens(wrapped('nat-0dd264ee104155137'))).toContain('nat-0dd264ee104155137');
  });

  it('are found in the error message of a denied call, the caller’s own ARN left out', () => {
    const event = anEvent({
      requestParameters: null,
      errorCode: 'AccessDenied',
      errorMessage:
        'User: arn:aws:iam::111122223333:user/ana is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/audit',
    });
    expect(eventTokens(event)).toContain('audit');
    expect(eventTokens(event)).not.toContain('ana');
  });

  it('are found in additional and service event data', () => {
    expect(eventTokens(anEvent({ additionalEventData: { Name: 'db-password' } }))).toContain('db-password');
    expect(eventTokens(anEvent({ serviceEventDetails: { keyId: 'mrk-0123' } }))).toContain('mrk-0123');
  });

  it('leave out tokens, dates and hidden values', () => {
    const tokens = eventTokens(
      anEvent({
        requestParameters: { clientToken: 'abc-def', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS', force: 'true' },
      }),
    );
    expect(tokens).toEqual([]);
  });
});

describe('two names of one thing', () => {
  const same = (asked: string, written: string) => sameThing(ref(asked), written);

  it('are the same as ARN, short name and URL, in any case', () => {
    expect(same('arn:aws:s3:::Logs', 'logs')).toBe(true);
    expect(same('logs', 'arn:aws:s3:::logs')).toBe(true);
    expect(same('s3://logs', 'arn:aws:s3:::logs')).toBe(true);
    expect(same('jobs', 'https://sqs.eu-west-1.amazonaws.com/111122223333/jobs')).toBe(true);
    expect(same('I-0ABC', 'i-0abc')).toBe(true);
  });

  it('are the same with the suffix Secrets Manager appends', () => {
    expect(same('db-password', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-password-AbC1d2')).toBe(true);
  });

  it('are the same for a role with a path', () => {
    expect(same('deploy', 'arn:aws:iam::111122223333:role/ci/deploy')).toBe(true);
  });

  it('are the same for a stack or a function, whose ARNs go on behind the name', () => {
    expect(
      same('web', 'arn:aws:cloudformation:eu-west-1:111122223333:stack/web/0a1b2c3d-0000-4000-8000-000000000000'),
    ).toBe(true);
    expect(same('mailer', 'arn:aws:lambda:eu-west-1:111122223333:function:mailer:7')).toBe(true);
  });

  it('differ for an object and its bucket, or an object of that name elsewhere', () => {
    expect(same('s3://exports/final.csv', 'exports')).toBe(false);
    expect(same('s3://exports/final.csv', 'final.csv')).toBe(false);
    expect(same('s3://exports/final.csv', 'arn:aws:s3:::exports/final.csv')).toBe(true);
    expect(same('arn:aws:s3:::exports/final.csv', 'exports')).toBe(false);
  });

  it('differ when one is only the beginning of the other', () => {
    expect(same('logs', 'logs-archive')).toBe(false);
    expect(same('i-0abc', 'i-0abc12de34f567890')).toBe(false);
  });

  it('differ when both are ARNs of different accounts, services or Regions', () => {
    expect(same('arn:aws:iam::111122223333:role/x', 'arn:aws:iam::444455556666:role/x')).toBe(false);
    expect(same('arn:aws:iam::111122223333:role/x', 'arn:aws:iam::111122223333:user/x')).toBe(false);
  });
});
