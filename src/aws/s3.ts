// S3's calls on one bucket of log files, as values: where it is, what is in it page by page, and an object's bytes.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html

import { GetObjectCommand, HeadBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { Clock } from '../domain/clock.ts';
import { isObject } from '../records/json.ts';
import type { AwsOptions, RoleToAssume } from './aws-options.ts';
import { type AwsTrouble, isTrouble } from './aws-trouble.ts';
import { type PlaceClients, placeClients, type RolePlace } from './place-clients.ts';
import { s3Reach } from './s3-reach.ts';

/** One object as a listing tells it. */
export interface ListedObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  readonly modifiedMs: number;
}

export interface ObjectPage {
  readonly objects: readonly ListedObject[];
  /** Only with a delimiter: the prefixes up to its next place, which the keys left out have in common. */
  readonly prefixes: readonly string[];
  /** null: this was the last page. */
  readonly next: string | null;
}

export interface PageRequest {
  readonly prefix: string;
  readonly delimiter?: '/';
  /** `next` of the page before. */
  readonly token?: string;
}

export interface BucketCalls {
  /** The bucket's Region; later calls go there. */
  locate(signal?: AbortSignal): Promise<string | AwsTrouble>;
  /** Up to 1,000 objects and prefixes, in key order. */
  list(request: PageRequest, signal?: AbortSignal): Promise<ObjectPage | AwsTrouble>;
  /** All of an object. */
  get(key: string, signal?: AbortSignal): Promise<Uint8Array | AwsTrouble>;
  close(): void;
}

export interface BucketReach {
  readonly bucket: string;
  /** Asked first; S3 itself says where the bucket is. */
  readonly region: string;
  /** null: the installation's own credentials read it. */
  readonly role: RoleToAssume | null;
}

/** `asker`: names the sessions of an assumed role. None of the calls is retried. */
export function bucketCalls(options: AwsOptions, reach: BucketReach, clock: Clock, asker: string): BucketCalls {
  const clients = s3Clients(options, clock, asker);
  const { bucket: Bucket } = reach;
  let place: RolePlace = { accountId: '', region: reach.region, role: reach.role };
  return {
    async locate(signal) {
      let told: string | undefined;
      const found = await clients.call(
        place,
        's3:ListBucket',
        async (client, abort) => {
          const head = await client.send(new HeadBucketCommand({ Bucket }), abort).catch((error: unknown) => {
            told = regionTold(error);
            throw error;
          });
          return head.BucketRegion ?? reach.region;
        },
        signal,
      );
      // Whoever may list only a part of the bucket may not ask for the whole; the refusal still says where it is.
      const region = isTrouble(found) && found.trouble === 'denied' && told !== undefined ? told : found;
      if (!isTrouble(region)) place = { ...place, region };
      return region;
    },
    list: ({ prefix, delimiter, token }, signal) =>
      clients.call(
        place,
        's3:ListBucket',
        async (client, abort): Promise<ObjectPage> => {
          const page = await client.send(
            new ListObjectsV2Command({
              Bucket,
              Prefix: prefix,
              ...(delimiter === undefined ? {} : { Delimiter: delimiter }),
              ...(token === undefined ? {} : { ContinuationToken: token }),
            }),
            abort,
          );
          return {
            objects: (page.Contents ?? []).flatMap(({ Key: key, Size: size = 0, LastModified: modified }) =>
              key === undefined ? [] : [{ key, size, modifiedMs: modified?.getTime() ?? 0 }],
            ),
            prefixes: (page.CommonPrefixes ?? []).flatMap(({ Prefix: common }) => common ?? []),
            next: page.IsTruncated === true ? (page.NextContinuationToken ?? null) : null,
          };
        },
        signal,
      ),
    get: (Key, signal) =>
      clients.call(
        place,
        's3:GetObject',
        async (client, abort) => {
          const { Body: body } = await client.send(new GetObjectCommand({ Bucket, Key }), abort);
          return body === undefined ? new Uint8Array() : body.transformToByteArray();
        },
        signal,
      ),
    close: () => clients.close(),
  };
}

function s3Clients(options: AwsOptions, clock: Clock, asker: string): PlaceClients<S3Client> {
  return placeClients(
    options,
    clock,
    asker,
    (settings) =>
      new S3Client({
        ...settings,
        ...s3Reach(options),
        // Stand-ins know no checksum trailers, and the length of what came is checked against the listing.
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
      }),
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html: the header is there even when it is refused. */
function regionTold(error: unknown): string | undefined {
  const response = isObject(error) && isObject(error.$response) ? error.$response : {};
  const headers = isObject(response.headers) ? response.headers : {};
  const region = headers['x-amz-bucket-region'];
  return typeof region === 'string' ? region : undefined;
}
