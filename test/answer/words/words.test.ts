import { describe, expect, it } from 'vitest';
import { countOf, listOf } from '../../../src/answer/words/count.ts';
import { describeActor, describeAnsweredActor } from '../../../src/answer/words/describe-actor.ts';
import { describeInstant, describeWindow, instantCell } from '../../../src/answer/words/describe-instant.ts';
import { describeTool, describeToolUse } from '../../../src/answer/words/describe-tool.ts';
import type { AnsweredActor, Chain, Hop, Human } from '../../../src/domain/answer.ts';
import type { Actor, Tool } from '../../../src/domain/audit-event.ts';
import { sampleActor, sampleSession, sampleWindow } from '../../render/sample-replies.ts';

const bare = { arn: null, accountId: null, accessKeyId: null, names: [] } as const;

describe('an actor in words', () => {
  it.each<readonly [string, Partial<Actor>]>([
    ['sample-user', {}],
    ['root of account 111122223333', { kind: 'root', name: 'root' }],
    ['root', { ...bare, kind: 'root', name: 'root' }],
    [
      'dana (Identity Center, AdministratorAccess)',
      { kind: 'identity-center-user', name: 'dana', via: 'AdministratorAccess' },
    ],
    ['ext (federated by sample-user)', { kind: 'federated-user', name: 'ext', via: 'sample-user' }],
    ['ci (web identity, oidc.sample)', { kind: 'web-identity-user', name: 'ci', via: 'oidc.sample' }],
    ['account 444455556666', { kind: 'aws-account', name: '444455556666', accountId: '444455556666' }],
    ['session x from account 444455556666', { kind: 'aws-account', name: 'x', accountId: '444455556666' }],
    [
      'Auto Scaling',
      { kind: 'aws-service', name: 'autoscaling.amazonaws.com', invokedBy: 'autoscaling.amazonaws.com' },
    ],
    ['the brandnew service', { kind: 'aws-service', name: 'brandnew.amazonaws.com' }],
    ['CloudFormation for sample-user', { invokedBy: 'cloudformation.amazonaws.com' }],
    ['sample-user', { invokedBy: 'signin.amazonaws.com' }],
    ['sample-user', { invokedBy: 'AWS Internal' }],
    ['an unknown caller', { kind: 'unknown', name: 'unknown' }],
    ['someone without a name', { name: ' ' }],
  ])('%s', (words, changes) => {
    expect(describeActor(sampleActor(changes))).toBe(words);
  });

  it('names a session by session and role, and an instance as an instance', () => {
    expect(describeActor(sampleSession('deploy', 'sample-ci'))).toBe('session deploy of role sample-ci');
    expect(describeActor(sampleSession('i-0123456789abcdef0', 'web'))).toBe('instance i-0123456789abcdef0 (role web)');
    expect(describeActor({ ...sampleSession('x', 'web'), sessionName: null })).toBe('role web');
  });

  it('sees nobody but the service behind a service-linked role', () => {
    const session = sampleSession('maintenance', 'AWSServiceRoleForRDS');
    expect(describeActor(session)).toBe('service-linked role AWSServiceRoleForRDS');
    expect(describeActor({ ...session, invokedBy: 'rds.amazonaws.com' })).toBe('RDS (its service-linked role)');
  });

  it('says what the person behind is worth, and does not say a name twice', () => {
    const actor = sampleSession('deploy', 'sample-ci');
    const human = (name: string, confidence: 'certain' | 'likely' | 'self-asserted') => ({
      name,
      confidence,
      hops: [],
    });
    const told = (['certain', 'likely', 'self-asserted'] as const).map((each) =>
      describeAnsweredActor({ actor, human: human('dana', each) }),
    );
    expect(told).toEqual([
      'dana through role sample-ci',
      'probably dana through role sample-ci',
      'dana by their own account through role sample-ci',
    ]);
    expect(describeAnsweredActor({ actor: sampleActor(), human: human('sample-user', 'certain') })).toBe('sample-user');
  });
});

