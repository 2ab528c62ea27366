// STS: AssumeRole with trust, external id, session name and source identity; GetCallerIdentity.
// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
import { randomUUID } from 'node:crypto';
import { type Dict, textAt } from '../json.ts';
import { ASSUME_ROLE } from '../limits.ts';
import { type AwsError, isError, type Outcome, ok, refuse, trouble } from '../outcome.ts';
import { recordCall } from '../record-call.ts';
import type { Caller, Operation, SeedRole, World } from '../world.ts';
import { allows } from './permitted.ts';

type Asked = {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly seconds: number;
  readonly externalId: string | undefined;
  readonly sourceIdentity: string | undefined;
};

/** The operations of STS this fake knows. */
export const STS: Readonly<Record<string, Operation>> = {
  // The role may be allowed by its resource, so the policy check is in assumeRole, together with the trust.
  AssumeRole: { action: null, run: assumeRole },
  // "No permissions are required": https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  GetCallerIdentity: {
    action: null,
    run: (_, { principal }) => ok({ UserId: principal.userId, Account: principal.account, Arn: principal.arn }),
  },
};

function assumeRole(world: World, caller: Caller, input: Dict): Outcome {
  const asked = readAsked(input);
  if (isError(asked)) return asked;
  const role = world.roles.find((one) => one.arn === asked.roleArn);
  const inherited = caller.principal.session?.sourceIdentity;
  const sourceIdentity = asked.sourceIdentity ?? inherited;
  if (role === undefined || !trusts(role, caller, asked)) return notAuthorized(caller, 'sts:AssumeRole', asked.roleArn);
  // A source identity cannot be changed once set: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
  const changes = inherited !== undefined && sourceIdentity !== inherited;
  if (changes || (sourceIdentity !== undefined && role.setsSourceIdentity === false)) {
    return notAuthorized(caller, 'sts:SetSourceIdentity', asked.roleArn);
  }
  const most = caller.principal.session ? ASSUME_ROLE.chainedMostSec : (role.maxSessionSeconds ?? 3_600);
  if (asked.seconds > most) {
    const what = caller.principal.session
      ? '1 hour session limit for roles assumed by role chaining'
      : 'MaxSessionDuration set for this role';
    return refuse('ValidationError', `The requested DurationSeconds exceeds the ${what}`);
  }
  return issued(world, caller, role, asked, sourceIdentity);
}

function issued(
  world: World,
  caller: Caller,
  role: SeedRole,
  asked: Asked,
  sourceIdentity: string | undefined,
): Outcome {
  const account = role.arn.split(':')[4] ?? '';
  const roleName = role.arn.slice(role.arn.lastIndexOf('/') + 1);
  const userId = `AROA${roleName
    .toUpperCase()
    .replace(/[^A-Z2-7]/g, '')
    .padEnd(17, 'X')
    .slice(0, 17)}:${asked.sessionName}`;
  const arn = `arn:aws:sts::${account}:assumed-role/${roleName}/${asked.sessionName}`;
  const expiresMs = world.clock() + asked.seconds * 1_000;
  const session = {
    name: asked.sessionName,
    roleArn: role.arn,
    createdMs: world.clock(),
    ...(sourceIdentity ? { sourceIdentity } : {}),
  };
  const credential = world.sessions.issue(
    { arn, account, userId, session, ...(role.allowed ? { allowed: role.allowed } : {}) },
    expiresMs,
  );
  if (world.recordSessions)
    recordAssumed(world, caller, asked, sourceIdentity, { arn, userId, accessKeyId: credential.accessKeyId });
  return ok({
    Credentials: {
      AccessKeyId: credential.accessKeyId,
      SecretAccessKey: credential.secretAccessKey,
      SessionToken: credential.sessionToken,
      Expiration: new Date(expiresMs).toISOString().replace(/\.\d+Z$/, 'Z'),
    },
    AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
    ...(sourceIdentity ? { SourceIdentity: sourceIdentity } : {}),
  });
}

/**
 * In the caller's account, and where the role is another's in that one too, which sees the caller as an account only.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
function recordAssumed(
  world: World,
  caller: Caller,
  asked: Asked,
  sourceIdentity: string | undefined,
  given: { readonly arn: string; readonly userId: string; readonly accessKeyId: string },
): void {
  const source = sourceIdentity === undefined ? {} : { sourceIdentity };
  const call = {
    source: 'sts.amazonaws.com',
    name: 'AssumeRole',
    request: { roleArn: asked.roleArn, roleSessionName: asked.sessionName, durationSeconds: asked.seconds, ...source },
    response: {
      credentials: { accessKeyId: given.accessKeyId },
      assumedRoleUser: { assumedRoleId: given.userId, arn: given.arn },
      ...source,
    },
  };
  const owner = asked.roleArn.split(':')[4] ?? caller.account;
  const shared = owner === caller.account ? {} : { sharedEventID: randomUUID() };
  recordCall(world, caller, { ...call, over: { readOnly: true, ...shared } });
  if (owner === caller.account) return;
  const { userId } = caller.principal;
  const userIdentity = { type: 'AWSAccount', principalId: userId, accountId: caller.account };
  recordCall(world, caller, { ...call, over: { readOnly: true, ...shared, userIdentity, recipientAccountId: owner } });
}

function readAsked(input: Dict): Asked | AwsError {
  const roleArn = textAt(input, 'RoleArn') ?? '';
  const sessionName = textAt(input, 'RoleSessionName') ?? '';
  const seconds = Number(textAt(input, 'DurationSeconds') ?? ASSUME_ROLE.durationDefaultSec);
  const externalId = textAt(input, 'ExternalId');
  const sourceIdentity = textAt(input, 'SourceIdentity');
  const checks: readonly (readonly [boolean, string, string])[] = [
    [/^arn:aws[\w-]*:iam::\d{12}:role\/.+$/.test(roleArn), 'roleArn', roleArn],
    [ASSUME_ROLE.sessionName.test(sessionName), 'roleSessionName', sessionName],
    [
      seconds >= ASSUME_ROLE.durationLeastSec && seconds <= ASSUME_ROLE.durationMostSec,
      'durationSeconds',
      `${seconds}`,
    ],
    [externalId === undefined || ASSUME_ROLE.externalId.test(externalId), 'externalId', externalId ?? ''],
    [
      sourceIdentity === undefined || ASSUME_ROLE.sourceIdentity.test(sourceIdentity),
      'sourceIdentity',
      sourceIdentity ?? '',
    ],
  ];
  const wrong = checks.find(([holds]) => !holds);
  if (wrong) {
    const [, name, value] = wrong;
    return refuse(
      'ValidationError',
      `1 validation error detected: Value '${value}' at '${name}' failed to satisfy constraint`,
    );
  }
  return { roleArn, sessionName, seconds, externalId, sourceIdentity };
}

function trusts(role: SeedRole, caller: Caller, asked: Asked): boolean {
  const { principal } = caller;
  const names = [
    '*',
    principal.arn,
    principal.account,
    `arn:aws:iam::${principal.account}:root`,
    principal.session?.roleArn,
  ];
  if (!role.trusts.some((name) => names.includes(name))) return false;
  if (role.externalId !== undefined && role.externalId !== asked.externalId) return false;
  return allows(principal.allowed, 'sts:AssumeRole');
}

function notAuthorized(caller: Caller, action: string, resource: string): AwsError {
  const message = `User: ${caller.principal.arn} is not authorized to perform: ${action} on resource: ${resource}`;
  return trouble('sts', 'denied', message);
}
