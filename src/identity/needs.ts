// An event → what must be looked for to learn who is behind it, best first. Nothing, where the record names a person.
import type { AuditEvent } from '../domain/audit-event.ts';
import { causingService } from './causing-actions.ts';
import { reservedRole } from './identity-center.ts';
import { fromConsole, isAssumedRoot, isServiceLinked, isTemporaryKey, type Session, sessionOf } from './session-of.ts';

export type Need =
  /** The call that issued the credentials. */
  | { readonly kind: 'issuer'; readonly id: string; readonly call: AuditEvent; readonly session: Session }
  /** The same call as the caller's own account logged it. */
  | { readonly kind: 'other-side'; readonly id: string; readonly call: AuditEvent }
  /** The call that made a service act. */
  | { readonly kind: 'cause'; readonly id: string; readonly call: AuditEvent; readonly service: string }
  /** The change of role, or sign-in, behind a console session. */
  | { readonly kind: 'sign-in'; readonly id: string; readonly call: AuditEvent; readonly session: Session };

export type NeedOf<K extends Need['kind']> = Extract<Need, { readonly kind: K }>;

export function needsOf(call: AuditEvent): readonly Need[] {
  const { actor } = call;
  switch (actor.kind) {
    case 'iam-user':
    case 'saml-user':
    case 'web-identity-user':
      return [];
    case 'identity-center-user':
      // Only Identity Center itself opens its own roles' sessions; for one that imitates them, look who did.
      return actor.arn !== null && reservedRole(call) === 'imitated' ? sessionNeeds(call) : [];
    case 'root':
      return isAssumedRoot(call) ? sessionNeeds(call) : [];
    case 'aws-service':
      return causeNeeds(call);
    case 'aws-account':
      return [{ kind: 'other-side', id: `side:${call.eventID}`, call }];
    case 'role-session':
      return isServiceLinked(call) ? causeNeeds(call) : [...sessionNeeds(call), ...causeNeeds(call)];
    case 'federated-user':
      return sessionNeeds(call);
    case 'unknown':
      return isTemporaryKey(actor.accessKeyId) ? sessionNeeds(call) : [];
    default:
      return unreachable(actor.kind);
  }
}

function sessionNeeds(call: AuditEvent): readonly Need[] {
  const session = sessionOf(call);
  const issuer: Need = { kind: 'issuer', id: session.id, call, session };
  const findable = session.key !== null || (session.otherKey && session.arn !== null && session.createdMs !== null);
  const signedIn: Need[] =
    fromConsole(call) && session.arn !== null ? [{ kind: 'sign-in', id: `sign-in:${session.id}`, call, session }] : [];
  return [...(findable ? [issuer] : []), ...signedIn];
}

function causeNeeds(call: AuditEvent): readonly Need[] {
  const service = causingService(call);
  return service === null ? [] : [{ kind: 'cause', id: `cause:${call.eventID}`, call, service }];
}

function unreachable(value: never): never {
  throw new Error(`No needs for ${String(value)}`);
}
