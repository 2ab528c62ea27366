// Zone words of a question → the zone its dates are meant in. They are marked in the text, so that the date words on both
// sides of "15:00 CET on Friday" still belong together. Offsets that are part of a timestamp are left to the timestamp.
import { ZONE_MARK } from './fold.ts';
import type { TextSpan } from './reading.ts';
import type { Trouble } from './when.ts';
import {
  ABBREVIATIONS,
  AMBIGUOUS,
  knownZone,
  nearestZones,
  offsetMinutes,
  zoneOfOffset,
  zoneOfPlace,
} from './zone-names.ts';

export interface ZoneReading {
  /** The folded text with zone words marked. */
  readonly text: string;
  /** null: none said. */
  readonly zone: string | null;
  readonly spans: readonly TextSpan[];
  readonly notes: readonly string[];
  readonly troubles: readonly (TextSpan & { readonly trouble: Trouble })[];
}

const AREAS = 'africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific|etc|us';
const CLOCK_BEFORE = "(?<=(?:\\d ?[ap]\\.?m\\.?|\\d\\d:\\d\\d|\\d:\\d\\d:\\d\\d|noon|midnight|uhr|o'clock)\\s)";
/** Words before "time" that name no place. */
const NO_PLACE =
  /^(?:this|that|the|same|first|my|our|local|your|their|second|third|last|next|each|every|any|some|one|long|short|real|run|start|end|of|what|which|all|other|another|at|in|for|most|many|ever)$/;

/** `skip`: leading characters of the match that are no part of it. */
type Found = { readonly zone: string; readonly note?: string; readonly skip?: number } | { readonly trouble: Trouble };

interface Form {
  readonly pattern: RegExp;
  /** Matched on the text with the capitals that were typed. */
  readonly capitals?: boolean;
  readonly read: (match: RegExpExecArray, own: string) => Found | null;
}

const badZone = (text: string, phrases: readonly string[]): Found => ({ trouble: { kind: 'bad-zone', text, phrases } });

function offset(match: RegExpExecArray): Found {
  const sign = match.groups?.sign === '-' ? -1 : 1;
  const zone = zoneOfOffset(sign * (Number(match.groups?.hours) * 60 + Number(match.groups?.minutes ?? 0)));
  if (zone !== null) return { zone };
  return badZone(`No time zone is ${match[0].trim()} from UTC.`, ['UTC', '+02:00', 'Europe/Madrid']);
}

function abbreviation(typed: string): Found | null {
  const name = typed.toLowerCase();
  const zone = ABBREVIATIONS.get(name);
  if (zone === undefined) return null;
  const meaning = AMBIGUOUS.get(name);
  return meaning === undefined ? { zone } : { zone, note: `${typed.toUpperCase()} was read as ${meaning}.` };
}

/** Right after a clock time small letters will do, but for abbreviations that are words. */
function afterClock(typed: string): Found | null {
  const shouted = typed === typed.toUpperCase();
  if (!shouted && /^(?:et|pt|mt|ct|met|west)$/i.test(typed)) return null;
  const known = abbreviation(typed);
  if (known !== null || !shouted) return known;
  const likeAZone = /^[A-Z]{1,3}[SD]T$/.test(typed) && !/^(?:HOST|POST|LIST|TEST|COST|LAST)$/.test(typed);
  return likeAZone ? badZone(`"${typed}" is not a time zone I know.`, ['UTC', 'Europe/Madrid', '+02:00']) : null;
}

/** "New York time" names a place by two words, "Madrid time" by one, which may follow any other word. */
function placeTime(match: RegExpExecArray): Found | null {
  const [first = '', second = ''] = [match[1]?.trim(), match[2]];
  const both = zoneOfPlace(`${first} ${second}`.trim());
  if (both !== null) return { zone: both };
  const one = zoneOfPlace(second);
  return one === null ? null : { zone: one, skip: (match[1] ?? '').length };
}

function unknownPlace(match: RegExpExecArray): Found | null {
  if (NO_PLACE.test(match[1] ?? '')) return null;
  const text = `"${match[0]}" is not a time zone I know. Type a zone such as UTC, Europe/Madrid or +02:00.`;
  return badZone(text, ['UTC', ...nearestZones(match[1] ?? '')]);
}

function ianaName(match: RegExpExecArray): Found {
  const zone = knownZone(match[0]);
  if (zone !== null) return { zone };
  const near = nearestZones(match[0]);
  const hint = near[0] === undefined ? 'Type an IANA name such as Europe/Madrid.' : `Did you mean ${near[0]}?`;
  return badZone(`There is no time zone "${match[0]}". ${hint}`, near);
}