describe('an actor with a chain, in words', () => {
  const actor = sampleSession('ana', 'prod-operator');
  const chain = (hop: Partial<Hop> & Pick<Hop, 'kind'>, human: Human | null = null): Chain => ({
    hops: [{ name: 'ben', confidence: 'certain', eventID: 'hop-1', ...hop }],
    human,
    hints: [],
  });
  const ben = (...hops: string[]): Human => ({ name: 'ben@example.com', confidence: 'certain', hops });
  const service = sampleSession('AutoScaling', 'AWSServiceRoleForAutoScaling');
  const scaling: Actor = { ...service, invokedBy: 'autoscaling.amazonaws.com' };
  const deed = 'changed the desired capacity of web 4 s before';

  it.each<readonly [string, AnsweredActor]>([
    ['ben@example.com through role prod-operator (chain of 3 hops)', { actor, human: ben('1', '2', '3') }],
    ['ben@example.com through role prod-operator', { actor, human: ben('1') }],
    [
      'role prod-operator for GitHub repository org/repo, run 123',
      { actor, human: null, chain: chain({ kind: 'web-identity', name: 'GitHub repository org/repo, run 123' }) },
    ],
    [
      'role prod-operator calling itself “ana”',
      { actor, human: null, chain: chain({ kind: 'session-name', name: 'ana', confidence: 'self-asserted' }) },
    ],
    [
      `Auto Scaling (because ben@example.com ${deed})`,
      { actor: scaling, human: ben('1'), chain: chain({ kind: 'service-acting', deed }) },
    ],
    [
      `Auto Scaling (probably because ops/x ${deed})`,
      {
        actor: scaling,
        human: null,
        chain: chain({ kind: 'service-acting', name: 'ops/x', confidence: 'likely', deed }),
      },
    ],
    [
      'ben@example.com through federated session ext',
      { actor: sampleActor({ kind: 'federated-user', name: 'ext', via: 'ben' }), human: ben('1') },
    ],
    [
      'instance i-0123456789abcdef0 (role web)',
      { actor: sampleSession('i-0123456789abcdef0', 'web'), human: null, chain: chain({ kind: 'instance' }) },
    ],
    ['sample-user', { actor: sampleActor(), human: null, chain: { hops: [], human: null, hints: ['A fact.'] } }],
  ])('%s', (words, answered) => {
    expect(describeAnsweredActor(answered)).toBe(words);
  });
});

describe('a tool in words', () => {
  it.each<readonly [Tool, string, string]>([
    ['console', 'the console', 'in the console'],
    ['cli', 'AWS CLI', 'with the AWS CLI'],
    ['terraform', 'Terraform', 'with Terraform'],
    ['cloudformation', 'CloudFormation', 'through CloudFormation'],
    ['sdk:boto3', 'an SDK (boto3)', 'with an SDK (boto3)'],
    ['aws-service:autoscaling', 'Auto Scaling', 'through Auto Scaling'],
    ['aws-service-event', 'AWS itself (a service event)', 'by AWS itself (a service event)'],
    ['aws-internal', 'AWS internally', 'from inside AWS'],
    ['other:curl', 'a tool that calls itself “curl”', 'with a tool that calls itself “curl”'],
    ['other:none', 'an unnamed tool', 'with an unnamed tool'],
  ])('%s', (tool, words, use) => {
    expect(describeTool(tool)).toBe(words);
    expect(describeToolUse(tool)).toBe(use);
  });
});

describe('time in words', () => {
  it.each([
    ['2023-07-10T12:08:06Z', 'Europe/Amsterdam', 'Mon 10 Jul 2023 14:08:06 Europe/Amsterdam (12:08:06Z)'],
    ['2023-07-10T23:08:06Z', 'Europe/Amsterdam', 'Tue 11 Jul 2023 01:08:06 Europe/Amsterdam (Mon 10 Jul 23:08:06Z)'],
    ['2023-07-10T12:08:06Z', 'UTC', 'Mon 10 Jul 2023 12:08:06 UTC'],
    ['2023-07-10T12:08:06Z', 'Nowhere/Else', 'Mon 10 Jul 2023 12:08:06 UTC'],
    ['2023-09-05T12:08:06.500Z', 'Asia/Tokyo', 'Tue 5 Sep 2023 21:08:06 Asia/Tokyo (12:08:06Z)'],
    ['no date', 'UTC', 'no date'],
  ])('%s in %s', (iso, zone, words) => {
    expect(describeInstant(iso, zone)).toBe(words);
  });

  it('tells the two hours apart that clocks show twice', () => {
    const [first, second] = ['2023-10-29T00:30:00Z', '2023-10-29T01:30:00Z'].map((iso) =>
      describeInstant(iso, 'Europe/Amsterdam'),
    );
    expect(first).toContain('02:30:00');
    expect(second).toContain('02:30:00');
    expect(first).not.toBe(second);
  });

  it('gives a window in both zones, and one without beginning as such', () => {
    expect(describeWindow(sampleWindow())).toBe(
      'Mon 10 Jul 2023 00:00 to Tue 11 Jul 2023 00:00 Europe/Amsterdam (UTC: 2023-07-09 22:00 to 2023-07-10 22:00)',
    );
    expect(describeWindow(sampleWindow({ from: null, zone: 'UTC' }))).toBe(
      'everything up to Mon 10 Jul 2023 22:00 UTC',
    );
  });

  it('has a short form for columns', () => {
    expect(instantCell('2023-07-10T12:08:06Z', 'Europe/Amsterdam')).toBe('2023-07-10 14:08:06');
  });
});

describe('counts in words', () => {
  it('agree with their noun', () => {
    expect([0, 1, 2, 1240, 1_000_000].map((count) => countOf(count, 'event'))).toEqual([
      ...['0 events', '1 event', '2 events', '1,240 events', '1,000,000 events'],
    ]);
    expect(countOf(2, 'repeated delivery', 'repeated deliveries')).toBe('2 repeated deliveries');
  });

  it('list names and count the rest', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((names) => listOf(names))).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
    expect(listOf(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
  });
});
