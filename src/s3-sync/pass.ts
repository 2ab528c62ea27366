// What the steps of one pass over a bucket share: the calls, the copies, the journal, and how much room there is.
import { type AwsTrouble, isTrouble } from '../aws/aws-trouble.ts';
import type { BucketCalls, ListedObject, ObjectPage, PageRequest } from '../aws/s3.ts';
import type { Clock } from '../domain/clock.ts';
import { gate } from './at-most.ts';
import { type BucketAddress, logsRoot } from './bucket-address.ts';
import { type Copies, isCopyOf } from './copies.ts';
import type { Lack } from './journal.ts';
import type { JournalBook } from './journal-book.ts';
import { isGone, lackOf } from './sync-words.ts';
import { tryAgain } from './try-again.ts';

export type Reading = Pick<BucketCalls, 'locate' | 'list' | 'get'>;

export interface Pass {
  readonly calls: Reading;
  readonly address: BucketAddress;
  readonly copies: Copies;
  readonly book: JournalBook;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  readonly pause: ((ms: number) => Promise<unknown>) | undefined;
  /** At most so many objects are read at once. */
  readonly reading: <T>(work: () => Promise<T>) => Promise<T>;
  /** Bytes of copies there may be in all. */
  readonly diskBytesMax: number;
  usedBytes: number;
  copied: number;
  copiedBytes: number;
}

export type PassParts = Pick<
  Pass,
  'calls' | 'address' | 'copies' | 'book' | 'clock' | 'signal' | 'pause' | 'diskBytesMax'
>;

/** Objects read at once: beyond this S3 does not get faster over one connection pool. */
export const READ_AT_ONCE = 16;

export function newPass(parts: PassParts): Pass {
  return { ...parts, reading: gate(READ_AT_ONCE), usedBytes: parts.book.bytes(), copied: 0, copiedBytes: 0 };
}

/** A larger object is none of CloudTrail's, whose files stay under some ten megabytes. Bytes. */
const OBJECT_BYTES_MAX = 256 * 2 ** 20;
const GB = 1_000_000_000;

export type Copied = 'there' | 'copied' | { readonly lack: Lack; readonly why: 'full' | 'gone' | 'other' };

/** Brings one listed object in, unless it is there. Throws what the file system throws. */
export async function copyObject(
  pass: Pass,
  below: string,
  object: ListedObject,
  known: { readonly size: number; readonly mtimeMs: number } | undefined,
  durable = false,
): Promise<Copied> {
  if (isCopyOf(known, object)) return 'there';
  if (object.size > OBJECT_BYTES_MAX) return { lack: tooLarge(object), why: 'other' };
  const more = object.size - (known?.size ?? 0);
  if (pass.usedBytes + more > pass.diskBytesMax) return { lack: fullLack(pass.diskBytesMax, 1), why: 'full' };
  pass.usedBytes += more;
  const bytes = await pass.reading(() => tryAgain(() => getWhole(pass, object), pass.signal, pass.pause));
  if (isTrouble(bytes)) {
    pass.usedBytes -= more;
    const lack = lackOf(bytes, { bucket: pass.address.bucket, path: object.key }, 1);
    return { lack, why: isGone(bytes) ? 'gone' : 'other' };
  }
  await pass.copies.store(below, object, bytes, durable);
  pass.copied += 1;
  pass.copiedBytes += bytes.length;
  return 'copied';
}

/** Half an object is none: a connection that broke can look like the end. */
async function getWhole(pass: Pass, { key, size }: ListedObject): Promise<Uint8Array | AwsTrouble> {
  const bytes = await pass.calls.get(key, pass.signal);
  if (isTrouble(bytes) || bytes.length === size) return bytes;
  const message = `${bytes.length} of ${size} bytes came`;
  return { trouble: 'unreachable', code: 'IncompleteObject', message, action: 's3:GetObject' };
}

/** Every page under a prefix; a trouble on any of them is the listing's. */
export async function listAll(
  pass: Pass,
  below: string,
  delimiter?: '/',
): Promise<{ readonly objects: readonly ListedObject[]; readonly prefixes: readonly string[] } | AwsTrouble> {
  const prefix = `${logsRoot(pass.address)}${below}`;
  const objects: ListedObject[] = [];
  const prefixes: string[] = [];
  let token: string | null = null;
  for (let pages = 0; pages < PAGES_MAX; pages++) {
    const request: PageRequest = { prefix, ...(delimiter ? { delimiter } : {}), ...(token === null ? {} : { token }) };
    const page: ObjectPage | AwsTrouble = await tryAgain(
      () => pass.calls.list(request, pass.signal),
      pass.signal,
      pass.pause,
    );
    if (isTrouble(page)) return page;
    objects.push(...page.objects);
    prefixes.push(...page.prefixes);
    if (page.next === null) return { objects, prefixes };
    if (page.next === token) break;
    token = page.next;
  }
  const message = 'its pages do not end';
  return { trouble: 'lost-page', code: 'EndlessListing', message, action: 's3:ListBucket' };
}

/** Pages of one folder: a day of the busiest accounts has some hundred thousand files. */
const PAGES_MAX = 1_000;

export function fullLack(diskBytesMax: number, files: number | null): Lack {
  const words = `The disk budget of ${diskBytesMax / GB} GB is used up. Raise it (WHODID_S3_DISK_GB) or keep fewer days (WHODID_S3_KEEP_DAYS), then copy again.`;
  return { kind: 'not-delivered', files, words };
}

function tooLarge({ key, size }: ListedObject): Lack {
  const words = `${key} has ${size} bytes, more than any log file has, and was left out. Take it out of the trail’s folders.`;
  return { kind: 'unreadable-file', files: 1, words };
}
