// remove, take out → Remove…, Delete…, Detach…, Revoke…: AWS removes by several verbs, so all that fit the thing count.
import { SOMEBODY } from './attach.ts';
import { deleteVerbs } from './delete.ts';
import type { Rule, VerbFamily } from './family.ts';
import { TAKEN } from './grant.ts';
import { JOINED } from './memberships.ts';
import { IP_SETS, PROFILES, RANGES } from './parts-of-others.ts';

/** "removed AdministratorAccess from role ci": the role stays. */
const FROM_PRINCIPAL: Rule = {
  targets: ['iam:role', 'iam:user'],
  actions: [
    'iam:DetachRolePolicy',
    'iam:DetachUserPolicy',
    'iam:DeleteRolePolicy',
    'iam:DeleteUserPolicy',
    'iam:RemoveRoleFromInstanceProfile',
    'iam:RemoveUserFromGroup',
  ],
  undoneBy: {
    actions: ['iam:AttachRolePolicy', 'iam:AttachUserPolicy', 'iam:PutRolePolicy', 'iam:PutUserPolicy'],
  },
  reason: 'what has only a name and is taken from a role or a user is a policy, a profile or a group',
};

const FROM_CLUSTER: Rule = {
  nouns: ['cluster', 'dbcluster'],
  moved: true,
  actions: [
    'rds:DeleteDBInstance',
    'rds:RemoveFromGlobalCluster',
    'ecs:DeregisterContainerInstance',
    'elasticache:DecreaseReplicaCount',
  ],
  reason: 'a database instance leaves its cluster by being deleted; a container instance by being deregistered',
};

export const removeVerbs: VerbFamily = {
  id: 'remove',
  words: [
    'remove',
    'take … out of',
    'take … off',
    'take … away from',
    'kick … out of',
    'kick … from',
    'pull … out of',
    'unregister',
    'strip',
    'evict',
    'expel',
    'drop … from',
  ],
  acts: ['removal', 'removals'],
  aws: ['Remove', 'Delete', 'Detach', 'Disassociate', 'Deregister', 'Untag', 'Revoke', 'Terminate', 'Release'],
  orElse: ['Deactivate', 'Cancel', 'Close', 'Clear', 'Unassign'],
  opposite: 'add',
  rules: [
    ...JOINED.take,
    ...RANGES.take,
    FROM_PRINCIPAL,
    FROM_CLUSTER,
    {
      nouns: ['organization'],
      actions: ['organizations:LeaveOrganization', 'organizations:RemoveAccountFromOrganization'],
      undoneBy: { actions: ['organizations:AcceptHandshake', 'organizations:InviteAccountToOrganization'] },
      reason: 'an account leaves by its own call or is removed by the management account',
    },
    {
      nouns: ['access'],
      of: ['ec2:security-group', 'securitygroup'],
      actions: ['ec2:RevokeSecurityGroupIngress', 'ec2:RevokeSecurityGroupEgress'],
      undoneBy: { actions: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:AuthorizeSecurityGroupEgress'] },
      reason: 'access through a security group is a rule of it',
    },
    { ...TAKEN, nouns: ['access', 'admin'] },
    ...PROFILES.take,
    IP_SETS,
    { ...SOMEBODY, actions: SOMEBODY.undoneBy?.actions ?? [], undoneBy: { actions: SOMEBODY.actions } },
    ...(deleteVerbs.rules ?? []),
  ],
  examples: [
    {
      text: 'did somebody take us out of the organization?',
      kind: 'who',
      eventNames: ['organizations:LeaveOrganization', 'organizations:RemoveAccountFromOrganization'],
    },
    {
      text: 'who removed user dev-1 from group admins-eu?',
      kind: 'who',
      eventNames: ['iam:RemoveUserFromGroup'],
      resources: ['dev-1', 'admins-eu'],
    },
    { text: 'who removed access of build-bot-1?', kind: 'who', includes: ['iam:DetachUserPolicy'] },
    {
      text: 'who removed termination protection from i-0a1b2c3d4e5f60718?',
      kind: 'who',
      leaves: [{ kind: 'fact', fact: 'protection-off' }],
    },
    {
      text: 'who removed the policy from role ci-deploy?',
      kind: 'who',
      includes: ['iam:DetachRolePolicy', 'iam:DeleteRolePolicy'],
    },
  ],
};
