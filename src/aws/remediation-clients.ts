// The clients of one person's remediation sessions: CloudTrail's, S3's and KMS's.
import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { S3Client } from '@aws-sdk/client-s3';
import type { PlaceClients } from './place-clients.ts';

export interface RemediationClients {
  readonly trails: PlaceClients<CloudTrailClient>;
  readonly buckets: PlaceClients<S3Client>;
  readonly keys: PlaceClients<KMSClient>;
}
