// A kind of resource → the calls that can open it to the outside. Kinds as Access Analyzer names them:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-resources.html ; event names as CloudTrail writes them,
// without API dates.

/**
 * By what means a call opens. Each is enough by itself but `block`: a policy or an ACL that lets everybody in opens nothing
 * while a block is on it, so that the later of the two opened it.
 */
export type Means = 'policy' | 'acl' | 'block' | 'grant' | 'sharing';

export interface OpeningCall {
  /** "s3": the event source without ".amazonaws.com". */
  readonly service: string;
  readonly action: string;
  readonly means: Means;
  /** `account`: it names no resource, and holds for the whole account. */
  readonly scope: 'resource' | 'account';
}

function calls(service: string, means: Means, actions: string): readonly OpeningCall[] {
  return actions.split(' ').map((action) => ({ service, action, means, scope: 'resource' }));
}

const DYNAMODB = calls('dynamodb', 'policy', 'PutResourcePolicy CreateTable');

const CALLS: Readonly<Record<string, readonly OpeningCall[]>> = {
  'AWS::S3::Bucket': [
    ...calls('s3', 'policy', 'PutBucketPolicy PutAccessPointPolicy CreateAccessPoint PutMultiRegionAccessPointPolicy'),
    ...calls('s3', 'acl', 'PutBucketAcl CreateBucket'),
    ...calls(
      's3',
      'block',
      'PutBucketPublicAccessBlock DeleteBucketPublicAccessBlock PutPublicAccessBlock DeletePublicAccessBlock',
    ),
    { service: 's3', action: 'PutAccountPublicAccessBlock', means: 'block', scope: 'account' },
    { service: 's3', action: 'DeleteAccountPublicAccessBlock', means: 'block', scope: 'account' },
  ],
  'AWS::S3Express::DirectoryBucket': calls('s3express', 'policy', 'PutBucketPolicy'),
  'AWS::IAM::Role': calls('iam', 'policy', 'UpdateAssumeRolePolicy CreateRole'),
  // Access of its own account's principals only: a finding of external access names none.
  'AWS::IAM::User': [],
  'AWS::KMS::Key': [
    ...calls('kms', 'policy', 'PutKeyPolicy CreateKey ReplicateKey'),
    ...calls('kms', 'grant', 'CreateGrant'),
  ],
  'AWS::SQS::Queue': calls('sqs', 'policy', 'SetQueueAttributes AddPermission CreateQueue'),
  'AWS::SNS::Topic': calls('sns', 'policy', 'SetTopicAttributes AddPermission CreateTopic'),
  'AWS::Lambda::Function': calls('lambda', 'policy', 'AddPermission PutResourcePolicy'),
  'AWS::Lambda::LayerVersion': calls('lambda', 'policy', 'AddLayerVersionPermission'),
  'AWS::SecretsManager::Secret': calls('secretsmanager', 'policy', 'PutResourcePolicy'),
  'AWS::ECR::Repository': calls('ecr', 'policy', 'SetRepositoryPolicy'),
  'AWS::EFS::FileSystem': calls('elasticfilesystem', 'policy', 'PutFileSystemPolicy'),
  'AWS::EC2::Snapshot': calls('ec2', 'sharing', 'ModifySnapshotAttribute'),
  'AWS::RDS::DBSnapshot': calls('rds', 'sharing', 'ModifyDBSnapshotAttribute'),
  'AWS::RDS::DBClusterSnapshot': calls('rds', 'sharing', 'ModifyDBClusterSnapshotAttribute'),
  'AWS::DynamoDB::Table': DYNAMODB,
  'AWS::DynamoDB::Stream': DYNAMODB,
};

/** Kinds of resources for which there is a list, also an empty one. */
export const KINDS: readonly string[] = Object.keys(CALLS);

/** Empty: no call is known that opens it. */
export function openingCalls(resourceType: string): readonly OpeningCall[] {
  return Object.hasOwn(CALLS, resourceType) ? (CALLS[resourceType] ?? []) : [];
}
