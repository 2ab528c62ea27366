// What is put to, or taken from, something else: an instance and a security group, a group of users, a load balancer.
// Both sides are named or said; neither of them is made or ended by it.
import type { Rule } from './family.ts';

interface Membership {
  /** Types, or ids of nouns, of either side; `?`: a name of which nothing says what it is. */
  readonly both: readonly [readonly string[], readonly string[]];
  readonly put: readonly string[];
  readonly take: readonly string[];
  readonly loosely?: true;
  readonly reason: string;
  /** Said of taking only. */
  readonly taken?: string;
}

const GROUPS = ['ec2:ModifyInstanceAttribute', 'ec2:ModifyNetworkInterfaceAttribute'];

const MEMBERSHIPS: readonly Membership[] = [
  {
    both: [
      ['ec2:security-group', 'securitygroup'],
      ['ec2:instance', 'ec2:network-interface', 'instance', 'eni'],
    ],
    put: GROUPS,
    take: GROUPS,
    loosely: true,
    reason: 'which groups an instance or interface has is an attribute of it, set as a whole',
    taken: 'the record names those that stay, so a question that also names the one taken off may find nothing',
  },
  {
    both: [
      ['autoscaling:autoScalingGroup', 'asg'],
      ['ec2:instance', 'instance'],
    ],
    put: ['autoscaling:AttachInstances', 'autoscaling:ExitStandby'],
    take: [
      'autoscaling:DetachInstances',
      'autoscaling:EnterStandby',
      'autoscaling:TerminateInstanceInAutoScalingGroup',
    ],
    reason: 'an instance leaves its group by being detached, put in standby, or terminated in it',
  },
  {
    both: [
      ['elasticloadbalancing:loadbalancer', 'elasticloadbalancing:targetgroup', 'loadbalancer', 'targetgroup'],
      ['ec2:instance', 'instance', 'target', 'ip', 'lambda:function'],
    ],
    put: ['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:RegisterInstancesWithLoadBalancer'],
    take: ['elasticloadbalancing:DeregisterTargets', 'elasticloadbalancing:DeregisterInstancesFromLoadBalancer'],
    reason: 'targets are registered and deregistered; classic load balancers have instances',
  },
  {
    both: [['iam:user'], ['?']],
    put: [
      'iam:AddUserToGroup',
      'iam:AttachUserPolicy',
      'iam:PutUserPolicy',
      'identitystore:CreateGroupMembership',
      'sso-directory:AddMemberToGroup',
      'cognito-idp:AdminAddUserToGroup',
    ],
    take: [
      'iam:RemoveUserFromGroup',
      'iam:DetachUserPolicy',
      'iam:DeleteUserPolicy',
      'identitystore:DeleteGroupMembership',
      'sso-directory:RemoveMemberFromGroup',
      'cognito-idp:AdminRemoveUserFromGroup',
    ],
    reason: 'what a user is put to or taken from is a group, or a policy',
  },
];

/** For verbs that put one thing to another, and for those that take it away. */
export const JOINED: Readonly<Record<'put' | 'take', readonly Rule[]>> = {
  put: MEMBERSHIPS.map((each) => toRule(each, 'put')),
  take: MEMBERSHIPS.map((each) => toRule(each, 'take')),
};

function toRule({ both, put, take, loosely, reason: why, taken }: Membership, way: 'put' | 'take'): Rule {
  const [actions, undone] = way === 'put' ? [put, take] : [take, put];
  const reason = way === 'take' && taken !== undefined ? `${why}; ${taken}` : why;
  return { both, actions, undoneBy: { actions: undone }, reason, ...(loosely === undefined ? {} : { loosely }) };
}

export const RULE_REVOKED: readonly Rule[] = groupRules(
  ['ec2:RevokeSecurityGroupIngress', 'ec2:RevokeSecurityGroupEgress'],
  ['ec2:AuthorizeSecurityGroupIngress', 'ec2:AuthorizeSecurityGroupEgress'],
  'a rule of a security group is revoked, not deleted',
);

export const RULE_AUTHORIZED: readonly Rule[] = groupRules(
  ['ec2:AuthorizeSecurityGroupIngress', 'ec2:AuthorizeSecurityGroupEgress'],
  ['ec2:RevokeSecurityGroupIngress', 'ec2:RevokeSecurityGroupEgress'],
  'a rule of a security group is authorized, not created',
);

/** The group itself is made and deleted by calls of its own: its rules are meant by a rule, a port or an address only. */
function groupRules(actions: readonly string[], undone: readonly string[], reason: string): readonly Rule[] {
  const told = { actions, undoneBy: { actions: undone }, reason };
  return [
    { nouns: ['securitygrouprule', 'rule'], types: ['ec2:security-group-rule'], ...told },
    { nouns: ['port'], types: ['ec2:security-group'], traffic: true, ...told },
  ];
}
