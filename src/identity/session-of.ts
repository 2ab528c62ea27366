// An event → the temporary credentials that signed it: their key, role, name and the instant they were issued. A link is
// made by the key alone; where AWS writes another key or none (console, forwarded calls), by session and instant.
import type { AuditEvent } from '../domain/audit-event.ts';
import { textAt } from '../records/json.ts';

/** Temporary access keys; long-term ones begin with AKIA. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
const TEMPORARY_KEY = /^ASIA[A-Z0-9]{12,}$/;
const LONG_TERM_KEY = /^AKIA[A-Z0-9]{12,}$/;
/** How people hide keys in records they publish: `ASIA****`, `<removed>`, `xxxx`. */
const MASKED = /[*<…]|x{6,}|redacted|removed|masked|hidden/i;

/**
 * The longest-lived temporary credentials last 36 hours (GetSessionToken, GetFederationToken).
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 */
export const CREDENTIALS_MS_MAX = 36 * 3_600_000;
/** Clocks of two services may differ by so much, in milliseconds; times are written to the second. */
export const CLOCKS_APART_MS = 10_000;
const INSTANCE_ID = /^i-[0-9a-f]{8,17}$/i;

export interface Session {
  /** Two events with the same id were made with the same credentials. */
  readonly id: string;
  /** Upper case; null: none is written, or it is masked. */
  readonly key: string | null;
  readonly masked: boolean;
  /** `arn:aws:sts::…:assumed-role/…`, as written. */
  readonly arn: string | null;
  /** The role, as `sessionIssuer` names it. */
  readonly roleArn: string | null;
  /** When the credentials were issued, epoch milliseconds: AWS writes it into every call made with them. */
  readonly createdMs: number | null;
  readonly usedMs: number;
  /** The key in the record need not be the one that was issued: then session and instant may link instead. */
  readonly otherKey: boolean;
  readonly accountId: string | null;
}

/** The key as compared: AWS writes upper case, copies of records do not always. */
export function keyOf(key: string | null): string | null {
  const upper = key?.trim().toUpperCase() ?? '';
  return upper === '' ? null : upper;
}

export function isTemporaryKey(key: string | null): boolean {
  return TEMPORARY_KEY.test(keyOf(key) ?? '');
}

export function isLongTermKey(key: string | null): boolean {
  return LONG_TERM_KEY.test(keyOf(key) ?? '');
}

export function sessionOf(event: AuditEvent): Session {
  const { actor, record } = event;
  const key = keyOf(actor.accessKeyId);
  const masked = key !== null && MASKED.test(key);
  const arn = actor.arn;
  const createdMs = createdOf(event);
  const otherKey = !masked && (key === null || fromConsole(event) || actor.invokedBy !== null);
  const usable = key !== null && TEMPORARY_KEY.test(key) ? key : null;
  const named = `${(arn ?? actor.name).toLowerCase()}@${createdMs ?? ''}`;
  return {
    id: usable !== null ? `key:${usable}` : `session:${named}${masked ? ' masked' : ''}`,
    key: usable,
    masked,
    arn,
    roleArn: textAt(record.userIdentity, 'sessionContext', 'sessionIssuer', 'arn'),
    createdMs,
    usedMs: event.timeMs,
    otherKey,
    accountId: actor.accountId ?? event.accountId,
  };
}

/** `creationDate`: when the credentials that signed the call were issued. */
export function createdOf({ record, timeMs }: AuditEvent): number | null {
  const time = Date.parse(textAt(record.userIdentity, 'sessionContext', 'attributes', 'creationDate') ?? '');
  // Credentials are used after they are issued, and not for longer than they live: any other date is none.
  return time <= timeMs + CLOCKS_APART_MS && time >= timeMs - CREDENTIALS_MS_MAX ? time : null;
}

export function fromConsole(event: AuditEvent): boolean {
  return event.tool === 'console' || event.record.sessionCredentialFromConsole === 'true';
}

/** The instance whose role signed the call: instances take their own id as session name. Anybody else may, too. */
export function instanceOf({ actor }: AuditEvent): string | null {
  const name = actor.sessionName ?? '';
  return actor.kind === 'role-session' && INSTANCE_ID.test(name) ? name.toLowerCase() : null;
}

/** How the instance's metadata service handed the credentials over; only EC2 writes it. */
export function isDeliveredToInstance({ record }: AuditEvent): boolean {
  const session = textAt(record.userIdentity, 'sessionContext', 'ec2RoleDelivery');
  return session !== null;
}

/** AWS reserves this name: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html */
export function isServiceLinked({ actor }: AuditEvent): boolean {
  return actor.kind === 'role-session' && (actor.roleName ?? '').startsWith('AWSServiceRoleFor');
}

/** Privileged work in a member account, done with AssumeRoot: https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-track-privileged-tasks.html */
export function isAssumedRoot({ actor, record }: AuditEvent): boolean {
  return actor.kind === 'root' && textAt(record.userIdentity, 'sessionContext', 'assumedRoot') === 'true';
}
