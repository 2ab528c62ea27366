// open, expose, make public, share → calls that let others in, told from their opposites by what the parameters say.
import type { Rule, VerbFamily } from './family.ts';
import { decided, PUBLISHING, SHARING } from './publishing.ts';

const GROUPS = ['ec2:security-group'] as const;
const GROUP_NOUNS = ['securitygroup', 'securitygrouprule', 'rule', 'port'] as const;
const LET_IN = ['ec2:AuthorizeSecurityGroupIngress', 'ec2:ModifySecurityGroupRules?'];
const SHUT_OUT = ['ec2:RevokeSecurityGroupIngress', 'ec2:ModifySecurityGroupRules?'];

const TO_WORLD: Rule = {
  mark: 'world',
  nouns: GROUP_NOUNS,
  types: GROUPS,
  actions: [
    'ec2:AuthorizeSecurityGroupIngress?',
    'ec2:ModifySecurityGroupRules?',
    'ec2:CreateNetworkAclEntry?',
    'ec2:ReplaceNetworkAclEntry?',
  ],
  facts: ['opened-to-world'],
  undoneBy: {
    actions: ['ec2:RevokeSecurityGroupIngress?', 'ec2:ModifySecurityGroupRules?'],
    facts: ['closed-to-world'],
  },
  reason: 'the range in the rule decides whether the world was let in',
};

/** Groups of the services that had their own before VPCs. */
const OLD_GROUPS: Rule = {
  nouns: ['dbsecuritygroup', 'cachesecuritygroup', 'clustersecuritygroup'],
  types: ['rds:secgrp', 'elasticache:securitygroup', 'redshift:securitygroup'],
  ownService: true,
  actions: [
    'rds:AuthorizeDBSecurityGroupIngress',
    'elasticache:AuthorizeCacheSecurityGroupIngress',
    'redshift:AuthorizeClusterSecurityGroupIngress',
  ],
  undoneBy: {
    actions: [
      'rds:RevokeDBSecurityGroupIngress',
      'elasticache:RevokeCacheSecurityGroupIngress',
      'redshift:RevokeClusterSecurityGroupIngress',
    ],
  },
  reason: 'these services had security groups of their own, each with its own call',
};

const OUTBOUND: Rule = {
  mark: 'outbound',
  nouns: GROUP_NOUNS,
  types: GROUPS,
  actions: ['ec2:AuthorizeSecurityGroupEgress'],
  undoneBy: { actions: ['ec2:RevokeSecurityGroupEgress'] },
  reason: 'traffic going out has calls of its own',
};

/** "opened anything", "exposed orders": a group as well as a thing with a policy of its own. */
const ANYTHING: Rule = {
  nouns: [],
  actions: [...LET_IN, ...decided([...SHARING, ...PUBLISHING])],
  facts: ['opened-to-world', 'made-public'],
  undoneBy: {
    actions: [...SHUT_OUT, ...decided([...SHARING, ...PUBLISHING]), 's3:DeleteBucketPolicy'],
    facts: ['closed-to-world', 'made-private', 'unshared'],
  },
  reason:
    'a security group is opened by a rule that lets traffic in, other things by what their policy or settings say',
};

const GROUP: Rule = {
  nouns: GROUP_NOUNS,
  types: GROUPS,
  actions: LET_IN,
  facts: ['opened-to-world'],
  undoneBy: { actions: SHUT_OUT, facts: ['closed-to-world'] },
  reason: 'a security group is opened by a rule that lets traffic in',
};

const PUBLIC: Rule = {
  ownService: true,
  actions: decided([...SHARING, ...PUBLISHING]),
  facts: ['made-public'],
  undoneBy: {
    actions: [...decided([...SHARING, ...PUBLISHING]), 's3:DeleteBucketPolicy'],
    facts: ['made-private', 'unshared'],
  },
  reason: 'the same calls give and take access; their parameters decide',
};

