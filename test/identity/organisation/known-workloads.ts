// Chains that end at, or pass through, what is no person: identity providers, pipelines, pods, instances, claims.
import { launch, terminate } from './acts.ts';
import { assume, byInstance, bySaml, byToken, inRole, user } from './callers.ts';
import { ACCOUNTS, CLI, type Cloud, GLOBAL } from './cloud.ts';
import type { Story } from './story.ts';

const [A, B, C] = ACCOUNTS;
const GITHUB = 'token.actions.githubusercontent.com';

export function workloadStories(cloud: Cloud): readonly Story[] {
  return [
    ...saml(cloud),
    samlOpaque(cloud),
    ...github(cloud),
    gitlab(cloud),
    ...eks(cloud),
    ...instances(cloud),
    ...sourceIdentity(cloud),
    federated(cloud),
    assumedRoot(cloud),
    machineKey(cloud),
    onBehalfOf(cloud),
    crossAccountCall(cloud),
  ];
}

function saml(cloud: Cloud): readonly Story[] {
  const person = `${cloud.person()}@sample.org`;
  const entered = bySaml(cloud, { account: A, subject: person, session: 'okta-session' });
  const act = terminate(cloud, entered.caller);
  const other = `${cloud.person()}@sample.org`;
  const further = assume(cloud, bySaml(cloud, { account: B, subject: other }), { account: C });
  return [
    { name: 'SAML', human: person, hops: entered.hops, hop: { kind: 'saml', name: person }, ...act },
    { name: 'SAML, one role on', human: other, hops: further.hops, ...terminate(cloud, further.caller) },
  ];
}

/** The subject says nothing; the provider set a source identity. */
function samlOpaque(cloud: Cloud): Story {
  const person = `${cloud.person()}@sample.org`;
  const given = { account: A, subject: '_8f3c11', session: 'sess', subjectType: 'transient', sourceIdentity: person };
  const { caller, hops } = bySaml(cloud, given);
  return {
    name: 'SAML with a source identity',
    human: person,
    confidence: 'certain',
    hops,
    ...terminate(cloud, caller),
  };
}

function github(cloud: Cloud): readonly Story[] {
  const [repository, run] = [`sample-org/${cloud.role('infra')}`, String(7_000_000_000 + cloud.random.below(1e6))];
  const token = { account: A, provider: GITHUB, session: `GitHubActions-${run}` };
  const main = byToken(cloud, { ...token, subject: `repo:${repository}:ref:refs/heads/main` });
  const act = terminate(cloud, main.caller);
  const start = byToken(cloud, { ...token, subject: `repo:${repository}:environment:prod`, session: 'deploy' });
  const on = assume(cloud, start, { account: C });
  const name = `GitHub repository ${repository}`;
  return [
    {
      name: 'GitHub Actions',
      human: null,
      hops: [],
      hop: { kind: 'web-identity', name: `${name} (refs/heads/main), run ${run}` },
      ...act,
    },
    {
      name: 'GitHub Actions, one role on',
      human: null,
      hops: [],
      hop: { kind: 'web-identity', name: `${name} (environment prod)` },
      ...terminate(cloud, on.caller),
    },
  ];
}

function gitlab(cloud: Cloud): Story {
  const project = `sample-group/${cloud.role('deploy')}`;
  const subject = `project_path:${project}:ref_type:branch:ref:main`;
  const entered = byToken(cloud, { account: B, provider: 'gitlab.com', subject, session: 'gitlab-12-3456' });
  const act = terminate(cloud, entered.caller);
  const name = `GitLab project ${project} (branch main), run 3456`;
  return { name: 'GitLab', human: null, hops: [], hop: { kind: 'web-identity', name }, ...act };
}

function eks(cloud: Cloud): readonly Story[] {
  const cluster = cloud.random.hex(32).toUpperCase();
  const provider = `oidc.eks.eu-west-1.amazonaws.com/id/${cluster}`;
  const token = { account: A, provider, subject: 'system:serviceaccount:jobs:cleaner', session: 'botocore-session-17' };
  const hop = { kind: 'web-identity', name: `Kubernetes service account jobs/cleaner (EKS cluster ${cluster})` };
  const pod = byToken(cloud, token);
  const act = terminate(cloud, pod.caller);
  const on = assume(cloud, byToken(cloud, token), { account: B });
  return [
    { name: 'a pod', human: null, hops: [], hop, ...act },
    { name: 'a pod, one role on', human: null, hops: [], hop, ...terminate(cloud, on.caller) },
  ];
}

/** Who launched it is a fact beside the chain: it did not make the call. */
function instances(cloud: Cloud): readonly Story[] {
  const person = user(cloud, A);
  const { instance } = launch(cloud, person.caller);
  const entered = byInstance(cloud, A, instance);
  const act = terminate(cloud, entered.caller);
  const on = assume(cloud, byInstance(cloud, A, instance), { account: B });
  const known = { human: null, hops: [], hop: { kind: 'instance', name: instance } } as const;
  const hint = `launched by ${person.name}`;
  const notInHistory = 'who launched it is a fact in passing: all launches of ninety days would have to be read';
  return [
    { name: 'an instance', ...known, hint, notInHistory, ...act },
    { name: 'an instance, one role on', ...known, ...terminate(cloud, on.caller) },
  ];
}

