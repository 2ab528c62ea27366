// Wall time in an IANA zone → instants. Where clocks change, a wall time may come twice or never: both readings are given.
import { IANAZone } from 'luxon';
import { DAY, MINUTE, type Wall } from './wall.ts';

/** The instants that one wall time may mean. */
export interface ClockReading {
  readonly earliest: number;
  readonly latest: number;
  readonly times: 'once' | 'twice' | 'never';
}

/** Far enough from a change to be past it on either side, wherever on earth; no zone changes twice within three days. */
const PAST_ANY_CHANGE = 1.5 * DAY;
const ZONES = new Map<string, IANAZone>();
const MAX_ZONES_KEPT = 1_000;

function zoneNamed(name: string): IANAZone {
  const known = ZONES.get(name);
  if (known !== undefined) return known;
  const zone = IANAZone.create(name);
  if (ZONES.size < MAX_ZONES_KEPT) ZONES.set(name, zone);
  return zone;
}

const VALID = new Map<string, boolean>();

/** Kept, as asking the runtime costs more than reading a whole question. */
export function isZone(name: string): boolean {
  const known = VALID.get(name);
  if (known !== undefined) return known;
  const valid = IANAZone.isValidZone(name);
  if (VALID.size < MAX_ZONES_KEPT) VALID.set(name, valid);
  return valid;
}

/** Milliseconds that the zone's clocks are ahead of UTC at an instant. */
export const offsetAt = (instant: number, zone: string): number => zoneNamed(zone).offset(instant) * MINUTE;
export const wallAt = (instant: number, zone: string): Wall => instant + offsetAt(instant, zone);

/** Both instants that a wall time may mean in a zone; the same one twice on all but two nights a year. */
export function readClock(wall: Wall, zone: string): ClockReading {
  const before = offsetAt(wall - PAST_ANY_CHANGE, zone);
  const after = offsetAt(wall + PAST_ANY_CHANGE, zone);
  if (before === after) return { earliest: wall - before, latest: wall - before, times: 'once' };
  const early = wall - Math.max(before, after);
  const late = wall - Math.min(before, after);
  const earlyHolds = wallAt(early, zone) === wall;
  const lateHolds = wallAt(late, zone) === wall;
  if (earlyHolds === lateHolds) return { earliest: early, latest: late, times: earlyHolds ? 'twice' : 'never' };
  const only = earlyHolds ? early : late;
  return { earliest: only, latest: only, times: 'once' };
}

/** The first instant of the day that starts at this wall time: some days start at 01:00, and a few do not exist. */
export function startOfDayInstant(wall: Wall, zone: string): number {
  const clock = readClock(wall, zone);
  if (clock.times !== 'never') return clock.earliest;
  let [low, high] = [clock.earliest, clock.latest];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (wallAt(middle, zone) >= wall) high = middle;
    else low = middle;
  }
  return high;
}
