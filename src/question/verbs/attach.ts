// attach, associate, add → Attach…, Associate…, Add…; detach, disassociate → Detach…, Disassociate….
import { createVerbs } from './create.ts';
import type { Rule, VerbFamily } from './family.ts';
import { JOINED } from './memberships.ts';
import { MOUNTED } from './own-words.ts';
import { ATTRIBUTE_POLICIES, IP_SETS, PROFILES, RANGES, WAF_RULES } from './parts-of-others.ts';

const INLINE: Rule = {
  nouns: ['inlinepolicy'],
  actions: ['iam:PutRolePolicy', 'iam:PutUserPolicy', 'iam:PutGroupPolicy'],
  undoneBy: { actions: ['iam:DeleteRolePolicy', 'iam:DeleteUserPolicy', 'iam:DeleteGroupPolicy'] },
  reason: 'IAM names the calls of inline policies after whose they are',
};

const POLICY: Rule = {
  nouns: ['policy', 'permission'],
  targets: ['iam:role', 'iam:user'],
  actions: [
    'iam:AttachRolePolicy',
    'iam:AttachUserPolicy',
    'iam:AttachGroupPolicy',
    'iam:PutRolePolicy',
    'iam:PutUserPolicy',
    'iam:PutGroupPolicy',
  ],
  undoneBy: {
    actions: [
      'iam:DetachRolePolicy',
      'iam:DetachUserPolicy',
      'iam:DetachGroupPolicy',
      'iam:DeleteRolePolicy',
      'iam:DeleteUserPolicy',
      'iam:DeleteGroupPolicy',
    ],
  },
  reason: 'a managed policy is attached, an inline one is put; people say the same of both',
};

/** "added someone to a group": the groups of IAM and of Identity Center. */
export const SOMEBODY: Rule = {
  nouns: ['group', 'identitycentergroup', 'ssogroup'],
  moved: true,
  actions: [
    'iam:AddUserToGroup',
    'identitystore:CreateGroupMembership',
    'sso-directory:AddMemberToGroup',
    'cognito-idp:AdminAddUserToGroup',
  ],
  undoneBy: {
    actions: [
      'iam:RemoveUserFromGroup',
      'identitystore:DeleteGroupMembership',
      'sso-directory:RemoveMemberFromGroup',
      'cognito-idp:AdminRemoveUserFromGroup',
    ],
  },
  reason: 'IAM, Identity Center and Cognito have groups of users',
};

/** A bare name put into a group is a user, or a policy attached to it. */
const MEMBER: Rule = {
  targets: ['iam:group'],
  actions: ['iam:AddUserToGroup', 'iam:AttachGroupPolicy', 'iam:PutGroupPolicy'],
  undoneBy: { actions: ['iam:RemoveUserFromGroup', 'iam:DetachGroupPolicy', 'iam:DeleteGroupPolicy'] },
  reason: 'users are added to a group, policies attached to it',
};

const TAGS: Rule = {
  nouns: ['tag'],
  tagging: 'put',
  actions: [
    '*:TagResource',
    '*:CreateTags',
    '*:AddTagsToResource',
    '*:AddTags',
    '*:TagResources',
    's3:PutBucketTagging',
    's3:PutObjectTagging',
    'iam:TagRole',
    'iam:TagUser',
    'iam:TagPolicy',
    'sqs:TagQueue',
    'lambda:TagResource',
    'ec2:CreateTags',
  ],
  undoneBy: { actions: ['*:UntagResource', '*:DeleteTags', '*:RemoveTagsFromResource', 's3:DeleteBucketTagging'] },
  reason: 'tags have calls of their own in each service',
};

export const attachVerbs: VerbFamily = {
  id: 'attach',
  words: ['attach', 'associate', 'link', 'mount', 'connect', 'bind', 'hook up', 'plug in', 'plug … in', 'couple'],
  acts: ['attachment', 'association'],
  aws: ['Attach', 'Associate', 'Connect', 'Mount', 'Link', 'Bind'],
  tails: [
    { verb: 'Create', tail: 'attachment' },
    { verb: 'Create', tail: 'association' },
  ],
  orElse: ['Add', 'Put', 'Register'],
  opposite: 'detach',
  rules: [...MOUNTED, ...JOINED.put, ...ATTRIBUTE_POLICIES, ...PROFILES.put, INLINE, POLICY, MEMBER],
  examples: [
    {
      text: 'who attached vol-0a1b2c3d4e5f60718 to i-0a1b2c3d4e5f60718?',
      kind: 'who',
      eventNames: ['ec2:AttachVolume'],
    },
    { text: 'who attached an inline policy to role ci-deploy?', kind: 'who', includes: ['iam:PutRolePolicy'] },
    { text: 'who attached AdministratorAccess to role ci-deploy?', kind: 'who', includes: ['iam:AttachRolePolicy'] },
    {
      text: 'who attached a policy to user build-bot-1?',
      kind: 'who',
      includes: ['iam:AttachUserPolicy', 'iam:PutUserPolicy'],
    },
  ],
};

