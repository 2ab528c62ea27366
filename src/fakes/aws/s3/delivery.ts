// Whether CloudTrail may write to a bucket: it is gone, or its policy no longer lets the service in. A bucket the fake was
// never told of takes everything, and so does one that never had a policy.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
import { type Dict, dictAt, isDict, parseJson } from '../json.ts';
import type { BucketTrouble } from '../world.ts';
import type { Buckets } from './buckets.ts';

const SERVICE = 'cloudtrail.amazonaws.com';

export function deliveryTrouble(buckets: Buckets, name: string): BucketTrouble {
  const goneMs = buckets.goneMs(name);
  if (goneMs !== undefined) return { error: 'NoSuchBucket', sinceMs: goneMs };
  const bucket = buckets.find(name);
  const sinceMs = bucket?.changedMs.get('policy');
  if (bucket === undefined || sinceMs === undefined) return undefined;
  return letsIn(bucket.settings.get('policy')) ? undefined : { error: 'AccessDenied', sinceMs };
}

/** A statement allows CloudTrail to put objects, and none denies it. Conditions and resources are not looked at. */
function letsIn(policy: string | undefined): boolean {
  const parsed = policy === undefined ? undefined : parseJson(policy);
  const statements = isDict(parsed) ? [parsed.Statement].flat().filter(isDict) : [];
  const putting = statements.filter((one) => isFor(one) && mayPut(one));
  return putting.some(({ Effect }) => Effect === 'Allow') && !putting.some(({ Effect }) => Effect === 'Deny');
}

function isFor(statement: Dict): boolean {
  const who = statement.Principal === '*' ? ['*'] : [dictAt(statement, 'Principal').Service].flat();
  return who.includes('*') || who.includes(SERVICE);
}

function mayPut(statement: Dict): boolean {
  return [statement.Action].flat().some((action) => ['*', 's3:*', 's3:Put*', 's3:PutObject'].includes(String(action)));
}
