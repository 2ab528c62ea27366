// Event names that CloudTrail writes and IAM does not list as actions, each with the reason. Their access level is that
// of what they do. Nothing here repeats an IAM action.
import type { CatalogAction } from './catalog.ts';
import { nounKey, singular, verbAndNoun } from './split-name.ts';

type Level = CatalogAction['level'];

interface Unlisted {
  readonly service: string;
  readonly level: Level;
  readonly types: readonly string[];
  readonly names: readonly string[];
}

const TABLE: readonly Unlisted[] = [
  // Signing in is no API call. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
  {
    service: 'signin',
    level: 'Write',
    types: [],
    names: [
      'ConsoleLogin',
      'CheckMfa',
      'SwitchRole',
      'ExitRole',
      'RenewRole',
      'GetSigninToken',
      'PasswordRecoveryRequested',
      'PasswordRecoveryCompleted',
      'PasswordUpdated',
      'CredentialChallenge',
      'CredentialVerification',
      'UserAuthentication',
    ],
  },
  // The Identity Center portal. https://docs.aws.amazon.com/singlesignon/latest/userguide/understanding-sign-in-events.html
  { service: 'sso', level: 'Write', types: [], names: ['Authenticate', 'Federate', 'Logout'] },
  // S3 logs its API's names, IAM lists permissions: PutBucketLifecycle needs s3:PutLifecycleConfiguration.
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
  {
    service: 's3',
    level: 'Write',
    types: ['bucket'],
    names: [
      'PutBucketLifecycle',
      'PutBucketLifecycleConfiguration',
      'DeleteBucketLifecycle',
      'PutBucketEncryption',
      'DeleteBucketEncryption',
      'PutBucketReplication',
      'DeleteBucketReplication',
      'DeleteBucketTagging',
      'PutBucketCors',
      'DeleteBucketCors',
      'PutAccelerateConfiguration',
      'PutBucketNotificationConfiguration',
      'DeleteBucketMetricsConfiguration',
      'PutBucketMetricsConfiguration',
      'PutBucketInventoryConfiguration',
      'DeleteBucketInventoryConfiguration',
      'PutBucketAnalyticsConfiguration',
      'DeleteBucketAnalyticsConfiguration',
    ],
  },
  {
    service: 's3',
    level: 'Permissions',
    types: ['bucket'],
    names: [
      'DeletePublicAccessBlock',
      'PutPublicAccessBlock',
      'DeleteBucketPublicAccessBlock',
      'DeleteAccountPublicAccessBlock',
    ],
  },
  {
    service: 's3',
    level: 'Read',
    types: ['bucket'],
    names: ['GetBucketLifecycle', 'GetBucketEncryption', 'GetBucketReplication', 'GetBucketCors', 'HeadBucket'],
  },
  {
    service: 's3',
    level: 'List',
    types: ['bucket'],
    names: ['ListObjects', 'ListObjectsV2', 'ListObjectVersions', 'ListBuckets'],
  },
  {
    service: 's3',
    level: 'Write',
    types: ['object'],
    names: [
      'CopyObject',
      'DeleteObjects',
      'CreateMultipartUpload',
      'UploadPart',
      'UploadPartCopy',
      'CompleteMultipartUpload',
    ],
  },
  { service: 's3', level: 'Read', types: ['object'], names: ['HeadObject', 'SelectObjectContent'] },
  // The call is Invoke; the permission is lambda:InvokeFunction. https://docs.aws.amazon.com/lambda/latest/dg/logging-using-cloudtrail.html
  { service: 'lambda', level: 'Write', types: ['function'], names: ['Invoke', 'InvokeAsync'] },
  // One call that needs two permissions (ReEncryptFrom, ReEncryptTo), or borrows those of others (PartiQL, transactions).
  { service: 'kms', level: 'Write', types: ['key'], names: ['ReEncrypt'] },
  {
    service: 'dynamodb',
    level: 'Write',
    types: ['table'],
    names: ['ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction', 'TransactWriteItems'],
  },
  { service: 'dynamodb', level: 'Read', types: ['table'], names: ['TransactGetItems'] },
  { service: 'bedrock', level: 'Read', types: ['foundation-model'], names: ['Converse', 'ConverseStream'] },
  // What a service does by itself, without a call. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/non-api-aws-service-events.html
  {
    service: 'ec2',
    level: 'Write',
    types: ['snapshot'],
    names: ['SharedSnapshotVolumeCreated', 'SharedSnapshotCopyInitiated'],
  },
  { service: 'ec2', level: 'Write', types: ['instance'], names: ['BidEvictedEvent'] },
  {
    service: 'secretsmanager',
    level: 'Write',
    types: ['Secret'],
    names: [
      'RotationStarted',
      'RotationSucceeded',
      'RotationFailed',
      'RotationAbandoned',
      'StartSecretVersionDelete',
      'CancelSecretVersionDelete',
      'EndSecretVersionDelete',
    ],
  },
  { service: 'kms', level: 'Write', types: ['key'], names: ['DeleteKey', 'RotateKey'] },
];

/** API Gateway's permissions are HTTP verbs (`apigateway:POST`); its events are the API's operations, made of these.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/cloudtrail.html */
const GATEWAY_NOUNS =
  'RestApi Api Resource Method Integration Deployment Stage ApiKey Authorizer DomainName UsagePlan UsagePlanKey VpcLink Route Model BasePathMapping ApiMapping GatewayResponse RequestValidator ClientCertificate DocumentationPart';

function unlisted(service: string, level: Level, types: readonly string[], name: string): CatalogAction {
  const [verb, ...rest] = verbAndNoun(name);
  return { service, prefix: service, name, verb, noun: nounKey(rest), nounWords: rest.map(singular), level, types };
}

function gateway(): readonly CatalogAction[] {
  const verbs: readonly (readonly [string, Level])[] = [
    ['Create', 'Write'],
    ['Update', 'Write'],
    ['Delete', 'Write'],
    ['Put', 'Write'],
    ['Get', 'Read'],
  ];
  const names = GATEWAY_NOUNS.split(' ').flatMap((noun) =>
    verbs.map(([verb, level]) => [`${verb}${noun}`, level] as const),
  );
  return [...names, ['ImportRestApi', 'Write'] as const].map(([name, level]) =>
    unlisted('apigateway', level, [], name),
  );
}

/** Every event name of the tables above, in the form of a catalog action. */
export function unlistedEvents(): readonly CatalogAction[] {
  const rows = TABLE.flatMap((row) => row.names.map((name) => unlisted(row.service, row.level, row.types, name)));
  return [...rows, ...gateway()];
}