export const addVerbs: VerbFamily = {
  id: 'add',
  words: ['add', 'put … into', 'put … in', 'put … on', 'append', 'insert', 'enroll', 'onboard', 'register', 'enrol'],
  acts: ['addition', 'additions', 'registration'],
  aws: ['Add', 'Register', 'Join', 'Enroll', 'Attach', 'Associate'],
  orElse: ['Create', 'Put', 'Insert'],
  opposite: 'remove',
  rules: [
    ...JOINED.put,
    ...RANGES.put,
    ...ATTRIBUTE_POLICIES,
    ...PROFILES.put,
    WAF_RULES,
    IP_SETS,
    INLINE,
    {
      nouns: ['layer'],
      untyped: true,
      loosely: true,
      actions: ['lambda:UpdateFunctionConfiguration'],
      reason: 'the layers of a function are in its configuration',
    },
    POLICY,
    MEMBER,
    SOMEBODY,
    {
      nouns: ['target'],
      of: ['rule', 'eventbridgerule', 'events:rule'],
      actions: ['events:PutTargets'],
      undoneBy: { actions: ['events:RemoveTargets'] },
      reason: 'EventBridge says put for the targets of a rule',
    },
    TAGS,
    ...(createVerbs.rules ?? []),
    {
      nouns: ['organization'],
      actions: [
        'organizations:AcceptHandshake',
        'organizations:InviteAccountToOrganization',
        'organizations:CreateAccount',
        'organizations:CreateOrganization',
      ],
      undoneBy: { actions: ['organizations:LeaveOrganization', 'organizations:RemoveAccountFromOrganization'] },
      reason: 'an account joins by accepting a handshake, or is created inside',
    },
    {
      nouns: ['mfa'],
      actions: ['iam:EnableMFADevice', 'iam:CreateVirtualMFADevice'],
      undoneBy: { actions: ['iam:DeactivateMFADevice'] },
      reason: 'a device is added to a user by enabling it',
    },
  ],
  examples: [
    {
      text: 'who added user dev-1 to group admins-eu?',
      kind: 'who',
      eventNames: ['iam:AddUserToGroup'],
      resources: ['dev-1', 'admins-eu'],
    },
    {
      text: 'who added a rule to sg-0a1b2c3d4e5f60718?',
      kind: 'who',
      eventNames: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:AuthorizeSecurityGroupEgress'],
    },
  ],
};

export const detachVerbs: VerbFamily = {
  id: 'detach',
  words: [
    'detach',
    'disassociate',
    'dissociate',
    'unlink',
    'unmount',
    'disconnect',
    'unbind',
    'unattach',
    'unplug',
    'decouple',
  ],
  acts: ['detachment', 'disassociation'],
  aws: ['Detach', 'Disassociate', 'Disconnect', 'Unlink', 'Dissociate'],
  tails: [
    { verb: 'Delete', tail: 'attachment' },
    { verb: 'Delete', tail: 'association' },
  ],
  orElse: ['Remove', 'Deregister'],
  opposite: 'attach',
  rules: [
    ...JOINED.take,
    ...PROFILES.take,
    {
      nouns: ['policy', 'permission'],
      targets: ['iam:role', 'iam:user', 'iam:group'],
      actions: ['iam:DetachRolePolicy', 'iam:DetachUserPolicy', 'iam:DetachGroupPolicy'],
      undoneBy: { actions: ['iam:AttachRolePolicy', 'iam:AttachUserPolicy', 'iam:AttachGroupPolicy'] },
      reason: 'IAM has one call for each kind of principal',
    },
  ],
  examples: [
    { text: 'who detached vol-0a1b2c3d4e5f60718?', kind: 'who', eventNames: ['ec2:DetachVolume'] },
    { text: 'who detached the policy from role ci-deploy', kind: 'who', includes: ['iam:DetachRolePolicy'] },
  ],
};

export const tagVerbs: VerbFamily = {
  id: 'tag',
  words: ['tag', 'label', 'retag'],
  acts: ['tagging'],
  aws: ['Tag'],
  opposite: 'untag',
  rules: [
    {
      tagging: 'put',
      actions: TAGS.actions,
      undoneBy: { actions: TAGS.undoneBy?.actions ?? [] },
      reason: TAGS.reason,
    },
  ],
  examples: [
    { text: 'who tagged i-0a1b2c3d4e5f60718?', kind: 'who', eventNames: ['ec2:CreateTags'] },
    { text: 'who tagged the instance profile?', kind: 'who', eventNames: ['iam:TagInstanceProfile'] },
    { text: 'who put tags on anything yesterday?', kind: 'who', includes: ['*:TagResource', '*:CreateTags'] },
  ],
};

export const untagVerbs: VerbFamily = {
  id: 'untag',
  words: ['untag', 'unlabel'],
  aws: ['Untag'],
  opposite: 'tag',
  rules: [
    {
      tagging: 'take',
      actions: TAGS.undoneBy?.actions ?? [],
      undoneBy: { actions: TAGS.actions },
      reason: TAGS.reason,
    },
  ],
  examples: [{ text: 'who untagged i-0a1b2c3d4e5f60718?', kind: 'who', eventNames: ['ec2:DeleteTags'] }],
};
