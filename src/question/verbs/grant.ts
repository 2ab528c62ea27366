// grant, allow, give access → calls that widen what a principal may do; revoke, take away → their opposites.
// assign → Assign… and Create…Assignment.
import type { VerbFamily } from './family.ts';
import { SNAPSHOT_SHARING } from './share.ts';

export const GIVE = [
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:AttachGroupPolicy',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
  'iam:PutGroupPolicy',
  'iam:AddUserToGroup',
  'iam:CreateLoginProfile',
  'iam:UpdateAssumeRolePolicy',
  'iam:SetDefaultPolicyVersion',
  'iam:CreatePolicyVersion',
  'sso:CreateAccountAssignment',
  'sso:AttachManagedPolicyToPermissionSet',
  'sso:PutInlinePolicyToPermissionSet',
  'identitystore:CreateGroupMembership',
  'kms:CreateGrant',
  'kms:PutKeyPolicy',
  'lambda:AddPermission',
  's3:PutBucketPolicy',
  's3:PutBucketAcl',
  'sns:AddPermission',
  'sqs:AddPermission',
  'secretsmanager:PutResourcePolicy',
  'ecr:SetRepositoryPolicy',
  'lakeformation:GrantPermissions',
  'eks:CreateAccessEntry',
  'eks:AssociateAccessPolicy',
  'ram:CreateResourceShare',
  'organizations:RegisterDelegatedAdministrator',
  'redshift:AuthorizeDataShare',
];
/** Without the calls that put a policy in place of another: whether that took anything away, the record does not tell. */
export const TAKE = [
  'iam:DetachRolePolicy',
  'iam:DetachUserPolicy',
  'iam:DetachGroupPolicy',
  'iam:DeleteRolePolicy',
  'iam:DeleteUserPolicy',
  'iam:DeleteGroupPolicy',
  'iam:RemoveUserFromGroup',
  'iam:DeleteLoginProfile',
  'sso:DeleteAccountAssignment',
  'sso:DetachManagedPolicyFromPermissionSet',
  'sso:DeleteInlinePolicyFromPermissionSet',
  'identitystore:DeleteGroupMembership',
  'kms:RevokeGrant',
  'kms:RetireGrant',
  'lambda:RemovePermission',
  's3:DeleteBucketPolicy',
  'sns:RemovePermission',
  'sqs:RemovePermission',
  'secretsmanager:DeleteResourcePolicy',
  'ecr:DeleteRepositoryPolicy',
  'lakeformation:RevokePermissions',
  'eks:DeleteAccessEntry',
  'eks:DisassociateAccessPolicy',
  'ram:DeleteResourceShare',
  'organizations:DeregisterDelegatedAdministrator',
];
/** Access taken from somebody, in whatever way. */
export const TAKEN = {
  actions: TAKE,
  undoneBy: { actions: GIVE },
  reason:
    'access is taken by the opposites of the calls that give it; a policy put in place of another is not counted, because the record does not say what stood there before',
} as const;
const CONSOLE = {
  nouns: ['consoleaccess', 'password'],
  actions: ['iam:CreateLoginProfile', 'iam:UpdateLoginProfile'],
  undoneBy: { actions: ['iam:DeleteLoginProfile'] },
  reason: 'console access of an IAM user is its login profile',
} as const;

export const grantVerbs: VerbFamily = {
  id: 'grant',
  words: [
    'grant',
    'allow',
    'give',
    'permit',
    'authorize',
    'authorise',
    'give … access to',
    'give access',
    'make … an admin',
    'make … admin',
    'make … an administrator',
    'make … administrator',
    'make … a superuser',
    'promote … to admin',
    'promote … to administrator',
    'elevate',
    'escalate',
    'empower',
    'entitle',
  ],
  acts: ['authorization', 'privilege escalation', 'grants'],
  aws: ['Grant', 'Authorize', 'Allow'],
  opposite: 'revoke',
  rules: [
    CONSOLE,
    SNAPSHOT_SHARING,
    {
      nouns: ['access'],
      of: ['ec2:security-group', 'securitygroup'],
      actions: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:AuthorizeSecurityGroupEgress'],
      undoneBy: { actions: ['ec2:RevokeSecurityGroupIngress', 'ec2:RevokeSecurityGroupEgress'] },
      reason: 'access through a security group is a rule of it',
    },
    {
      nouns: ['securitygrouprule', 'rule', 'securitygroup', 'port'],
      types: ['ec2:security-group'],
      actions: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:AuthorizeSecurityGroupEgress'],
      undoneBy: { actions: ['ec2:RevokeSecurityGroupIngress', 'ec2:RevokeSecurityGroupEgress'] },
      reason: 'traffic is allowed by authorizing a rule',
    },
    {
      actions: GIVE,
      undoneBy: { actions: TAKE },
      reason: 'access is given by policies, group membership, assignments and grants',
    },
  ],
  examples: [
    {
      text: 'who granted user build-bot-1 admin access?',
      kind: 'who',
      includes: ['iam:AttachUserPolicy', 'iam:AddUserToGroup'],
    },
    {
      text: 'who made build-bot-1 an admin?',
      kind: 'who',
      includes: ['iam:AttachUserPolicy', 'iam:AddUserToGroup'],
      resources: ['build-bot-1'],
    },
    {
      text: 'who gave role ci-deploy access to bucket orders-archive?',
      kind: 'who',
      includes: ['iam:PutRolePolicy', 's3:PutBucketPolicy'],
    },
  ],
};

