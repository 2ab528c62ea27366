// Operations on objects: listing by prefix, page by page, with common prefixes; reading with the troubles of encryption
// keys; writing. https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html and the pages beside it.
import { type Faults, faultOf } from '../faults.ts';
import { allows } from '../identity/permitted.ts';
import { type Dict, textAt } from '../json.ts';
import { type AwsError, isError, type Outcome, refuse } from '../outcome.ts';
import { readToken, writeToken } from '../page-token.ts';
import type { Caller, Operation, World } from '../world.ts';
import { bucketFor } from './access.ts';
import type { Bucket, StoredObject } from './buckets.ts';
import { replied } from './reply.ts';
import { type XmlTree, xmlDocument } from './xml.ts';

type Played = ReturnType<Faults['take']>;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html: "up to 1,000 keys". */
const PAGE_MOST = 1_000;

export const OBJECT_OPERATIONS: Readonly<Record<string, Operation>> = {
  ListObjectsV2: { action: 's3:ListBucket', run: list },
  GetObject: { action: 's3:GetObject', run: (world, caller, input) => read(world, caller, input, true) },
  HeadObject: { action: 's3:GetObject', run: (world, caller, input) => read(world, caller, input, false) },
  PutObject: { action: 's3:PutObject', run: put },
  DeleteObject: {
    action: 's3:DeleteObject',
    run: (world, caller, input) => {
      const bucket = bucketFor(world, caller, input);
      if (isError(bucket)) return bucket;
      world.s3.remove(bucket.seed.name, textAt(input, 'Key') ?? '');
      return replied({ status: 204 });
    },
  },
};

function list(world: World, caller: Caller, input: Dict, faults: Played): Outcome {
  const bucket = bucketFor(world, caller, input);
  if (isError(bucket)) return bucket;
  const prefix = textAt(input, 'Prefix') ?? '';
  if (isDenied(bucket, prefix)) return refuse('AccessDenied', 'Access Denied', 403);
  const bound = { ...input, ContinuationToken: null, caller: caller.account };
  const token = textAt(input, 'ContinuationToken');
  const position = token === undefined ? {} : readToken(world.tokenKey, bound, token);
  if (position === undefined) return refuse('InvalidArgument', 'The continuation token provided is incorrect', 400);
  const after = textAt(position, 'after') ?? textAt(input, 'StartAfter') ?? '';
  const asked = Number(textAt(input, 'MaxKeys') ?? PAGE_MOST);
  const most = Math.min(faultOf(faults, 'short-page')?.rows ?? PAGE_MOST, asked, PAGE_MOST);
  const { entries, next } = page(bucket, prefix, textAt(input, 'Delimiter') ?? '', after, most);
  const again = faultOf(faults, 'same-token') && token !== undefined ? token : undefined;
  const more =
    next === null ? {} : { NextContinuationToken: again ?? writeToken(world.tokenKey, bound, { after: next }) };
  return replied({
    body: xmlDocument('ListBucketResult', {
      Name: bucket.seed.name,
      Prefix: prefix,
      KeyCount: entries.length,
      MaxKeys: asked,
      IsTruncated: next !== null,
      ...more,
      Contents: entries.flatMap((entry) => (typeof entry === 'string' ? [] : [contents(entry)])),
      CommonPrefixes: entries.flatMap((entry) => (typeof entry === 'string' ? [{ Prefix: entry }] : [])),
    }),
  });
}

/** Objects and (texts) common prefixes after `after`; `next`: what the following page comes after, null at the end. */
function page(bucket: Bucket, prefix: string, delimiter: string, after: string, most: number) {
  const keys = bucket.keys();
  const entries: (StoredObject | string)[] = [];
  let at = firstAfter(keys, after > prefix ? after : prefix, after > prefix);
  let last = '';
  while (at < keys.length) {
    const key = keys[at] ?? '';
    if (!key.startsWith(prefix)) break;
    if (entries.length >= most) return { entries, next: last };
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (end >= 0) {
      const common = key.slice(0, end + delimiter.length);
      entries.push(common);
      // All keys under it stand together: on behind them. No key has U+FFFF in it.
      last = `${common}\uffff`;
      at = firstAfter(keys, last, true);
    } else {
      const object = bucket.objects.get(key);
      if (object !== undefined) entries.push(object);
      last = key;
      at += 1;
    }
  }
  return { entries, next: null };
}

