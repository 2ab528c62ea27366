// Verbs with a few meanings of their own: run a command, invoke, upload, rotate, restore, snapshot, copy, fail over.
import type { VerbFamily } from './family.ts';
import { FAILED_OVER, ROLLED_BACK, RUN, SENT } from './own-words.ts';

export const runVerbs: VerbFamily = {
  id: 'run',
  words: ['run', 'execute', 'exec', 'invoke', 'call', 'trigger', 'fire', 'fire off'],
  acts: ['invocation', 'invocations', 'executions'],
  aws: ['Run', 'Execute', 'Invoke', 'Start', 'Send', 'Submit'],
  tails: [{ verb: 'Create', tail: 'job' }],
  rules: [
    ...RUN,
    {
      nouns: ['ssmdocument'],
      types: ['ssm:document'],
      actions: ['ssm:SendCommand', 'ssm:StartAutomationExecution'],
      reason: 'a document is run as a command on instances or as an automation',
    },
    {
      nouns: ['command'],
      actions: ['ssm:SendCommand', 'ecs:ExecuteCommand'],
      undoneBy: { actions: ['ssm:CancelCommand'] },
      reason: 'commands reach an instance through Systems Manager, a container through ECS Exec',
    },
    {
      nouns: ['lambda'],
      types: ['lambda:function'],
      actions: ['lambda:Invoke', 'lambda:InvokeAsync', 'lambda:InvokeFunction'],
      reason: 'the call is Invoke, the permission InvokeFunction',
    },
    {
      nouns: ['instance'],
      types: ['ec2:instance'],
      actions: ['ec2:RunInstances', 'ec2:StartInstances'],
      undoneBy: { actions: ['ec2:TerminateInstances', 'ec2:StopInstances'] },
      reason: 'EC2 says run for launching; people say it for starting too',
    },
    {
      nouns: ['query'],
      actions: [
        'athena:StartQueryExecution',
        'logs:StartQuery',
        'cloudtrail:StartQuery',
        'redshift-data:ExecuteStatement',
        'redshift-data:BatchExecuteStatement',
        'rdsdata:ExecuteStatement',
        'rdsdata:BatchExecuteStatement',
      ],
      reason: 'each service that runs queries has its own call for it',
    },
    {
      nouns: ['model'],
      actions: [
        'bedrock:InvokeModel',
        'bedrock:InvokeModelWithResponseStream',
        'bedrock:Converse',
        'bedrock:ConverseStream',
        'sagemaker:InvokeEndpoint',
      ],
      reason: 'Bedrock has two pairs of calls for it',
    },
  ],
  examples: [
    { text: 'who ran a command on i-0a1b2c3d4e5f60718?', kind: 'who', includes: ['ssm:SendCommand'] },
    { text: 'who ran an athena query yesterday?', kind: 'who', eventNames: ['athena:StartQueryExecution'] },
    { text: 'who invoked lambda invoice-mailer?', kind: 'who', includes: ['lambda:Invoke'] },
  ],
};