/** The first call is in no log; what it set stays with every session after it. */
function sourceIdentity(cloud: Cloud): readonly Story[] {
  const [kept, vouched] = [cloud.person(), user(cloud, A)];
  const first = inRole(cloud, {
    account: B,
    role: cloud.role('first'),
    session: 'x',
    key: cloud.random.id('ASIA'),
    ip: cloud.ip(),
    sourceIdentity: kept,
  });
  const on = assume(cloud, { caller: first, hops: [] }, { account: C, sourceIdentity: kept });
  const act = terminate(cloud, on.caller);
  const own = assume(cloud, { caller: vouched.caller, hops: [] }, { account: B, sourceIdentity: vouched.name });
  const last = assume(cloud, own, { account: C, sourceIdentity: vouched.name });
  const hop = (name: string) => ({ kind: 'source-identity', name });
  return [
    { name: 'a source identity', human: kept, confidence: 'likely', hops: [], hop: hop(kept), ...act },
    {
      name: 'a source identity that the keys bear out',
      human: vouched.name,
      confidence: 'certain',
      hops: last.hops,
      hop: hop(vouched.name),
      ...terminate(cloud, last.caller),
    },
  ];
}

function federated(cloud: Cloud): Story {
  const person = user(cloud, A);
  const key = cloud.random.id('ASIA');
  const name = 'sample-broker';
  cloud.wait(60);
  const created = cloud.now();
  const hop = cloud.write(person.caller, {
    service: 'sts',
    name: 'GetFederationToken',
    request: { name },
    response: {
      credentials: { accessKeyId: key, sessionToken: '<removed>', expiration: 'later' },
      federatedUser: { arn: `arn:aws:sts::${A}:federated-user/${name}`, federatedUserId: `${A}:${name}` },
    },
  });
  const identity = {
    type: 'FederatedUser',
    principalId: `${A}:${name}`,
    arn: `arn:aws:sts::${A}:federated-user/${name}`,
    accountId: A,
    accessKeyId: key,
    sessionContext: {
      sessionIssuer: { type: 'IAMUser', userName: person.name, accountId: A },
      attributes: { creationDate: new Date(created).toISOString().replace('.000Z', 'Z'), mfaAuthenticated: 'false' },
    },
  };
  const act = terminate(cloud, { account: A, identity, ip: cloud.ip(), agent: CLI });
  return { name: 'a federated user', human: person.name, hops: [hop], ...act };
}

/** Root in a member account, on behalf of somebody in the management account. */
function assumedRoot(cloud: Cloud): Story {
  const person = user(cloud, A);
  const key = cloud.random.id('ASIA');
  cloud.wait(60);
  const created = new Date(cloud.now()).toISOString().replace('.000Z', 'Z');
  const hop = cloud.write(person.caller, {
    service: 'sts',
    name: 'AssumeRoot',
    request: { targetPrincipal: B, taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy' } },
    response: { credentials: { accessKeyId: key, sessionToken: '<removed>', expiration: 'later' } },
  });
  const identity = {
    type: 'Root',
    principalId: B,
    arn: `arn:aws:iam::${B}:root`,
    accountId: B,
    accessKeyId: key,
    sessionContext: { attributes: { creationDate: created, mfaAuthenticated: 'false' }, assumedRoot: 'true' },
  };
  const act = terminate(cloud, { account: B, identity, ip: cloud.ip(), agent: CLI });
  return { name: 'root by AssumeRoot', human: person.name, hops: [hop], ...act };
}

/** Whoever created the key is where to ask; the call is the machine's. */
function machineKey(cloud: Cloud): Story {
  const person = user(cloud, A);
  const machine = user(cloud, A, `ci-deploy-${cloud.random.hex(4)}`);
  cloud.write(person.caller, {
    service: 'iam',
    name: 'CreateAccessKey',
    region: GLOBAL,
    request: { userName: machine.name },
    response: { accessKey: { accessKeyId: machine.key, status: 'Active', userName: machine.name } },
  });
  const act = terminate(cloud, machine.caller);
  const hop = { kind: 'access-key', name: person.name };
  const notInHistory = 'who created the key is a fact in passing: all such calls of ninety days would have to be read';
  return { name: 'a machine’s key', human: null, hops: [], hop, notInHistory, ...act };
}

/** An application of Identity Center calls for somebody, by id; a sign-in has the name. */
function onBehalfOf(cloud: Cloud): Story {
  const person = `${cloud.person()}@example.com`;
  const onBehalf = {
    userId: cloud.random.uuid(),
    identityStoreArn: `arn:aws:identitystore::${A}:identitystore/d-9067642ac7`,
  };
  const identity = { type: 'IdentityCenterUser', accountId: A, onBehalfOf: onBehalf, credentialId: 'x' };
  const hop = cloud.write(
    { account: A, identity, ip: cloud.ip(), agent: CLI },
    {
      service: 'signin',
      name: 'UserAuthentication',
      response: { UserAuthentication: 'Success' },
      more: { additionalEventData: { UserName: person, CredentialType: 'PASSWORD' } },
    },
  );
  const role = cloud.role('application');
  const caller = inRole(cloud, { account: A, role, session: 'app', key: cloud.random.id('ASIA'), ip: cloud.ip() });
  const act = terminate(cloud, { ...caller, identity: { ...caller.identity, onBehalfOf: onBehalf } });
  return {
    name: 'on behalf of somebody',
    human: person,
    hops: [hop],
    hop: { kind: 'on-behalf-of', name: person },
    ...act,
  };
}

/** The owner's log names an account only; the caller's own log has the same call. */
function crossAccountCall(cloud: Cloud): Story {
  const person = user(cloud, A);
  const shared = { sharedEventID: cloud.random.uuid() };
  const identity = { type: 'AWSAccount', principalId: person.caller.identity.principalId, accountId: A };
  const act = terminate(cloud, { ...person.caller, account: B, identity }, undefined, shared);
  const other = cloud.write(person.caller, { service: 'ec2', name: 'TerminateInstances', more: shared });
  return { name: 'a call from another account', human: person.name, hops: [other], ...act };
}
