// Verbs on resources of many services, mapped to the event names meant; every expected name is looked up in the catalog,
// so that the table cannot name what AWS does not have.
import { describe, expect, it } from 'vitest';
import { eventName } from '../../../src/catalog/catalog.ts';
import { loadCatalog } from '../../../src/catalog/load-catalog.ts';
import { readQuestion } from '../../../src/question/read-question.ts';
import { VERB_FAMILIES } from '../../../src/question/verbs/index.ts';
import { eventNamesOf } from '../leaves.ts';

const asked = { now: Date.parse('2026-11-18T10:00:00Z'), zone: 'America/New_York', locale: 'en-US' };
const HEX = '0a1b2c3d4e5f60718';

/** What is asked, and a name that must be among those read; `!` before one that must not. */
const PAIRS: readonly (readonly [question: string, ...names: readonly string[]])[] = [
  [`who killed i-${HEX}`, 'ec2:TerminateInstances', '!ec2:StopInstances'],
  [`who deleted i-${HEX}`, 'ec2:TerminateInstances'],
  [`who halted i-${HEX}`, 'ec2:StopInstances', '!ec2:TerminateInstances'],
  [`who powered on i-${HEX}`, 'ec2:StartInstances'],
  [`who bounced i-${HEX}`, 'ec2:RebootInstances'],
  [`who provisioned vpc-${HEX}`, 'ec2:CreateVpc'],
  [`who deleted subnet-${HEX}`, 'ec2:DeleteSubnet'],
  [`who dropped vol-${HEX}`, 'ec2:DeleteVolume'],
  [`who detached igw-${HEX}`, 'ec2:DetachInternetGateway'],
  [`who deregistered ami-${HEX}`, 'ec2:DeregisterImage'],
  [`who deleted the ami ami-${HEX}`, 'ec2:DeregisterImage'],
  [`who allocated the elastic ip eipalloc-${HEX}`, 'ec2:AllocateAddress'],
  [`who modified rtb-${HEX}`, 'ec2:CreateRoute', 'ec2:ReplaceRoute'],
  [`who changed the network acl acl-${HEX}`, 'ec2:ReplaceNetworkAclEntry'],
  [`who deleted transit gateway tgw-${HEX}`, 'ec2:DeleteTransitGateway', '!ec2:DeleteTransitGatewayRoute'],
  [`who created launch template lt-${HEX}`, 'ec2:CreateLaunchTemplate'],
  [`who requested a spot instance yesterday`, 'ec2:RequestSpotInstances'],
  ['who deleted key pair build-1', 'ec2:DeleteKeyPair'],
  ['who destroyed bucket logs-7', 's3:DeleteBucket', '!s3:DeleteBucketPolicy'],
  ['who made a bucket called logs-7', 's3:CreateBucket'],
  ['who changed the bucket acl of logs-7', 's3:PutBucketAcl'],
  ['who turned on versioning for bucket logs-7', 's3:PutBucketVersioning'],
  ['who removed the lifecycle rule from bucket logs-7', 's3:DeleteBucketLifecycle'],
  ['who deleted object a/b.txt', 's3:DeleteObject', 's3:DeleteObjects'],
  ['who removed user dev-1', 'iam:DeleteUser'],
  ['who created role ci-1', 'iam:CreateRole'],
  ['who attached a policy to role ci-1', 'iam:AttachRolePolicy'],
  ['who edited policy ci-policy-1', 'iam:CreatePolicyVersion'],
  ['who removed user dev-1 from group ops-1', 'iam:RemoveUserFromGroup'],
  ['who made a login profile for user dev-1', 'iam:CreateLoginProfile'],
  ['who deactivated the mfa device of user dev-1', 'iam:DeactivateMFADevice'],
  ['who deleted the instance profile web-profile-1', 'iam:DeleteInstanceProfile'],
  ['who assumed the role ci-1', 'sts:AssumeRole'],
  ['who created db instance orders-1', 'rds:CreateDBInstance'],
  ['who rebooted db instance orders-1', 'rds:RebootDBInstance'],
  ['who deleted the db snapshot nightly-1', 'rds:DeleteDBSnapshot'],
  ['who stopped the db cluster orders-1', 'rds:StopDBCluster'],
  ['who changed db parameter group pg-1', 'rds:ModifyDBParameterGroup'],
  ['who deleted lambda mailer-1', 'lambda:DeleteFunction', '!lambda:DeleteFunctionConcurrency'],
  ['who updated the code of lambda mailer-1', 'lambda:UpdateFunctionCode'],
  ['who triggered lambda mailer-1', 'lambda:Invoke'],
  ['who removed the permission from lambda mailer-1', 'lambda:RemovePermission'],
  ['who deleted trail audit-1', 'cloudtrail:DeleteTrail'],
  ['who turned off logging for trail audit-1', 'cloudtrail:StopLogging'],
  ['who deleted event data store eds-1', 'cloudtrail:DeleteEventDataStore'],
  ['who disabled kms key 1234abcd-12ab-34cd-56ef-1234567890ab', 'kms:DisableKey'],
  ['who scheduled deletion of kms key 1234abcd-12ab-34cd-56ef-1234567890ab', 'kms:ScheduleKeyDeletion'],
  ['who created a grant on kms key 1234abcd-12ab-34cd-56ef-1234567890ab', 'kms:CreateGrant'],
  ['who deleted secret token-1', 'secretsmanager:DeleteSecret'],
  ['who updated secret token-1', 'secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecret'],
  ['who deleted parameter db-pw-1', 'ssm:DeleteParameter'],
  ['who deleted log group /aws/lambda/mailer-1', 'logs:DeleteLogGroup'],
  ['who changed the retention of log group /aws/lambda/mailer-1', 'logs:PutRetentionPolicy'],
  ['who deleted alarm cpu-1', 'monitoring:DeleteAlarms'],
  ['who disabled eventbridge rule nightly-1', 'events:DisableRule'],
  ['who purged queue orders-1', 'sqs:PurgeQueue', '!sqs:DeleteQueue'],
  ['who deleted queue orders-1', 'sqs:DeleteQueue', '!sqs:PurgeQueue'],
  ['who deleted topic alerts-1', 'sns:DeleteTopic'],
  ['who subscribed to topic alerts-1', 'sns:Subscribe'],
  ['who deleted dynamodb table orders-1', 'dynamodb:DeleteTable'],
  ['who deleted kinesis stream clicks-1', 'kinesis:DeleteStream'],
  ['who deleted ecs cluster web-1', 'ecs:DeleteCluster'],
  ['who updated ecs service web-1', 'ecs:UpdateService'],
  ['who stopped ecs task 0af1', 'ecs:StopTask'],
  ['who deleted eks cluster web-1', 'eks:DeleteCluster'],
  ['who scaled node group ng-web-1', 'eks:UpdateNodegroupConfig'],
  ['who deleted the ecr repository web-1', 'ecr:DeleteRepository'],
  ['who terminated emr cluster j-2AXXXXXXGAPLF', 'elasticmapreduce:TerminateJobFlows'],
  ['who deleted redshift cluster dwh-1', 'redshift:DeleteCluster'],
  ['who deleted load balancer web-1', 'elasticloadbalancing:DeleteLoadBalancer'],
  ['who deregistered targets from target group web-1', 'elasticloadbalancing:DeregisterTargets'],
  ['who changed auto scaling group web-1', 'autoscaling:UpdateAutoScalingGroup'],
  ['who deleted hosted zone Z0123456ABC', 'route53:DeleteHostedZone'],
  ['who changed the dns record www.sample.example', 'route53:ChangeResourceRecordSets'],
  ['who deleted distribution E2QWRUHAPOMQZL', 'cloudfront:DeleteDistribution'],
  ['who created stack web-1', 'cloudformation:CreateStack'],
  ['who deleted stack web-1', 'cloudformation:DeleteStack'],
  ['who deleted the state machine orders-1', 'states:DeleteStateMachine'],
  ['who deleted certificate cert-1', 'acm:DeleteCertificate'],
  ['who deleted web acl waf-1', 'wafv2:DeleteWebACL'],
  ['who deleted the guardduty detector 12abc34d567e8fa901bc2d34e56789f0', 'guardduty:DeleteDetector'],
  ['who stopped the config recorder', 'config:StopConfigurationRecorder'],
  ['who disabled security hub', 'securityhub:DisableSecurityHub'],
  ['who deleted file system fs-0a1b2c3d', 'elasticfilesystem:DeleteFileSystem'],
  ['who deleted backup vault v-1', 'backup:DeleteBackupVault'],
  ['who deleted permission set ReadPlus', 'sso:DeletePermissionSet'],
  ['who attached scp p-0a1b2c3d', 'organizations:AttachPolicy'],
  ['who created account sandbox-7', 'organizations:CreateAccount'],
  ['who deleted rest api orders-1', 'apigateway:DeleteRestApi'],
  ['who deleted the codepipeline pipeline deploy-1', 'codepipeline:DeletePipeline'],
  ['who started codebuild build build-1', 'codebuild:StartBuild'],
  ['who deleted glue job etl-1', 'glue:DeleteJob'],
  ['who deleted workgroup wg-1', 'athena:DeleteWorkGroup'],
  ['who deleted sagemaker endpoint ep-1', 'sagemaker:DeleteEndpoint'],
  ['who deleted the cache cluster redis-1', 'elasticache:DeleteCacheCluster'],
  ['who deleted cognito user pool pool-1', 'cognito-idp:DeleteUserPool'],
  ['who raised a service quota', 'servicequotas:RequestServiceQuotaIncrease'],
];

