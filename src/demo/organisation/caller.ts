// Who makes a call: the userIdentity, address and user agent that CloudTrail writes for each kind of caller.
// Shapes: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
import type { JsonObject } from '../../domain/audit-event.ts';
import type { Account } from './accounts.ts';
import { HOME_REGION } from './accounts.ts';
import { EVE, type Person } from './people.ts';
import { randomFor, uniqueId } from './random.ts';
import { instant } from './time.ts';

export interface Caller {
  readonly userIdentity: JsonObject;
  readonly sourceIp: string;
  readonly userAgent: string;
  /** Signed with credentials that the console holds (`sessionCredentialFromConsole`). */
  readonly console: boolean;
}

export interface RoleSession {
  readonly account: Account;
  readonly roleName: string;
  /** Path of the role, `/` unless it is AWS's. */
  readonly rolePath?: string;
  readonly sessionName: string;
  readonly accessKeyId: string;
  /** When the session began, epoch milliseconds. */
  readonly started: number;
  readonly ip: string;
  readonly userAgent: string;
  readonly console?: boolean;
  readonly invokedBy?: string;
  readonly sourceIdentity?: string;
  readonly mfa?: boolean;
}

/** The unique id of a role or user: always the same for the same name. */
export function principalId(prefix: 'AROA' | 'AIDA', account: Account, name: string): string {
  return uniqueId(prefix, randomFor(0, `principal/${account.id}/${name}`));
}

export function roleArn(account: Account, roleName: string, path = '/'): string {
  return `arn:aws:iam::${account.id}:role${path}${roleName}`;
}

/** Somebody or something acting in a role. */
export function roleCaller(session: RoleSession): Caller {
  const { account, roleName, sessionName } = session;
  const issuerId = principalId('AROA', account, roleName);
  return {
    userIdentity: {
      type: 'AssumedRole',
      principalId: `${issuerId}:${sessionName}`,
      arn: `arn:aws:sts::${account.id}:assumed-role/${roleName}/${sessionName}`,
      accountId: account.id,
      accessKeyId: session.accessKeyId,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: issuerId,
          arn: roleArn(account, roleName, session.rolePath),
          accountId: account.id,
          userName: roleName,
        },
        attributes: { creationDate: instant(session.started), mfaAuthenticated: String(session.mfa ?? false) },
        ...(session.sourceIdentity === undefined ? {} : { sourceIdentity: session.sourceIdentity }),
      },
      ...(session.invokedBy === undefined ? {} : { invokedBy: session.invokedBy }),
    },
    sourceIp: session.invokedBy ?? session.ip,
    userAgent: session.invokedBy ?? session.userAgent,
    console: session.console ?? false,
  };
}

/** The role that Identity Center makes in each account for a permission set. */
export function permissionSetRole(permissionSet: string): { readonly roleName: string; readonly rolePath: string } {
  const suffix = randomFor(0, `permission-set/${permissionSet}`).hex(16);
  return {
    roleName: `AWSReservedSSO_${permissionSet}_${suffix}`,
    rolePath: `/aws-reserved/sso.amazonaws.com/${HOME_REGION}/`,
  };
}

/** A person through Identity Center: the role session is named after them. */
export function staffCaller(person: Person, account: Account, started: number, key: string, console: boolean): Caller {
  return roleCaller({
    ...permissionSetRole(person.permissionSet),
    account,
    sessionName: person.email,
    accessKeyId: key,
    started,
    ip: person.ip,
    userAgent: console ? person.browser : person.cli,
    console,
  });
}

/** An IAM user with a long-lived key. */
export function iamUserCaller(account: Account, userName: string, key: string, ip: string, userAgent: string): Caller {
  return {
    userIdentity: {
      type: 'IAMUser',
      principalId: principalId('AIDA', account, userName),
      arn: `arn:aws:iam::${account.id}:user/${userName}`,
      accountId: account.id,
      accessKeyId: key,
      userName,
    },
    sourceIp: ip,
    userAgent,
    console: false,
  };
}

/** Eve's key in an account, always the same. */
export function eveCaller(account: Account): Caller {
  const key = uniqueId('AKIA', randomFor(0, `key/${account.id}/${EVE.userName}`));
  return iamUserCaller(account, EVE.userName, key, EVE.ip, EVE.cli);
}

/** An AWS service calling for itself, as when it assumes a service role. */
export function serviceCaller(service: string): Caller {
  const host = `${service}.amazonaws.com`;
  return { userIdentity: { type: 'AWSService', invokedBy: host }, sourceIp: host, userAgent: host, console: false };
}

/** What an AwsServiceEvent names as its caller. */
export function serviceEventCaller(account: Account, service: string): Caller {
  const host = `${service}.amazonaws.com`;
  return {
    userIdentity: { accountId: account.id, invokedBy: host },
    sourceIp: host,
    userAgent: host,
    console: false,
  };
}

/** The account's root user. */
export function rootCaller(account: Account, ip: string, userAgent: string): Caller {
  return {
    userIdentity: {
      type: 'Root',
      principalId: account.id,
      arn: `arn:aws:iam::${account.id}:root`,
      accountId: account.id,
      accessKeyId: '',
    },
    sourceIp: ip,
    userAgent,
    console: false,
  };
}
