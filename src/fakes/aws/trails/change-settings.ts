// CreateTrail and UpdateTrail: a request's settings over those a trail has, with the checks AWS makes first.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html and API_UpdateTrail.html
import { type Dict, textAt } from '../json.ts';
import { keyNamed } from '../kms/kms.ts';
import { TRAIL } from '../limits.ts';
import { type AwsError, isError, refuse } from '../outcome.ts';
import { type Caller, type SeedTrail, seesOrganization, type World } from '../world.ts';

/** What a new trail has before its request says otherwise: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html */
export function emptyTrail(name: string, { account, region }: Caller): SeedTrail {
  return { name, account, homeRegion: region, validation: false, logging: false };
}

/** The settings with the request's over them. Left out: as it was; an empty text takes a setting away. */
export function changedSettings(world: World, caller: Caller, now: SeedTrail, input: Dict): SeedTrail | AwsError {
  const kmsKeyId = keyOf(world, now, textAt(input, 'KmsKeyId'));
  if (isError(kmsKeyId)) return kmsKeyId;
  const bucket = textAt(input, 'S3BucketName');
  const topic = textAt(input, 'SnsTopicName');
  const next = pruned({
    ...now,
    ...textOver('bucket', bucket),
    ...textOver('prefix', textAt(input, 'S3KeyPrefix')),
    ...textOver('logGroupArn', textAt(input, 'CloudWatchLogsLogGroupArn')),
    ...textOver('logRoleArn', textAt(input, 'CloudWatchLogsRoleArn')),
    ...textOver('snsTopicArn', topic === undefined || topic === '' ? topic : topicArn(topic, now)),
    ...textOver('kmsKeyId', kmsKeyId),
    ...flagOver('multiRegion', input.IsMultiRegionTrail),
    ...flagOver('globalServices', input.IncludeGlobalServiceEvents),
    ...flagOver('validation', input.EnableLogFileValidation),
    ...flagOver('organization', input.IsOrganizationTrail),
    // A delivery to a bucket of before says nothing of the one it has now.
    ...(bucket === undefined ? {} : { latestDeliveryError: undefined }),
  });
  return wrong(world, caller, next, bucket) ?? next;
}

function wrong(world: World, caller: Caller, next: SeedTrail, bucket: string | undefined): AwsError | undefined {
  if (next.organization === true && !seesOrganization(world, caller.account)) {
    const why = 'Only the management account or a delegated administrator can have an organization trail.';
    return refuse('NotOrganizationMasterAccountException', why);
  }
  if (next.multiRegion === true && next.globalServices === false) {
    const why = 'Multi-Region trail must include global service events.';
    return refuse('InvalidParameterCombinationException', why);
  }
  if (next.logRoleArn !== undefined && next.logGroupArn === undefined) {
    return refuse('InvalidCloudWatchLogsLogGroupArnException', 'A log group is required with a role.');
  }
  if (next.logGroupArn !== undefined && next.logRoleArn === undefined) {
    return refuse('InvalidCloudWatchLogsRoleArnException', 'A role is required with a log group.');
  }
  return bucket === undefined ? undefined : bucketRefused(world, next, bucket);
}

function bucketRefused(world: World, next: SeedTrail, bucket: string): AwsError | undefined {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    return refuse('InvalidS3BucketNameException', `Bucket name is not valid: ${bucket}`);
  }
  const trouble = world.bucketTrouble?.(bucket, next);
  if (trouble === undefined) return undefined;
  return trouble.error === 'NoSuchBucket'
    ? refuse('S3BucketDoesNotExistException', `S3 bucket ${bucket} does not exist!`)
    : refuse('InsufficientS3BucketPolicyException', `Incorrect S3 bucket policy is detected for bucket: ${bucket}`);
}

// Keys are known to the fake where it was given any. A key that is off: KmsException, since KmsKeyDisabledException "is
// no longer in use" in CloudTrail's model. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html
function keyOf(world: World, trail: SeedTrail, name: string | undefined): string | undefined | AwsError {
  if (name === undefined || name === '') return name;
  if (!/^[\w:/-]{1,2048}$/.test(name)) return refuse('InvalidKmsKeyIdException', `KMS key id is not valid: ${name}`);
  if (world.keys.length === 0) return name;
  const key = keyNamed(world, name, trail.account, trail.homeRegion);
  if (key === undefined) return refuse('KmsKeyNotFoundException', `KMS key not found: ${name}`);
  return key.state === 'Enabled' ? key.arn : refuse('KmsException', `KMS key is not usable: ${key.arn}`);
}

/** Why a trail cannot have this name; undefined when it can. */
export function badName(name: string): AwsError | undefined {
  const isIp = /^\d+\.\d+\.\d+\.\d+$/.test(name);
  if (TRAIL.name.test(name) && !/[._-]{2}/.test(name) && !isIp) return undefined;
  return refuse('InvalidTrailNameException', `Trail name or ARN is not valid: ${name}`);
}

function topicArn(topic: string, { homeRegion, account }: SeedTrail): string {
  return topic.startsWith('arn:') ? topic : `arn:aws:sns:${homeRegion}:${account}:${topic}`;
}

function textOver(key: string, value: string | undefined): Dict {
  return value === undefined ? {} : { [key]: value === '' ? undefined : value };
}

function flagOver(key: string, value: unknown): Dict {
  return typeof value === 'boolean' ? { [key]: value } : {};
}

function pruned(trail: Pick<SeedTrail, 'name' | 'account' | 'homeRegion'> & Dict): SeedTrail {
  const kept = Object.entries(trail).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(kept), name: trail.name, account: trail.account, homeRegion: trail.homeRegion };
}
