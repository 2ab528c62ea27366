// A trail that is to be set up, and its bucket → the policy that lets CloudTrail write there for this trail alone, as one line
// of JSON. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
import type { TrailName } from '../domain/approval.ts';
import { partitionOf, trailArn } from './actions.ts';

/** `bucket`: its name. For a trail of one account that writes without a prefix. */
export function bucketPolicy(trail: TrailName, bucket: string): string {
  const arn = `arn:${partitionOf(trail.homeRegion)}:s3:::${bucket}`;
  const Principal = { Service: 'cloudtrail.amazonaws.com' };
  // Without it, anybody's trail that bears the account's number could write here.
  const ofTrail = { 'aws:SourceArn': trailArn(trail) };
  const acl = { Effect: 'Allow', Principal, Action: 's3:GetBucketAcl', Resource: arn };
  const put = {
    Effect: 'Allow',
    Principal,
    Action: 's3:PutObject',
    Resource: `${arn}/AWSLogs/${trail.account}/*`,
  };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { ...acl, Condition: { StringEquals: ofTrail } },
      { ...put, Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', ...ofTrail } } },
    ],
  });
}
