// One event → whom its record names as caller, as a step of a chain: a person, a workload of an identity provider, a
// service, root, or a session about which only the call that opened it can tell.
import type { Confidence, HopKind } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import { textAt } from '../records/json.ts';
import { reservedRole } from './identity-center.ts';
import { isAddress, isMachineName, isMadeUpName } from './machine-name.ts';
import { instanceOf } from './session-of.ts';
import { tokenSubject } from './token-subject.ts';

export interface Person {
  readonly name: string;
  readonly confidence: Confidence;
}

/** The person whom the record itself names; null where it names no person. */
export function personOf(event: AuditEvent): Person | null {
  const { actor } = event;
  switch (actor.kind) {
    case 'iam-user':
      return { name: actor.name, confidence: isMachineName(actor.name) ? 'likely' : 'certain' };
    case 'identity-center-user':
      return identityCenterPerson(event);
    case 'saml-user':
      return samlPerson(event);
    case 'web-identity-user': {
      const { person } = tokenSubject(subjectOf(event), providerOf(event));
      return person === null ? null : { name: person, confidence: 'certain' };
    }
    case 'root':
    case 'role-session':
    case 'federated-user':
    case 'aws-account':
    case 'aws-service':
    case 'unknown':
      return null;
    default:
      return unreachable(actor.kind);
  }
}

function identityCenterPerson(event: AuditEvent): Person | null {
  const { actor } = event;
  if (actor.arn === null) return { name: actor.name, confidence: 'certain' };
  const role = reservedRole(event);
  switch (role) {
    case 'reserved':
      return { name: actor.name, confidence: 'certain' };
    case 'unproven':
      return { name: actor.name, confidence: 'likely' };
    case 'imitated':
      return null;
    default:
      return unreachable(role);
  }
}

/** A transient subject is made up for one sign-in; then the session name, which the provider sent along, may name them. */
function samlPerson(event: AuditEvent): Person | null {
  const subject = subjectOf(event);
  const type = textAt(event.record.responseElements, 'subjectType');
  const session = textAt(event.record.requestParameters, 'roleSessionName');
  const names = type?.toLowerCase() === 'transient' ? [session] : [subject, session];
  const name = names.find((each) => each !== null && isAddress(each)) ?? names[0] ?? null;
  if (name === null || isMadeUpName(name)) return null;
  return { name, confidence: isMachineName(name) ? 'likely' : 'certain' };
}

/** The subject of the token or assertion with which a role was taken. */
export function subjectOf({ record, actor }: AuditEvent): string {
  const given =
    textAt(record.responseElements, 'subjectFromWebIdentityToken') ?? textAt(record.responseElements, 'subject');
  return given ?? textAt(record.userIdentity, 'userName') ?? actor.name;
}

/** The provider that vouched for it: STS writes the one whose signature it checked. */
export function providerOf({ record }: AuditEvent): string | null {
  const provider = textAt(record.responseElements, 'provider') ?? textAt(record.userIdentity, 'identityProvider');
  if (provider !== null) return provider;
  const principal = textAt(record.userIdentity, 'principalId') ?? '';
  return /^(arn:[^:]*:iam::\d*:oidc-provider\/[^:]+):/.exec(principal)?.[1] ?? null;
}

/** How a step that leads to this caller is known. */
export function hopKindOf(event: AuditEvent, session: AuditEvent): HopKind {
  switch (event.actor.kind) {
    case 'saml-user':
      return 'saml';
    case 'web-identity-user':
      return 'web-identity';
    case 'aws-service':
      return instanceOf(session) === null ? 'service-acting' : 'instance';
    case 'root':
    case 'iam-user':
    case 'role-session':
    case 'identity-center-user':
    case 'federated-user':
    case 'aws-account':
    case 'unknown':
      return 'assumed-role';
    default:
      return unreachable(event.actor.kind);
  }
}

/** The caller in a step's words: `ana`, `prod-operator/maintenance`, `root of account 1…`, `GitHub repository org/repo`. */
export function callerName(event: AuditEvent): string {
  const { actor } = event;
  switch (actor.kind) {
    case 'iam-user':
    case 'identity-center-user':
    case 'federated-user':
    case 'unknown':
      return actor.name;
    case 'aws-service':
      return actor.invokedBy ?? actor.name;
    case 'saml-user':
      return personOf(event)?.name ?? subjectOf(event);
    case 'web-identity-user':
      return tokenSubject(subjectOf(event), providerOf(event)).words;
    case 'role-session':
      return sessionWords(event);
    case 'root':
      return actor.accountId === null ? 'root' : `root of account ${actor.accountId}`;
    case 'aws-account':
      return actor.accountId === null ? actor.name : `account ${actor.accountId}`;
    default:
      return unreachable(actor.kind);
  }
}

/** `role/session`, as ARNs write it. */
export function sessionWords({ actor }: AuditEvent): string {
  if (actor.kind !== 'role-session') return actor.name;
  const role = actor.roleName ?? actor.via;
  return role === null || role === actor.name ? actor.name : `${role}/${actor.sessionName ?? actor.name}`;
}

function unreachable(value: never): never {
  throw new Error(`No caller for ${String(value)}`);
}
