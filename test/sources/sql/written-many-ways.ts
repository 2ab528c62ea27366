// Records that name the same few things in every way a record can, and questions about them: what may be asked for in SQL
// must let all of these through.
import fc from 'fast-check';
import type { EventTest, ResourceForm } from '../../../src/domain/question.ts';
import { identifierTokens } from '../../../src/records/identifier.ts';
import { record } from '../../archive/sample-logs.ts';

const NAMES = [
  'i-0abc12de34f567890',
  'sample-bucket',
  'prod/payments/api-key',
  'sample-bucket/exports/orders final.csv',
  'Straße/sample_role.v2',
  'İstanbul-key',
  'kelvin-kms-key',
  'ben@example.com',
  '日本',
  'AKIASAMPLE0000000001',
  '111122223333',
  '443',
  'a',
  'x"y\\z',
  'q&a=<b>+c',
] as const;

const arns = (name: string): readonly string[] => [
  `arn:aws:s3:::${name}`,
  `arn:aws:iam::111122223333:role/${name}`,
  `arn:aws:sts::111122223333:assumed-role/${name}/sample-session`,
  `arn:aws:secretsmanager:eu-west-1:111122223333:secret:${name}-AbC1d2`,
  `arn:aws:secretsmanager:eu-west-1:111122223333:secret:${name}`,
  `arn:aws:lambda:eu-west-1:111122223333:function:${name}:7`,
  `arn:aws:logs:eu-west-1:111122223333:log-group:${name}:*`,
  `arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/${name}/50dc6c495c0c9188`,
];

const urls = (name: string): readonly string[] => [
  `s3://${name}`,
  `https://sample-bucket.s3.eu-west-1.amazonaws.com/${name}`,
  `https://sqs.eu-west-1.amazonaws.com/111122223333/${name}`,
];

/** The name as somebody may have written it. */
const written: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...NAMES), fc.nat({ max: 10 }), fc.nat({ max: 7 }))
  .map(([name, form, how]) => {
    const [plain] = [form < 8 ? arns(name)[form] : urls(name)[form - 8]];
    return escaped(form === 0 && how < 4 ? name : (plain ?? name), how);
  });

function escaped(text: string, how: number): string {
  switch (how) {
    case 1:
      return text.toUpperCase();
    case 2:
      return encodeURIComponent(text);
    case 3:
      return encodeURIComponent(encodeURIComponent(text));
    case 4:
      return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
    case 5:
      return text.replaceAll('k', '\u212a');
    case 6:
      return encodeURIComponent(text.replaceAll('k', '\u212a'));
    default:
      return text;
  }
}

type Place = (value: string) => Record<string, unknown>;

const PLACES: readonly Place[] = [
  (value) => ({ requestParameters: { name: value } }),
  (value) => ({ requestParameters: { deep: { items: [{ id: value }, { id: 'other' }] } } }),
  (value) => ({ requestParameters: JSON.stringify({ name: value }) }),
  (value) => ({ responseElements: { thing: { arn: value } } }),
  (value) => ({ resources: [{ ARN: value, type: 'AWS::Sample::Thing' }] }),
  (value) => ({ additionalEventData: { object: value } }),
  (value) => ({ serviceEventDetails: { key: value } }),
  (value) => ({
    errorCode: 'AccessDenied',
    errorMessage: `not authorized to perform it on resource: "${value}" because`,
  }),
  (value) => ({ userIdentity: { type: 'AssumedRole', arn: value, accountId: '111122223333' } }),
  (value) => ({ userIdentity: { type: 'IAMUser', userName: value } }),
  (value) => ({ userIdentity: { type: 'AWSAccount', principalId: `AROASAMPLE:${value}`, sourceIdentity: value } }),
  (value) => ({ userIdentity: value }),
  (value) => ({ userIdentity: { type: 'IAMUser', sessionContext: { sourceIdentity: value } } }),
  (value) => ({ userIdentity: { type: 'IAMUser', userName: value }, eventSource: 'signin.amazonaws.com' }),
];

