// Calendar periods as stretches of wall time, and the ones that come round every year.
import type { Unit } from './languages/language.ts';
import {
  addMonths,
  DAY,
  daySpan,
  dayStart,
  HOUR,
  isoWeekStart,
  MINUTE,
  monthOf,
  monthSpan,
  monthStart,
  SECOND,
  startOfDay,
  startOfWeek,
  type Wall,
  type WallSpan,
  WEEK,
  weekdayOf,
  yearOf,
} from './wall.ts';
import { type Floating, floating, type Grain } from './when.ts';

const MONTHS_IN: Readonly<Partial<Record<Unit, number>>> = { month: 1, quarter: 3, year: 12 };

/** The calendar period of that unit that contains `wall`, moved by `shift` periods. A fortnight counts as its last week. */
export function periodOf(unit: Unit, wall: Wall, shift: number): { readonly span: WallSpan; readonly grain: Grain } {
  switch (unit) {
    case 'week':
    case 'fortnight': {
      const from = startOfWeek(wall) + shift * WEEK * (unit === 'fortnight' ? 2 : 1);
      return { span: { from, to: from + WEEK }, grain: 'week' };
    }
    case 'month':
    case 'quarter':
    case 'year': {
      const months = MONTHS_IN[unit] ?? 1;
      const first = monthOf(wall) - ((monthOf(wall) - 1) % months);
      return { span: monthSpan(yearOf(wall), first + shift * months, months), grain: unit };
    }
    case 'second':
    case 'minute':
    case 'hour':
    case 'day':
      return { span: daySpan(startOfDay(wall) + shift * DAY), grain: 'day' };
  }
}

/** `n` units before a wall time; months and years keep the day of the month. */
export function wallBefore(wall: Wall, n: number, unit: Unit): Wall {
  const months = MONTHS_IN[unit];
  if (months !== undefined) return addMonths(wall, -n * months);
  return wall - n * (unit === 'fortnight' ? 2 * WEEK : unit === 'week' ? WEEK : DAY);
}

/** Milliseconds of a unit that is always as long; null for days and longer. */
export function fixedLength(unit: Unit): number | null {
  if (unit === 'hour') return HOUR;
  if (unit === 'minute') return MINUTE;
  return unit === 'second' ? SECOND : null;
}

function eachYear(from: Wall, to: Wall, of: (year: number) => WallSpan | null): readonly WallSpan[] {
  const spans: WallSpan[] = [];
  for (let year = yearOf(from) - 1; year <= yearOf(to) + 1; year += 1) {
    const span = of(year);
    if (span !== null && span.from >= from && span.from < to) spans.push(span);
  }
  return spans;
}

/** Every day that `holds`; at most the days between `from` and `to`. */
function eachDay(from: Wall, to: Wall, holds: (day: Wall) => boolean): readonly WallSpan[] {
  const spans: WallSpan[] = [];
  for (let day = startOfDay(from + DAY - 1); day < to; day += DAY) if (holds(day)) spans.push(daySpan(day));
  return spans;
}

const ORDINALS: Readonly<Record<number, string>> = { 1: 'st', 2: 'nd', 3: 'rd' };
const LEAP_DAYS = 9 * 366;

export const everyDay = (): Floating =>
  floating('day', 'day', (from, to) => eachDay(from, to, () => true), { backDays: 2 });

export const weekday = (number: number, name: string): Floating =>
  floating(name, 'day', (from, to) => eachDay(from, to, (day) => weekdayOf(day) === number), {
    backDays: 8,
    weekday: true,
  });

export const weekend = (): Floating =>
  floating(
    'weekend',
    'weekend',
    (from, to) =>
      eachDay(from, to, (day) => weekdayOf(day) === 6).map((day) => ({ from: day.from, to: day.from + 2 * DAY })),
    { backDays: 8 },
  );

export const dayOfMonth = (day: number): Floating =>
  floating(
    `the ${day}${ORDINALS[day % 10 === day || day > 20 ? day % 10 : 0] ?? 'th'}`,
    'day',
    (from, to) => eachDay(from, to, (wall) => new Date(wall).getUTCDate() === day),
    {
      backDays: 93,
      inAnyMonth: true,
    },
  );

/** `valid`: the name of a day that exists in some year. */
export const monthDay = (month: number, day: number, name: string): Floating =>
  floating(
    name,
    'day',
    (from, to) =>
      eachYear(from, to, (year) => {
        const start = dayStart(year, month, day);
        return start === null ? null : daySpan(start);
      }),
    month === 2 && day === 29 ? { backDays: LEAP_DAYS } : {},
  );

export const monthOfYear = (month: number, name: string): Floating =>
  floating(name, 'month', (from, to) => eachYear(from, to, (year) => monthSpan(year, month)));

export const quarterOfYear = (quarter: number): Floating =>
  floating(`Q${quarter}`, 'quarter', (from, to) => eachYear(from, to, (year) => quarterSpan(year, quarter)));

export const quarterSpan = (year: number, quarter: number): WallSpan => monthSpan(year, quarter * 3 - 2, 3);

export const halfOfYear = (half: number): Floating =>
  floating(`H${half}`, 'half', (from, to) => eachYear(from, to, (year) => monthSpan(year, half * 6 - 5, 6)));

export const weekOfYear = (week: number): Floating =>
  floating(
    `week ${week}`,
    'week',
    (from, to) =>
      eachYear(from, to, (year) => {
        const start = isoWeekStart(year, week);
        return start === null ? null : { from: start, to: start + WEEK };
      }),
    week === 53 ? { backDays: LEAP_DAYS } : {},
  );

export const yearSpan = (year: number): WallSpan => ({ from: monthStart(year, 1), to: monthStart(year + 1, 1) });

/** Days between two dates of one month, which comes round every year. */
export const monthDays = (month: number, first: number, last: number, name: string): Floating =>
  floating(name, 'day', (from, to) =>
    eachYear(from, to, (year) => {
      const [start, end] = [dayStart(year, month, first), dayStart(year, month, last)];
      return start === null || end === null ? null : { from: start, to: end + DAY };
    }),
  );
