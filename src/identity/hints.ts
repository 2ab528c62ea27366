// Why a chain ends without a person, in one sentence that names the account whose log would settle it. Plain text: names
// from records are escaped by whoever renders them.

import { describeService } from '../answer/words/describe-service.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import { causingService } from './causing-actions.ts';
import { reservedRole } from './identity-center.ts';
import { instanceOf, isAssumedRoot, isDeliveredToInstance, isServiceLinked, sessionOf } from './session-of.ts';
import { tokenSubject } from './token-subject.ts';
import { callerName, providerOf, sessionWords, subjectOf } from './who-called.ts';

/** What is missing where nothing further was found behind this event. */
export function missingBehind(event: AuditEvent): readonly string[] {
  const { actor } = event;
  switch (actor.kind) {
    case 'iam-user':
    case 'saml-user':
      return [];
    case 'identity-center-user':
      return actor.arn !== null && reservedRole(event) === 'imitated' ? [imitated(event)] : [];
    case 'web-identity-user': {
      const { ask, words } = tokenSubject(subjectOf(event), providerOf(event));
      return ask === null ? [] : [`${words} is no person: ${ask}.`];
    }
    case 'root':
      return isAssumedRoot(event) ? [assumedRoot(event)] : [];
    case 'aws-account':
      return [outside(event)];
    case 'aws-service':
      return serviceAlone(event);
    case 'role-session':
      return isServiceLinked(event) ? serviceAlone(event) : [unissued(event)];
    case 'federated-user':
      return [unissued(event)];
    case 'unknown':
      return ['The record does not say who called.'];
    default:
      return unreachable(actor.kind);
  }
}

function unissued(event: AuditEvent): string {
  const instance = instanceOf(event);
  if (instance !== null && isDeliveredToInstance(event)) return openedByEc2(instance);
  if (instance !== null) {
    return `The session is named after instance ${instance}, as EC2 does it, but no call of EC2’s that was read opened it: anybody who may take the role can name a session so.`;
  }
  const session = sessionOf(event);
  const who = event.actor.kind === 'role-session' ? `session ${sessionWords(event)}` : event.actor.name;
  if (session.masked)
    return `The access key of ${who} is masked in this record, so the call that issued it cannot be found.`;
  const owner = session.accountId === null ? 'the account that owns the role' : `account ${session.accountId}`;
  const at = session.createdMs === null ? 'before it' : `at ${instant(session.createdMs)}`;
  const settle = `the log of ${owner} ${at}, or of the account it was called from, names who opened it`;
  if (session.key === null && !session.otherKey) return `The record bears no access key of ${who}: ${settle}.`;
  return `No call that was read issued the credentials of ${who}: ${settle}.`;
}

function assumedRoot(event: AuditEvent): string {
  return `These are root credentials that AssumeRoot issued for account ${event.actor.accountId ?? 'unknown'}: the log of the organization’s management account names who called it.`;
}

function outside(event: AuditEvent): string {
  const account = event.actor.accountId;
  const where = account === null ? 'The caller’s own account' : `Account ${account}`;
  const shared = event.sharedEventID === null ? '' : ` under shared event id ${event.sharedEventID}`;
  return `${where} made this call: its own log${shared}, at ${instant(event.timeMs)}, names who did.`;
}

function serviceAlone(event: AuditEvent): readonly string[] {
  const service = causingService(event);
  if (service === null) return [];
  return [
    `${describeService(`${service}.amazonaws.com`)} acted by itself, as far as the log of account ${event.accountId ?? 'unknown'} that was read tells: no call before it names what it worked on.`,
  ];
}

function imitated(event: AuditEvent): string {
  return `Role ${event.actor.roleName ?? ''} is named like one of Identity Center’s, but AWS did not make it: its session name “${event.actor.name}” was chosen by whoever opened the session.`;
}

/** A service opened the session: there is a workload behind it, and no person. */
export function openedByService(opener: AuditEvent, session: AuditEvent): string {
  const instance = instanceOf(session);
  if (instance !== null) return openedByEc2(instance);
  const service = describeService(callerName(opener));
  const named = session.actor.sessionName;
  return `${service} opened this session itself${named === null ? '' : `, for “${named}”`}: what runs there made the call, and no record names a person behind it.`;
}

function openedByEc2(instance: string): string {
  return `EC2 issued these credentials to instance ${instance} itself, so they name no person: whatever runs there can use them.`;
}

export function differingClaim(claimed: string, found: string): string {
  return `The session says it is for “${claimed}” (its source identity), but the calls that issued its keys lead to ${found}.`;
}

export const LOOP = 'The calls that issued these keys lead back to themselves, so they show nobody.';
export const TOO_LONG = 'The chain is longer than is followed; its beginning was not looked for.';

/** UTC, to the second. */
export function instant(ms: number): string {
  return new Date(Math.max(-8.64e15, Math.min(8.64e15, ms))).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function unreachable(value: never): never {
  throw new Error(`No hint for ${String(value)}`);
}
