// Answers that use everything a card can show: changes, a chain, account names, a picture, a refusal's reason, a note that
// more may come. Sample people and accounts, fixed times.
import type { Answer, Chain, Hop } from '../../src/domain/answer.ts';
import type { AuditEvent } from '../../src/domain/audit-event.ts';
import {
  sampleActor,
  sampleAnswer,
  sampleDenied,
  sampleEvent,
  sampleQuestion,
  sampleReceipt,
  sampleSession,
} from './sample-replies.ts';

const ACCOUNT_NAMES = { '111122223333': 'sample-prod' };
const GROUP = 'sg-0123456789abcdef0';

function resource(text: string, type: string) {
  return { text, form: 'id', type, tokens: [text], partial: false } as const;
}

const hops: readonly Hop[] = [
  {
    kind: 'assumed-role',
    name: 'role sample-ci',
    confidence: 'certain',
    eventID: '00000000-0000-4000-8000-000000000101',
  },
  {
    kind: 'web-identity',
    name: 'repo:sample/app:ref:refs/heads/main',
    confidence: 'certain',
    eventID: '00000000-0000-4000-8000-000000000102',
  },
  { kind: 'session-name', name: 'dana', confidence: 'self-asserted', eventID: null },
];

const chain: Chain = {
  hops,
  human: { name: 'Dana Sample', confidence: 'likely', hops: ['00000000-0000-4000-8000-000000000102'] },
  hints: ['The key was used from two networks within 4 minutes.'],
};

/** A port opened to the world by a session whose person is known two hops away; more may still arrive. */
export const openedPort: Answer = sampleAnswer({
  question: sampleQuestion({
    text: `who opened port 22 on ${GROUP} yesterday?`,
    resources: [resource(GROUP, 'ec2:security-group')],
  }),
  done: [
    sampleEvent(0, {
      eventName: 'AuthorizeSecurityGroupIngress',
      action: 'AuthorizeSecurityGroupIngress',
      actor: sampleSession('deploy', 'sample-ci'),
      record: {
        requestParameters: {
          groupId: GROUP,
          ipPermissions: {
            items: [
              { ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } },
              { ipProtocol: 'tcp', fromPort: 5432, toPort: 5432, ipRanges: { items: [{ cidrIp: '10.0.0.0/16' }] } },
            ],
          },
        },
      },
    }),
  ],
  actors: [{ actor: sampleSession('deploy', 'sample-ci'), human: chain.human, chain }],
  assumptions: [],
  accountNames: ACCOUNT_NAMES,
  provisionalUntil: '2023-07-10T13:40:00Z',
  sentence: `Session deploy of role sample-ci – probably Dana Sample opened ${GROUP} (ec2:AuthorizeSecurityGroupIngress) with Terraform from 192.0.2.10 on Mon 10 Jul 2023 14:08:06 Europe/Amsterdam (12:08:06Z).`,
});

const own = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:role/reader' },
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::sample-logs/*',
};
const everybody = {
  Effect: 'Allow',
  Principal: '*',
  Action: ['s3:GetObject', 's3:ListBucket'],
  Resource: ['arn:aws:s3:::sample-logs', 'arn:aws:s3:::sample-logs/*'],
};

function policyPut(index: number, statements: readonly object[]): AuditEvent {
  return sampleEvent(index, {
    eventName: 'PutBucketPolicy',
    action: 'PutBucketPolicy',
    eventSource: 's3.amazonaws.com',
    service: 's3',
    tool: 'console',
    record: {
      requestParameters: {
        bucketName: 'sample-logs',
        bucketPolicy: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
      },
    },
  });
}

/** A bucket policy put twice: the second time it lets everybody in. */
export const openedBucket: Answer = sampleAnswer({
  question: sampleQuestion({
    text: 'who changed the policy of sample-logs yesterday?',
    resources: [resource('sample-logs', 's3:bucket')],
    verb: { word: 'changed', eventNames: ['s3:PutBucketPolicy'] },
  }),
  done: [policyPut(0, [own]), policyPut(30, [own, everybody])],
  attempted: [sampleDenied(12, { eventName: 'PutBucketPolicy', action: 'PutBucketPolicy', service: 's3' })],
  assumptions: [],
  accountNames: ACCOUNT_NAMES,
  sentence:
    'sample-user changed sample-logs twice between Mon 10 Jul 2023 14:08:06 Europe/Amsterdam (12:08:06Z) and Mon 10 Jul 2023 14:38:06 Europe/Amsterdam (12:38:06Z), in the console. Apart from that, 1 call failed (AccessDenied).',
});