const OTHER: readonly Record<string, unknown>[] = [
  {},
  { eventName: 'DeleteFunction20150331v2', eventSource: 'lambda.amazonaws.com' },
  { eventName: 'deleteBucket', eventSource: 's3.amazonaws.com.cn' },
  { eventSource: 'EC2.amazonaws.com', awsRegion: 'EU-WEST-1' },
  { recipientAccountId: undefined },
  { recipientAccountId: '', awsRegion: undefined },
  { readOnly: undefined, eventName: 'DescribeInstances' },
  { readOnly: 'true' },
  { sourceIPAddress: '10.1.2.3' },
  { sourceIPAddress: '2001:0db8:0:0:0:0:0:1' },
  { sourceIPAddress: '08.1.250.216' },
  { sourceIPAddress: undefined, eventSource: undefined },
  { userIdentity: { type: 'Root', arn: 'arn:aws:iam::111122223333:root', accountId: '111122223333' } },
  { userIdentity: { type: 'Unknown', arn: 'arn:aws:iam::111122223333:root/x', accountId: '111122223333' } },
  { eventName: undefined, eventType: 'AwsCloudTrailInsight' },
];

/** Records that the stand-in can file: each has an id, a time and an account. */
export const hardRecords: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(written, fc.constantFrom(...PLACES), fc.constantFrom(...OTHER))
  .map(([value, place, other]) => {
    const made = { ...record({ time: '2026-11-10T10:00:00Z' }), ...other, ...place(value) };
    const account = made.recipientAccountId === undefined && !isNamed(made.userIdentity) ? '111122223333' : undefined;
    return account === undefined ? made : { ...made, recipientAccountId: account };
  });

function isNamed(identity: unknown): boolean {
  return typeof identity === 'object' && identity !== null && 'accountId' in identity;
}

function ref(text: string, form: ResourceForm) {
  return { text, form, type: null, tokens: identifierTokens(text), partial: false };
}

const askedName = fc
  .tuple(fc.constantFrom(...NAMES), fc.nat({ max: 14 }))
  .map(([name, form]) => [name, name, name, name, ...arns(name), ...urls(name)][form] ?? name);

const leaf: fc.Arbitrary<EventTest> = fc.oneof(
  { weight: 6, arbitrary: askedName.map((text): EventTest => ({ kind: 'resource', resource: ref(text, 'name') })) },
  { weight: 4, arbitrary: askedName.map((text): EventTest => ({ kind: 'actor', resource: ref(text, 'name') })) },
  { weight: 2, arbitrary: askedName.map((value): EventTest => ({ kind: 'value', value: value.toLowerCase() })) },
  fc.constantFrom<EventTest>(
    { kind: 'always' },
    { kind: 'root' },
    { kind: 'action', service: null, name: 'DeleteFunction' },
    { kind: 'action', service: 's3', name: 'DeleteBucket' },
    { kind: 'action', service: null, name: 'AwsCloudTrailInsight' },
    { kind: 'service', service: 'ec2' },
    { kind: 'service', service: 'unknown' },
    { kind: 'account', account: '111122223333' },
    { kind: 'region', region: 'eu-west-1' },
    { kind: 'read-only', readOnly: true },
    { kind: 'read-only', readOnly: false },
    { kind: 'source-ip', ip: '10.0.0.0/8' },
    { kind: 'source-ip', ip: '10.1.2.3' },
    { kind: 'source-ip', ip: '10.1.0.0/22' },
    { kind: 'source-ip', ip: '2001:db8::1' },
    { kind: 'source-ip', ip: '2001:db8::/32' },
    { kind: 'source-ip', ip: '08.1.250.216' },
    { kind: 'outcome', outcome: 'denied' },
    { kind: 'tool', tool: 'cli' },
  ),
);

/** Conditions of one to a few leaves. */
export const hardTests: fc.Arbitrary<EventTest> = fc.letrec<{ test: EventTest }>((tie) => ({
  test: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 3, arbitrary: leaf },
    fc.array(tie('test'), { minLength: 1, maxLength: 3 }).map((tests): EventTest => ({ kind: 'any', tests })),
    fc.array(tie('test'), { minLength: 1, maxLength: 2 }).map((tests): EventTest => ({ kind: 'all', tests })),
    tie('test').map((test): EventTest => ({ kind: 'not', test })),
  ),
})).test;
