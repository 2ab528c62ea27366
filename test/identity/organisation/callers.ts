// The ways into an account: users, Identity Center, identity providers, roles taken one from another, services.
import { BROWSER, type Caller, CLI, type Cloud, instant, OUTSIDE, type Raw, REGION } from './cloud.ts';

/** A caller, and the events that led there, nearest first. */
export interface Entered {
  readonly caller: Caller;
  readonly hops: readonly string[];
}

export interface User {
  readonly key: string;
  readonly caller: Caller;
  readonly name: string;
}

export function user(cloud: Cloud, account: string, name: string = cloud.person()): User {
  const key = cloud.random.id('AKIA');
  const identity = {
    type: 'IAMUser',
    principalId: cloud.random.id('AIDA'),
    arn: `arn:aws:iam::${account}:user/${name}`,
    accountId: account,
    accessKeyId: key,
    userName: name,
  };
  return { key, name, caller: { account, identity, ip: cloud.ip(), agent: CLI } };
}

export function root(cloud: Cloud, account: string): Caller {
  const identity = { type: 'Root', principalId: account, arn: `arn:aws:iam::${account}:root`, accountId: account };
  return { account, identity, ip: cloud.ip(), agent: BROWSER };
}

export function service(name: string, account: string): Caller {
  const host = `${name}.amazonaws.com`;
  return { account, identity: { type: 'AWSService', invokedBy: host }, ip: host, agent: host };
}

export interface RoleSession {
  readonly account: string;
  readonly role: string;
  readonly session: string;
  readonly key: string | null;
  readonly ip: string;
  readonly agent?: string;
  readonly path?: string;
  readonly createdMs?: number;
  readonly sourceIdentity?: string;
  readonly invokedBy?: string;
  readonly console?: boolean;
  readonly more?: Raw;
}

