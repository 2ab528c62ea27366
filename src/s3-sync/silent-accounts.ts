// Days on which an account published not one log file in any Region. One Region is quiet now and then; an account without a
// single file may have had no trail yet, or one that was off or could not write: a listing cannot tell, so it is a gap.
import type { Gap } from '../domain/coverage.ts';
import type { Journal } from './journal.ts';
import { dayOf, dayStart, type LogPlace } from './log-keys.ts';

/** A day that still goes on is not judged before so much of it is over, in milliseconds. */
const JUDGED_AFTER_MS = 6 * 60 * 60_000;
const DAYS_NAMED_MAX = 3;

/** `places`: those that may hold what is asked for. `days`: of the window's folders. `toMs`: the window's end. */
export function silentAccounts(
  journal: Journal,
  places: readonly LogPlace[],
  days: readonly string[],
  toMs: number,
): readonly Gap[] {
  const accounts = new Set(places.flatMap(({ path }) => /^(.*\/CloudTrail)\/[^/]+$/.exec(path)?.[1] ?? []));
  // The day after the window is only there for what comes late.
  const own = days.filter((day) => day <= dayOf(toMs - 1));
  return [...accounts].flatMap((account) => {
    const silent = own.filter((day) => isSilent(journal, account, day));
    return silent.length === 0 ? [] : [gap(account, silent)];
  });
}

/** Every Region of it was listed to the end, and had none. */
function isSilent({ places, passMs }: Journal, account: string, day: string): boolean {
  if ((passMs ?? 0) < dayStart(day) + JUDGED_AFTER_MS) return false;
  return Object.entries(places).every(([path, days]) => {
    if (!path.startsWith(`${account}/`)) return true;
    const entry = days[day];
    return entry !== undefined && entry.listedMs !== null && entry.lack === null && entry.files === 0;
  });
}

function gap(account: string, days: readonly string[]): Gap {
  const more = days.length > DAYS_NAMED_MAX ? ` and ${days.length - DAYS_NAMED_MAX} more days` : '';
  const when = `${days.slice(0, DAYS_NAMED_MAX).join(', ')}${more}`;
  return {
    kind: 'not-delivered',
    detail: `The bucket has no log file at all of AWSLogs/${account}/ published on ${when}: its trail was not there yet, was off or could not write, or nothing happened in the whole account. Look whether the trail was there then, and wrote to this bucket.`,
  };
}
