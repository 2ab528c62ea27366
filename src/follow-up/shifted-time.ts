// "the day before", "earlier", "the week after that" → the time meant, in whole words that a question can hold: counted
// from the window of the question before.
import { DateTime, IANAZone } from 'luxon';
import type { Window } from '../domain/question.ts';

const UNIT = /^(?:the\s+|one\s+|a\s+)?(hour|day|week|month)\s+(before|earlier|after|later)(?:\s+that)?$/i;
const SPAN = /^(?:a\s+bit\s+|even\s+)?(before|earlier|after|later)(?:\s+(?:that|then))?$/i;

/** `between 2023-07-09 00:00 and 2023-07-10 00:00 Europe/Berlin`; null where no such time is said, or none was asked. */
export function shiftedTime(window: Window | null, said: string): string | null {
  if (window === null || window.from === null) return null;
  const [from, to] = [local(window.from, window.zone), local(window.to, window.zone)];
  if (!from.isValid || !to.isValid) return null;
  const [, unit, unitWay] = UNIT.exec(said) ?? [];
  const [, spanWay] = SPAN.exec(said) ?? [];
  const way = (unitWay ?? spanWay)?.toLowerCase();
  if (way === undefined) return null;
  const sign = way === 'before' || way === 'earlier' ? -1 : 1;
  if (unit === undefined) {
    const length = to.toMillis() - from.toMillis();
    return sign < 0 ? between(from.minus(length), from) : between(to, to.plus(length));
  }
  const step = { [`${unit.toLowerCase()}s`]: sign };
  return between(from.plus(step), to.plus(step));
}

/** The window itself, in words that mean the same whenever they are read; null: it has no beginning. */
export function absoluteTime({ from, to, zone }: Pick<Window, 'from' | 'to' | 'zone'>): string | null {
  if (from === null) return null;
  const [start, end] = [local(from, zone), local(to, zone)];
  return start.isValid && end.isValid ? between(start, end) : null;
}

function local(iso: string, zone: string): DateTime {
  return DateTime.fromISO(iso, { zone: 'utc' }).setZone(IANAZone.create(zone).isValid ? zone : 'utc');
}

function between(from: DateTime, to: DateTime): string {
  const words = (at: DateTime) => at.toFormat('yyyy-MM-dd HH:mm');
  return `between ${words(from)} and ${words(to)} ${from.zoneName ?? 'UTC'}`;
}
