import { describe, expect, it } from 'vitest';
import type { Chain } from '../../src/domain/answer.ts';
import type { AuditEvent } from '../../src/domain/audit-event.ts';
import type { Gap } from '../../src/domain/coverage.ts';
import { CALLERS_MAX, findChains } from '../../src/identity/find-chains.ts';
import { anEvent } from '../records/a-record.ts';
import { readingOf } from './read-events.ts';

const A = '111122223333';
const B = '444455556666';
let serial = 0;

function event(overrides: Parameters<typeof anEvent>[0]): AuditEvent {
  serial += 1;
  return anEvent({ eventID: `event-${String(serial).padStart(4, '0')}`, requestID: `request-${serial}`, ...overrides });
}

const at = (seconds: number) => new Date(Date.parse('2026-03-10T10:00:00Z') + seconds * 1000).toISOString();
const key = (n: number | string) => `ASIAEXAMPLE${String(n).padStart(9, '0')}`;

interface SessionOf {
  readonly role?: string;
  readonly name?: string;
  readonly account?: string;
  readonly key?: string | null;
  readonly created?: number;
  readonly more?: object;
}

function session({
  role = 'ops',
  name = 'work',
  account = A,
  key: signed = key(1),
  created = 0,
  more,
}: SessionOf = {}) {
  const roleArn = `arn:aws:iam::${account}:role/${role}`;
  return {
    type: 'AssumedRole',
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
    accountId: account,
    ...(signed === null ? {} : { accessKeyId: signed }),
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: roleArn, userName: role },
      attributes: { creationDate: at(created) },
    },
    ...more,
  };
}

function user(name: string, account = A) {
  return { type: 'IAMUser', userName: name, arn: `arn:aws:iam::${account}:user/${name}`, accountId: account };
}

function issued(issuedKey: string, by: object, seconds = 0, more: Parameters<typeof anEvent>[0] = {}): AuditEvent {
  return event({
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRole',
    eventTime: at(seconds),
    userIdentity: by as never,
    requestParameters: { roleArn: `arn:aws:iam::${A}:role/ops`, roleSessionName: 'work' },
    responseElements: { credentials: { accessKeyId: issuedKey } },
    ...more,
  });
}

function act(by: object, seconds = 60, more: Parameters<typeof anEvent>[0] = {}): AuditEvent {
  return event({ eventTime: at(seconds), userIdentity: by as never, ...more });
}

async function chainOf(call: AuditEvent, others: readonly AuditEvent[]): Promise<Chain | null> {
  const { chains } = await findChains([call], readingOf([call, ...others]).read);
  return chains.get(call.eventID) ?? null;
}

