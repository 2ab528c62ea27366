// create, launch, spin up, provision → Create…, Run…, Register…, Allocate…: whichever brings the thing into being.
import type { VerbFamily } from './family.ts';

export const createVerbs: VerbFamily = {
  id: 'create',
  words: [
    'create', 'launch', 'spin up', 'spin … up', 'provision', 'make', 'build', 'stand up', 'stand … up', 'set up', 'set … up', 'bring up',
    'generate', 'issue', 'mint', 'deploy', 'instantiate', 'fire up', 'roll out', 'take a', 'buy', 'purchase', 'originate',
  ],
  acts: ['creation', 'creations', 'creates', 'creator', 'launches'],
  aws: ['Create', 'Run', 'Launch', 'Provision', 'Register', 'Allocate', 'Import', 'Copy', 'Request', 'Purchase', 'Restore', 'Start'],
  orElse: ['Put', 'Publish', 'Add', 'Enable', 'Generate', 'Issue', 'Upload', 'Deploy', 'Initialize'],
  opposite: 'delete',
  rules: [
    {
      nouns: ['instance'],
      types: ['ec2:instance'],
      actions: ['ec2:RunInstances'],
      undoneBy: { actions: ['ec2:TerminateInstances'] },
      reason: 'an instance comes into being by RunInstances; StartInstances starts one that exists',
    },
    {
      nouns: ['database', 'dbinstance'],
      types: ['rds:db'],
      actions: ['rds:CreateDBInstance', 'rds:CreateDBCluster', 'rds:CreateDBInstanceReadReplica', 'rds:RestoreDBInstanceFromDBSnapshot', 'rds:RestoreDBInstanceFromS3', 'rds:RestoreDBInstanceToPointInTime', 'rds:RestoreDBClusterFromSnapshot', 'rds:RestoreDBClusterFromS3', 'rds:RestoreDBClusterToPointInTime'],
      undoneBy: { actions: ['rds:DeleteDBInstance', 'rds:DeleteDBCluster'] },
      reason: 'restoring and replicating create databases too; starting one does not',
    },
    {
      nouns: ['accesskey'],
      types: ['iam:access-key'],
      actions: ['iam:CreateAccessKey'],
      undoneBy: { actions: ['iam:DeleteAccessKey', 'iam:UpdateAccessKey'] },
      reason: 'a key is withdrawn by deleting it or by making it inactive',
    },
    {
      types: ['sts:session-key'],
      actions: ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoot', 'sts:GetSessionToken', 'sts:GetFederationToken'],
      reason: 'temporary keys are issued by STS, never created by IAM',
    },
    {
      nouns: ['object'],
      actions: ['s3:PutObject', 's3:CopyObject', 's3:CompleteMultipartUpload'],
      undoneBy: { actions: ['s3:DeleteObject', 's3:DeleteObjects'] },
      reason: 'an object comes into being by being put',
    },
    {
      nouns: ['dnsrecord'],
      actions: ['route53:ChangeResourceRecordSets'],
      reason: 'records of a zone are created, changed and deleted by one call',
    },
    {
      nouns: ['securitygrouprule', 'rule'],
      types: ['ec2:security-group'],
      actions: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:AuthorizeSecurityGroupEgress'],
      undoneBy: { actions: ['ec2:RevokeSecurityGroupIngress', 'ec2:RevokeSecurityGroupEgress'] },
      reason: 'a rule of a security group is authorized, not created',
    },
  ],
  examples: [
    { text: 'who launched i-0a1b2c3d4e5f60718?', kind: 'who', eventNames: ['ec2:RunInstances'] },
    { text: 'who created access keys for user build-bot-1?', kind: 'who', eventNames: ['iam:CreateAccessKey'], resources: ['build-bot-1'] },
    { text: 'who created lambda invoice-mailer?', kind: 'who', includes: ['lambda:CreateFunction'] },
    { text: 'who tried to launch p5.48xlarge?', kind: 'who', eventNames: ['ec2:RunInstances'], leaves: [{ kind: 'value', value: 'p5.48xlarge' }] },
    { text: 'who created nat-0a1b2c3d4e5f60718?', kind: 'who', eventNames: ['ec2:CreateNatGateway'] },
  ],
};
