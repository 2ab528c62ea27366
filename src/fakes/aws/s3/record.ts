// The record that CloudTrail keeps of a change to a bucket. Shapes of `requestParameters`: as in
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-understanding-s3-entries.html
import { type Dict, parseJson } from '../json.ts';
import { recordCall } from '../record-call.ts';
import type { Caller, World } from '../world.ts';
import type { Bucket } from './buckets.ts';
import type { SettingName } from './setting-xml.ts';
import { readXml } from './xml.ts';

/** A setting that was put (`value`: as sent) or deleted (null). */
export type ChangedSetting = { readonly name: SettingName; readonly value: string | null };

/** Adds the record of `name` ("PutBucketPolicy") to the fake's events. `setting` null: the bucket itself was changed. */
export function recordChange(
  world: World,
  caller: Caller,
  name: string,
  { seed }: Bucket,
  setting: ChangedSetting | null,
): void {
  recordCall(world, caller, {
    source: 's3.amazonaws.com',
    name,
    request: { bucketName: seed.name, Host: `s3.${seed.region}.amazonaws.com`, ...parametersOf(setting) },
    resources: [{ accountId: seed.account, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${seed.name}` }],
  });
}

/** A policy is under `bucketPolicy`, a document under the name of its root; the name of the setting is there, empty. */
function parametersOf(setting: ChangedSetting | null): Dict {
  if (setting === null) return {};
  const { name, value } = setting;
  if (value === null) return { [name]: '' };
  return { [name]: '', ...(name === 'policy' ? { bucketPolicy: parseJson(value) } : readXml(value)) };
}
