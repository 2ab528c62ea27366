// What every client that reads or mends buckets is made with, beside its place.
import type { AwsOptions } from './aws-options.ts';

export function s3Reach({ endpoint }: AwsOptions) {
  // A stand-in or proxy at one address has no host name for each bucket.
  return { followRegionRedirects: true, forcePathStyle: endpoint !== undefined } as const;
}