describe('a chain', () => {
  it('is left out where the record names the person, and nothing is read for it but what is free', async () => {
    const { read, reads } = readingOf([]);
    const { chains, gaps } = await findChains([act(user('ana'))], read);
    expect(chains.size).toBe(0);
    expect(gaps).toEqual([]);
    expect(reads.filter(({ worth }) => worth === 'needed')).toEqual([]);
  });

  it('links keys and names whatever their case', async () => {
    const first = issued(key('abc').toLowerCase(), user('ana'));
    const chain = await chainOf(act(session({ key: key('abc') })), [first]);
    expect(chain?.human).toEqual({ name: 'ana', confidence: 'certain', hops: [first.eventID] });
  });

  it('is not made by a call that came after what it should explain, nor by one that failed', async () => {
    const late = issued(key(1), user('eve'), 3_600);
    const denied = issued(key(1), user('eve'), 0, { errorCode: 'AccessDenied' });
    expect((await chainOf(act(session()), [late, denied]))?.human).toBeNull();
  });

  it('says whose log would settle it where no call issued the key', async () => {
    const chain = await chainOf(act(session({ account: B, name: 'ana' })), []);
    expect(chain).toEqual({
      human: null,
      hops: [{ kind: 'session-name', name: 'ana', confidence: 'self-asserted', eventID: null }],
      hints: [
        'No call that was read issued the credentials of session ops/ana: the log of account 444455556666 at 2026-03-10T10:00:00Z, or of the account it was called from, names who opened it.',
      ],
    });
  });

  it('does not take a name that a tool made up for a claim', async () => {
    const chain = await chainOf(act(session({ name: 'botocore-session-1700000000' })), []);
    expect(chain?.hops).toEqual([]);
  });

  it('says when a session claims another person than its keys lead to', async () => {
    const context = session().sessionContext;
    const claims = session({ more: { sessionContext: { ...context, sourceIdentity: 'ben' } } });
    const first = issued(key(1), user('ana'));
    const chain = await chainOf(act(claims), [first]);
    expect(chain?.human).toEqual({ name: 'ana', confidence: 'certain', hops: [first.eventID] });
    expect(chain?.hints).toEqual([
      'The session says it is for “ben” (its source identity), but the calls that issued its keys lead to ana.',
    ]);
  });

  it('links a forwarded call, signed with a key of its own, by session and instant, and says that this is likely', async () => {
    const first = issued(key(1), user('ana'), 0);
    const other = issued(key(2), user('eve'), 30);
    const forwarded = act(session({ key: key(7), more: { invokedBy: 'athena.amazonaws.com' } }));
    expect((await chainOf(forwarded, [first, other]))?.human).toMatchObject({ name: 'ana', confidence: 'likely' });
    const twin = issued(key(3), user('eve'), 0);
    const chain = await chainOf(forwarded, [first, twin]);
    expect(chain?.human).toBeNull();
    expect(chain?.hints.join()).toContain('different callers opened a session of this name in the same second');
  });

  it('does not sound sure of a user that is a machine', async () => {
    const chain = await chainOf(act(session()), [issued(key(1), user('jenkins-deploy'))]);
    expect(chain?.human).toMatchObject({ name: 'jenkins-deploy', confidence: 'likely' });
    expect(chain?.hints).toEqual(['jenkins-deploy is a machine’s name, not a person’s.']);
  });

  it('tells of an instance’s credentials in two networks, and names nobody', async () => {
    const instance = 'i-0123456789abcdef0';
    const own = session({ role: 'web', name: instance, key: key(1) });
    const stolen = act(own, 100, { sourceIPAddress: '203.0.113.9', userAgent: 'aws-cli/2.1 Darwin/19' });
    const agent = act(own, 94, { sourceIPAddress: '198.51.100.7', userAgent: 'amazon-ssm-agent' });
    const chain = await chainOf(stolen, [agent]);
    expect(chain?.human).toBeNull();
    expect(chain?.hops).toEqual([{ kind: 'instance', name: instance, confidence: 'self-asserted', eventID: null }]);
    expect(chain?.hints.join(' ')).toContain(
      `used from 203.0.113.9 and, 6 s apart, from 198.51.100.7 (event ${agent.eventID})`,
    );
    expect(chain?.hints.join(' ')).toContain('says it runs on macOS');
  });

  it('tells of a user’s key in two networks', async () => {
    const mine = { ...user('ana'), accessKeyId: 'AKIAEXAMPLE000000001' };
    const here = act(mine, 100, { sourceIPAddress: '203.0.113.9' });
    const there = act(mine, 40, { sourceIPAddress: '198.51.100.7' });
    const earlier = act(mine, -86_400, { sourceIPAddress: '198.51.100.7' });
    const chain = await chainOf(here, [there, earlier]);
    expect(chain?.human).toBeNull();
    expect(chain?.hints).toEqual([
      `Access key AKIAEXAMPLE000000001 was used from 203.0.113.9 and, 60 s apart, from 198.51.100.7 (event ${there.eventID}). It had not been used from 203.0.113.9 in the 7 days before, though it was in use.`,
    ]);
  });

  it('tells of a user’s key at an address that is new to it, and only then', async () => {
    const mine = { ...user('ana'), accessKeyId: 'AKIAEXAMPLE000000001' };
    const here = act(mine, 100, { sourceIPAddress: '203.0.113.9' });
    const earlier = act(mine, -86_400, { sourceIPAddress: '198.51.100.7' });
    const known = act(mine, -80_000, { sourceIPAddress: '203.0.113.9' });
    const chain = await chainOf(here, [earlier]);
    expect(chain?.human).toBeNull();
    expect(chain?.hints).toEqual([
      'Access key AKIAEXAMPLE000000001 had not been used from 203.0.113.9 in the 7 days before, though it was in use.',
    ]);
    expect((await chainOf(here, [earlier, known]))?.hints ?? []).toEqual([]);
    // A key that was not in use before says nothing.
    expect((await chainOf(here, []))?.hints ?? []).toEqual([]);
  });
});

