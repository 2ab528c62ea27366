// A plain CloudTrail record to vary in tests: an IAM user stopping an instance from the command line.
import type { AuditEvent, JsonObject } from '../../src/domain/audit-event.ts';
import type { ResourceRef } from '../../src/domain/question.ts';
import { identifierTokens } from '../../src/records/identifier.ts';
import { readRecord } from '../../src/records/read-record.ts';

const PLAIN: JsonObject = {
  eventVersion: '1.08',
  userIdentity: {
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLE0000000001',
    arn: 'arn:aws:iam::111122223333:user/ana',
    accountId: '111122223333',
    accessKeyId: 'AKIAEXAMPLE000000001',
    userName: 'ana',
  },
  eventTime: '2026-03-02T10:00:00Z',
  eventSource: 'ec2.amazonaws.com',
  eventName: 'StopInstances',
  awsRegion: 'eu-west-1',
  sourceIPAddress: '192.0.2.10',
  userAgent: 'aws-cli/2.17.32',
  requestParameters: { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] } },
  responseElements: null,
  requestID: '11111111-1111-4111-8111-111111111111',
  eventID: '22222222-2222-4222-8222-222222222222',
  readOnly: false,
  eventType: 'AwsApiCall',
  recipientAccountId: '111122223333',
};

export function aRecord(overrides: JsonObject = {}): JsonObject {
  return { ...PLAIN, ...overrides };
}

export function anEvent(overrides: JsonObject = {}): AuditEvent {
  const reading = readRecord(aRecord(overrides));
  if (!reading.ok) throw new Error(`the test's own record ${reading.why}`);
  return reading.event;
}

export function ref(text: string): ResourceRef {
  return { text, form: 'name', type: null, tokens: identifierTokens(text), partial: false };
}