export const revokeVerbs: VerbFamily = {
  id: 'revoke',
  words: [
    'revoke',
    'deny',
    'disallow',
    'deauthorize',
    'take … away',
    'take away',
    'withhold',
    'cut off',
    'lock out',
    'lock … out',
  ],
  acts: ['revocation', 'revocations'],
  aws: ['Revoke', 'Deauthorize'],
  opposite: 'grant',
  rules: [
    {
      nouns: ['securitygrouprule', 'rule', 'securitygroup', 'port'],
      types: ['ec2:security-group'],
      actions: ['ec2:RevokeSecurityGroupIngress', 'ec2:RevokeSecurityGroupEgress'],
      undoneBy: { actions: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:AuthorizeSecurityGroupEgress'] },
      reason: 'EC2 says revoke for a rule',
    },
    {
      nouns: ['accesskey', 'key'],
      types: ['iam:access-key'],
      actions: ['iam:DeleteAccessKey', 'iam:UpdateAccessKey?'],
      facts: ['key-inactive'],
      undoneBy: { actions: ['iam:CreateAccessKey', 'iam:UpdateAccessKey?'], facts: ['key-active'] },
      reason: 'a key is revoked by deleting it or making it inactive',
    },
    { ...CONSOLE, actions: ['iam:DeleteLoginProfile'], undoneBy: { actions: ['iam:CreateLoginProfile'] } },
    TAKEN,
  ],
  examples: [
    {
      text: 'who revoked access key AKIAIOSFODNN7EXAMPLE?',
      kind: 'who',
      eventNames: ['iam:DeleteAccessKey', 'iam:UpdateAccessKey'],
    },
    { text: 'who revoked a rule on sg-0a1b2c3d4e5f60718?', kind: 'who', includes: ['ec2:RevokeSecurityGroupIngress'] },
  ],
};

export const assignVerbs: VerbFamily = {
  id: 'assign',
  words: ['assign', 'reassign', 'delegate'],
  acts: ['assignment', 'assignments'],
  aws: ['Assign'],
  tails: [{ verb: 'Create', tail: 'assignment' }],
  orElse: ['Associate', 'Attach', 'Add', 'Put'],
  opposite: 'unassign',
  rules: [
    {
      nouns: ['account', 'accountassignment', 'permissionset'],
      actions: ['sso:CreateAccountAssignment'],
      undoneBy: { actions: ['sso:DeleteAccountAssignment'] },
      reason: 'people get an account by an assignment of a permission set in it',
    },
    {
      nouns: ['policy'],
      actions: [
        'iam:AttachRolePolicy',
        'iam:AttachUserPolicy',
        'iam:AttachGroupPolicy',
        'organizations:AttachPolicy',
        'sso:AttachManagedPolicyToPermissionSet',
      ],
      undoneBy: {
        actions: [
          'iam:DetachRolePolicy',
          'iam:DetachUserPolicy',
          'iam:DetachGroupPolicy',
          'organizations:DetachPolicy',
        ],
      },
      reason: 'a policy is attached',
    },
  ],
  examples: [
    {
      text: 'who assigned an account in SSO on 24 May 2025?',
      kind: 'who',
      eventNames: ['sso:CreateAccountAssignment'],
    },
    {
      text: 'who assigned permission set ReadOnlyPlus to account 210987654321?',
      kind: 'who',
      eventNames: ['sso:CreateAccountAssignment'],
    },
  ],
};

export const unassignVerbs: VerbFamily = {
  id: 'unassign',
  words: ['unassign'],
  aws: ['Unassign'],
  tails: [{ verb: 'Delete', tail: 'assignment' }],
  orElse: ['Disassociate', 'Detach', 'Remove'],
  opposite: 'assign',
  rules: [
    {
      nouns: ['account', 'accountassignment', 'permissionset'],
      actions: ['sso:DeleteAccountAssignment'],
      undoneBy: { actions: ['sso:CreateAccountAssignment'] },
      reason: 'people lose an account by deleting the assignment',
    },
  ],
  examples: [
    { text: 'who unassigned account 210987654321?', kind: 'who', eventNames: ['sso:DeleteAccountAssignment'] },
  ],
};
