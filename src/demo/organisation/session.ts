// How a caller comes by temporary credentials: Identity Center, AssumeRole (also across accounts), web identity.
// Each returns the events this leaves behind and the caller that later calls are made by; the access key links the two.
// Shapes: https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
import type { JsonObject } from '../../domain/audit-event.ts';
import { type Account, GLOBAL_REGION, HOME_REGION } from './accounts.ts';
import {
  type Caller,
  permissionSetRole,
  principalId,
  type RoleSession,
  roleArn,
  roleCaller,
  staffCaller,
} from './caller.ts';
import type { Draft } from './draft.ts';
import type { Person } from './people.ts';
import { type Random, randomFor, uniqueId } from './random.ts';
import { HOUR, SECOND, wordyInstant } from './time.ts';

export interface Opened {
  readonly events: readonly Draft[];
  readonly caller: Caller;
  readonly accessKeyId: string;
}

/** Not a token: long enough to show that a token would be kept out of answers. */
const SAMPLE_TOKEN = 'SampleSessionTokenThatMustNeverBeShown/IQoJb3JpZ2luX2VjEXAMPLE==';

function credentials(accessKeyId: string, started: number): JsonObject {
  return { accessKeyId, sessionToken: SAMPLE_TOKEN, expiration: wordyInstant(started + HOUR) };
}

function assumedRole(account: Account, roleName: string, sessionName: string): JsonObject {
  return {
    assumedRoleId: `${principalId('AROA', account, roleName)}:${sessionName}`,
    arn: `arn:aws:sts::${account.id}:assumed-role/${roleName}/${sessionName}`,
  };
}

function roleResource(account: Account, arn: string): JsonObject {
  return { ARN: arn, accountId: account.id, type: 'AWS::IAM::Role' };
}

/** A person opens a session through Identity Center: AssumeRoleWithSAML, and ConsoleLogin if they go to the console. */
export function openStaffSession(
  random: Random,
  person: Person,
  account: Account,
  time: number,
  console: boolean,
): Opened {
  const accessKeyId = uniqueId('ASIA', random);
  const { roleName, rolePath } = permissionSetRole(person.permissionSet);
  const arn = roleArn(account, roleName, rolePath);
  const provider = `arn:aws:iam::${account.id}:saml-provider/AWSSSO_${randomFor(0, `sso/${account.id}`).hex(16)}_DO_NOT_DELETE`;
  const qualifier = `${randomFor(0, 'identity-center').hex(26)}=`;
  const host = 'sso.amazonaws.com';
  const saml: Draft = {
    id: random.uuid(),
    time,
    account,
    region: HOME_REGION,
    service: 'sts',
    name: 'AssumeRoleWithSAML',
    readOnly: true,
    caller: {
      userIdentity: {
        type: 'SAMLUser',
        principalId: `${qualifier}:${person.email}`,
        userName: person.email,
        identityProvider: qualifier,
        invokedBy: host,
      },
      sourceIp: host,
      userAgent: host,
      console: false,
    },
    request: {
      sAMLAssertionID: `_${random.hex(8)}-${random.hex(4)}-${random.hex(12)}`,
      roleSessionName: person.email,
      durationSeconds: 3600,
      roleArn: arn,
      principalArn: provider,
    },
    response: {
      subjectType: 'persistent',
      issuer: `https://portal.sso.${HOME_REGION}.amazonaws.com/saml/assertion/sample`,
      credentials: credentials(accessKeyId, time),
      nameQualifier: qualifier,
      assumedRoleUser: assumedRole(account, roleName, person.email),
      subject: person.email,
      audience: 'https://signin.aws.amazon.com/saml',
    },
    resources: [roleResource(account, arn), { ARN: provider, accountId: account.id, type: 'AWS::IAM::SAMLProvider' }],
  };
  const caller = staffCaller(person, account, time, accessKeyId, console);
  return { caller, accessKeyId, events: console ? [saml, signIn(random, caller, account, time + 2 * SECOND)] : [saml] };
}

