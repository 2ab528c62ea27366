// Which bucket a request is about, and whether this caller gets at it from where it asks.
import { type Dict, textAt } from '../json.ts';
import { type AwsError, refuse } from '../outcome.ts';
import type { Caller, World } from '../world.ts';
import type { Bucket } from './buckets.ts';

/** `where`: a bucket of another Region is redirected to, except where S3 answers from everywhere. */
export function bucketFor(
  world: World,
  caller: Caller,
  input: Dict,
  where: 'its-region' | 'any-region' = 'its-region',
): Bucket | AwsError {
  const name = textAt(input, 'Bucket') ?? '';
  const bucket = world.s3.find(name);
  if (bucket === undefined) return refuse('NoSuchBucket', 'The specified bucket does not exist', 404);
  const { account, region, readers = [] } = bucket.seed;
  if (where === 'its-region' && region !== caller.region) return redirect(bucket);
  const owner = textAt(input, 'ExpectedBucketOwner');
  const isMember = account === caller.account || readers.includes(caller.account);
  if (!isMember || (owner !== undefined && owner !== account)) return refuse('AccessDenied', 'Access Denied', 403);
  return bucket;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/Redirects.html; the header names the Region to ask instead. */
function redirect({ seed }: Bucket): AwsError {
  const message =
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.';
  return { ...refuse('PermanentRedirect', message, 301), headers: { 'x-amz-bucket-region': seed.region } };
}
