// A client of S3 as ours are made: it sends the checksums AWS demands, and no others.
import { S3Client } from '@aws-sdk/client-s3';
import type { Keys, Stage } from './stage.ts';

class PlainS3 extends S3Client {
  constructor(settings: ConstructorParameters<typeof S3Client>[0]) {
    super({
      ...settings,
      forcePathStyle: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }
}

export function s3Of(stage: Stage, keys?: Keys, region?: string): S3Client {
  return stage.client(PlainS3, keys, region);
}
