// A record's userIdentity → the actor, named as a person would. Leaves the walk to a human to `identity/`.
// userIdentity may be missing, null, a string, or lack a type; where there is an ARN, the ARN's own form decides.
// Fields: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
import type { Actor, ActorKind, JsonObject } from '../domain/audit-event.ts';
import { isObject, text, textAt } from './json.ts';

/** AWS writes this in place of a user name that did not exist at sign-in. */
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

interface Named {
  readonly kind: ActorKind;
  readonly name: string | null;
  readonly via: string | null;
  readonly sessionName: string | null;
  readonly roleName: string | null;
}

const NOBODY = { name: null, via: null, sessionName: null, roleName: null } as const;

export function readActor(record: JsonObject): Actor {
  const identity = record.userIdentity;
  if (!isObject(identity)) return unknownActor(text(identity));
  const arn = textAt(identity, 'arn');
  const invokedBy = textAt(identity, 'invokedBy');
  const named = serviceAsRoot(identity, invokedBy) ?? byArn(arn) ?? byType(identity);
  const userName = shown(textAt(identity, 'userName'));
  const sourceIdentity = textAt(identity, 'sessionContext', 'sourceIdentity') ?? textAt(identity, 'sourceIdentity');
  const accessKeyId = textAt(identity, 'accessKeyId');
  const issuer = textAt(identity, 'sessionContext', 'sessionIssuer', 'userName');
  const via = named.via ?? (named.kind === 'federated-user' ? issuer : null);
  const names = [
    named.name,
    userName,
    named.sessionName,
    named.roleName,
    arn,
    textAt(identity, 'principalId'),
    accessKeyId,
    sourceIdentity,
    textAt(identity, 'sessionContext', 'sessionIssuer', 'arn'),
    textAt(identity, 'onBehalfOf', 'userId'),
    named.kind === 'aws-service' ? invokedBy : null,
  ];
  return {
    kind: named.kind,
    name: named.name ?? userName ?? fallbackName(identity, invokedBy),
    via,
    arn,
    accountId: textAt(identity, 'accountId'),
    accessKeyId,
    sessionName: named.sessionName,
    roleName: named.roleName,
    sourceIdentity,
    invokedBy,
    names: distinct(names),
  };
}

/** `invokedBy` values behind which stands a person in the console. */
const CONSOLE = /^(signin\.amazonaws\.com|.*\bconsole\b.*|AWS Internal)$/i;

/** Type Root is also written when a service acts for the account as a whole: then nobody used root. */
function serviceAsRoot(identity: JsonObject, invokedBy: string | null): Named | null {
  if (identity.type !== 'Root' || invokedBy === null || CONSOLE.test(invokedBy)) return null;
  return { ...NOBODY, kind: 'aws-service', name: invokedBy, via: 'root' };
}

/** An ARN says who it is even where `type` is absent or `Unknown` (seen on agreement-marketplace events). */
function byArn(arn: string | null): Named | null {
  if (arn === null) return null;
  const parts = arn.split(':');
  const resource = parts.slice(5).join(':');
  const [form, ...rest] = resource.split('/');
  const last = rest.at(-1) ?? null;
  switch (form) {
    case 'assumed-role':
      return roleSession(rest[0] ?? null, rest.slice(1).join('/') || null);
    case 'user':
      return { ...NOBODY, kind: 'iam-user', name: last };
    case 'federated-user':
      return { ...NOBODY, kind: 'federated-user', name: rest.join('/') || null };
    case 'role':
      return { ...NOBODY, kind: 'role-session', name: last, roleName: last };
    case 'root':
      return { ...NOBODY, kind: 'root', name: 'root' };
    default:
      return null;
  }
}

/** Identity Center gives its roles this name; the session name is then the person's user name. */
const RESERVED_SSO_ROLE = /^AWSReservedSSO_(.+)_[0-9a-z*]+$/i;

function roleSession(roleName: string | null, sessionName: string | null): Named {
  const permissionSet = RESERVED_SSO_ROLE.exec(roleName ?? '')?.[1];
  if (permissionSet !== undefined) {
    return { kind: 'identity-center-user', name: sessionName, via: permissionSet, sessionName, roleName };
  }
  return { kind: 'role-session', name: sessionName ?? roleName, via: roleName, sessionName, roleName };
}

function byType(identity: JsonObject): Named {
  const userName = shown(textAt(identity, 'userName'));
  const invokedBy = textAt(identity, 'invokedBy');
  const principal = textAt(identity, 'principalId');
  switch (textAt(identity, 'type')) {
    case 'Root':
      return { ...NOBODY, kind: 'root', name: 'root' };
    case 'IAMUser':
      return { ...NOBODY, kind: 'iam-user', name: userName };
    case 'AssumedRole':
    case 'Role': {
      const role = textAt(identity, 'sessionContext', 'sessionIssuer', 'userName') ?? userName;
      return roleSession(role, principal?.includes(':') ? principal.slice(principal.indexOf(':') + 1) : null);
    }
    case 'FederatedUser':
      return { ...NOBODY, kind: 'federated-user', name: principal?.split(':').at(-1) ?? userName };
    case 'SAMLUser':
      return { ...NOBODY, kind: 'saml-user', name: userName ?? principal, via: textAt(identity, 'identityProvider') };
    case 'WebIdentityUser':
      return {
        ...NOBODY,
        kind: 'web-identity-user',
        name: userName ?? principal,
        via: textAt(identity, 'identityProvider'),
      };
    case 'IdentityCenterUser':
      return { ...NOBODY, kind: 'identity-center-user', name: userName ?? textAt(identity, 'onBehalfOf', 'userId') };
    case 'AWSService':
      return { ...NOBODY, kind: 'aws-service', name: invokedBy };
    case 'AWSAccount':
      return invokedBy !== null && principal === null
        ? { ...NOBODY, kind: 'aws-service', name: invokedBy }
        : { ...NOBODY, kind: 'aws-account', name: accountName(identity, principal) };
    default:
      return invokedBy !== null && userName === null && principal === null
        ? { ...NOBODY, kind: 'aws-service', name: invokedBy }
        : { ...NOBODY, kind: 'unknown', name: userName };
  }
}

/** Cross-account callers come without an ARN: the session name in the principal id, else the account, is all there is. */
function accountName(identity: JsonObject, principal: string | null): string | null {
  const session = principal?.includes(':') ? principal.slice(principal.indexOf(':') + 1) : null;
  return session ?? textAt(identity, 'accountId') ?? principal;
}

function fallbackName(identity: JsonObject, invokedBy: string | null): string {
  return invokedBy ?? textAt(identity, 'principalId') ?? textAt(identity, 'accountId') ?? 'unknown';
}

function unknownActor(name: string | null): Actor {
  return {
    kind: 'unknown',
    name: name ?? 'unknown',
    via: null,
    arn: null,
    accountId: null,
    accessKeyId: null,
    sessionName: null,
    roleName: null,
    sourceIdentity: null,
    invokedBy: null,
    names: distinct([name]),
  };
}

function shown(name: string | null): string | null {
  return name === HIDDEN ? null : name;
}

function distinct(names: readonly (string | null)[]): readonly string[] {
  return [...new Set(names.filter((name): name is string => name !== null && name !== ''))];
}
