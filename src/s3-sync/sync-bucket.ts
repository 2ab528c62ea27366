// A trail's bucket and a window → local copies of the log files published in it, and a journal of what is there. Lists the
// folders of the days it needs and no others, newest first; a pass that is stopped is taken up where it was.
import { mkdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { isStorageError, storageFailure } from '../archive/failures.ts';
import { type Lock, takeLock } from '../archive/lock.ts';
import { isTrouble } from '../aws/aws-trouble.ts';
import type { Clock } from '../domain/clock.ts';
import type { Failure } from '../domain/failure.ts';
import { atMost } from './at-most.ts';
import { type BucketAddress, logsRoot, writeAddress } from './bucket-address.ts';
import { type Copies, copiesFolder, openCopies } from './copies.ts';
import { copyDay, isClosed, type PlaceDay } from './copy-day.ts';
import { findPlaces } from './find-places.ts';
import type { Lack } from './journal.ts';
import { isBelow, type JournalBook, openJournalBook } from './journal-book.ts';
import { daysFor } from './log-keys.ts';
import { newPass, type Pass, type Reading } from './pass.ts';
import { keptFrom, removeOld } from './retention.ts';
import { bucketFailure, endsThere } from './sync-words.ts';

export interface SyncOptions {
  readonly calls: Reading;
  readonly address: BucketAddress;
  /** `WHODID_DATA`: copies go to `s3/` in it. */
  readonly dataDir: string;
  readonly clock: Clock;
  /** Bytes of copies there may be in all. */
  readonly diskBytesMax: number;
  /** Days published longer ago than this are not copied, and removed in time; null: all are kept. */
  readonly keepDays: number | null;
  readonly onProgress?: ((progress: SyncProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Waits so many milliseconds between tries; left out: really. */
  readonly pause?: (ms: number) => Promise<unknown>;
}

/** What happened, in epoch milliseconds: half-open. */
export interface SyncWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface SyncProgress {
  /** Days of places. */
  readonly daysDone: number;
  readonly daysTotal: number;
  readonly copied: number;
}

export interface SyncReport {
  /** Where the copies are: a log folder as any other. */
  readonly folder: string;
  /** Accounts' Regions (and kinds of log) that the bucket has. */
  readonly places: number;
  /** First and last day of the window's folders, UTC, as `2026-11-20`; null: it had none. */
  readonly days: { readonly first: string; readonly last: string } | null;
  /** Copied now, and there before. */
  readonly copied: number;
  readonly copiedBytes: number;
  /** Days removed to keep to the retention. */
  readonly removedDays: number;
  /** What of the window is lacking, most important first; empty: nothing. */
  readonly lacks: readonly string[];
}

/** Days of places worked on at once; the objects of all of them share one bound. */
const DAYS_AT_ONCE = 4;
/** Places are looked for again when that was this long ago, in milliseconds. */
const LOOK_AGAIN_MS = 10 * 60_000;
const LACKS_TOLD_MAX = 20;

/**
 * Failures: `not-allowed` (no such bucket, denied, credentials), `no-logs` (not a trail's bucket), `ingest-busy`,
 * `storage`, `timed-out` (no usable answer, or the signal).
 */
export async function syncBucket(options: SyncOptions, window: SyncWindow): Promise<SyncReport | Failure> {
  return onCopies(options, (pass, folder) => copiedWindow(pass, folder, options, window));
}

/** Runs `work` on the bucket's copies, alone: a second process is refused. */
export async function onCopies<T>(
  options: SyncOptions,
  work: (pass: Pass, folder: string) => Promise<T | Failure>,
): Promise<T | Failure> {
  const { address, dataDir } = options;
  const folder = copiesFolder(dataDir, address);
  let lock: Lock | null = null;
  try {
    await mkdir(folder, { recursive: true });
    lock = await takeLock(folder);
    if (!lock.taken) return busy(address, lock.holder.pid, lock.holder.since);
    const copies = await openCopies(folder);
    const book = await openJournalBook(folder, writeAddress({ ...address, narrowed: [] }));
    // From the first copy on it is there to say what is lacking.
    if (book.passMs === null) await book.save();
    return await work(passOf(options, copies, book), folder);
  } catch (error) {
    if (isStorageError(error)) return storageFailure(dataDir, error);
    throw error;
  } finally {
    if (lock?.taken === true) await lock.release();
  }
}

function passOf(options: SyncOptions, copies: Copies, book: JournalBook): Pass {
  const { calls, address, clock, diskBytesMax, signal, pause = delay } = options;
  return newPass({ calls, address, copies, book, clock, signal, pause, diskBytesMax });
}

/** A pass over the window's folders, by whoever holds the copies. Failures as of `syncBucket`. */
export async function copiedWindow(
  pass: Pass,
  folder: string,
  { keepDays, onProgress }: SyncOptions,
  window: SyncWindow,
): Promise<SyncReport | Failure> {
  const { book, address, clock, signal } = pass;
  const wanted = { bucket: address.bucket, path: logsRoot(address) };
  const nowMs = clock();
  const region = await pass.calls.locate(signal);
  if (isTrouble(region) && endsThere(region)) return bucketFailure(region, wanted);
  const scope = address.narrowed.join('/');
  const lookedMs = book.lookedForMs(scope);
  if (lookedMs === null || nowMs - lookedMs > LOOK_AGAIN_MS || lookedMs > nowMs) {
    const trouble = await findPlaces(pass, scope);
    if (trouble !== null) return bucketFailure(trouble, { ...wanted, path: `${wanted.path}${scope}` });
  }
  const places = book.places().filter((place) => isBelow(place, scope));
  if (places.length === 0) return await noTrail(pass);
  const removedDays = await removeOld(pass, keepDays, nowMs);
  const first = Math.max(window.fromMs, keptFrom(keepDays, nowMs));
  const days = daysFor(first, Math.max(window.toMs, first), nowMs);
  const work = days
    .flatMap((day): PlaceDay[] => places.map((place) => ({ place, day })))
    .filter(({ place, day }) => !isClosed(book.entry(place, day), day))
    .reverse();
  let daysDone = 0;
  await atMost(DAYS_AT_ONCE, work, async (one) => {
    if (signal?.aborted === true) return;
    await copyDay(pass, one);
    daysDone += 1;
    onProgress?.({ daysDone, daysTotal: work.length, copied: pass.copied });
    await book.saveSoon();
  });
  if (signal?.aborted !== true) book.passMs = nowMs;
  await book.save();
  if (signal?.aborted === true) return stopped(address);
  const [oldest, newest] = [days[0], days.at(-1)];
  return {
    folder,
    places: places.length,
    days: oldest === undefined || newest === undefined ? null : { first: oldest, last: newest },
    copied: pass.copied,
    copiedBytes: pass.copiedBytes,
    removedDays,
    lacks: lacksOf(pass, places, days, scope),
  };
}

/** One sentence for each reason, with how many days of places it is about. */
function lacksOf(pass: Pass, places: readonly string[], days: readonly string[], scope: string): readonly string[] {
  const { book } = pass;
  const told = new Map<string, { readonly lack: Lack; readonly where: string; days: number; files: number }>();
  for (const [path, lack] of book.unlisted(scope))
    told.set(`${path}\n${lack.words}`, { lack, where: path, days: 0, files: 0 });
  for (const day of days) {
    for (const place of places) {
      const { lack } = book.entry(place, day);
      if (lack === null) continue;
      const known = told.get(lack.words) ?? { lack, where: `${place} on ${day}`, days: 0, files: 0 };
      known.days += 1;
      known.files += lack.files ?? 0;
      told.set(lack.words, known);
    }
  }
  return [...told.values()].slice(0, LACKS_TOLD_MAX).map(({ lack, where, days: many, files }) => {
    const more = many > 1 ? ` and ${many - 1} more` : '';
    const what = files > 0 ? `${files} file(s) of` : 'all of';
    return `Not copied: ${what} ${where}${more}. ${lack.words}`;
  });
}

async function noTrail(pass: Pass): Promise<Failure> {
  const { address } = pass;
  const page = await pass.calls.list({ prefix: address.prefix, delimiter: '/' }, pass.signal);
  const found = isTrouble(page) ? [] : page.prefixes.map((prefix) => prefix.slice(address.prefix.length)).slice(0, 4);
  const there = found.length === 0 ? 'there are no folders' : `there are ${found.join(', ')}`;
  return {
    failure: 'no-logs',
    what: `No CloudTrail log files could be copied from ${writeAddress(address)}.`,
    why: `It has no folder AWSLogs/[o-…/]ACCOUNT/CloudTrail/REGION/, as a trail’s bucket has; ${there}.`,
    instead:
      'Name the trail’s bucket, and the prefix before AWSLogs/: DescribeTrails tells both (S3BucketName, S3KeyPrefix).',
  };
}

function busy(address: BucketAddress, pid: number, since: string): Failure {
  return {
    failure: 'ingest-busy',
    what: `The log files in ${writeAddress(address)} were not copied again.`,
    why: `Process ${pid} has been copying them since ${since}.`,
    instead: 'Wait until it has ended.',
  };
}

function stopped(address: BucketAddress): Failure {
  return {
    failure: 'timed-out',
    what: `The log files in ${writeAddress(address)} were not copied to the end.`,
    why: 'It was stopped before it ended.',
    instead: 'Copy again: what is there already is not copied twice.',
  };
}
