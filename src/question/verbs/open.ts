// open, expose, make public, share → calls that let others in, told from their opposites by what the parameters say.
import type { Rule, VerbFamily } from './family.ts';

const GROUPS = ['ec2:security-group'] as const;
const GROUP_NOUNS = ['securitygroup', 'securitygrouprule', 'rule', 'port'] as const;
const LET_IN = ['ec2:AuthorizeSecurityGroupIngress', 'ec2:ModifySecurityGroupRules?'];
const SHUT_OUT = ['ec2:RevokeSecurityGroupIngress', 'ec2:ModifySecurityGroupRules?'];

/** Calls that decide who may use a thing, in every service that has them; the facts say in which direction. */
const SHARING = [
  'ec2:ModifySnapshotAttribute',
  'ec2:ModifyImageAttribute',
  'ec2:ModifyFpgaImageAttribute',
  'rds:ModifyDBSnapshotAttribute',
  'rds:ModifyDBClusterSnapshotAttribute',
];
const PUBLISHING = [
  's3:PutBucketPolicy',
  's3:PutBucketAcl',
  's3:PutObjectAcl',
  's3:PutBucketPublicAccessBlock',
  's3:PutAccountPublicAccessBlock',
  's3:PutPublicAccessBlock',
  's3:DeleteBucketPublicAccessBlock',
  's3:DeletePublicAccessBlock',
  's3:DeleteAccountPublicAccessBlock',
  's3:PutAccessPointPolicy',
  'rds:ModifyDBInstance',
  'rds:CreateDBInstance',
  'rds:ModifyDBCluster',
  'redshift:ModifyCluster',
  'lambda:AddPermission',
  'lambda:CreateFunctionUrlConfig',
  'lambda:UpdateFunctionUrlConfig',
  'kms:PutKeyPolicy',
  'sns:SetTopicAttributes',
  'sns:AddPermission',
  'sqs:SetQueueAttributes',
  'sqs:AddPermission',
  'secretsmanager:PutResourcePolicy',
  'ecr:SetRepositoryPolicy',
  'es:UpdateDomainConfig',
  'elasticfilesystem:PutFileSystemPolicy',
  'glacier:SetVaultAccessPolicy',
  'events:PutPermission',
  'backup:PutBackupVaultAccessPolicy',
  'dynamodb:PutResourcePolicy',
  'lambda:AddLayerVersionPermission',
];
const decided = (names: readonly string[]) => names.map((name) => `${name}?`);

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

/** Giving access to a snapshot or image is sharing it. */
export const SNAPSHOT_SHARING: Rule = {
  nouns: ['snapshot', 'ebssnapshot', 'rdssnapshot', 'ami', 'image'],
  types: ['ec2:snapshot', 'ec2:image', 'rds:snapshot', 'rds:cluster-snapshot'],
  ownService: true,
  actions: decided(SHARING),
  facts: ['shared-outside', 'made-public'],
  undoneBy: { actions: decided(SHARING), facts: ['unshared', 'made-private'] },
  reason: 'one attribute call shares and withdraws; whom it adds decides',
};

export const shareVerbs: VerbFamily = {
  id: 'share',
  words: ['share', 'share … outside', 'hand out'],
  acts: ['sharing'],
  aws: ['Share'],
  opposite: 'unshare',
  rules: [
    SNAPSHOT_SHARING,
    {
      ownService: true,
      actions: [...decided([...SHARING, ...PUBLISHING]), 'ram:CreateResourceShare', 'ram:AssociateResourceShare'],
      facts: ['shared-outside', 'made-public'],
      undoneBy: {
        actions: [...decided(SHARING), 'ram:DeleteResourceShare', 'ram:DisassociateResourceShare'],
        facts: ['unshared', 'made-private'],
      },
      reason: 'things are shared by launch permissions, resource policies or Resource Access Manager',
    },
  ],
  examples: [
    {
      text: 'who shared the rds snapshot nightly-7?',
      kind: 'who',
      includes: ['rds:ModifyDBSnapshotAttribute'],
      leaves: [{ kind: 'fact', fact: 'shared-outside' }],
    },
    {
      text: 'who shared snap-0a1b2c3d4e5f60718 with account 210987654321?',
      kind: 'who',
      includes: ['ec2:ModifySnapshotAttribute'],
      leaves: [{ kind: 'value', value: '210987654321' }],
    },
    { text: 'who shared the AMI?', kind: 'who', eventNames: ['ec2:ModifyImageAttribute'] },
    { text: 'who shared an ebs snapshot?', kind: 'who', eventNames: ['ec2:ModifySnapshotAttribute'] },
    {
      text: 'who shared ami-0a1b2c3d4e5f60718 outside the account?',
      kind: 'who',
      includes: ['ec2:ModifyImageAttribute'],
    },
  ],
};

export const unshareVerbs: VerbFamily = {
  id: 'unshare',
  words: ['unshare', 'stop sharing', 'withdraw', 'un-share'],
  aws: ['Unshare'],
  opposite: 'share',
  rules: [
    {
      nouns: SNAPSHOT_SHARING.nouns ?? [],
      types: SNAPSHOT_SHARING.types ?? [],
      ownService: true,
      actions: decided(SHARING),
      facts: ['unshared', 'made-private'],
      undoneBy: { actions: decided(SHARING), facts: ['shared-outside', 'made-public'] },
      reason: SNAPSHOT_SHARING.reason,
    },
    {
      actions: [...decided(SHARING), 'ram:DeleteResourceShare', 'ram:DisassociateResourceShare'],
      facts: ['unshared', 'made-private'],
      undoneBy: { actions: decided(SHARING), facts: ['shared-outside', 'made-public'] },
      reason: 'one attribute call shares and withdraws; whom it removes decides',
    },
  ],
  examples: [
    { text: 'who unshared snap-0a1b2c3d4e5f60718?', kind: 'who', leaves: [{ kind: 'fact', fact: 'unshared' }] },
  ],
};