export const uploadVerbs: VerbFamily = {
  id: 'upload',
  words: ['upload', 'write', 'push', 'push to', 'store', 'put … in', 'send'],
  acts: ['upload', 'uploads', 'writes to'],
  aws: ['Upload', 'Put', 'Write', 'Push', 'Send', 'Publish'],
  opposite: 'delete',
  rules: [
    ...SENT,
    {
      nouns: ['codecommitrepository'],
      types: ['codecommit:repository'],
      actions: ['codecommit:GitPush'],
      reason: 'a push to CodeCommit is one event',
    },
    {
      nouns: [],
      actions: [
        's3:PutObject',
        's3:CopyObject',
        's3:CreateMultipartUpload',
        's3:CompleteMultipartUpload',
        's3:UploadPart',
        'ecr:PutImage',
        'dynamodb:PutItem',
        'dynamodb:BatchWriteItem',
        'sqs:SendMessage',
        'kinesis:PutRecord',
        'kinesis:PutRecords',
      ],
      reason: 'to what has only a name, uploading is any call that puts content there',
    },
    {
      nouns: ['object', 'bucket'],
      types: ['s3:object', 's3:bucket'],
      actions: [
        's3:PutObject',
        's3:CopyObject',
        's3:CreateMultipartUpload',
        's3:CompleteMultipartUpload',
        's3:UploadPart',
      ],
      undoneBy: { actions: ['s3:DeleteObject', 's3:DeleteObjects'] },
      reason: 'an object is uploaded whole, copied or in parts',
    },
    {
      nouns: ['command'],
      actions: ['ssm:SendCommand'],
      reason: 'a command is sent through Systems Manager',
    },
    {
      nouns: ['table', 'item'],
      actions: [
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:BatchWriteItem',
        'dynamodb:TransactWriteItems',
        'dynamodb:ExecuteStatement',
      ],
      undoneBy: { actions: ['dynamodb:DeleteItem'] },
      reason: 'a table is written item by item',
    },
  ],
  examples: [{ text: 'who uploaded the file payroll.xlsx?', kind: 'who', includes: ['s3:PutObject'] }],
};

export const rotateVerbs: VerbFamily = {
  id: 'rotate',
  words: ['rotate', 'roll'],
  acts: ['rotation of'],
  aws: ['Rotate'],
  orElse: ['Enable', 'Update'],
  rules: [
    {
      nouns: ['accesskey'],
      types: ['iam:access-key', 'iam:user'],
      actions: ['iam:CreateAccessKey', 'iam:UpdateAccessKey', 'iam:DeleteAccessKey'],
      reason: 'a key is rotated by creating a new one and retiring the old',
    },
    {
      nouns: ['kmskey'],
      types: ['kms:key'],
      actions: ['kms:RotateKeyOnDemand', 'kms:RotateKey', 'kms:EnableKeyRotation', 'kms:UpdateAlias'],
      reason: 'rotation by hand, by schedule, or by pointing the alias at a new key',
    },
    {
      nouns: ['key'],
      actions: [
        'iam:CreateAccessKey',
        'iam:UpdateAccessKey',
        'iam:DeleteAccessKey',
        'kms:RotateKeyOnDemand',
        'kms:RotateKey',
        'kms:EnableKeyRotation',
        'kms:UpdateAlias',
      ],
      reason: 'a key may be an access key or a KMS key',
    },
  ],
  examples: [
    { text: 'who rotated secret payments-token-6?', kind: 'who', includes: ['secretsmanager:RotateSecret'] },
    {
      text: 'who rotated the access keys of user build-bot-1?',
      kind: 'who',
      includes: ['iam:CreateAccessKey', 'iam:DeleteAccessKey'],
    },
  ],
};

export const restoreVerbs: VerbFamily = {
  id: 'restore',
  words: [
    'restore',
    'recover',
    'undelete',
    'bring back',
    'bring … back',
    'roll back',
    'rollback',
    'roll … back',
    'revert',
    'undo',
    'reinstate',
    'cancel … deletion',
    'cancel deletion of',
    'cancel the deletion of',
    'abort … deletion',
  ],
  acts: ['restoration', 'recovery', 'restores', 'rollbacks'],
  aws: ['Restore', 'Recover', 'Rollback', 'Undelete', 'Revert'],
  orElse: ['Cancel', 'Create', 'Update', 'Put'],
  opposite: 'delete',
  rules: [
    ...ROLLED_BACK,
    {
      nouns: ['kmskey', 'keydeletion'],
      types: ['kms:key'],
      actions: ['kms:CancelKeyDeletion'],
      reason: 'a key is saved by cancelling its deletion',
    },
    {
      nouns: ['snapshot', 'ebssnapshot'],
      types: ['ec2:snapshot'],
      actions: [
        'ec2:RestoreSnapshotFromRecycleBin',
        'ec2:RestoreSnapshotTier',
        'rds:RestoreDBInstanceFromDBSnapshot',
        'rds:RestoreDBClusterFromSnapshot',
        'ec2:CreateVolume',
      ],
      reason: 'a snapshot is brought back from the bin or the archive, or made a database or a volume again',
    },
    {
      nouns: ['database', 'dbinstance', 'dbcluster', 'rdssnapshot'],
      types: ['rds:db', 'rds:cluster', 'rds:snapshot'],
      actions: [
        'rds:RestoreDBInstanceFromDBSnapshot',
        'rds:RestoreDBInstanceFromS3',
        'rds:RestoreDBInstanceToPointInTime',
        'rds:RestoreDBClusterFromSnapshot',
        'rds:RestoreDBClusterFromS3',
        'rds:RestoreDBClusterToPointInTime',
      ],
      reason: 'what it is restored from is in the name of the call',
    },
  ],
  examples: [
    { text: 'who restored secret payments-token-6?', kind: 'who', includes: ['secretsmanager:RestoreSecret'] },
    { text: 'who restored the database orders-db-1?', kind: 'who', includes: ['rds:RestoreDBInstanceFromDBSnapshot'] },
  ],
};

