// AWS with one trail that an Identity Center user switched off, Slack with people who may approve, and the real bot between
// them over the wire. Both clocks are one, and it can be moved.

import { CloudTrailClient, StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { ApprovalPolicy } from '../../src/approval/events.ts';
import { remediator } from '../../src/aws/remediation.ts';
import type { Baselines, Remediator } from '../../src/domain/remediation.ts';
import { type FakeAws, type FakeAwsOptions, startFakeAws } from '../../src/fakes/aws/fake-aws.ts';
import type { Dict } from '../../src/fakes/aws/json.ts';
import type { FakeSlack } from '../../src/fakes/slack/fake-slack.ts';
import { SAMPLE, sampleWorkspace } from '../../src/fakes/slack/sample-workspace.ts';
import type { Message } from '../../src/fakes/slack/state.ts';
import { fairPacer } from '../../src/sources/event-history/pacer.ts';
import { eventHistorySource } from '../../src/sources/event-history.ts';
import { memorySlots } from '../../src/sources/slots/memory-slots.ts';
import { posturePort } from '../../src/sources/trail-receipt/posture-port.ts';
import { addButton, type Stage, startStage } from './stage.ts';

export const ACCOUNT = '111122223333';
export const MEMBER_ACCOUNT = '444455556666';
export const REGION = 'eu-west-1';
export const TRAIL = 'sample-trail';
export const BUCKET = 'sample-trail-logs';
export const KEYS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'sample-secret' };
export const ROLE = 'whodid-remediation';
export const SSO_ROLE = `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Administrator_0123456789abcdef`;
export const MINUTE = 60_000;

/** Who is who: the one who switched it off, who asks, two approvers (one by id, one by group), one who may break the glass. */
export const WHO = {
  suspect: 'U0000BENBEN',
  requester: SAMPLE.member,
  first: SAMPLE.admin,
  second: 'U000SECOND',
  glass: 'U0000GLASS',
} as const;
export const BEN = 'ben@sample.example';
const GLASS_GROUP = 'S0000GLASS0';

export interface ApprovalStage extends Stage {
  readonly aws: FakeAws;
  /** Moves both clocks. */
  readonly advance: (ms: number) => void;
  readonly now: () => number;
  /** Somebody's call, recorded as AWS would. */
  readonly record: (name: string, over?: Dict) => void;
  /** Ben switches the trail off. */
  readonly switchOff: () => Promise<void>;
  /** Presses a button that asks for something, under a message of somebody's. */
  readonly request: (value: string, user?: string) => Promise<void>;
  /** The one message of the approval, as it is now. */
  readonly head: () => Message | undefined;
  readonly press: (verb: string, user: string) => Promise<unknown>;
  /** What only this person was shown, newest last. */
  readonly told: (user: string) => readonly string[];
  readonly called: (operation: string) => number;
}

export interface ApprovalStageOptions {
  readonly aws?: Partial<FakeAwsOptions>;
  readonly settings?: Readonly<Record<string, string>>;
  readonly times?: Partial<ApprovalPolicy>;
  readonly baselines?: Baselines;
  readonly around?: (real: Remediator) => Remediator;
}

export const START = `start-logging:${ACCOUNT}:${REGION}:${TRAIL}`;

