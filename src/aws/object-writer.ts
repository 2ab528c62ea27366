// Bytes → an object of a bucket; written twice under one key, it is there once. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type AwsOptions, CALL_MS_MAX, callSignal, clientConfig } from './aws-options.ts';
import { type AwsTrouble, readTrouble } from './aws-trouble.ts';

export interface ObjectWriter {
  put(key: string, body: string): Promise<true | AwsTrouble>;
  close(): void;
}

export function objectWriter(options: AwsOptions, region: string, Bucket: string): ObjectWriter {
  const client = new S3Client({
    region,
    ...clientConfig(options),
    // Another address has no name of its own for each bucket.
    forcePathStyle: options.endpoint !== undefined,
    // A body in one piece needs no trailer, which proxies and doubles often cannot read.
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  return {
    async put(Key, Body) {
      try {
        await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/x-ndjson' }), {
          abortSignal: callSignal(undefined, options.callMsMax ?? CALL_MS_MAX),
        });
        return true;
      } catch (error) {
        return readTrouble(error, 's3:PutObject', false);
      }
    },
    close: () => client.destroy(),
  };
}
