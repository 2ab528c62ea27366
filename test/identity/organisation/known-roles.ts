// Chains of people and roles: users, Identity Center, roles taken one from another, up to five deep and across accounts.
import { terminate } from './acts.ts';
import { assume, type Entered, inRole, root, staff, user } from './callers.ts';
import { ACCOUNTS, BROWSER, type Cloud, GLOBAL } from './cloud.ts';
import type { Story } from './story.ts';

const [A, B, C] = ACCOUNTS;

export function roleStories(cloud: Cloud): readonly Story[] {
  return [
    ...direct(cloud),
    ...fromUsers(cloud),
    ...fromStaff(cloud),
    bareCallerSide(cloud),
    ...sharedName(cloud),
    ...switched(cloud),
    switchedAlike(cloud),
  ];
}

/** Depth 0: the record says it. */
function direct(cloud: Cloud): readonly Story[] {
  const ana = user(cloud, A);
  const own = staff(cloud, B);
  const none = { human: null, hops: [], direct: true } as const;
  return [
    { name: 'a user', ...none, ...terminate(cloud, ana.caller) },
    { name: 'somebody through Identity Center', ...none, ...terminate(cloud, own.caller) },
    { name: 'root', ...none, ...terminate(cloud, root(cloud, C)) },
  ];
}

/** Depth 1 to 5, each to a random account. */
function fromUsers(cloud: Cloud): readonly Story[] {
  return [1, 2, 3, 4, 5].map((depth) => {
    const person = user(cloud, cloud.random.pick(ACCOUNTS));
    const { caller, hops } = through(cloud, { caller: person.caller, hops: [] }, depth);
    const act = terminate(cloud, caller);
    return { name: `a user, ${depth} roles deep`, human: person.name, confidence: 'certain', hops, ...act };
  });
}

function fromStaff(cloud: Cloud): readonly Story[] {
  return [1, 2, 3, 4, 5].map((depth) => {
    const person = `${cloud.person()}@example.com`;
    const { caller, hops } = through(cloud, staff(cloud, cloud.random.pick(ACCOUNTS), person), depth);
    const act = terminate(cloud, caller);
    return { name: `Identity Center, ${depth} roles deep`, human: person, confidence: 'certain', hops, ...act };
  });
}

export function through(cloud: Cloud, from: Entered, depth: number): Entered {
  let at = from;
  for (let hop = 0; hop < depth; hop++) at = assume(cloud, at, { account: cloud.random.pick(ACCOUNTS) });
  return at;
}

/** The caller's own log lacks the response: the owner's side has the key, and the shared event id leads back. */
function bareCallerSide(cloud: Cloud): Story {
  const person = user(cloud, A);
  const entered = assume(cloud, { caller: person.caller, hops: [] }, { account: B, bareHere: true });
  const act = terminate(cloud, entered.caller);
  return { name: 'joined by shared event id', human: person.name, hops: entered.hops, ...act };
}

/** Two people, one role, one session name, one instance. */
function sharedName(cloud: Cloud): readonly Story[] {
  const role = cloud.role('shared');
  const instance = cloud.instance();
  const [first, second] = [user(cloud, A), user(cloud, A)].map((person) => ({
    person,
    entered: assume(cloud, { caller: person.caller, hops: [] }, { account: A, role, session: 'shared-name' }),
  }));
  return [first, second].flatMap((each) => {
    if (each === undefined) return [];
    const act = terminate(cloud, each.entered.caller, instance);
    return [{ name: 'a shared session name', human: each.person.name, hops: each.entered.hops, ...act }];
  });
}

interface Switch {
  readonly from: string;
  readonly to: string;
  readonly role: string;
  readonly session: string;
}

/** Changes role in the console; the console's keys are issued by no logged call. */
export function switchRole(cloud: Cloud, { from, to, role, session }: Switch): Entered {
  cloud.wait(90);
  const caller = inRole(cloud, {
    account: to,
    role,
    session,
    key: cloud.random.id('ASIA'),
    ip: cloud.ip(),
    agent: BROWSER,
    console: true,
  });
  const { accessKeyId: _, ...identity } = caller.identity;
  const hop = cloud.write(
    { ...caller, identity, console: false },
    {
      service: 'signin',
      name: 'SwitchRole',
      region: GLOBAL,
      response: { SwitchRole: 'Success' },
      more: { additionalEventData: { SwitchFrom: from, RedirectTo: 'https://console.aws.amazon.com/ec2' } },
    },
  );
  return { caller, hops: [hop] };
}

function switched(cloud: Cloud): readonly Story[] {
  const [byUser, byStaff] = [cloud.person(), `${cloud.person()}@example.com`];
  const ways = [
    { person: byUser, from: `arn:aws:iam::${A}:user/${byUser}` },
    {
      person: byStaff,
      from: `arn:aws:sts::${A}:assumed-role/AWSReservedSSO_Administrator_${cloud.random.hex(16)}/${byStaff}`,
    },
  ];
  return ways.map(({ person, from }) => {
    const { caller, hops } = switchRole(cloud, { from, to: B, role: cloud.role('operator'), session: person });
    return { name: 'a change of role in the console', human: person, hops, ...terminate(cloud, caller) };
  });
}

/** Two people of one name in two accounts change to one role; the date of issue tells them apart. */
function switchedAlike(cloud: Cloud): Story {
  const role = cloud.role('operator');
  const [first, second] = ['a.reader', 'b.writer'];
  const session = 'operator';
  const one = switchRole(cloud, { from: `arn:aws:iam::${A}:user/${first}`, to: C, role, session });
  switchRole(cloud, { from: `arn:aws:iam::${B}:user/${second}`, to: C, role, session });
  const act = terminate(cloud, one.caller);
  return { name: 'two changes of role under one name', human: first, hops: one.hops, ...act };
}
