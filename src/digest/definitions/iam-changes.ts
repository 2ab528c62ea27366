// Changes to who may do what: IAM, IAM Identity Center and Organizations. Grants first, then credentials, then principals.
import type { AuditEvent } from '../../domain/audit-event.ts';
import { allOf, anyOf, type DigestDefinition, type DigestSection, firstOf, isAttempt } from '../definition.ts';

const SERVICES = ['iam', 'sso', 'sso-directory', 'identitystore', 'organizations'] as const;

const GRANTS =
  /polic(?:y|ies)|AddUserToGroup|RemoveUserFromGroup|AddRoleToInstanceProfile|AccountAssignment|GroupMembership|PermissionsBoundary|PermissionSet|DelegatedAdministrator|OpenIDConnectProvider|SAMLProvider/i;
const CREDENTIALS =
  /AccessKey|LoginProfile|MFADevice|SigningCertificate|SSHPublicKey|ServiceSpecificCredential|ChangePassword/i;

const sections: readonly DigestSection[] = [
  {
    id: 'services',
    title: 'Made by AWS services',
    counted: null,
    holds: ({ actor }) => actor.kind === 'aws-service',
  },
  { id: 'tried', title: 'Tried and failed', counted: { one: 'failed try', many: 'failed tries' }, holds: isAttempt },
  {
    id: 'grants',
    title: 'Permissions and trust',
    counted: { one: 'change of permissions', many: 'changes of permissions' },
    holds: ({ action }) => GRANTS.test(action),
  },
  {
    id: 'credentials',
    title: 'Keys, passwords and MFA',
    counted: { one: 'change of credentials', many: 'changes of credentials' },
    holds: ({ action }) => CREDENTIALS.test(action),
  },
  {
    id: 'principals',
    title: 'Users, roles, groups and accounts',
    counted: { one: 'other change', many: 'other changes' },
    holds: () => true,
  },
];

const SHOWN = ['grants', 'credentials', 'principals', 'tried', 'services'];

export const iamChanges: DigestDefinition = {
  name: 'iam-changes',
  title: 'Changes to who may do what',
  about: 'permissions, credentials, users and roles changed in IAM, IAM Identity Center and Organizations',
  content: {
    kind: 'events',
    test: allOf(anyOf(...SERVICES.map((service) => ({ kind: 'service', service }) as const)), {
      kind: 'read-only',
      readOnly: false,
    }),
    words: 'iam changes',
    noun: { one: 'change', many: 'changes' },
    sections: [...sections].sort((left, right) => SHOWN.indexOf(left.id) - SHOWN.indexOf(right.id)),
    sectionOf: firstOf(sections),
    note: (event: AuditEvent) => named(event),
  },
};

const NAMED =
  /^(?:userName|roleName|groupName|policyArn|policyName|instanceProfileName|permissionSetArn|principalId|targetId|accountId)$/;

/** What was changed, as the request names it: two names at most. */
function named({ identifiers }: AuditEvent): string | null {
  const names = identifiers.filter(({ place, key }) => place === 'request' && key !== null && NAMED.test(key));
  const values = [...new Set(names.map(({ value }) => value))].slice(0, 2);
  return values.length === 0 ? null : `on ${values.join(', ')}`;
}
