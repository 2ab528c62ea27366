// Calls that decide who may use a thing, in every service that has them; the facts say in which direction.

/** Launch permissions and restore attributes. */
export const SHARING = [
  'ec2:ModifySnapshotAttribute',
  'ec2:ModifyImageAttribute',
  'ec2:ModifyFpgaImageAttribute',
  'rds:ModifyDBSnapshotAttribute',
  'rds:ModifyDBClusterSnapshotAttribute',
];
/** Resource policies and access settings. */
export const PUBLISHING = [
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
/** Names with the `?` that has the facts decide. */
export function decided(names: readonly string[]): readonly string[] {
  return names.map((name) => `${name}?`);
}