/** A session in a role, however it came about. */
export function inRole(cloud: Cloud, given: RoleSession): Caller {
  const { account, role, session, path = '/' } = given;
  const issuer = `AROA${role.toUpperCase().replace(/[^A-Z0-9]/g, '')}AAAAAAAAAAAAAAAA`.slice(0, 21);
  const identity = {
    type: 'AssumedRole',
    principalId: `${issuer}:${session}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
    accountId: account,
    ...(given.key === null ? {} : { accessKeyId: given.key }),
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: issuer,
        arn: `arn:aws:iam::${account}:role${path}${role}`,
        accountId: account,
        userName: role,
      },
      attributes: { creationDate: instant(given.createdMs ?? cloud.now()), mfaAuthenticated: 'false' },
      ...(given.sourceIdentity === undefined ? {} : { sourceIdentity: given.sourceIdentity }),
      ...given.more,
    },
    ...(given.invokedBy === undefined ? {} : { invokedBy: given.invokedBy }),
  };
  const ip = given.invokedBy ?? given.ip;
  const agent = given.invokedBy ?? given.agent ?? CLI;
  return { account, identity, ip, agent, ...(given.console === true ? { console: true } : {}) };
}

function issued(cloud: Cloud, key: string): Raw {
  return { accessKeyId: key, sessionToken: '<removed>', expiration: instant(cloud.now() + 3_600_000) };
}

export interface Assume {
  readonly account: string;
  readonly role?: string;
  readonly session?: string;
  readonly sourceIdentity?: string;
  /** The caller's own log has no response: only the shared event id joins the two. */
  readonly bareHere?: boolean;
}

/** AssumeRole by a caller, logged on both sides where it crosses accounts. */
export function assume(cloud: Cloud, from: Entered, given: Assume): Entered {
  const { account, role = cloud.role('role'), session = `s${cloud.random.hex(6)}`, sourceIdentity } = given;
  cloud.wait(30 + cloud.random.below(400));
  const key = cloud.random.id('ASIA');
  const request = {
    roleArn: `arn:aws:iam::${account}:role/${role}`,
    roleSessionName: session,
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
  };
  const response = {
    credentials: issued(cloud, key),
    assumedRoleUser: {
      assumedRoleId: `${cloud.random.id('AROA')}:${session}`,
      arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
    },
  };
  const resources = [{ ARN: request.roleArn, accountId: account, type: 'AWS::IAM::Role' }];
  const across = account !== from.caller.account;
  decoy(cloud, request, resources);
  const more = { resources, ...(across ? { sharedEventID: cloud.random.uuid() } : {}) };
  const call = { service: 'sts', name: 'AssumeRole', request, more } as const;
  const hops: string[] = [];
  if (from.caller.account !== OUTSIDE) {
    hops.push(cloud.write(from.caller, { ...call, response: given.bareHere === true ? null : response }));
  }
  if (across) {
    const principalId = from.caller.identity.principalId;
    const identity = { type: 'AWSAccount', principalId, accountId: from.caller.account };
    const there = cloud.write({ ...from.caller, identity }, { ...call, response, account });
    if (given.bareHere === true || from.caller.account === OUTSIDE) hops.unshift(there);
  }
  const caller = inRole(cloud, {
    account,
    role,
    session,
    key,
    ip: from.caller.ip,
    createdMs: cloud.now(),
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
  });
  return { caller, hops: [...hops, ...from.hops] };
}

/** Now and then somebody else takes the same role under the same name in the same second: only the key differs. */
function decoy(cloud: Cloud, request: Raw & { readonly roleArn: string }, resources: readonly Raw[]): void {
  if (cloud.random.below(3) > 0) return;
  const account = request.roleArn.split(':')[4] ?? '';
  const response = { credentials: issued(cloud, cloud.random.id('ASIA')) };
  cloud.write(user(cloud, account).caller, {
    service: 'sts',
    name: 'AssumeRole',
    request,
    response,
    more: { resources },
  });
}

/** Through Identity Center: the session is named after the person. */
export function staff(cloud: Cloud, account: string, person = `${cloud.person()}@example.com`): Entered {
  cloud.wait(20 + cloud.random.below(60));
  const role = `AWSReservedSSO_Administrator_${cloud.random.hex(16)}`;
  const path = `/aws-reserved/sso.amazonaws.com/${REGION}/`;
  const key = cloud.random.id('ASIA');
  saml(cloud, { account, role, path, key, subject: person, session: person, provider: 'AWSSSO_sample' });
  const caller = inRole(cloud, { account, role, path, session: person, key, ip: cloud.ip() });
  return { caller, hops: [] };
}

interface Saml {
  readonly account: string;
  readonly role: string;
  readonly path?: string;
  readonly key: string;
  readonly subject: string;
  readonly session: string;
  readonly provider: string;
  readonly subjectType?: string;
  readonly sourceIdentity?: string;
}

function saml(cloud: Cloud, given: Saml): string {
  const { account, role, path = '/', session, subject } = given;
  const roleArn = `arn:aws:iam::${account}:role${path}${role}`;
  const principalArn = `arn:aws:iam::${account}:saml-provider/${given.provider}`;
  const identity = {
    type: 'SAMLUser',
    principalId: `${cloud.random.hex(26)}=:${subject}`,
    userName: subject,
    identityProvider: `${cloud.random.hex(26)}=`,
  };
  const source = given.sourceIdentity === undefined ? {} : { sourceIdentity: given.sourceIdentity };
  return cloud.write(
    { account, identity, ip: cloud.ip(), agent: BROWSER },
    {
      service: 'sts',
      name: 'AssumeRoleWithSAML',
      request: { roleArn, principalArn, roleSessionName: session, durationSeconds: 3600, ...source },
      response: {
        subjectType: given.subjectType ?? 'persistent',
        subject,
        issuer: 'https://sample.okta.com/app',
        nameQualifier: `${cloud.random.hex(26)}=`,
        audience: 'https://signin.aws.amazon.com/saml',
        credentials: issued(cloud, given.key),
        assumedRoleUser: {
          assumedRoleId: `${cloud.random.id('AROA')}:${session}`,
          arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
        },
        ...source,
      },
      more: { resources: [{ ARN: roleArn, accountId: account, type: 'AWS::IAM::Role' }] },
    },
  );
}

export interface Federate {
  readonly account: string;
  readonly subject: string;
  readonly session?: string;
  readonly subjectType?: string;
  readonly sourceIdentity?: string;
}

/** Through an identity provider of one's own, by SAML. */
export function bySaml(cloud: Cloud, { account, subject, session = subject, ...rest }: Federate): Entered {
  cloud.wait(40);
  const role = cloud.role('federated');
  const key = cloud.random.id('ASIA');
  const hop = saml(cloud, { account, role, key, subject, session, provider: 'sample-okta', ...rest });
  const { sourceIdentity } = rest;
  const source = sourceIdentity === undefined ? {} : { sourceIdentity };
  return { caller: inRole(cloud, { account, role, session, key, ip: cloud.ip(), ...source }), hops: [hop] };
}

export interface Token {
  readonly account: string;
  readonly provider: string;
  readonly subject: string;
  readonly session: string;
}

/** With a token of an identity provider: a pipeline, a pod. */
export function byToken(cloud: Cloud, { account, provider, subject, session }: Token): Entered {
  cloud.wait(15);
  const role = cloud.role('workload');
  const key = cloud.random.id('ASIA');
  const roleArn = `arn:aws:iam::${account}:role/${role}`;
  const providerArn = `arn:aws:iam::${account}:oidc-provider/${provider}`;
  const identity = {
    type: 'WebIdentityUser',
    principalId: `${providerArn}:sts.amazonaws.com:${subject}`,
    userName: subject,
    identityProvider: providerArn,
  };
  const hop = cloud.write(
    { account, identity, ip: cloud.ip(), agent: CLI },
    {
      service: 'sts',
      name: 'AssumeRoleWithWebIdentity',
      request: { roleArn, roleSessionName: session, durationSeconds: 3600 },
      response: {
        subjectFromWebIdentityToken: subject,
        audience: 'sts.amazonaws.com',
        provider: providerArn,
        credentials: issued(cloud, key),
        assumedRoleUser: {
          assumedRoleId: `${cloud.random.id('AROA')}:${session}`,
          arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
        },
      },
      more: { resources: [{ ARN: roleArn, accountId: account, type: 'AWS::IAM::Role' }] },
    },
  );
  return { caller: inRole(cloud, { account, role, session, key, ip: cloud.ip() }), hops: [hop] };
}

/** An instance with its role: EC2 takes the role for it, and signs with its id. */
export function byInstance(cloud: Cloud, account: string, instance: string): Entered {
  cloud.wait(5);
  const role = cloud.role('instance');
  const key = cloud.random.id('ASIA');
  const roleArn = `arn:aws:iam::${account}:role/${role}`;
  const hop = cloud.write(service('ec2', account), {
    service: 'sts',
    name: 'AssumeRole',
    request: { roleArn, roleSessionName: instance },
    response: { credentials: issued(cloud, key) },
    more: { sharedEventID: cloud.random.uuid(), resources: [{ ARN: roleArn, accountId: account }] },
  });
  const more = { ec2RoleDelivery: '2.0' };
  return { caller: inRole(cloud, { account, role, session: instance, key, ip: cloud.ip(), more }), hops: [hop] };
}
