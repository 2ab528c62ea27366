// Sample CloudTrail records. Account ids are those of AWS's documentation.
import type { Dict } from '../../../src/fakes/aws/json.ts';

export const NOW = Date.parse('2026-11-20T12:00:00Z');
export const MINUTE = 60_000;
export const DAY = 86_400_000;
export const PROD = '111122223333';
export const DEV = '444455556666';
export const HOME = 'eu-west-1';

let made = 0;

/** A record `minutes` before NOW; what is left out is an instance terminated by an IAM user in PROD, eu-west-1. */
export function record(minutes: number, over: Dict = {}): Dict {
  made += 1;
  const account = typeof over.recipientAccountId === 'string' ? over.recipientAccountId : PROD;
  return {
    eventVersion: '1.11',
    userIdentity: { type: 'IAMUser', accountId: account, accessKeyId: 'AKIAUSER', userName: 'sample-user' },
    eventTime: new Date(NOW - minutes * MINUTE).toISOString().replace('.000Z', 'Z'),
    eventSource: 'ec2.amazonaws.com',
    eventName: 'TerminateInstances',
    awsRegion: HOME,
    sourceIPAddress: '192.0.2.1',
    userAgent: 'aws-cli/2.0',
    requestParameters: { instancesSet: { items: [{ instanceId: 'i-0aaaaaaaaaaaaaaaa' }] } },
    responseElements: null,
    eventID: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    eventCategory: 'Management',
    recipientAccountId: account,
    ...over,
  };
}