describe('what made a service act', () => {
  const instance = 'i-0123456789abcdef0';
  const scaling = session({
    role: 'AWSServiceRoleForAutoScaling',
    name: 'AutoScaling',
    more: { invokedBy: 'autoscaling.amazonaws.com' },
  });
  const terminated = act(scaling, 100, { eventName: 'TerminateInstances' });
  const changed = (group: string, name: string, seconds: number) =>
    act(user(name), seconds, {
      eventSource: 'autoscaling.amazonaws.com',
      eventName: 'SetDesiredCapacity',
      requestParameters: { autoScalingGroupName: group },
    });
  const launched = act(user('ci'), -5_000, {
    eventName: 'RunInstances',
    requestParameters: {
      tagSpecificationSet: { items: [{ tags: [{ key: 'aws:autoscaling:groupName', value: 'web' }] }] },
    },
    responseElements: { instancesSet: { items: [{ instanceId: instance }] } },
  });

  it('is said with what they did and when', async () => {
    const cause = changed('web', 'ben', 96);
    const chain = await chainOf(terminated, [launched, cause, changed('api', 'eve', 98)]);
    expect(chain?.human).toEqual({ name: 'ben', confidence: 'certain', hops: [cause.eventID] });
    expect(chain?.hops[0]).toMatchObject({ deed: 'changed the desired capacity of web 4 s before' });
  });

  it('is nobody who changed another group, though nobody else did anything', async () => {
    expect((await chainOf(terminated, [launched, changed('api', 'eve', 98)]))?.human).toBeNull();
  });

  it('is nobody in another account or Region', async () => {
    const elsewhere = act(user('eve', B), 98, {
      eventSource: 'autoscaling.amazonaws.com',
      eventName: 'SetDesiredCapacity',
      recipientAccountId: B,
      requestParameters: { autoScalingGroupName: 'web' },
    });
    expect((await chainOf(terminated, [launched, elsewhere]))?.human).toBeNull();
  });

  it('is likely at best where a name only resembles', async () => {
    const host = 'cloudformation.amazonaws.com';
    const by = session({ role: 'stacks', name: 'AWSCloudFormation', more: { invokedBy: host } });
    const deleted = act(by, 100, {
      eventSource: 'lambda.amazonaws.com',
      eventName: 'DeleteFunction20150331',
      requestParameters: { functionName: 'shop-Handler-1ABCDEF' },
    });
    const cause = act(user('ben'), 40, {
      eventSource: host,
      eventName: 'DeleteStack',
      requestParameters: { stackName: 'shop' },
    });
    expect((await chainOf(deleted, [cause]))?.human).toEqual({
      name: 'ben',
      confidence: 'likely',
      hops: [cause.eventID],
    });
  });
});

describe('reading for chains', () => {
  it('is done once per depth, however many calls and sessions there are', async () => {
    const sessions = Array.from({ length: 200 }, (_, n) => ({ n, signed: key(n), deeper: key(10_000 + n) }));
    const issuers = sessions.flatMap(({ n, signed, deeper }) => [
      issued(signed, session({ role: 'middle', key: deeper, created: -60 }), 0),
      issued(deeper, user(`person-${n}`), -60),
    ]);
    const acts = Array.from({ length: 10_000 }, (_, index) =>
      act(session({ name: `s${index % 200}`, key: key(index % 200) }), 60 + (index % 50)),
    );
    const { read, reads } = readingOf(issuers);
    const { chains, hops } = await findChains(acts, read);
    expect(reads.length).toBeLessThanOrEqual(2);
    expect(chains.size).toBe(10_000);
    expect(hops).toHaveLength(400);
    const named = acts.map(({ eventID }) => chains.get(eventID)?.human?.name);
    expect(new Set(named).size).toBe(200);
    expect(named).not.toContain(undefined);
  });

  it('keeps to the instants that records give', async () => {
    const { read, reads } = readingOf([]);
    await findChains([act(session())], read);
    const [first] = reads;
    expect(first).toMatchObject({ worth: 'needed', fromMs: Date.parse(at(-10)), toMs: Date.parse(at(10)) });
    expect(reads.slice(1).every(({ worth }) => worth === 'when-free')).toBe(true);
  });

  it('stops at so many callers, and says so', async () => {
    const acts = Array.from({ length: CALLERS_MAX + 1 }, (_, n) => act(session({ key: key(n) })));
    const { gaps } = await findChains(acts, readingOf([]).read);
    expect(gaps.map(({ kind }) => kind)).toEqual(['page-limit']);
  });

  const gap: Gap = { kind: 'throttled', detail: 'Account 1 was not read to its end.' };

  it('gives back what was not read where somebody stayed unknown for it, and else nothing', async () => {
    const call = act(session());
    const none = await findChains([call], readingOf([], { gaps: [gap] }).read);
    expect(none.gaps).toEqual([gap]);
    const found = await findChains([call], readingOf([issued(key(1), user('ana'))], { gaps: [gap] }).read);
    expect(found.gaps).toEqual([]);
  });

  it('makes a failure a gap, and leaves the rest of the answer alone', async () => {
    const failure = { failure: 'not-allowed', what: 'It was not read.', why: 'Denied.', instead: 'Ask.' } as const;
    const { chains, gaps } = await findChains([act(session())], readingOf([], { failure }).read);
    expect(gaps).toEqual([{ kind: 'denied', detail: 'It was not read. Denied. Ask.' }]);
    expect([...chains.values()][0]?.human).toBeNull();
  });
});
