// The settings of a trail's bucket whose log files are copied and kept in step.
import { z } from 'zod';
import { readBucketAddress } from '../s3-sync/bucket-address.ts';
import { decimal, setting, url, whole } from './setting.ts';

export const bucketSettings = {
  WHODID_S3: setting({
    schema: z.string().refine((text) => /^s3:\/\//i.test(text) && readBucketAddress(text).ok),
    about:
      'A trail’s bucket whose log files are copied under WHODID_DATA and kept in step, to be asked in place of WHODID_LOGS. Unset: none.',
    write: 's3://BUCKET or s3://BUCKET/PREFIX, as in the trail’s settings',
    default: null,
  }),
  WHODID_S3_ROLE: setting({
    schema: z.string().regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/),
    about: 'Role that reads the bucket, its key and the queue. Unset: the installation’s own credentials do.',
    write: 'the ARN of a role with the policy of deploy/iam/s3.json',
    default: null,
  }),
  WHODID_S3_DAYS: setting({
    schema: whole(1, 3_650),
    about: 'Days of events that are kept in step.',
    write: 'a whole number from 1 to 3650',
    default: '30',
  }),
  WHODID_S3_KEEP_DAYS: setting({
    schema: whole(3, 3_650),
    about: 'Days after which copies are removed; at least two more than WHODID_S3_DAYS. Unset: never.',
    write: 'a whole number from 3 to 3650',
    default: null,
  }),
  WHODID_S3_DISK_GB: setting({
    schema: decimal.refine((gb) => gb > 0),
    about: 'Most that the copies may take on the disk, in GB.',
    write: 'a number such as 20',
    default: '20',
  }),
  WHODID_S3_QUEUE: setting({
    schema: url('https:', 'http:'),
    about:
      'SQS queue that is told of new objects in the bucket, so that the copies are minutes fresh. Unset: folders are listed.',
    write: 'the URL of the queue',
    default: null,
  }),
  WHODID_S3_EVERY_MINUTES: setting({
    schema: whole(1, 1_440),
    about: 'How often the copies are brought up to date, in minutes.',
    write: 'a whole number from 1 to 1440',
    default: '5',
  }),
} as const;
