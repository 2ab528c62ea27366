// One day of one place: listed to its end, and what is not there yet copied; the journal says what came of it.
import { isTrouble } from '../aws/aws-trouble.ts';
import { atMost } from './at-most.ts';
import { logsRoot } from './bucket-address.ts';
import { isCopyOf } from './copies.ts';
import type { DayEntry, Lack } from './journal.ts';
import { dayFolder, dayStart, readLogKey } from './log-keys.ts';
import { copyObject, fullLack, listAll, type Pass, READ_AT_ONCE } from './pass.ts';
import { lackOf } from './sync-words.ts';

export interface PlaceDay {
  readonly place: string;
  /** `2026-11-20`, UTC. */
  readonly day: string;
}

const DAY_MS = 86_400_000;
/**
 * A day's folder gets its last file this long after the day at the latest: files are named after the minute in which they
 * are written. In milliseconds.
 */
export const CLOSED_AFTER_MS = 60 * 60_000;

/** True when it was listed after its end, and everything in it was copied: it need not be looked at again. */
export function isClosed({ listedMs, lack }: DayEntry, day: string): boolean {
  return lack === null && listedMs !== null && listedMs >= dayStart(day) + DAY_MS + CLOSED_AFTER_MS;
}

/** Rejects with what the file system throws. */
export async function copyDay(pass: Pass, { place, day }: PlaceDay): Promise<void> {
  const { book } = pass;
  const before = book.entry(place, day);
  if (isClosed(before, day)) return;
  if (pass.usedBytes >= pass.diskBytesMax) {
    book.setEntry(place, day, { ...before, lack: fullLack(pass.diskBytesMax, null) });
    return;
  }
  const startedMs = pass.clock();
  const folder = dayFolder(place, day);
  const listing = await listAll(pass, folder);
  if (isTrouble(listing)) {
    const path = `${logsRoot(pass.address)}${folder}`;
    book.setEntry(place, day, { ...before, lack: lackOf(listing, { bucket: pass.address.bucket, path }, null) });
    return;
  }
  const root = logsRoot(pass.address);
  const logs = listing.objects.flatMap((object) => {
    const below = object.key.slice(root.length);
    const log = readLogKey(below);
    return log?.place.path === place && log.day === day ? [{ object, below, name: log.name }] : [];
  });
  const known = await pass.copies.inFolder(folder);
  const lacks: Lack[] = [];
  let [files, bytes, newBytes] = [0, 0, 0];
  // Where the key or the permission is missing for one object, it is for the day's others: they are not tried.
  let refused: Lack | null = null;
  await atMost(READ_AT_ONCE, logs, async ({ object, below, name }) => {
    if (pass.signal?.aborted === true) return;
    const copy = known.get(name);
    if (refused !== null && !isCopyOf(copy, object)) {
      lacks.push(refused);
      return;
    }
    const done = await copyObject(pass, below, object, copy);
    if (done === 'there' || done === 'copied') {
      files += 1;
      bytes += object.size;
      if (done === 'copied') newBytes += object.size - (copy?.size ?? 0);
    } else {
      lacks.push(done.lack);
      if (done.lack.kind === 'denied') refused ??= done.lack;
    }
  });
  if (pass.signal?.aborted === true) return;
  // Copies that a stop kept out of the journal take room too.
  pass.usedBytes += bytes - before.bytes - newBytes;
  book.setEntry(place, day, { ...before, listedMs: startedMs, files, bytes, lack: joined(lacks) });
}

/** The lacks of a day as one: how many files, and why the first is lacking. */
function joined([first, ...others]: readonly Lack[]): Lack | null {
  return first === undefined ? null : { ...first, files: 1 + others.length };
}
