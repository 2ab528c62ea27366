// Parts that AWS changes by a call on something else: the policy of a queue, the role of an instance, a rule of a web ACL.
import type { Rule } from './family.ts';

const REASON = 'the policy is one of several attributes that one call sets';

/** For verbs that change or add one. */
export const ATTRIBUTE_POLICIES: readonly Rule[] = [
  {
    nouns: ['policy', 'permission'],
    of: ['sqs:queue'],
    loosely: true,
    actions: ['sqs:SetQueueAttributes', 'sqs:AddPermission', 'sqs:RemovePermission'],
    reason: REASON,
  },
  {
    nouns: ['policy', 'permission'],
    of: ['sns:topic'],
    loosely: true,
    actions: ['sns:SetTopicAttributes', 'sns:AddPermission', 'sns:RemovePermission', 'sns:PutDataProtectionPolicy'],
    reason: REASON,
  },
];

const PROFILE = { nouns: ['role', 'instanceprofile'], of: ['ec2:instance'] } as const;
const HAS_ROLE = 'an instance has its role through an instance profile';

/** "the iam role of i-0abc": given, taken, or either. */
export const PROFILES: Readonly<Record<'put' | 'take' | 'change', readonly Rule[]>> = {
  put: [
    {
      ...PROFILE,
      actions: ['ec2:AssociateIamInstanceProfile', 'ec2:ReplaceIamInstanceProfileAssociation'],
      undoneBy: { actions: ['ec2:DisassociateIamInstanceProfile'] },
      reason: HAS_ROLE,
    },
  ],
  take: [
    {
      ...PROFILE,
      actions: ['ec2:DisassociateIamInstanceProfile', 'ec2:ReplaceIamInstanceProfileAssociation'],
      undoneBy: { actions: ['ec2:AssociateIamInstanceProfile'] },
      reason: HAS_ROLE,
    },
  ],
  change: [
    {
      ...PROFILE,
      actions: [
        'ec2:AssociateIamInstanceProfile',
        'ec2:DisassociateIamInstanceProfile',
        'ec2:ReplaceIamInstanceProfileAssociation',
      ],
      reason: HAS_ROLE,
    },
  ],
};

/** Rules of today's web ACLs are written inside them; those of the older service are things of their own. */
export const WAF_RULES: Rule = {
  nouns: ['wafrule'],
  loosely: true,
  actions: [
    'wafv2:UpdateWebACL',
    'wafv2:UpdateRuleGroup',
    'waf:UpdateWebACL',
    'waf-regional:UpdateWebACL',
    'waf:UpdateRule',
    'waf-regional:UpdateRule',
    'waf:CreateRule',
    'waf-regional:CreateRule',
    'waf:DeleteRule',
    'waf-regional:DeleteRule',
  ],
  reason: 'rules of a web ACL are written inside it, and changed with it',
};

/** "added an ip to the ip set". */
export const IP_SETS: Rule = {
  nouns: ['ip', 'elasticip', 'eip', 'address', 'cidr', 'range'],
  of: ['ipset', 'wafv2:ipset', 'waf:ipset', 'guardduty:ipset'],
  loosely: true,
  actions: ['wafv2:UpdateIPSet', 'waf:UpdateIPSet', 'waf-regional:UpdateIPSet', 'guardduty:UpdateIPSet'],
  reason: 'the addresses of a set are written as a whole',
};

const CERTIFICATES = [
  'elasticloadbalancing:ModifyListener',
  'elasticloadbalancing:AddListenerCertificates',
  'elasticloadbalancing:RemoveListenerCertificates',
  'elasticloadbalancing:SetLoadBalancerListenerSSLCertificate',
];

/** Parts that have no name in any call, or another one: for verbs that change them. */
export const NAMELESS: readonly Rule[] = [
  {
    nouns: ['image', 'containerimage', 'ami'],
    of: ['lambda:function', 'lambda'],
    loosely: true,
    actions: ['lambda:UpdateFunctionCode'],
    reason: 'the image of a function is its code',
  },
  {
    nouns: ['cert', 'certificate'],
    of: ['elasticloadbalancing:loadbalancer', 'loadbalancer', 'listener'],
    loosely: true,
    actions: CERTIFICATES,
    reason: 'certificates of a load balancer belong to its listeners',
  },
  {
    nouns: ['password'],
    of: ['cognitouser'],
    actions: ['cognito-idp:AdminSetUserPassword', 'cognito-idp:AdminResetUserPassword', 'cognito-idp:ChangePassword'],
    reason: 'Cognito’s users have passwords of their own',
  },
  {
    nouns: ['parametergroup'],
    untyped: true,
    loosely: true,
    actions: [
      'rds:ModifyDBInstance',
      'rds:ModifyDBCluster',
      'elasticache:ModifyCacheCluster',
      'elasticache:ModifyReplicationGroup',
      'redshift:ModifyCluster',
      'rds:ModifyDBParameterGroup',
      'rds:ResetDBParameterGroup',
      'rds:ModifyDBClusterParameterGroup',
      'elasticache:ModifyCacheParameterGroup',
      'redshift:ModifyClusterParameterGroup',
    ],
    reason: 'which group a database has is one of its settings; the name may also be the group’s own',
  },
];

/** Address ranges of networks. */
export const RANGES: Readonly<Record<'put' | 'take', readonly Rule[]>> = {
  put: ranges('Associate', 'Disassociate'),
  take: ranges('Disassociate', 'Associate'),
};

function ranges(verb: string, undo: string): readonly Rule[] {
  return ['Vpc', 'Subnet'].map((thing) => ({
    nouns: ['ip', 'cidrblock'],
    of: [`ec2:${thing.toLowerCase()}`, thing.toLowerCase()],
    actions: [`ec2:${verb}${thing}CidrBlock`],
    undoneBy: { actions: [`ec2:${undo}${thing}CidrBlock`] },
    reason: 'a network has its ranges by association',
  }));
}