/** Nobody succeeded, and AWS says why. */
export const deniedOnly: Answer = sampleAnswer({
  done: [],
  attempted: [
    sampleDenied(0, {
      actor: sampleSession('deploy', 'sample-ci'),
      outcome: {
        kind: 'attempted',
        reason: 'denied',
        code: 'AccessDenied',
        message:
          'User: arn:aws:sts::111122223333:assumed-role/sample-ci/deploy is not authorized to perform: ec2:TerminateInstances because no identity-based policy allows the ec2:TerminateInstances action',
      },
      record: { requestParameters: { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] } } },
    }),
  ],
  actors: [
    {
      actor: sampleSession('deploy', 'sample-ci'),
      human: null,
      chain: {
        hops: hops.slice(0, 1),
        human: null,
        hints: ['The log of account 444455556666 would show who took on sample-ci.'],
      },
    },
  ],
  accountNames: ACCOUNT_NAMES,
  sentence:
    'Nobody succeeded: Session deploy of role sample-ci tried ec2:TerminateInstances with Terraform from 192.0.2.10 on Mon 10 Jul 2023 14:08:06 Europe/Amsterdam (12:08:06Z); it was denied (AccessDenied).',
});

/** Three callers over some hours, a few of their calls failed: enough for a picture. */
export const busyHistory: Answer = sampleAnswer({
  question: sampleQuestion({
    kind: 'timeline',
    text: 'history of i-0123456789abcdef0 yesterday',
    verb: null,
  }),
  done: [0, 4, 7, 31, 33, 62, 64, 65, 66, 70, 95, 140, 141, 200].map((minute, index) =>
    sampleEvent(minute, {
      eventName: ['StartInstances', 'StopInstances', 'CreateTags'][index % 3] ?? 'StartInstances',
      action: ['StartInstances', 'StopInstances', 'CreateTags'][index % 3] ?? 'StartInstances',
      actor: sampleActor({ name: ['sample-user', 'sample-admin', 'sample-deployer'][index % 3] ?? 'x', arn: null }),
      tool: index % 2 === 0 ? 'cli' : 'console',
    }),
  ),
  attempted: [sampleDenied(35), sampleDenied(36), sampleDenied(142)],
  assumptions: [],
  accountNames: ACCOUNT_NAMES,
  receipt: sampleReceipt({
    gaps: [{ kind: 'not-delivered', detail: 'Nothing is delivered after 12:37:00Z; ask again in 15 minutes.' }],
    complete: false,
  }),
  sentence:
    '14 events on i-0123456789abcdef0 between Mon 10 Jul 2023 14:08:06 Europe/Amsterdam (12:08:06Z) and Mon 10 Jul 2023 17:28:06 Europe/Amsterdam (15:28:06Z). The latest is ec2:StopInstances by sample-admin. Apart from that, 3 calls failed (Client.UnauthorizedOperation). There may be more: Nothing is delivered after 12:37:00Z; ask again in 15 minutes.',
});

export const cards: readonly (readonly [string, Answer])[] = [
  ['opened-port', openedPort],
  ['opened-bucket', openedBucket],
  ['denied-only', deniedOnly],
  ['busy-history', busyHistory],
];