export async function startApprovalStage(options: ApprovalStageOptions = {}): Promise<ApprovalStage> {
  let offset = 0;
  let ticks = 0;
  const now = () => Date.now() + offset;
  const aws = await startFakeAws({
    clock: now,
    // Time flies with every look at it, so that no call is one too many for AWS's rates.
    wallClock: () => Date.now() + 130 * ticks++ - 4 * MINUTE,
    accounts: [
      { id: ACCOUNT, name: 'sample-prod', management: true },
      { id: MEMBER_ACCOUNT, name: 'sample-dev' },
    ],
    regions: [REGION, 'us-east-1'],
    credentials: [{ ...KEYS, account: ACCOUNT }],
    roles: [
      { arn: SSO_ROLE, trusts: ['*'] },
      { arn: `arn:aws:iam::${ACCOUNT}:role/${ROLE}`, trusts: [ACCOUNT] },
      { arn: `arn:aws:iam::${MEMBER_ACCOUNT}:role/${ROLE}`, trusts: [ACCOUNT] },
    ],
    trails: [{ name: TRAIL, account: ACCOUNT, homeRegion: REGION, multiRegion: true, bucket: BUCKET }],
    buckets: [{ name: BUCKET, account: ACCOUNT, region: REGION, policy: POLICY }],
    events: [],
    ...options.aws,
  });
  const source = eventHistorySource({
    aws: { endpoint: aws.url, credentials: KEYS, callMsMax: 5_000 },
    targets: [{ accountId: ACCOUNT, regions: [REGION] }],
    clock: now,
    pacer: fairPacer(memorySlots(), 0),
    waitMs: () => 1,
  });
  const real = remediator({ aws: { endpoint: aws.url, credentials: KEYS }, role: ROLE, externalId: null, clock: now });
  const postures = posturePort({
    aws: { endpoint: aws.url, credentials: KEYS },
    targets: [{ accountId: ACCOUNT, regions: [REGION] }],
    clock: now,
  });
  const stage = await startStage({
    sources: [source],
    fake: { workspace: workspace() },
    settings: {
      APPROVERS: `${WHO.first},${WHO.suspect},${WHO.requester},${SAMPLE.leaver}`,
      APPROVER_GROUPS: SAMPLE.securityGroup,
      APPROVAL_CHANNEL: SAMPLE.security,
      BREAK_GLASS_GROUP: GLASS_GROUP,
      WHODID_REMEDIATION_ROLE: ROLE,
      // What a look by itself tells is another test's.
      TRAIL_WATCH_MINUTES: '0',
      ...options.settings,
    },
    parts: {
      clock: now,
      tickEveryMs: 300,
      ports: {
        remediator: options.around?.(real) ?? real,
        trailPostures: postures,
        accountNames: async () => ({ [ACCOUNT]: 'sample-prod' }),
        approvalTimes: { lookEveryMs: MINUTE, ...options.times },
        ...(options.baselines === undefined ? {} : { baselines: options.baselines }),
      },
    },
  });
  const { fake } = stage;
  return {
    ...stage,
    aws,
    now,
    advance: (ms) => {
      offset += ms;
    },
    record: (name, over = {}) => aws.addEvents([recordOf(name, now(), over)]),
    switchOff: () => stopAs(aws.url),
    request: async (value, user = WHO.requester) => {
      await fake.say('the trail is off', { user, channel: SAMPLE.incidents });
      const message = fake.state.messages.filter(({ channel }) => channel === SAMPLE.incidents).at(-1);
      if (message === undefined) throw new Error('nothing was said');
      addButton(message, 'approvals_request', value);
      await fake.click(message.ts, 'approvals_request', { user });
    },
    head: () => headOf(fake),
    press: async (verb, user) => fake.click(headOf(fake)?.ts ?? '', `approvals_${verb}`, { user }),
    told: (user) => fake.state.ephemerals.filter(({ recipient }) => recipient === user).map(({ text }) => text),
    called: (operation) => aws.calls.filter((call) => call.operation === operation && call.outcome === 'ok').length,
    async stop() {
      await stage.stop();
      source.close();
      real.close();
      postures.close();
      await aws.close();
    },
  };
}

function headOf(fake: FakeSlack): Message | undefined {
  return fake.state.messages.find(
    (message) => message.channel === SAMPLE.security && JSON.stringify(message.metadata ?? '').includes('"parent"'),
  );
}

export function workspace() {
  const base = sampleWorkspace();
  const person = (id: string, name: string, email: string) => ({
    id,
    name,
    realName: name,
    email,
    tz: 'Europe/Berlin',
  });
  const more = [
    person(WHO.suspect, 'ben', BEN),
    person(WHO.second, 'sue', 'sue@sample.example'),
    person(WHO.glass, 'gil', 'gil@sample.example'),
  ];
  const ids = more.map(({ id }) => id);
  return {
    ...base,
    users: [...base.users, ...more],
    channels: base.channels.map((channel) => ({ ...channel, members: [...channel.members, ...ids] })),
    usergroups: [
      { id: SAMPLE.securityGroup, handle: 'security', name: 'Security team', users: [WHO.second] },
      { id: GLASS_GROUP, handle: 'glass', name: 'Break glass', users: [WHO.glass] },
    ],
  };
}

export const POLICY = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${BUCKET}/AWSLogs/*`,
    },
    {
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:GetBucketAcl',
      Resource: `arn:aws:s3:::${BUCKET}`,
    },
  ],
};

/** As an Identity Center user does: through a role that only AWS makes, whose session bears the user's name. */
export async function stopAs(endpoint: string, trail = TRAIL): Promise<void> {
  const sts = new STSClient({ endpoint, region: REGION, credentials: KEYS });
  const assume = new AssumeRoleCommand({ RoleArn: SSO_ROLE, RoleSessionName: BEN });
  const { Credentials: given } = await sts.send(assume);
  const client = new CloudTrailClient({
    endpoint,
    region: REGION,
    credentials: {
      accessKeyId: given?.AccessKeyId ?? '',
      secretAccessKey: given?.SecretAccessKey ?? '',
      sessionToken: given?.SessionToken ?? '',
    },
  });
  await client.send(new StopLoggingCommand({ Name: trail }));
  sts.destroy();
  client.destroy();
}

let made = 0;

export function recordOf(name: string, at: number, over: Dict): Dict {
  made += 1;
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      accountId: ACCOUNT,
      accessKeyId: 'AKIAUSER',
      userName: 'eve',
      arn: `arn:aws:iam::${ACCOUNT}:user/eve`,
    },
    eventTime: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
    eventSource: 'ec2.amazonaws.com',
    eventName: name,
    awsRegion: REGION,
    sourceIPAddress: '192.0.2.1',
    userAgent: 'aws-cli/2.0',
    requestParameters: { instancesSet: { items: [{ instanceId: 'i-0aaaaaaaaaaaaaaaa' }] } },
    responseElements: null,
    eventID: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    eventCategory: 'Management',
    recipientAccountId: ACCOUNT,
    ...over,
  };
}
