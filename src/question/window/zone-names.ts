// What people call time zones → IANA names. Abbreviations in the sense the tz database and chrono-node give them: CET is
// Central European local time, EST is UTC-5 all year.

import { isZone } from './zone-edges.ts';

/** No IANA name is longer. */
const LONGEST_NAME = 40;

/** Abbreviations, lower case. Those of the whole year's local time first. */
export const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    cet: 'CET',
    met: 'MET',
    eet: 'EET',
    wet: 'WET',
    et: 'America/New_York',
    ct: 'America/Chicago',
    mt: 'America/Denver',
    pt: 'America/Los_Angeles',
    utc: 'UTC',
    gmt: 'UTC',
    zulu: 'UTC',
    est: 'Etc/GMT+5',
    edt: 'Etc/GMT+4',
    cst: 'Etc/GMT+6',
    cdt: 'Etc/GMT+5',
    mst: 'Etc/GMT+7',
    mdt: 'Etc/GMT+6',
    pst: 'Etc/GMT+8',
    pdt: 'Etc/GMT+7',
    akst: 'Etc/GMT+9',
    akdt: 'Etc/GMT+8',
    hst: 'Pacific/Honolulu',
    cest: 'Etc/GMT-2',
    mesz: 'Etc/GMT-2',
    mez: 'CET',
    eest: 'Etc/GMT-3',
    west: 'Etc/GMT-1',
    bst: 'Etc/GMT-1',
    ist: 'Asia/Kolkata',
    jst: 'Asia/Tokyo',
    kst: 'Asia/Seoul',
    sgt: 'Asia/Singapore',
    hkt: 'Asia/Hong_Kong',
    msk: 'Europe/Moscow',
    trt: 'Europe/Istanbul',
    pkt: 'Asia/Karachi',
    awst: 'Australia/Perth',
    acst: 'Australia/Darwin',
    aest: 'Etc/GMT-10',
    aedt: 'Etc/GMT-11',
    nzst: 'Etc/GMT-12',
    nzdt: 'Etc/GMT-13',
    sast: 'Africa/Johannesburg',
    brt: 'America/Sao_Paulo',
  }),
);

/** What an abbreviation that has several meanings was taken for; shown as an assumption. */
export const AMBIGUOUS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ist: 'India',
    cst: 'US Central standard time, UTC-6',
    bst: 'British summer time, UTC+1',
    est: 'US Eastern standard time, UTC-5 all year ("ET" is local time)',
    pst: 'US Pacific standard time, UTC-8 all year ("PT" is local time)',
    mst: 'US Mountain standard time, UTC-7 all year ("MT" is local time)',
    cet: 'Central European local time, summer time included',
    mez: 'Central European local time, summer time included',
    eet: 'Eastern European local time, summer time included',
    wet: 'Western European local time, summer time included',
  }),
);

/** Places that name a zone and are not the city it is named after. */
const PLACES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    eastern: 'America/New_York',
    'us eastern': 'America/New_York',
    'east coast': 'America/New_York',
    central: 'America/Chicago',
    'us central': 'America/Chicago',
    mountain: 'America/Denver',
    'us mountain': 'America/Denver',
    pacific: 'America/Los_Angeles',
    'us pacific': 'America/Los_Angeles',
    'west coast': 'America/Los_Angeles',
    'central european': 'CET',
    'eastern european': 'EET',
    'western european': 'WET',
    uk: 'Europe/London',
    british: 'Europe/London',
    german: 'Europe/Berlin',
    french: 'Europe/Paris',
    spanish: 'Europe/Madrid',
    japan: 'Asia/Tokyo',
    indian: 'Asia/Kolkata',
    india: 'Asia/Kolkata',
    kolkata: 'Asia/Kolkata',
    mumbai: 'Asia/Kolkata',
    delhi: 'Asia/Kolkata',
    bangalore: 'Asia/Kolkata',
    bengaluru: 'Asia/Kolkata',
    hyderabad: 'Asia/Kolkata',
    kyiv: 'Europe/Kyiv',
    'ho chi minh': 'Asia/Ho_Chi_Minh',
    'buenos aires': 'America/Argentina/Buenos_Aires',
    'san francisco': 'America/Los_Angeles',
    seattle: 'America/Los_Angeles',
    boston: 'America/New_York',
    washington: 'America/New_York',
    munich: 'Europe/Berlin',
    frankfurt: 'Europe/Berlin',
    hamburg: 'Europe/Berlin',
    barcelona: 'Europe/Madrid',
    milan: 'Europe/Rome',
    geneva: 'Europe/Zurich',
    osaka: 'Asia/Tokyo',
    beijing: 'Asia/Shanghai',
    montreal: 'America/Toronto',
  }),
);

