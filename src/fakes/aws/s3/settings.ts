// Operations on a bucket and its settings: reading them, and changing them with the record that CloudTrail keeps of it.
// The codes for what is not configured: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
import { type Dict, textAt } from '../json.ts';
import { type AwsError, isError, type Outcome, refuse } from '../outcome.ts';
import type { Caller, Operation, World } from '../world.ts';
import { bucketFor } from './access.ts';
import type { Bucket } from './buckets.ts';
import { recordChange } from './record.ts';
import { replied } from './reply.ts';
import type { SettingName } from './setting-xml.ts';
import { xmlDocument } from './xml.ts';

interface SettingRules {
  /** The end of the operations' names: Get…, Put…, Delete…. */
  readonly operation: string;
  /** The same in IAM's actions, and in the names of CloudTrail's events. */
  readonly action: string;
  readonly event: string;
  /** Code and message when it is not configured; null: there is always an answer. */
  readonly missing: readonly [string, string] | null;
}

/**
 * Actions: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html. Events:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 */
export const SETTINGS: Readonly<Record<SettingName, SettingRules>> = {
  policy: {
    operation: 'BucketPolicy',
    action: 'BucketPolicy',
    event: 'BucketPolicy',
    missing: ['NoSuchBucketPolicy', 'The bucket policy does not exist'],
  },
  publicAccessBlock: {
    operation: 'PublicAccessBlock',
    action: 'BucketPublicAccessBlock',
    event: 'BucketPublicAccessBlock',
    missing: ['NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found'],
  },
  versioning: { operation: 'BucketVersioning', action: 'BucketVersioning', event: 'BucketVersioning', missing: null },
  'object-lock': {
    operation: 'ObjectLockConfiguration',
    action: 'BucketObjectLockConfiguration',
    event: 'BucketObjectLockConfiguration',
    missing: ['ObjectLockConfigurationNotFoundError', 'Object Lock configuration does not exist for this bucket'],
  },
  logging: { operation: 'BucketLogging', action: 'BucketLogging', event: 'BucketLogging', missing: null },
  encryption: {
    operation: 'BucketEncryption',
    action: 'EncryptionConfiguration',
    event: 'BucketEncryption',
    missing: [
      'ServerSideEncryptionConfigurationNotFoundError',
      'The server side encryption configuration was not found',
    ],
  },
  lifecycle: {
    operation: 'BucketLifecycleConfiguration',
    action: 'LifecycleConfiguration',
    event: 'BucketLifecycle',
    missing: ['NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist'],
  },
  acl: { operation: 'BucketAcl', action: 'BucketAcl', event: 'BucketAcl', missing: null },
  replication: {
    operation: 'BucketReplication',
    action: 'ReplicationConfiguration',
    event: 'BucketReplication',
    missing: ['ReplicationConfigurationNotFoundError', 'The replication configuration was not found'],
  },
};

/** DeleteBucketLifecycle alone does not end as Get and Put do. */
export function deleteName({ operation }: SettingRules): string {
  return `Delete${operation.replace('LifecycleConfiguration', 'Lifecycle')}`;
}

/** Deleting needs the action of its own only for a policy; else that of putting. */
function deleteAction({ action }: SettingRules): string {
  return action === 'BucketPolicy' ? 's3:DeleteBucketPolicy' : `s3:Put${action}`;
}

export const SETTING_OPERATIONS: Readonly<Record<string, Operation>> = Object.fromEntries(
  (Object.keys(SETTINGS) as SettingName[]).flatMap((name): [string, Operation][] => {
    const rules = SETTINGS[name];
    const { operation, action } = rules;
    return [
      [
        `Get${operation}`,
        { action: `s3:Get${action}`, run: (world, caller, input) => get(world, caller, input, name) },
      ],
      [
        `Put${operation}`,
        { action: `s3:Put${action}`, run: (world, caller, input) => put(world, caller, input, name) },
      ],
      [
        deleteName(rules),
        { action: deleteAction(rules), run: (world, caller, input) => clear(world, caller, input, name) },
      ],
    ];
  }),
);

function get(world: World, caller: Caller, input: Dict, name: SettingName): Outcome {
  const bucket = ownBucket(world, caller, input);
  if (isError(bucket)) return bucket;
  const value = bucket.settings.get(name);
  if (value !== undefined) return replied({ body: value });
  const [code, message] = SETTINGS[name].missing ?? ['InternalError', 'The fake has no answer'];
  return refuse(code, message, 404);
}

function put(world: World, caller: Caller, input: Dict, name: SettingName): Outcome {
  const bucket = ownBucket(world, caller, input);
  if (isError(bucket)) return bucket;
  const value = textAt(input, 'Setting') ?? '';
  if (name === 'policy' && !isJson(value)) {
    return refuse('MalformedPolicy', "Policies must be valid JSON and the first byte must be '{'", 400);
  }
  world.s3.change(bucket.seed.name, name, value);
  recordChange(world, caller, `Put${SETTINGS[name].event}`, bucket, { name, value });
  return replied(name === 'policy' ? { status: 204 } : {});
}

function clear(world: World, caller: Caller, input: Dict, name: SettingName): Outcome {
  const bucket = ownBucket(world, caller, input);
  if (isError(bucket)) return bucket;
  world.s3.change(bucket.seed.name, name, null);
  recordChange(world, caller, `Delete${SETTINGS[name].event}`, bucket, { name, value: null });
  return replied({ status: 204 });
}

/** Settings are their owner's, whatever the policy says of objects. */
function ownBucket(world: World, caller: Caller, input: Dict): Bucket | AwsError {
  const bucket = bucketFor(world, caller, input);
  if (isError(bucket) || bucket.seed.account === caller.account) return bucket;
  return refuse('AccessDenied', 'Access Denied', 403);
}

function isJson(text: string): boolean {
  try {
    return text.trimStart().startsWith('{') && JSON.parse(text) !== null;
  } catch {
    return false;
  }
}

export const BUCKET_OPERATIONS: Readonly<Record<string, Operation>> = {
  HeadBucket: {
    action: 's3:ListBucket',
    run: (world, caller, input) => {
      const bucket = bucketFor(world, caller, input);
      return isError(bucket) ? bucket : replied({ headers: { 'x-amz-bucket-region': bucket.seed.region } });
    },
  },
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html: us-east-1 has no name there.
  GetBucketLocation: {
    action: 's3:GetBucketLocation',
    run: (world, caller, input) => {
      const bucket = bucketFor(world, caller, input, 'any-region');
      if (isError(bucket)) return bucket;
      const { region } = bucket.seed;
      const body = xmlDocument('LocationConstraint', {});
      return replied({ body: region === 'us-east-1' ? body : body.replace('></', `>${region}</`) });
    },
  },
  DeleteBucket: {
    action: 's3:DeleteBucket',
    run: (world, caller, input) => {
      const bucket = ownBucket(world, caller, input);
      if (isError(bucket)) return bucket;
      if (bucket.objects.size > 0) return refuse('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
      world.s3.drop(bucket.seed.name);
      recordChange(world, caller, 'DeleteBucket', bucket, null);
      return replied({ status: 204 });
    },
  },
};
