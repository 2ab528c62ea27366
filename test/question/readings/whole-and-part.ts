// A thing, its parts, its settings and what is put into it: the calls read are those of the thing named, in its service,
// and no namesake's. Expected names are looked up in the catalog.
import { describe, expect, it } from 'vitest';
import { eventName } from '../../../src/catalog/catalog.ts';
import { loadCatalog } from '../../../src/catalog/load-catalog.ts';
import { readQuestion } from '../../../src/question/read-question.ts';
import { eventNamesOf } from '../leaves.ts';

const asked = { now: Date.parse('2026-11-18T10:00:00Z'), zone: 'America/New_York', locale: 'en-US' };
const HEX = '0a1b2c3d4e5f60718';
const ONLY = 'and no other';

/** What is asked, and names that must be among those read; `!` before one that must not; ONLY: no others at all. */
type Row = readonly [question: string, ...names: readonly string[]];

const IN = 'ec2:AuthorizeSecurityGroupIngress';
const OUT = 'ec2:AuthorizeSecurityGroupEgress';
const NO_IN = 'ec2:RevokeSecurityGroupIngress';
const NO_OUT = 'ec2:RevokeSecurityGroupEgress';
const GROUPS = ['ec2:ModifyInstanceAttribute', 'ec2:ModifyNetworkInterfaceAttribute'];

const GROUP_OR_RULE: readonly Row[] = [
  [`who deleted security group sg-${HEX}`, 'ec2:DeleteSecurityGroup', ONLY],
  [`who deleted sg-${HEX}`, 'ec2:DeleteSecurityGroup', ONLY],
  [`who removed sg-${HEX}`, 'ec2:DeleteSecurityGroup', ONLY],
  [`was sg-${HEX} ever deleted`, 'ec2:DeleteSecurityGroup', ONLY],
  ['did alice delete security group web-sg', 'ec2:DeleteSecurityGroup', ONLY],
  [`/whodid sg-${HEX} delete`, 'ec2:DeleteSecurityGroup', ONLY],
  [`who created security group sg-${HEX}`, 'ec2:CreateSecurityGroup', ONLY],
  [`who created sg-${HEX}`, 'ec2:CreateSecurityGroup', ONLY],
  [`who added a rule to sg-${HEX}`, IN, OUT, ONLY],
  [`who created a rule in sg-${HEX}`, IN, OUT, ONLY],
  [`who added 10.0.0.0/8 to sg-${HEX}`, IN, OUT, ONLY],
  [`who removed port 22 from sg-${HEX}`, NO_IN, NO_OUT, ONLY],
  [`who removed 0.0.0.0/0 from sg-${HEX}`, NO_IN, NO_OUT, ONLY],
  [`who deleted sgr-${HEX}`, NO_IN, NO_OUT, ONLY],
  ['who deleted the rules of security group web-sg', NO_IN, NO_OUT, ONLY],
  [`who removed sg-${HEX} from i-${HEX}`, ...GROUPS, ONLY],
  [`who detached sg-${HEX} from i-${HEX}`, ...GROUPS, ONLY],
  [`who attached sg-${HEX} to i-${HEX}`, ...GROUPS, ONLY],
  [`who attached sg-${HEX} to eni-${HEX}`, ...GROUPS, ONLY],
  [`who put i-${HEX} in security group quarantine`, ...GROUPS, ONLY],
  ['who removed an instance from security group web-sg', ...GROUPS, ONLY],
  [`who attached vol-${HEX} to i-${HEX}`, 'ec2:AttachVolume', ONLY],
  ['security group changes yesterday', 'ec2:CreateSecurityGroup', 'ec2:DeleteSecurityGroup', IN, NO_IN],
  [`who changed security group sg-${HEX}`, IN, NO_IN, '!ec2:DeleteSecurityGroup'],
];

const ROUTES: readonly Row[] = [
  ['who added routes yesterday', 'ec2:CreateRoute', '!ec2:AssociateRouteTable', '!ec2:AssociateRouteServer'],
  [`who added a route to rtb-${HEX}`, 'ec2:CreateRoute', ONLY],
  [`who added a route to tgw-rtb-${HEX}`, 'ec2:CreateTransitGatewayRoute', '!ec2:CreateRoute'],
  ['who added a route to 10.4.0.0/16', 'ec2:CreateRoute', '!ec2:AssociateRouteTable'],
  [`who deleted a route from rtb-${HEX}`, 'ec2:DeleteRoute', ONLY],
  [`who deleted route table rtb-${HEX}`, 'ec2:DeleteRouteTable', ONLY],
  ['who changed route tables', 'ec2:CreateRoute', 'ec2:DeleteRoute', 'ec2:ReplaceRoute', '!ec2:DeleteRouteTable'],
  [`who changed route table rtb-${HEX}`, 'ec2:CreateRoute', 'ec2:DeleteRoute', 'ec2:ReplaceRouteTableAssociation'],
  ['route table changes yesterday', 'ec2:CreateRoute', 'ec2:CreateRouteTable', 'ec2:DeleteRouteTable'],
];

