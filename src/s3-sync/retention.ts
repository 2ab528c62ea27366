// Copies are kept so many days. The journal forgets a day before its copies go: it never claims what is not there.
import { dayFolder, dayOf, dayStart } from './log-keys.ts';
import type { Pass } from './pass.ts';

const DAY_MS = 86_400_000;
/**
 * Removing files that were read in makes the archive of the whole folder anew. So days go by the batch, once they are
 * overdue by this part of the retention, and by a day at least.
 */
const OVERDUE_PART = 0.1;

/** The instant from which days are kept, epoch milliseconds. */
export function keptFrom(keepDays: number | null, nowMs: number): number {
  return keepDays === null ? Number.NEGATIVE_INFINITY : dayStart(dayOf(nowMs - keepDays * DAY_MS));
}

/** How many days were removed. Throws what the file system throws. */
export async function removeOld(pass: Pass, keepDays: number | null, nowMs: number): Promise<number> {
  if (keepDays === null) return 0;
  const { book, copies } = pass;
  const kept = dayOf(keptFrom(keepDays, nowMs));
  const overdueMs = Math.max(1, Math.ceil(keepDays * OVERDUE_PART)) * DAY_MS;
  const old = new Map<string, readonly string[]>();
  for (const place of book.places()) {
    const days = new Set([...book.days(place), ...(await copies.daysOf(place))]);
    old.set(
      place,
      [...days].filter((day) => day < kept),
    );
  }
  const oldest = [...old.values()].flat().sort()[0];
  if (oldest === undefined || dayStart(kept) - dayStart(oldest) < overdueMs) return 0;
  for (const [place, days] of old) {
    for (const day of days) {
      pass.usedBytes -= book.entry(place, day).bytes;
      book.removeDay(place, day);
    }
  }
  book.keptFrom = kept;
  await book.save();
  for (const [place, days] of old) {
    for (const day of days) await copies.removeFolder(dayFolder(place, day));
  }
  return new Set([...old.values()].flat()).size;
}