function read(text: string): readonly string[] {
  const reading = readQuestion(text, asked);
  if (!reading.ok) throw new Error(`${text}: ${reading.problems.map((problem) => problem.text).join(' ')}`);
  return eventNamesOf(reading.question.test);
}

const known = new Set(loadCatalog().actions.map(eventName));

describe('verbs on resources', () => {
  it.each(PAIRS)('“%s” is read as %s', (text, ...names) => {
    const found = read(text);
    for (const name of names.filter((each) => !each.startsWith('!'))) {
      expect(known, `${name} is in the catalog`).toContain(name);
      expect(found).toContain(name);
    }
    for (const name of names.filter((each) => each.startsWith('!'))) expect(found).not.toContain(name.slice(1));
    // Nothing is made up: what is read exists, in its service or in some.
    for (const name of found.filter((each) => !each.startsWith('*:'))) expect(known).toContain(name);
  });

  it('covers at least 60 pairs over at least 25 services', () => {
    const services = new Set(PAIRS.flatMap(([, ...names]) => names.map((name) => name.replace('!', '').split(':')[0])));
    expect(PAIRS.length).toBeGreaterThanOrEqual(60);
    expect(services.size).toBeGreaterThanOrEqual(25);
  });
});

describe('the rules of verb families', () => {
  const rules = VERB_FAMILIES.flatMap((family) => (family.rules ?? []).map((rule) => ({ family: family.id, rule })));

  it('name only calls that the catalog knows', () => {
    const names = rules.flatMap(({ rule }) => [...rule.actions, ...(rule.undoneBy?.actions ?? [])]);
    const plain = [...new Set(names.map((name) => name.replace('?', '')))];
    const anywhere = new Set([...known].map((name) => name.split(':')[1]));
    const unknown = plain.filter((name) => (name.startsWith('*:') ? !anywhere.has(name.slice(2)) : !known.has(name)));
    expect(unknown).toEqual([]);
  });

  it('ask for facts only where some call is decided by them', () => {
    for (const { family, rule } of rules) {
      const decided = rule.actions.length === 0 || rule.actions.some((name) => name.endsWith('?'));
      expect(
        decided && (rule.actions.length === 0 || rule.actions.every((name) => name.endsWith('?'))) ? rule.facts : [],
        `${family} needs facts`,
      ).toBeDefined();
      if (rule.facts !== undefined) expect(decided, `${family}: ${rule.reason}`).toBe(true);
    }
  });
});