const RDS = 'rds:ModifyDBInstance';
const FUNCTION = 'lambda:UpdateFunctionConfiguration';

const OF_THE_THING: readonly Row[] = [
  ['who increased storage on rds pg-main', RDS, ONLY],
  ['who increased storage on pg-main', '*:ModifyDBInstance', '!amplifybackend:UpdateBackendStorage'],
  ['who upgraded the engine version of pg-main', '*:ModifyDBInstance'],
  ['who changed the maintenance window of db instance pg-main', RDS, ONLY],
  ['who changed the maintenance window of pg-main', '*:ModifyDBInstance', '*:UpdateMaintenanceWindow'],
  ['who changed parameter group pg14-custom', 'rds:ModifyDBParameterGroup', '!rds:CreateDBParameterGroup'],
  ['who changed the parameter group of pg-main', RDS, 'rds:ModifyDBParameterGroup'],
  ['who changed the role of lambda checkout-api', FUNCTION, ONLY],
  ['who changed the vpc of lambda checkout-api', FUNCTION, ONLY],
  ['who changed the image of lambda checkout-api', 'lambda:UpdateFunctionCode', ONLY],
  ['who changed the timeout of lambda checkout-api', FUNCTION, ONLY],
  ['who upgraded the runtime of lambda checkout-api', FUNCTION, 'lambda:PutRuntimeManagementConfig', ONLY],
  ['who changed session duration of role ci-deploy', 'iam:UpdateRole', ONLY],
  [`who added a cidr to vpc-${HEX}`, 'ec2:AssociateVpcCidrBlock', ONLY],
  [`who removed a cidr from subnet-${HEX}`, 'ec2:DisassociateSubnetCidrBlock', ONLY],
  ['who reset password of cognito user jane-1', 'cognito-idp:AdminSetUserPassword', '!iam:UpdateLoginProfile'],
  ['who reset the password of user jane-1', 'iam:UpdateLoginProfile', '!cognito-idp:AdminSetUserPassword'],
  ['who enabled multi-az on rds pg-main', RDS, ONLY],
  ['who changed the visibility timeout of queue orders-1', 'sqs:SetQueueAttributes', ONLY],
  ['who changed the throughput of table orders-1', 'dynamodb:UpdateTable', ONLY],
  ['who changed the ttl of table orders-1', 'dynamodb:UpdateTimeToLive', ONLY],
  ['who changed the health check of target group web-1', 'elasticloadbalancing:ModifyTargetGroup'],
  ['who changed the threshold of alarm cpu-1', 'monitoring:PutMetricAlarm'],
  ['who changed the default version of policy ci-policy-1', 'iam:SetDefaultPolicyVersion', ONLY],
  [`who changed the alarm for i-${HEX}`, 'monitoring:PutMetricAlarm', '!ec2:AssociateIamInstanceProfile'],
  [`who changed the iam role of i-${HEX}`, 'ec2:AssociateIamInstanceProfile', '!ec2:ModifyInstanceAttribute'],
  ['who swapped the certificate on the alb', 'elasticloadbalancing:ModifyListener', '!acm:ImportCertificate'],
  ['who changed the trust policy of role ci-deploy', 'iam:UpdateAssumeRolePolicy', ONLY],
];

const SWITCHED: readonly Row[] = [
  [
    'who disabled the event source mapping 1234abcd-12ab-34cd-56ef-1234567890ab',
    'lambda:UpdateEventSourceMapping',
    ONLY,
  ],
  ['who disabled the trigger of lambda checkout-api', 'lambda:UpdateEventSourceMapping', ONLY],
  ['who disabled the lambda trigger for queue orders-1', 'lambda:UpdateEventSourceMapping', ONLY],
  ['who turned off the glue trigger nightly-1', 'glue:StopTrigger', ONLY],
  ['who disabled distribution E1ABCDEF2GHIJK', 'cloudfront:UpdateDistribution', ONLY],
  ['who disabled the schedule nightly-1', 'scheduler:UpdateSchedule', ONLY],
  ['who paused the schedule nightly-1', 'scheduler:UpdateSchedule', ONLY],
  ['who disabled api key abc123def4', 'apigateway:UpdateApiKey', '!apigateway:DeleteApiKey'],
  ['who disabled lambda checkout-api', 'lambda:PutFunctionConcurrency', ONLY],
  ['who paused lambda checkout-api', 'lambda:PutFunctionConcurrency', ONLY],
  ['who took down lambda checkout-api', 'lambda:DeleteFunction', '!lambda:PutFunctionConcurrency'],
  ['who disabled user bob-1', 'iam:UpdateAccessKey', 'iam:DeleteLoginProfile', '!iam:DeactivateMFADevice'],
  ['who disabled backups on rds pg-main', RDS, 'rds:ModifyDBCluster', ONLY],
  ['who turned off encryption for bucket logs-7', 's3:DeleteBucketEncryption', ONLY],
  [`who turned off i-${HEX}`, 'ec2:StopInstances', ONLY],
  ['who disabled the rule nightly-1', 'events:DisableRule', ONLY],
];

