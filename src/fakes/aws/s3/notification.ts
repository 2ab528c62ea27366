// The message S3 sends for a new object, as it is or as SNS wraps it.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
import { randomUUID } from 'node:crypto';
import type { SeedBucket, StoredObject } from './buckets.ts';

export function notificationOf(seed: SeedBucket, object: StoredObject): string {
  const message = JSON.stringify({
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: seed.region,
        eventTime: new Date(object.modifiedMs).toISOString(),
        eventName: 'ObjectCreated:Put',
        s3: {
          s3SchemaVersion: '1.0',
          bucket: { name: seed.name, arn: `arn:aws:s3:::${seed.name}` },
          // Keys are encoded as in a form.
          object: {
            key: encodeURIComponent(object.key).replaceAll('%20', '+').replaceAll('%2F', '/'),
            size: object.size(),
            eTag: object.etag().replaceAll('"', ''),
          },
        },
      },
    ],
  });
  return seed.notifies?.sns === true ? snsWrapped(message) : message;
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
export function snsWrapped(message: string): string {
  return JSON.stringify({
    Type: 'Notification',
    MessageId: randomUUID(),
    TopicArn: 'arn:aws:sns:eu-west-1:111122223333:sample-topic',
    Subject: 'Amazon S3 Notification',
    Message: message,
  });
}
