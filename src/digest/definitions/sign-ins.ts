// Sign-ins to the console: failed ones, root's, those of IAM users without MFA, and all others. Whoever comes by an identity
// provider or IAM Identity Center gave their second factor there, which the record does not tell.
import type { AuditEvent } from '../../domain/audit-event.ts';
import { actionTest, anyOf, type DigestDefinition, type DigestSection, firstOf, isAttempt } from '../definition.ts';
import { mfaNote, usedMfa } from '../mfa.ts';

const sections: readonly DigestSection[] = [
  {
    id: 'failed',
    title: 'Failed',
    counted: { one: 'failed sign-in', many: 'failed sign-ins' },
    holds: isAttempt,
  },
  {
    id: 'root',
    title: 'As root',
    counted: { one: 'sign-in as root', many: 'sign-ins as root' },
    holds: ({ actor }) => actor.kind === 'root',
  },
  {
    id: 'no-mfa',
    title: 'IAM users without MFA',
    counted: { one: 'sign-in without MFA', many: 'sign-ins without MFA' },
    holds: (event) => event.actor.kind === 'iam-user' && usedMfa(event) === false,
  },
  { id: 'others', title: 'All others', counted: { one: 'other sign-in', many: 'other sign-ins' }, holds: () => true },
];

export const signIns: DigestDefinition = {
  name: 'sign-ins',
  title: 'Sign-ins to the console',
  about: 'failed sign-ins first, then root’s, those without MFA, and who else signed in',
  content: {
    kind: 'events',
    test: anyOf(actionTest('signin', 'ConsoleLogin'), actionTest('signin', 'UserAuthentication')),
    words: 'console logins',
    noun: { one: 'sign-in', many: 'sign-ins' },
    sections,
    sectionOf: firstOf(sections),
    note: (event: AuditEvent) => (['root', 'iam-user'].includes(event.actor.kind) ? mfaNote(event) : null),
  },
};