const MEMBERS: readonly Row[] = [
  ['who removed AdministratorAccess from role ci-runner', 'iam:DetachRolePolicy', '!iam:DeleteRole', '!iam:UntagRole'],
  ['who removed role ci-runner', 'iam:DeleteRole'],
  ['who removed user bob-1 from admins-eu', 'iam:RemoveUserFromGroup', '!iam:DeleteUser'],
  ['who removed user bob-1', 'iam:DeleteUser', '!iam:RemoveUserFromGroup'],
  ['who removed bob from admins', 'iam:RemoveUserFromGroup', '!chime:DeleteAppInstanceAdmin'],
  [`who took i-${HEX} out of the asg`, 'autoscaling:DetachInstances', '!autoscaling:DeleteAutoScalingGroup'],
  [`who removed i-${HEX} from asg web-1`, 'autoscaling:EnterStandby', '!autoscaling:DeleteAutoScalingGroup'],
  ['who removed asg web-1', 'autoscaling:DeleteAutoScalingGroup', ONLY],
  ['who removed pg-replica-2 from the cluster', 'rds:DeleteDBInstance', '!ecs:DeleteCluster'],
  [`who removed i-${HEX} from target group web-1`, 'elasticloadbalancing:DeregisterTargets'],
  ['who gave admin to bob', 'iam:AttachUserPolicy', 'iam:AddUserToGroup'],
  ['who gave bob-1 admin', 'iam:AttachUserPolicy', 'iam:AddUserToGroup'],
];

const OWN_WORDS: readonly Row[] = [
  ['who stopped the ecs service web-1', 'ecs:UpdateService', 'ecs:DeleteService', ONLY],
  ['who stopped ecs task 0af1', 'ecs:StopTask', '!ecs:UpdateService'],
  ['who ran glue job etl-1', 'glue:StartJobRun', ONLY],
  ['who created glue job etl-1', 'glue:CreateJob', '!glue:StartJobRun'],
  ['who rolled back lambda checkout-api', 'lambda:UpdateAlias', 'lambda:UpdateFunctionCode', ONLY],
  ['who failed over redis cache-1', 'elasticache:TestFailover', 'elasticache:ModifyReplicationGroup'],
  ['who mounted efs fs-0a1b2c3d', 'elasticfilesystem:CreateMountTarget', ONLY],
  ['who sent emails with ses', 'ses:SendEmail', 'ses:SendRawEmail', 'ses:SendBulkEmail'],
  [
    'who changed the desired capacity of asg web-1',
    'autoscaling:UpdateAutoScalingGroup',
    'autoscaling:SetDesiredCapacity',
  ],
  ['who added an oidc provider', 'iam:CreateOpenIDConnectProvider', ONLY],
];

const known = new Set(loadCatalog().actions.flatMap((action) => [eventName(action), `*:${action.name}`]));

function read(text: string): readonly string[] {
  const reading = readQuestion(text, asked);
  if (!reading.ok) throw new Error(`${text}: ${reading.problems.map((problem) => problem.text).join(' ')}`);
  return eventNamesOf(reading.question.test);
}

function check([text, ...names]: Row): void {
  const found = read(text);
  const wanted = names.filter((name) => name !== ONLY && !name.startsWith('!'));
  for (const name of wanted) {
    expect(known, `${name} is in the catalog`).toContain(name);
    expect(found).toContain(name);
  }
  for (const name of names.filter((each) => each.startsWith('!'))) expect(found).not.toContain(name.slice(1));
  if (names.includes(ONLY)) expect([...found].sort()).toEqual([...wanted].sort());
}

describe('a security group is not its rules', () => {
  it.each(GROUP_OR_RULE.map((row) => [row[0], row] as const))('“%s”', (_, row) => check(row));
});

describe('a route is not its table', () => {
  it.each(ROUTES.map((row) => [row[0], row] as const))('“%s”', (_, row) => check(row));
});

describe('a part is changed by calls of the thing it is of', () => {
  it.each(OF_THE_THING.map((row) => [row[0], row] as const))('“%s”', (_, row) => check(row));

  it('and of a mere setting it is said that which one was changed was not looked at', () => {
    const reading = readQuestion('who changed the timeout of lambda checkout-api', asked);
    expect(reading.assumptions.join(' ')).toContain('which parameter a call changed');
  });
});

describe('what has no switch is updated, not deleted', () => {
  it.each(SWITCHED.map((row) => [row[0], row] as const))('“%s”', (_, row) => check(row));
});

describe('what something is taken from stays', () => {
  it.each(MEMBERS.map((row) => [row[0], row] as const))('“%s”', (_, row) => check(row));
});

describe('people’s words for what AWS calls otherwise', () => {
  it.each(OWN_WORDS.map((row) => [row[0], row] as const))('“%s”', (_, row) => check(row));
});
