// A schedule, its zone, the period recorded last, and now → what is due: periods that follow one another without a hole and
// without an overlap, each up to the moment it was to be told. One that was missed is due once, marked late; after a long
// outage the missed ones are folded into one message. Right across clock changes: a local time that a change leaves out is
// as much later as the clocks jump; one that it repeats counts the first time.
import { DateTime } from 'luxon';
import type { Schedule } from './schedule.ts';

/** Half-open, epoch milliseconds: `from` ≤ t < `to`; told at `to`. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** One message: periods that follow one another, oldest first, at least one. */
export interface DueRun {
  readonly periods: readonly Period[];
  readonly late: boolean;
}

/** A run that begins this long after it was due is late. Milliseconds. */
export const LATE_AFTER_MS = 30 * 60_000;
/** More missed periods than this are told together: seven late digests in a row are read by nobody. */
export const APART_MAX = 3;
/** Missed periods that are made up, the newest: an hourly digest over 41 days. What is older is one period, told with them. */
const MISSED_MAX = 1000;

/** A day of the calendar more than the longest wait that a schedule can name: 29 February, across 2100. Days. */
const LOOK_MAX_DAYS = 8 * 366 + 1;

/** `lastTo`: end of the period recorded last (epoch ms), which is where the next one begins. `now`: epoch ms. */
export function duePeriods(schedule: Schedule, zone: string, lastTo: number, now: number): readonly DueRun[] {
  const ends = occurrences(schedule, zone, lastTo, now);
  const kept = ends.slice(-MISSED_MAX);
  const periods = kept.map((to, index) => ({ from: index === 0 ? lastTo : (kept[index - 1] ?? lastTo), to }));
  const missed = periods.filter(({ to }) => now - to > LATE_AFTER_MS);
  const current = periods.filter(({ to }) => now - to <= LATE_AFTER_MS);
  const late = missed.length > APART_MAX ? [missed] : missed.map((period) => [period]);
  return [
    ...late.map((each) => ({ periods: each, late: true })),
    ...current.map((period) => ({ periods: [period], late: false })),
  ];
}

/** Instants after `after` and up to `until`, oldest first. Epoch milliseconds. */
export function occurrences(schedule: Schedule, zone: string, after: number, until: number): readonly number[] {
  const found = new Set<number>();
  // From the day before: a time that a clock change moves may fall behind midnight.
  let day: DateTime = DateTime.fromMillis(after, { zone }).startOf('day').minus({ days: 1 });
  while (day.toMillis() <= until) {
    for (const at of onDay(schedule, day)) if (at > after && at <= until) found.add(at);
    day = nextDay(day);
  }
  return [...found].sort((left, right) => left - right);
}

/** The first after `after`; null: no day within eight years is named. Epoch milliseconds. */
export function nextOccurrence(schedule: Schedule, zone: string, after: number): number | null {
  let day: DateTime = DateTime.fromMillis(after, { zone }).startOf('day').minus({ days: 1 });
  for (let looked = 0; looked < LOOK_MAX_DAYS; looked += 1) {
    const [first] = onDay(schedule, day).filter((at) => at > after);
    if (first !== undefined) return first;
    day = nextDay(day);
  }
  return null;
}

/** The last up to `until`; null: no day within eight years is named. Epoch milliseconds. */
export function lastOccurrence(schedule: Schedule, zone: string, until: number): number | null {
  let day = DateTime.fromMillis(until, { zone }).startOf('day').plus({ days: 1 });
  for (let looked = 0; looked < LOOK_MAX_DAYS; looked += 1) {
    const last = onDay(schedule, day)
      .filter((at) => at <= until)
      .at(-1);
    if (last !== undefined) return last;
    day = day.minus({ days: 1 }).startOf('day');
  }
  return null;
}

function nextDay(day: DateTime): DateTime {
  // By noon, which every day has; midnight is left out where the clocks change at it.
  return day.set({ hour: 12 }).plus({ days: 1 }).startOf('day');
}

function onDay(schedule: Schedule, day: DateTime): readonly number[] {
  if (!namesDay(schedule, day)) return [];
  const instants = schedule.hours.map((hour) => instantOf(day, hour, schedule.minute));
  return [...new Set(instants)].sort((left, right) => left - right);
}

function namesDay({ monthDays, months, weekDays }: Schedule, day: DateTime): boolean {
  if (months !== null && !months.includes(day.month)) return false;
  const byMonth = monthDays?.includes(day.day) ?? false;
  const byWeek = weekDays?.includes(day.weekday % 7) ?? false;
  if (monthDays !== null && weekDays !== null) return byMonth || byWeek;
  return (monthDays === null || byMonth) && (weekDays === null || byWeek);
}

/** Of a time that a clock change repeats, the first; one that it leaves out is as much later as the clocks jump. */
function instantOf(day: DateTime, hour: number, minute: number): number {
  const { year, month } = day;
  const local = DateTime.fromObject({ year, month, day: day.day, hour, minute }, { zone: day.zone });
  const repeated = local.getPossibleOffsets().map((each) => each.toMillis());
  return Math.min(local.toMillis(), ...repeated);
}