let cities: ReadonlyMap<string, string> | null = null;

function citiesOfTheDatabase(): ReadonlyMap<string, string> {
  cities ??= new Map(
    Intl.supportedValuesOf('timeZone').map((zone) => [
      zone
        .slice(zone.lastIndexOf('/') + 1)
        .replaceAll('_', ' ')
        .toLowerCase(),
      zone,
    ]),
  );
  return cities;
}

/** @param place lower case, words apart by one blank; @returns its IANA zone, or null */
export function zoneOfPlace(place: string): string | null {
  return PLACES.get(place) ?? citiesOfTheDatabase().get(place) ?? null;
}

/** IANA zones that never change and stand for offsets which are no whole hours. */
const PARTS_OF_HOURS: ReadonlyMap<number, string> = new Map([
  [-570, 'Pacific/Marquesas'],
  [270, 'Asia/Kabul'],
  [330, 'Asia/Kolkata'],
  [345, 'Asia/Kathmandu'],
  [390, 'Asia/Yangon'],
  [525, 'Australia/Eucla'],
  [570, 'Australia/Darwin'],
]);
const FURTHEST_WEST = -12 * 60;
const FURTHEST_EAST = 14 * 60;

/** @param minutes ahead of UTC; @returns an IANA zone that keeps this offset, or null where there is none */
export function zoneOfOffset(minutes: number): string | null {
  if (minutes === 0) return 'UTC';
  if (minutes < FURTHEST_WEST || minutes > FURTHEST_EAST) return null;
  if (minutes % 60 !== 0) return PARTS_OF_HOURS.get(minutes) ?? null;
  return `Etc/GMT${minutes > 0 ? '-' : '+'}${Math.abs(minutes) / 60}`;
}

const OFFSET = /^([+-])(\d\d):?(\d\d)$/;

/** Minutes ahead of UTC of an offset as ISO writes it; 0 for `z`. */
export function offsetMinutes(offset: string): number {
  const match = OFFSET.exec(offset);
  if (match === null) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

/** @returns the zone of that IANA name, in the database's own capitals; null where there is none */
export function knownZone(name: string): string | null {
  if (name.length > LONGEST_NAME) return null;
  const wanted = name.toLowerCase();
  const listed = Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase() === wanted);
  if (listed !== undefined) return listed;
  if (!isZone(name)) return null;
  const capitals = wanted.replace(/[a-z]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1));
  const proper = capitals.replace(/Gmt|Utc|^Us(?=\/)/g, (word) => word.toUpperCase());
  return /^Etc\/(?:UTC|GMT)$/.test(proper) ? 'UTC' : proper;
}

/** @returns IANA zones whose names are nearest in spelling to `typed`, best first, three at most */
export function nearestZones(typed: string): readonly string[] {
  if (typed.length > LONGEST_NAME) return [];
  const wanted = typed.toLowerCase().slice(typed.indexOf('/') + 1);
  return Intl.supportedValuesOf('timeZone')
    .map((zone) => ({ zone, distance: editDistance(zone.toLowerCase().slice(zone.indexOf('/') + 1), wanted) }))
    .filter(({ distance }) => distance <= Math.min(3, Math.floor(wanted.length / 3)))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ zone }) => zone);
}

/** Letters to insert, drop, change or swap with their neighbour to get from one word to the other. */
export function editDistance(a: string, b: string): number {
  let older: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (older[j - 2] ?? 0) + 1);
      row.push(best);
    }
    older = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