function signIn(random: Random, caller: Caller, account: Account, time: number): Draft {
  const { accessKeyId: _, ...userIdentity } = caller.userIdentity;
  return {
    id: random.uuid(),
    time,
    account,
    region: GLOBAL_REGION,
    service: 'signin',
    name: 'ConsoleLogin',
    type: 'AwsConsoleSignIn',
    readOnly: false,
    caller: { ...caller, userIdentity, console: false },
    response: { ConsoleLogin: 'Success' },
    additional: { MobileVersion: 'No', MFAUsed: 'No' },
  };
}

export interface AssumeRole {
  /** Account the caller is in. */
  readonly from: Account;
  readonly caller: Caller;
  readonly time: number;
  readonly role: Omit<RoleSession, 'accessKeyId' | 'started'>;
}

/** AssumeRole that succeeds. Across accounts it is logged in both, with one `sharedEventID` and two event ids. */
export function assumeRole(random: Random, asked: AssumeRole): Opened {
  const { role, time, from } = asked;
  const accessKeyId = uniqueId('ASIA', random);
  const arn = roleArn(role.account, role.roleName, role.rolePath);
  const common = {
    time,
    region: HOME_REGION,
    service: 'sts',
    name: 'AssumeRole',
    readOnly: true,
    request: {
      roleArn: arn,
      roleSessionName: role.sessionName,
      ...(role.sourceIdentity === undefined ? {} : { sourceIdentity: role.sourceIdentity }),
      durationSeconds: 3600,
    },
    response: {
      credentials: credentials(accessKeyId, time),
      assumedRoleUser: assumedRole(role.account, role.roleName, role.sessionName),
    },
    resources: [roleResource(role.account, arn)],
  } as const;
  const across = role.account.id !== from.id;
  const shared = across ? { sharedEventID: random.uuid() } : {};
  const here: Draft = { ...common, ...shared, id: random.uuid(), account: from, caller: asked.caller };
  const there: Draft = {
    ...common,
    ...shared,
    id: random.uuid(),
    account: role.account,
    caller: { ...asked.caller, userIdentity: seenFromOutside(asked.caller, from) },
  };
  const caller = roleCaller({ ...role, accessKeyId, started: time });
  return { caller, accessKeyId, events: across ? [here, there] : [here] };
}

/** The account that owns a role sees only principal id and account of a caller from another account. */
function seenFromOutside(caller: Caller, from: Account): JsonObject {
  return { type: 'AWSAccount', principalId: caller.userIdentity.principalId ?? null, accountId: from.id };
}

export interface PipelineRun {
  readonly account: Account;
  readonly roleName: string;
  readonly sessionName: string;
  /** The token's subject: `repo:sample-org/infrastructure:ref:refs/heads/main`. */
  readonly subject: string;
  readonly time: number;
  readonly ip: string;
  readonly userAgent: string;
}

/** A CI job gets a role with its OIDC token. */
export function openPipelineRun(random: Random, run: PipelineRun): Opened {
  const { account, roleName, sessionName, time, subject } = run;
  const accessKeyId = uniqueId('ASIA', random);
  const issuer = 'token.actions.githubusercontent.com';
  const provider = `arn:aws:iam::${account.id}:oidc-provider/${issuer}`;
  const arn = roleArn(account, roleName);
  const event: Draft = {
    id: random.uuid(),
    time,
    account,
    region: HOME_REGION,
    service: 'sts',
    name: 'AssumeRoleWithWebIdentity',
    readOnly: true,
    caller: {
      userIdentity: {
        type: 'WebIdentityUser',
        principalId: `${provider}:sts.amazonaws.com:${subject}`,
        userName: subject,
        identityProvider: provider,
      },
      sourceIp: run.ip,
      userAgent: run.userAgent,
      console: false,
    },
    request: { roleArn: arn, roleSessionName: sessionName, durationSeconds: 3600 },
    response: {
      subjectFromWebIdentityToken: subject,
      audience: 'sts.amazonaws.com',
      provider,
      credentials: credentials(accessKeyId, time),
      assumedRoleUser: assumedRole(account, roleName, sessionName),
    },
    resources: [roleResource(account, arn)],
  };
  const caller = roleCaller({
    account,
    roleName,
    sessionName,
    accessKeyId,
    started: time,
    ip: run.ip,
    userAgent: run.userAgent,
  });
  return { caller, accessKeyId, events: [event] };
}