const FORMS: readonly Form[] = [
  {
    pattern: new RegExp(`(?<![a-z0-9/_-])(?:${AREAS})/[a-z_]+(?:[-+]?\\d{1,2})?(?:[-/][a-z_]+)*`, 'g'),
    read: ianaName,
  },
  {
    pattern: /(?<![a-z0-9])(?:(?:in )?(?:my|our)(?: local)?|local) time(?: ?zone)?(?![a-z])/g,
    read: (_, own) => ({ zone: own }),
  },
  {
    pattern: /(?<![a-z0-9/])(?:utc|gmt) ?(?<sign>[+-])(?<hours>\d{1,2})(?::?(?<minutes>\d\d))?(?![\d:])/g,
    read: offset,
  },
  { pattern: /(?<=^|[\s(])(?<sign>\+)(?<hours>\d\d):?(?<minutes>\d\d)(?![\d:])/g, read: offset },
  { pattern: /(?<=[\s(])(?<sign>-)(?<hours>\d\d)(?<minutes>\d\d)(?![\d:])/g, read: offset },
  { pattern: /(?<=:\d\d:\d\d\s)(?<sign>-)(?<hours>\d\d):(?<minutes>\d\d)(?![\d:])/g, read: offset },
  { pattern: /(?<=\d:\d\d(?::\d\d)?)z(?![a-z0-9])/g, read: () => ({ zone: 'UTC' }) },
  {
    pattern: /(?<![a-z0-9'])([a-z]+ )?([a-z]+)(?: standard| daylight| local)? time(?: ?zone)?(?![a-z])/g,
    read: placeTime,
  },
  { pattern: new RegExp(`${CLOCK_BEFORE}([a-z]+) time(?![a-z])`, 'g'), read: unknownPlace },
  {
    pattern: /(?<![A-Za-z0-9/_-])(?:utc|gmt|[A-Z]{3,4})(?![A-Za-z0-9/_-])/g,
    capitals: true,
    read: (match) => abbreviation(match[0]),
  },
  {
    pattern: new RegExp(`${CLOCK_BEFORE}[a-z]{2,5}(?![a-z0-9/_-])`, 'gi'),
    capitals: true,
    read: (match) => afterClock(match[0]),
  },
];

/** Timestamps with their own offset, hidden from the forms above. After a blank and without seconds, a dash is "to". */
const TIMESTAMP =
  /\d{4}-\d\d?-\d\d?(?:t\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?|\s\d\d?:\d\d(?::\d\d(?:[.,]\d+)?|(?!-)))(?<offset>z(?![a-z0-9])|[+-]\d\d:?\d\d)/g;
const MAX_LEAD = 14;
/** "in UTC", "(UTC)", "time zone: UTC". */
const LEAD = /(?:\bin\s|\(|\b(?:in )?(?:time ?)?zone[\s:=]{1,2}|\btz[\s:=]{1,2})$/;

/**
 * @param folded text as `fold` gives it
 * @param typed the same text before folding, for the capitals of abbreviations
 * @param own the asker's zone, for "my time"
 */
export function readZones(folded: string, typed: string, own: string): ZoneReading {
  const capitalised = folded.replace(/[a-z]/g, (char, at: number) => {
    const original = typed.charAt(at);
    return original.toLowerCase() === char ? original : char;
  });
  const hidden = [...folded.matchAll(TIMESTAMP)].map((match) => span(match.index, match.index + match[0].length));
  const spans: TextSpan[] = [];
  const troubles: (TextSpan & { readonly trouble: Trouble })[] = [];
  const zones = new Map<string, string | undefined>();
  for (const form of FORMS) {
    for (const match of (form.capitals ? capitalised : folded).matchAll(form.pattern)) {
      const found = form.read(match, own);
      if (found === null) continue;
      const start = match.index + ('skip' in found ? (found.skip ?? 0) : 0);
      const lead = LEAD.exec(folded.slice(Math.max(0, start - MAX_LEAD), start))?.[0].length ?? 0;
      const words = span(start - lead, match.index + match[0].length);
      if ([...hidden, ...spans, ...troubles].some((other) => words.start < other.end && other.start < words.end))
        continue;
      if ('trouble' in found) troubles.push({ ...words, trouble: found.trouble });
      else spans.push(words);
      if ('zone' in found) zones.set(found.zone, zones.get(found.zone) ?? found.note);
    }
  }
  const [first] = spans;
  if (zones.size > 1 && first !== undefined) troubles.push({ ...first, trouble: twoZones([...zones.keys()]) });
  const text = [...spans, ...troubles].reduce(mark, folded);
  const notes = [...zones.values()].filter((note) => note !== undefined);
  return { text, zone: [...zones.keys()][0] ?? zoneOfTimestamp(folded), spans, notes, troubles };
}

/** The zone that a timestamp with an offset was written in, where no zone is named. */
function zoneOfTimestamp(folded: string): string | null {
  const offset = folded.matchAll(TIMESTAMP).next().value?.groups?.offset;
  return offset === undefined ? null : zoneOfOffset(offsetMinutes(offset));
}

const span = (start: number, end: number): TextSpan => ({ start, end });

const twoZones = (zones: readonly string[]): Trouble => ({
  kind: 'bad-zone',
  text: `Two time zones in one question (${zones.join(' and ')}): say both times in one of them.`,
  phrases: [],
});

const mark = (text: string, { start, end }: TextSpan): string =>
  text.slice(0, start) + ZONE_MARK.repeat(end - start) + text.slice(end);
