// Instants relative to the `now` the organisation is generated for. All plain UTC arithmetic on epoch milliseconds.

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** As CloudTrail writes `eventTime`: UTC, whole seconds. */
export function instant(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** Midnight UTC of the day that holds `time`. */
export function startOfDay(time: number): number {
  return Math.floor(time / DAY) * DAY;
}

/** `clock` (`HH:MM:SS`, UTC) of the day `days` before today. */
export function daysAgo(now: number, days: number, clock: string): number {
  return startOfDay(now) - days * DAY + Date.parse(`1970-01-01T${clock}Z`);
}

/** `clock` of the latest Friday that is over: yesterday at the latest. */
export function lastFriday(now: number, clock: string): number {
  const FRIDAY = 5;
  const back = (new Date(now).getUTCDay() - FRIDAY + 7) % 7;
  return daysAgo(now, back === 0 ? 7 : back, clock);
}

/** As STS and IAM write dates inside parameters: `Jul 10, 2023, 12:24:29 PM`. */
export function wordyInstant(time: number): string {
  const [, day, month, year, clock] = new Date(time).toUTCString().split(/[ ,]+/);
  const [hour = '0', minute, second] = (clock ?? '').split(':');
  const twelve = Number(hour) % 12 === 0 ? 12 : Number(hour) % 12;
  return `${month} ${Number(day)}, ${year}, ${twelve}:${minute}:${second} ${Number(hour) < 12 ? 'AM' : 'PM'}`;
}
