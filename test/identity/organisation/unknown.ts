// What cannot be known from these logs: nobody may be named, and a hint says what would settle it.
import { type Act, autoScaling, terminate, terminateNow } from './acts.ts';
import { assume, inRole, user } from './callers.ts';
import { ACCOUNTS, BROWSER, CLI, type Cloud, OUTSIDE, type Raw } from './cloud.ts';
import { switchRole } from './known-roles.ts';
import type { Story } from './story.ts';

const [A, B, C] = ACCOUNTS;
const NOBODY = { human: null, hops: [] } as const;

export function unknownStories(cloud: Cloud): readonly Story[] {
  return [
    fromOutside(cloud),
    masked(cloud),
    onlyAName(cloud),
    loop(cloud),
    claimedTwice(cloud),
    byItself(cloud),
    twoCauses(cloud),
    twoSwitches(cloud),
    noIdentity(cloud),
    imitated(cloud),
  ];
}

function fromOutside(cloud: Cloud): Story {
  const stranger = user(cloud, OUTSIDE);
  const first = assume(cloud, { caller: stranger.caller, hops: [] }, { account: B });
  const on = assume(cloud, first, { account: C });
  return { name: 'a first call in nobody’s log', ...NOBODY, hint: OUTSIDE, ...terminate(cloud, on.caller) };
}

/** The issuing call is there, masked alike: so are others. */
function masked(cloud: Cloud): Story {
  const person = user(cloud, A);
  const key = 'ASIA****************';
  const session = { account: A, role: cloud.role('masked'), session: 'work' };
  cloud.write(person.caller, {
    service: 'sts',
    name: 'AssumeRole',
    request: { roleArn: `arn:aws:iam::${A}:role/${session.role}`, roleSessionName: 'work' },
    response: { credentials: { accessKeyId: key, sessionToken: '<removed>', expiration: 'soon' } },
  });
  const caller = inRole(cloud, { ...session, key, ip: cloud.ip() });
  return { name: 'a masked key', ...NOBODY, hint: 'masked', ...terminate(cloud, caller) };
}

function onlyAName(cloud: Cloud): Story {
  const session = `${cloud.person()}@example.com`;
  const caller = inRole(cloud, {
    account: B,
    role: cloud.role('ops'),
    session,
    key: cloud.random.id('ASIA'),
    ip: cloud.ip(),
  });
  const hop = { kind: 'session-name', name: session };
  return { name: 'a session name alone', ...NOBODY, hop, hint: B, ...terminate(cloud, caller) };
}

/** Two sessions that issued each other’s keys: no beginning. */
function loop(cloud: Cloud): Story {
  const [one, two] = [cloud.random.id('ASIA'), cloud.random.id('ASIA')];
  const [first, second] = [cloud.role('a'), cloud.role('b')];
  const at = cloud.now();
  const as = (role: string, key: string) =>
    inRole(cloud, { account: A, role, session: 's', key, ip: '198.51.100.7', createdMs: at });
  const issue = (role: string, key: string): Raw => ({
    service: 'sts',
    name: 'AssumeRole',
    request: { roleArn: `arn:aws:iam::${A}:role/${role}`, roleSessionName: 's' },
    response: { credentials: { accessKeyId: key, sessionToken: '<removed>', expiration: 'soon' } },
  });
  cloud.write(as(second, two), issue(first, one) as never);
  cloud.write(as(first, one), issue(second, two) as never);
  return { name: 'a loop', ...NOBODY, hint: 'lead back to themselves', ...terminate(cloud, as(first, one)) };
}

/** Two callers are said to have been given one key. */
function claimedTwice(cloud: Cloud): Story {
  const key = cloud.random.id('ASIA');
  const role = cloud.role('twice');
  for (const person of [user(cloud, A), user(cloud, A)]) {
    cloud.write(person.caller, {
      service: 'sts',
      name: 'AssumeRole',
      request: { roleArn: `arn:aws:iam::${A}:role/${role}`, roleSessionName: 's' },
      response: { credentials: { accessKeyId: key, sessionToken: '<removed>', expiration: 'soon' } },
    });
  }
  const caller = inRole(cloud, { account: A, role, session: 's', key, ip: cloud.ip() });
  return { name: 'a key issued twice', ...NOBODY, hint: 'different callers', ...terminate(cloud, caller) };
}

function byItself(cloud: Cloud): Story {
  cloud.wait(3 * 3_600);
  const act = terminate(cloud, autoScaling(cloud, C));
  return { name: 'Auto Scaling by itself', ...NOBODY, hint: C, ...act };
}

function twoCauses(cloud: Cloud): Story {
  cloud.wait(3 * 3_600);
  for (const person of [user(cloud, B), user(cloud, B)]) {
    cloud.wait(5);
    const request = { autoScalingGroupName: cloud.role('asg'), desiredCapacity: 0 };
    cloud.write(person.caller, { service: 'autoscaling', name: 'SetDesiredCapacity', request });
  }
  cloud.wait(10);
  const instance = cloud.instance();
  const eventID = terminateNow(cloud, autoScaling(cloud, B), instance);
  return { name: 'two that may have caused it', ...NOBODY, hint: 'nothing tells which', instance, eventID };
}

/** Both changed to the role under one name; the record’s date of issue fits neither. */
function twoSwitches(cloud: Cloud): Story {
  const role = cloud.role('operator');
  for (const from of ['ana', 'ben'])
    switchRole(cloud, { from: `arn:aws:iam::${A}:user/${from}`, to: C, role, session: 'ops' });
  cloud.wait(600);
  const caller = inRole(cloud, {
    account: C,
    role,
    session: 'ops',
    key: cloud.random.id('ASIA'),
    ip: cloud.ip(),
    agent: BROWSER,
    console: true,
  });
  return { name: 'two changes of role, no date', ...NOBODY, hint: '2 people', ...terminate(cloud, caller) };
}

function noIdentity(cloud: Cloud): Story {
  const caller = { account: A, identity: null as unknown as Raw, ip: cloud.ip(), agent: CLI };
  return { name: 'a record without identity', ...NOBODY, ...terminate(cloud, caller) };
}

/** A role of one’s own that is named like Identity Center’s: its session name is worth nothing. */
function imitated(cloud: Cloud): Story {
  const role = `AWSReservedSSO_Administrator_${cloud.random.hex(16)}`;
  const session = 'ceo@example.com';
  const caller = inRole(cloud, { account: A, role, session, key: cloud.random.id('ASIA'), ip: cloud.ip() });
  const act: Act = terminate(cloud, caller);
  return { name: 'an imitation of Identity Center', ...NOBODY, hint: 'AWS did not make it', ...act };
}
