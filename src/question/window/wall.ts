// Arithmetic on wall time: milliseconds as a clock on the wall shows them, as if its zone were UTC. No zone, no instant.

/** Milliseconds of wall time, counted as if in UTC. */
export type Wall = number;

export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;
export const WEEK = 7 * DAY;

/** A stretch of wall time, half-open. */
export interface WallSpan {
  readonly from: Wall;
  readonly to: Wall;
}

export const startOfDay = (wall: Wall): Wall => wall - (((wall % DAY) + DAY) % DAY);
/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (wall: Wall): number => ((new Date(wall).getUTCDay() + 6) % 7) + 1;
export const startOfWeek = (wall: Wall): Wall => startOfDay(wall) - (weekdayOf(wall) - 1) * DAY;
export const yearOf = (wall: Wall): number => new Date(wall).getUTCFullYear();
/** 1 is January. */
export const monthOf = (wall: Wall): number => new Date(wall).getUTCMonth() + 1;
export const dayOf = (wall: Wall): number => new Date(wall).getUTCDate();

/** First of a month; months outside 1–12 run on into other years. */
export const monthStart = (year: number, month: number): Wall => Date.UTC(year, month - 1, 1);

/** @returns the start of that day, or null where the calendar has no such day. */
export function dayStart(year: number, month: number, day: number): Wall | null {
  const wall = Date.UTC(year, month - 1, day);
  return monthOf(wall) === month && dayOf(wall) === day && yearOf(wall) === year ? wall : null;
}

export const daySpan = (from: Wall): WallSpan => ({ from, to: from + DAY });
export const monthSpan = (year: number, month: number, months = 1): WallSpan => ({
  from: monthStart(year, month),
  to: monthStart(year, month + months),
});

/** Same day and time so many months away; the 31st becomes the last day of a shorter month. */
export function addMonths(wall: Wall, months: number): Wall {
  const first = monthStart(yearOf(wall), monthOf(wall) + months);
  const last = dayOf(monthStart(yearOf(first), monthOf(first) + 1) - DAY);
  return first + (Math.min(dayOf(wall), last) - 1) * DAY + (wall - startOfDay(wall));
}

/** Monday of an ISO week, or null where that year has no such week. */
export function isoWeekStart(year: number, week: number): Wall | null {
  const first = startOfWeek(Date.UTC(year, 0, 4));
  const start = first + (week - 1) * WEEK;
  return week >= 1 && start < startOfWeek(Date.UTC(year + 1, 0, 4)) ? start : null;
}

export const isoDay = (wall: Wall): string => new Date(wall).toISOString().slice(0, 10);
export const clockOf = (wall: Wall): string => {
  const time = new Date(wall).toISOString().slice(11, 19);
  return time.endsWith(':00') ? time.slice(0, 5) : time;
};

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'];
const MONTH_NAMES = [...MONTHS, 'November', 'December'];

/** `Friday 2026-11-13`. */
export const namedDay = (wall: Wall): string => `${WEEKDAYS[weekdayOf(wall) - 1]} ${isoDay(wall)}`;
export const weekdayName = (weekday: number): string => WEEKDAYS[weekday - 1] ?? '';
export const monthName = (month: number): string => MONTH_NAMES[month - 1] ?? '';