export const openVerbs: VerbFamily = {
  id: 'open',
  words: [
    'open',
    'open up',
    'open … up',
    'expose',
    'unblock',
    'widen access to',
    'punch a hole in',
    'poke a hole in',
    'let … in',
    'let the world into',
    'unlock',
  ],
  acts: ['exposure', 'opening'],
  aws: ['Open', 'Unlock'],
  opposite: 'close',
  rules: [
    OUTBOUND,
    OLD_GROUPS,
    TO_WORLD,
    { ...GROUP, mark: 'port' },
    GROUP,
    {
      nouns: ['nacl', 'naclentry'],
      types: ['ec2:network-acl'],
      actions: ['ec2:CreateNetworkAclEntry', 'ec2:ReplaceNetworkAclEntry'],
      undoneBy: { actions: ['ec2:DeleteNetworkAclEntry'] },
      reason: 'a network ACL is opened by an entry that lets traffic in',
    },
    {
      nouns: ['account'],
      actions: ['organizations:CreateAccount', 'organizations:InviteAccountToOrganization'],
      reason: 'an account is opened by creating it',
    },
    {
      nouns: ['sessionmanagersession'],
      actions: [
        'ssm:StartSession',
        'ssm:ResumeSession',
        'ec2-instance-connect:SendSSHPublicKey',
        'ec2-instance-connect:OpenTunnel',
      ],
      undoneBy: { actions: ['ssm:TerminateSession'] },
      reason: 'a shell on an instance is a Session Manager session or an Instance Connect key',
    },
    { nouns: ['supportcase'], actions: ['support:CreateCase'], reason: 'a case is opened by creating it' },
    {
      nouns: ['cloudshell'],
      actions: ['cloudshell:CreateSession', 'cloudshell:CreateEnvironment', 'cloudshell:StartEnvironment'],
      reason: 'CloudShell is opened as a session in an environment',
    },
    {
      nouns: ['notebook'],
      types: ['sagemaker:notebook-instance'],
      actions: ['sagemaker:CreatePresignedNotebookInstanceUrl'],
      reason: 'a notebook is opened through a link made for it',
    },
    ANYTHING,
    PUBLIC,
  ],
  examples: [
    {
      text: 'who opened sg-0a1b2c3d4e5f60718 to 0.0.0.0/0?',
      kind: 'who',
      leaves: [{ kind: 'fact', fact: 'opened-to-world' }],
    },
    {
      text: 'who opened port 22 on sg-0a1b2c3d4e5f60718?',
      kind: 'who',
      includes: ['ec2:AuthorizeSecurityGroupIngress'],
      leaves: [{ kind: 'port', port: 22 }],
    },
    {
      text: 'who opened up security group web-tier-1 to the internet?',
      kind: 'who',
      leaves: [{ kind: 'fact', fact: 'opened-to-world' }],
    },
    {
      text: 'who opened the network acl?',
      kind: 'who',
      eventNames: ['ec2:CreateNetworkAclEntry', 'ec2:ReplaceNetworkAclEntry'],
    },
    { text: 'who opened egress yesterday?', kind: 'who', eventNames: ['ec2:AuthorizeSecurityGroupEgress'] },
    { text: 'who opened a db security group?', kind: 'who', eventNames: ['rds:AuthorizeDBSecurityGroupIngress'] },
    {
      text: 'who opened anything in account 123456789012?',
      kind: 'who',
      includes: ['ec2:AuthorizeSecurityGroupIngress', 's3:PutBucketPolicy'],
    },
    { text: 'who exposed bucket orders-archive?', kind: 'who', leaves: [{ kind: 'fact', fact: 'made-public' }] },
  ],
};

export const publishVerbs: VerbFamily = {
  id: 'make-public',
  words: [
    'make … public',
    'made public',
    'make public',
    'make … publicly accessible',
    'make … world readable',
    'make … open',
    'set … to public',
    'turn … public',
    'go public',
  ],
  aws: [],
  opposite: 'make-private',
  acts: ['publicly accessible', 'publicly readable', 'publicly available', 'world readable', 'publicly writable'],
  rules: [TO_WORLD, GROUP, PUBLIC],
  examples: [
    { text: 'who made bucket orders-archive public?', kind: 'who', leaves: [{ kind: 'fact', fact: 'made-public' }] },
    { text: 'who made ami-0a1b2c3d4e5f60718 public?', kind: 'who', includes: ['ec2:ModifyImageAttribute'] },
  ],
};

export const privateVerbs: VerbFamily = {
  id: 'make-private',
  words: ['make … private', 'make private', 'make … private again', 'set … to private'],
  aws: [],
  opposite: 'make-public',
  rules: [
    {
      ownService: true,
      actions: [...decided([...SHARING, ...PUBLISHING]), 's3:DeleteBucketPolicy'],
      facts: ['made-private', 'unshared'],
      undoneBy: { actions: decided([...SHARING, ...PUBLISHING]), facts: ['made-public'] },
      reason: 'the same calls give and take access; their parameters decide',
    },
  ],
  examples: [
    {
      text: 'who made bucket orders-archive private again?',
      kind: 'who',
      leaves: [{ kind: 'fact', fact: 'made-private' }],
    },
  ],
};

export const closeVerbs: VerbFamily = {
  id: 'close',
  words: ['close', 'close off', 'lock down', 'lock', 'block', 'close … off', 'lock … down', 'tighten', 'seal'],
  acts: ['closure'],
  aws: ['Close', 'Lock', 'Block'],
  opposite: 'open',
  rules: [
    {
      mark: 'outbound',
      nouns: GROUP_NOUNS,
      types: GROUPS,
      actions: ['ec2:RevokeSecurityGroupEgress'],
      undoneBy: { actions: ['ec2:AuthorizeSecurityGroupEgress'] },
      reason: 'traffic going out has calls of its own',
    },
    {
      ...OLD_GROUPS,
      actions: OLD_GROUPS.undoneBy?.actions ?? [],
      undoneBy: { actions: OLD_GROUPS.actions },
    },
    {
      mark: 'world',
      nouns: GROUP_NOUNS,
      types: GROUPS,
      actions: ['ec2:RevokeSecurityGroupIngress?', 'ec2:ModifySecurityGroupRules?'],
      facts: ['closed-to-world'],
      undoneBy: { actions: ['ec2:AuthorizeSecurityGroupIngress?'], facts: ['opened-to-world'] },
      reason: 'the range in the rule decides whether the world was shut out',
    },
    {
      nouns: GROUP_NOUNS,
      types: GROUPS,
      actions: SHUT_OUT,
      facts: ['closed-to-world'],
      undoneBy: { actions: LET_IN, facts: ['opened-to-world'] },
      reason: 'a security group is closed by revoking a rule',
    },
    {
      nouns: ['account'],
      actions: ['organizations:CloseAccount', 'account:CloseAccount'],
      reason: 'AWS says close for accounts',
    },
  ],
  examples: [
    {
      text: 'who closed port 22 on sg-0a1b2c3d4e5f60718?',
      kind: 'who',
      includes: ['ec2:RevokeSecurityGroupIngress'],
      leaves: [{ kind: 'port', port: 22 }],
    },
    { text: 'who closed account 210987654321?', kind: 'who', includes: ['organizations:CloseAccount'] },
  ],
};
