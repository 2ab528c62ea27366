// Instants and windows → words in the asker's zone with UTC beside them, so that nobody has to do sums.
// English month names whatever the machine's locale: the same answer reads the same everywhere.
import { DateTime, IANAZone } from 'luxon';
import type { Window } from '../../domain/question.ts';

/**
 * `Mon 10 Jul 2023 14:08:06 Europe/Amsterdam (12:08:06Z)`; the UTC day too where it differs from the local one.
 * `iso`: RFC 3339. `zone`: IANA; an unknown zone reads as UTC. What is not a date is given back as it came.
 */
export function describeInstant(iso: string, zone: string): string {
  const utc = inZone(iso, 'UTC');
  const local = inZone(iso, zone);
  if (utc === null || local === null) return iso;
  const words = `${local.toFormat('ccc d LLL yyyy HH:mm:ss')} ${local.zoneName ?? 'UTC'}`;
  return local.zoneName === 'UTC' ? words : `${words} (${utcBeside(utc, local)})`;
}

/** A day less than what a Date can hold (8.64e15), so that adding an offset stays a date. */
const DATE_MS_MAX = 8.64e15 - 86_400_000;

/** `2023-07-10 14:08:06` in `zone`: for columns under a heading that names the zone. */
export function instantCell(iso: string, zone: string): string {
  const ms = Date.parse(iso);
  if (!(Math.abs(ms) < DATE_MS_MAX)) return iso;
  // By the zone's offset alone: a hundred thousand rows go through here, and formatting each took ten times as long.
  const local = new Date(ms + IANAZone.create(zoneName(zone)).offset(ms) * 60_000);
  return local.toISOString().slice(0, 19).replace('T', ' ');
}

/** The zone an unknown one is read as is UTC; this is the name to print for either. */
export function zoneName(zone: string): string {
  // Not isValidZone: it makes a formatter each time, which was a tenth of all work of a busy bot. This one remembers.
  return IANAZone.create(zone).isValid && zone.toUpperCase() !== 'UTC' ? zone : 'UTC';
}

/** `Mon 10 Jul 2023 00:00 to Tue 11 Jul 2023 00:00 Europe/Amsterdam (UTC: 2023-07-09 22:00 to 2023-07-10 22:00)`. */
export function describeWindow(window: Window): string {
  const zone = zoneName(window.zone);
  const local = span(window, zone, 'ccc d LLL yyyy HH:mm');
  if (zone === 'UTC') return `${local} UTC`;
  return `${local} ${zone} (UTC: ${span(window, 'UTC', 'yyyy-MM-dd HH:mm')})`;
}

function span(window: Window, zone: string, format: string): string {
  const to = minute(window.to, zone, format);
  return window.from === null ? `everything up to ${to}` : `${minute(window.from, zone, format)} to ${to}`;
}

/** Seconds only where they are not zero: most windows begin and end on the minute. */
function minute(iso: string, zone: string, format: string): string {
  const at = inZone(iso, zone);
  if (at === null) return iso;
  return at.toFormat(at.second === 0 ? format : `${format}:ss`);
}

function utcBeside(utc: DateTime, local: DateTime): string {
  const sameDay = utc.toFormat('yyyy-MM-dd') === local.toFormat('yyyy-MM-dd');
  return utc.toFormat(sameDay ? "HH:mm:ss'Z'" : "ccc d LLL HH:mm:ss'Z'");
}

function inZone(iso: string, zone: string): DateTime | null {
  const at = DateTime.fromISO(iso, { zone: 'utc', locale: 'en-US' }).setZone(zoneName(zone));
  return at.isValid ? at : null;
}
