// Every word of a noun phrase counts: it narrows the calls, or it is asked about; it is never passed over. One row a
// question: the calls it means, all of them; `+` names that must be among them; `-` names that must not; `?` it is asked back.
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../src/catalog/load-catalog.ts';
import { readQuestion } from '../../../src/question/read-question.ts';
import { eventNamesOf } from '../leaves.ts';

const asked = { now: Date.parse('2026-11-18T10:00:00Z'), zone: 'UTC', locale: 'en-GB' };

const ROWS = `
who changed the policy of bucket orders-1 = s3:PutBucketPolicy s3:DeleteBucketPolicy
who deleted the policy of bucket orders-1 = s3:DeleteBucketPolicy
who deleted the bucket orders-1 and its policy = s3:DeleteBucket s3express:DeleteBucket s3:DeleteBucketPolicy
who modified s3 bucket permissions = + s3:PutBucketPolicy s3:PutBucketAcl s3:DeleteBucketPolicy s3:DeleteBucketPublicAccessBlock - ram:ReplacePermissionAssociations
who changed snapshot permissions = ec2:ModifySnapshotAttribute rds:ModifyDBSnapshotAttribute rds:ModifyDBClusterSnapshotAttribute
who changed the permissions of lambda mailer-1 = + lambda:AddPermission lambda:RemovePermission - iam:AttachRolePolicy
who changed the permissions of payments-1 = + s3:PutBucketPolicy iam:PutRolePolicy
who turned off dns logging = + route53resolver:DeleteResolverQueryLogConfig - cloudtrail:StopLogging
who turned off elb access logs = elasticloadbalancing:ModifyLoadBalancerAttributes
who disabled s3 access logging = s3:PutBucketLogging
who turned off vpc flow logs = ec2:DeleteFlowLogs
who turned off printer logging = ?
who changed the db password = + rds:ModifyDBInstance - iam:ChangePassword
who changed the password of user dev-1 = + iam:UpdateLoginProfile - rds:ModifyDBInstance
who changed the wifi password = ?
who retrieved windows passwords = ec2:GetPasswordData
who got the password of an instance = ec2:GetPasswordData
who created a transfer server = transfer:CreateServer
who created a server = ec2:RunInstances
who launched a lightsail instance = lightsail:CreateInstances
who created a glue job = glue:CreateJob
who created a cloudfront function = cloudfront:CreateFunction
who created a user in identity center = + sso-directory:CreateUser identitystore:CreateUser - iam:CreateUser
who created an identity center group = + sso-directory:CreateGroup - iam:CreateGroup
who created a user = iam:CreateUser
who deleted a load balancer rule = elasticloadbalancing:DeleteRule
who removed waf rules = + waf:DeleteRule - ec2:RevokeSecurityGroupIngress
who removed targets from a rule = events:RemoveTargets
who tagged buckets = s3:PutBucketTagging s3:TagResource
who tagged the instance profile = iam:TagInstanceProfile
who tagged i-0a1b2c3d4e5f60718 = ec2:CreateTags
who removed tags from role ci-1 = iam:UntagRole
who put tags on anything = + *:TagResource *:CreateTags - apigateway:PutResource
who changed tags of i-0a1b2c3d4e5f60718 = ec2:CreateTags ec2:DeleteTags
who opened egress = ec2:AuthorizeSecurityGroupEgress
who opened outbound traffic to 0.0.0.0/0 = ec2:AuthorizeSecurityGroupEgress
who authorized ingress = ec2:AuthorizeSecurityGroupIngress
who removed egress rules = ec2:RevokeSecurityGroupEgress
who opened a db security group = rds:AuthorizeDBSecurityGroupIngress
who closed the db security group = rds:RevokeDBSecurityGroupIngress
who opened anything in account 123456789012 = + ec2:AuthorizeSecurityGroupIngress s3:PutBucketPolicy
who added an inline policy = iam:PutRolePolicy iam:PutUserPolicy iam:PutGroupPolicy
who removed an inline policy from role ci-1 = iam:DeleteRolePolicy iam:DeleteUserPolicy iam:DeleteGroupPolicy
who attached a policy to a group = iam:AttachGroupPolicy iam:PutGroupPolicy
who attached admin policy to ci-deploy = + iam:AttachRolePolicy iam:AttachUserPolicy
who granted access to the eks cluster = eks:CreateAccessEntry eks:AssociateAccessPolicy
who granted access to a bucket = s3:PutBucketPolicy s3:PutBucketAcl
who revoked access = + iam:DetachRolePolicy s3:DeleteBucketPolicy - s3:PutBucketPolicy kms:PutKeyPolicy iam:UpdateAssumeRolePolicy
who removed access of dev-1 = + iam:DetachUserPolicy - transfer:DeleteAccess
who made someone an admin = + iam:AttachUserPolicy iam:AddUserToGroup - quicksight:CreateAdmin
who added someone to a group = + iam:AddUserToGroup sso-directory:AddMemberToGroup identitystore:CreateGroupMembership
who removed termination protection from i-0a1b2c3d4e5f60718 =
who made an access key inactive = iam:UpdateAccessKey
who changed routes = + ec2:CreateRoute ec2:DeleteRoute ec2:ReplaceRoute - ec2:CreateRouteTable
who changed the retention of log group logs-1 = logs:PutRetentionPolicy logs:DeleteRetentionPolicy
who created a lifecycle rule = + s3:PutBucketLifecycle dlm:CreateLifecyclePolicy ecr:PutLifecyclePolicy
who removed the lifecycle rule from bucket logs-7 = s3:DeleteBucketLifecycle
who added a layer to the lambda = lambda:UpdateFunctionConfiguration
who enabled the serial console = ec2:EnableSerialConsoleAccess
who used the serial console = ec2-instance-connect:SendSerialConsoleSSHPublicKey
who generated a signin token = signin:GetSigninToken
who set up roles anywhere = + rolesanywhere:CreateTrustAnchor rolesanywhere:CreateProfile - iam:CreateRole
who enabled bedrock models = + bedrock:PutFoundationModelEntitlement - sagemaker:CreateModel
who enabled email sending = ses:UpdateAccountSendingEnabled
who looked at cost data = + ce:GetCostAndUsage - kafka-cluster:ReadData
who ran an athena query = athena:StartQueryExecution
who read cloudtrail logs = + cloudtrail:LookupEvents
who joined eks cluster = ?
who set up traffic mirroring = + ec2:CreateTrafficMirrorSession
who deployed lambda code = + lambda:UpdateFunctionCode - lambda:PutFunctionCodeSigningConfig
who deleted resources on 12 march = + *:DeleteDBInstance *:DeleteBucketPolicy - cloudformation:DeleteResource
who deleted logs = logs:DeleteLogGroup logs:DeleteLogStream
who deleted events = ?
who deleted the global cluster = rds:DeleteGlobalCluster
who encrypted data with kms = kms:Encrypt
who connected to the database = ?
who shared the dashboard = ?
who deleted anything from bucket orders-1 = + *:DeleteObject *:DeleteBucketPolicy - *:DeleteBucket
who stopped anything in cluster web-1 = + *:StopTask
who ended ssm sessions = ssm:TerminateSession
who shut off cloudtrail = cloudtrail:StopLogging
who assumed roles from another account = ?
who removed the policy from key 1234abcd-12ab-34cd-56ef-1234567890ab = ?
who changed the policy of key 1234abcd-12ab-34cd-56ef-1234567890ab = kms:PutKeyPolicy
who changed the policy of topic alerts-1 = + sns:SetTopicAttributes - iam:AttachRolePolicy
who added a policy to bucket orders-1 = s3:PutBucketPolicy
who added a permission to lambda mailer-1 = + lambda:AddPermission - iam:AttachRolePolicy
who rotated the root access keys = iam:CreateAccessKey iam:UpdateAccessKey iam:DeleteAccessKey
who created an iam user with console access = ?
which users were created in march = iam:CreateUser
who detached the iam role from i-0a1b2c3d4e5f60718 = + ec2:DisassociateIamInstanceProfile - iam:DetachRolePolicy
who changed the instance type of i-0a1b2c3d4e5f60718 = ec2:ModifyInstanceAttribute
who changed the user data of i-0a1b2c3d4e5f60718 = ec2:ModifyInstanceAttribute
who enabled imdsv1 on i-0a1b2c3d4e5f60718 = ec2:ModifyInstanceMetadataOptions
who enabled frob-1 on i-0a1b2c3d4e5f60718 = - ec2:StartInstances
who exported an ami to s3 = ec2:ExportImage ec2:CreateStoreImageTask
who restored an object from glacier = s3:RestoreObject
who changed the listener of load balancer web-1 = + elasticloadbalancing:ModifyListener
who removed the waf from load balancer web-1 = + wafv2:DisassociateWebACL
who changed the waf rules of web acl main-1 = + wafv2:UpdateWebACL
who added an ip to the ip set blocklist = + wafv2:UpdateIPSet
who invalidated the cloudfront cache = + cloudfront:CreateInvalidation
who disabled block public access for the account = s3:DeleteAccountPublicAccessBlock s3:PutAccountPublicAccessBlock
who generated a presigned url = ?
who disabled automated backups on orders-db-1 = + rds:ModifyDBInstance
who turned off deletion protection for the db cluster =
who created a cross-region snapshot copy = ?
who enabled point in time recovery on table orders-1 = dynamodb:UpdateContinuousBackups
who deleted items from table orders-1 = dynamodb:DeleteItem dynamodb:BatchWriteItem
who exported the table to s3 = dynamodb:ExportTableToPointInTime
who subscribed an email to topic alerts-1 = sns:Subscribe
who created an eventbridge rule = events:PutRule
who disabled the rule nightly-1 = events:DisableRule
who added a target to rule nightly-1 = events:PutTargets
who aborted the execution = states:StopExecution
who deployed the api orders-1 = apigateway:CreateDeployment
who changed the ecs task definition = + ecs:RegisterTaskDefinition
who deleted images from ecr repo web-1 = ecr:BatchDeleteImage
who turned off image scanning = ?
who turned off log file validation = cloudtrail:UpdateTrail
who changed the password policy of the account = iam:UpdateAccountPasswordPolicy
who created a saml provider = iam:CreateSAMLProvider
who moved account 123456789012 to another ou = organizations:MoveAccount
who enabled region ap-east-1 = account:EnableRegion
who disabled a cognito user = cognito-idp:AdminDisableUser
who shared the subnet with another account = ram:CreateResourceShare ram:AssociateResourceShare
who attached the transit gateway = + ec2:CreateTransitGatewayVpcAttachment - ec2:CreateTransitGateway
who ran the ssm document AWS-RunShellScript = + ssm:SendCommand
who cancelled the secret deletion = secretsmanager:RestoreSecret
who replicated the secret to eu-west-1 = secretsmanager:ReplicateSecretToRegions
who created a grant = kms:CreateGrant
who ran the sagemaker training job = sagemaker:CreateTrainingJob
who started the pipeline deploy-1 = + codepipeline:StartPipelineExecution
who pushed to the codecommit repo = codecommit:GitPush
who restored the database from a snapshot = rds:RestoreDBInstanceFromDBSnapshot rds:RestoreDBClusterFromSnapshot
who deleted logs in account 123456789012 = logs:DeleteLogGroup logs:DeleteLogStream
who logged in as root = signin:ConsoleLogin
every root login since january = signin:ConsoleLogin
public buckets created this week = ?
role assumptions by alice = + sts:AssumeRole
break glass usage = ?
who opened 3389 to the internet = + ec2:AuthorizeSecurityGroupIngress
who removed ssh access from 10.0.0.0/8 on sg-0a1b2c3d4e5f60718 = ec2:RevokeSecurityGroupIngress ec2:RevokeSecurityGroupEgress
who allowed all traffic on sg-0a1b2c3d4e5f60718 = ec2:AuthorizeSecurityGroupIngress ec2:AuthorizeSecurityGroupEgress
who copied snapshots to another account = ?
who enabled public access on bucket orders-1 = + s3:PutBucketPolicy s3:DeleteBucketPublicAccessBlock
who turned off the firewall = ?
how do i restore the bucket = ?
who added a route to 0.0.0.0/0 = + ec2:CreateRoute - ec2:AssociateRouteServer
who made subnet-0a1b2c3d4e5f60718 public = ?
who stole the instance credentials = ?
who created a backdoor user = ?
who stopped vpc flow logs = ec2:DeleteFlowLogs
who suspended versioning of bucket orders-1 = s3:PutBucketVersioning
who deleted cloudwatch log streams = logs:DeleteLogStream
who exported the rds snapshot to s3 = rds:StartExportTask
who added a lambda layer to mailer-1 = lambda:UpdateFunctionConfiguration
who enabled model invocation logging = bedrock:PutModelInvocationLoggingConfiguration
who deleted object versions in bucket orders-1 = s3:DeleteObject s3:DeleteObjects
who assumed root = sts:AssumeRoot
who assigned a public ip to i-0a1b2c3d4e5f60718 = ec2:AssociateAddress
who logged in and deleted something = ?
`;