/** Index of the first key at (or, `beyond`, after) `bound`. */
function firstAfter(keys: readonly string[], bound: string, beyond: boolean): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const key = keys[middle] ?? '';
    if (key < bound || (beyond && key === bound)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function contents(object: StoredObject): XmlTree {
  return {
    Key: object.key,
    LastModified: new Date(object.modifiedMs).toISOString(),
    ETag: object.etag(),
    Size: object.size(),
    StorageClass: 'STANDARD',
  };
}

function isDenied(bucket: Bucket, path: string): boolean {
  return bucket.deniedPrefixes.some((denied) => path.startsWith(denied));
}

function read(world: World, caller: Caller, input: Dict, withBody: boolean): Outcome {
  const bucket = bucketFor(world, caller, input);
  if (isError(bucket)) return bucket;
  const key = textAt(input, 'Key') ?? '';
  if (isDenied(bucket, key)) return refuse('AccessDenied', 'Access Denied', 403);
  const object = bucket.objects.get(key);
  if (object === undefined) {
    // Who may not list is not told that it is not there. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
    if (allows(caller.principal.allowed, 's3:ListBucket'))
      return refuse('NoSuchKey', 'The specified key does not exist.', 404);
    return refuse('AccessDenied', 'Access Denied', 403);
  }
  const locked = withBody ? keyTrouble(world, caller, object) : undefined;
  if (locked !== undefined) return locked;
  const encryption = object.kmsKey === null ? { 'x-amz-server-side-encryption': 'AES256' } : kmsHeaders(object.kmsKey);
  const facts = {
    'last-modified': new Date(object.modifiedMs).toUTCString(),
    etag: object.etag(),
    'content-type': 'binary/octet-stream',
    ...encryption,
  };
  if (withBody) return replied({ headers: facts, body: object.read() });
  return replied({ headers: { ...facts, 'content-length': String(object.size()) } });
}

function kmsHeaders(key: string): Readonly<Record<string, string>> {
  return { 'x-amz-server-side-encryption': 'aws:kms', 'x-amz-server-side-encryption-aws-kms-key-id': key };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html and, for the states of keys,
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
function keyTrouble(world: World, caller: Caller, { kmsKey }: StoredObject): AwsError | undefined {
  if (kmsKey === null) return undefined;
  if (!allows(caller.principal.allowed, 'kms:Decrypt')) {
    const why = 'because no identity-based policy allows the kms:Decrypt action';
    const message = `User: ${caller.principal.arn} is not authorized to perform: kms:Decrypt on resource: ${kmsKey} ${why}`;
    return refuse('AccessDenied', message, 403);
  }
  const state = world.keys.find(({ arn }) => arn === kmsKey)?.state;
  if (state === 'Disabled') return refuse('KMS.DisabledException', `${kmsKey} is disabled.`, 400);
  if (state === 'PendingDeletion') return refuse('KMS.KMSInvalidStateException', `${kmsKey} is pending deletion.`, 400);
  return undefined;
}

function put(world: World, caller: Caller, input: Dict): Outcome {
  const bucket = bucketFor(world, caller, input);
  if (isError(bucket)) return bucket;
  const key = textAt(input, 'Key') ?? '';
  if (isDenied(bucket, key)) return refuse('AccessDenied', 'Access Denied', 403);
  const body = Buffer.isBuffer(input.Body) ? input.Body : Buffer.alloc(0);
  const stored = world.s3.put(bucket.seed.name, { key, body });
  return replied({ headers: { etag: stored.etag() } });
}