export const snapshotVerbs: VerbFamily = {
  id: 'snapshot',
  words: [
    'snapshot',
    'take a snapshot of',
    'take snapshot of',
    'back up',
    'backup',
    'take an image of',
    'image',
    'take a backup of',
    'create a snapshot of',
    'make a snapshot of',
  ],
  aws: ['Snapshot', 'Backup'],
  rules: [
    {
      types: ['ec2:volume', 'ec2:instance'],
      actions: ['ec2:CreateSnapshot', 'ec2:CreateSnapshots', 'ec2:CreateImage', 'backup:StartBackupJob'],
      undoneBy: { actions: ['ec2:DeleteSnapshot', 'ec2:DeregisterImage'] },
      reason: 'volumes and instances are copied as snapshots or images',
    },
    {
      actions: [
        'rds:CreateDBSnapshot',
        'rds:CreateDBClusterSnapshot',
        'ec2:CreateSnapshot',
        'ec2:CreateSnapshots',
        'ec2:CreateImage',
        'dynamodb:CreateBackup',
        'backup:StartBackupJob',
        'elasticache:CreateSnapshot',
        'redshift:CreateClusterSnapshot',
        'fsx:CreateBackup',
      ],
      reason: 'each service has its own call for a copy of a thing’s state',
    },
  ],
  examples: [{ text: 'who took a snapshot of vol-0a1b2c3d4e5f60718?', kind: 'who', includes: ['ec2:CreateSnapshot'] }],
};

export const copyVerbs: VerbFamily = {
  id: 'copy',
  words: ['copy', 'clone', 'duplicate', 'replicate'],
  acts: ['copies'],
  aws: ['Copy', 'Clone', 'Duplicate', 'Replicate'],
  orElse: ['Create', 'Restore'],
  opposite: 'delete',
  rules: [
    {
      nouns: ['object', 'bucket'],
      types: ['s3:bucket', 's3:object'],
      actions: ['s3:CopyObject', 's3:PutObject', 's3:CompleteMultipartUpload', 's3:GetObject'],
      undoneBy: { actions: ['s3:DeleteObject'] },
      reason: 'objects are copied within S3 by CopyObject, into it by putting and out of it by getting them',
    },
  ],
  examples: [{ text: 'who copied snap-0a1b2c3d4e5f60718?', kind: 'who', includes: ['ec2:CopySnapshot'] }],
};

export const failoverVerbs: VerbFamily = {
  id: 'failover',
  words: ['fail over', 'failover', 'switch over', 'fail … over'],
  acts: ['failovers', 'switchover', 'switchovers'],
  aws: ['Failover', 'Switchover'],
  orElse: ['Reboot', 'Promote'],
  rules: FAILED_OVER,
  examples: [{ text: 'who failed over the db cluster orders-db-1?', kind: 'who', includes: ['rds:FailoverDBCluster'] }],
};