interface Row {
  readonly text: string;
  readonly exact: readonly string[];
  readonly also: readonly string[];
  readonly never: readonly string[];
  readonly refused: boolean;
}

function readRow(line: string): Row {
  const [text = '', rest = ''] = line.split(/ =(?: |$)/);
  const [plain = '', unwanted = ''] = rest.split(/(?:^| )- /);
  const [exact = '', wanted = ''] = plain.split(/(?:^| )\+ /);
  const names = (part: string) => part.split(' ').filter((name) => name !== '' && name !== '?');
  return { text, exact: names(exact), also: names(wanted), never: names(unwanted), refused: rest === '?' };
}

const rows = ROWS.trim().split('\n').map(readRow);
const known = new Set(loadCatalog().actions.flatMap(({ service, name }) => [`${service}:${name}`, `*:${name}`]));

describe('every word of a question', () => {
  it.each(rows.filter(({ refused }) => !refused))('counts in “$text”', ({ text, exact, also, never }) => {
    const reading = readQuestion(text, asked);
    expect(reading).toMatchObject({ ok: true });
    const found = reading.ok ? eventNamesOf(reading.question.test) : [];
    if (exact.length > 0) expect([...found].sort()).toEqual([...exact].sort());
    expect(found).toEqual(expect.arrayContaining([...also]));
    for (const name of never) expect(found).not.toContain(name);
  });

  it.each(rows.filter(({ refused }) => refused))('is asked about in “$text”', ({ text }) => {
    expect(readQuestion(text, asked)).toMatchObject({ ok: false });
  });

  it('is held to calls that exist', () => {
    const named = rows.flatMap(({ exact, also, never }) => [...exact, ...also, ...never]);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });
});
