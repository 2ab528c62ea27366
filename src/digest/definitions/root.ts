// Use of root: every event of it, reads and failed sign-ins included. What AWS's services do in root's name, and the sessions
// that AssumeRoot gives for one task, are told apart: nobody signed in as root for either.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-track-privileged-tasks.html
import type { AuditEvent } from '../../domain/audit-event.ts';
import { holds } from '../../records/holds.ts';
import { identifierTokens } from '../../records/identifier.ts';
import { textAt } from '../../records/json.ts';
import { actionTest, anyOf, type DigestDefinition, type DigestSection, isAction, isAttempt } from '../definition.ts';
import { mfaNote } from '../mfa.ts';

const ROOT = { text: 'root', form: 'name', type: null, tokens: identifierTokens('root'), partial: false } as const;

const sections: readonly DigestSection[] = [
  {
    id: 'person',
    title: 'Root was used',
    counted: { one: 'use of root', many: 'uses of root' },
    holds: (event) => isPerson(event) && !(isSignIn(event) && isAttempt(event)),
  },
  {
    id: 'failed-sign-in',
    title: 'Failed sign-ins as root',
    counted: { one: 'failed sign-in as root', many: 'failed sign-ins as root' },
    holds: (event) => isPerson(event) && isSignIn(event) && isAttempt(event),
  },
  {
    id: 'assume-root',
    title: 'AssumeRoot: sessions for one task in a member account',
    counted: { one: 'event of AssumeRoot', many: 'events of AssumeRoot' },
    holds: isAssumeRoot,
  },
  {
    id: 'service',
    title: 'Made by AWS for the account: nobody used root',
    counted: null,
    holds: (event) => !isAssumeRoot(event) && isInRootsName(event) && !holds({ kind: 'root' }, event),
  },
];

export const root: DigestDefinition = {
  name: 'root',
  title: 'Use of root',
  about: 'every event by root, with MFA; failed sign-ins; AssumeRoot sessions; what AWS made in root’s name apart',
  content: {
    kind: 'events',
    // By name too: what services do in root's name bears root's ARN, and the condition `root` leaves it out.
    test: anyOf({ kind: 'root' }, { kind: 'actor', resource: ROOT }, actionTest('sts', 'AssumeRoot')),
    trend: { kind: 'root' },
    words: 'root activity',
    noun: { one: 'root event', many: 'root events' },
    sections,
    sectionOf: (event) => sections.find((section) => section.holds(event))?.id ?? null,
    // Such a session has no second factor of its own.
    note: (event) => (isAssumeRoot(event) ? null : mfaNote(event)),
  },
};

function isPerson(event: AuditEvent): boolean {
  return holds({ kind: 'root' }, event) && !isAssumeRoot(event);
}

function isSignIn(event: AuditEvent): boolean {
  return isAction(event, 'signin', 'ConsoleLogin');
}

function isAssumeRoot(event: AuditEvent): boolean {
  return (
    isAction(event, 'sts', 'AssumeRoot') ||
    textAt(event.record.userIdentity, 'sessionContext', 'assumedRoot') === 'true'
  );
}

function isInRootsName({ actor }: AuditEvent): boolean {
  return actor.kind === 'root' || (actor.kind === 'aws-service' && actor.via === 'root');
}
