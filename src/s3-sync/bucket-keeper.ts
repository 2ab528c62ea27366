// The settings of the copied bucket → what a job calls every few minutes, and the folder that is asked.
import type { AwsOptions, RoleToAssume } from '../aws/aws-options.ts';
import { bucketCalls } from '../aws/s3.ts';
import { queueCalls } from '../aws/sqs.ts';
import type { Clock } from '../domain/clock.ts';
import type { Failure } from '../domain/failure.ts';
import type { BucketAddress } from './bucket-address.ts';
import { copiesFolder } from './copies.ts';
import { keepInStep, type StepReport } from './keep-in-step.ts';

export interface BucketSettings {
  readonly address: BucketAddress;
  /** Asked first; S3 itself says where the bucket is. */
  readonly region: string;
  /** null: the installation's own credentials read it. */
  readonly role: RoleToAssume | null;
  /** Days of events kept in step. */
  readonly days: number;
  /** null: copies are never removed. */
  readonly keepDays: number | null;
  readonly diskBytesMax: number;
  /** URL of the queue that is told of new objects; null: there is none. */
  readonly queueUrl: string | null;
}

export interface BucketKeeper {
  /** A log folder as any other, for the archive. */
  readonly folder: string;
  /** One pass; never two at once, `ingest-busy` then. */
  step(signal?: AbortSignal): Promise<StepReport | Failure>;
  close(): void;
}

/** `dataDir`: WHODID_DATA. Calls nothing yet. */
export function bucketKeeper(settings: BucketSettings, aws: AwsOptions, dataDir: string, clock: Clock): BucketKeeper {
  const { address, region, role, days, keepDays, diskBytesMax, queueUrl } = settings;
  const calls = bucketCalls(aws, { bucket: address.bucket, region, role }, clock, 'archive');
  const queue = queueUrl === null ? null : queueCalls(aws, queueUrl, role, clock, 'archive');
  return {
    folder: copiesFolder(dataDir, address),
    step: (signal) =>
      keepInStep({
        calls,
        address,
        dataDir,
        clock,
        days,
        keepDays,
        diskBytesMax,
        queue,
        ...(signal ? { signal } : {}),
      }),
    close: () => {
      calls.close();
      queue?.close();
    },
  };
}
