// What was read at each account's Region → the receipt: what was covered, and each gap in words that say where.
import { type AwsPlace, type AwsTrouble, troubleGap } from '../../aws/aws-trouble.ts';
import type { Coverage, Gap } from '../../domain/coverage.ts';
import { instant } from './clip-window.ts';
import { CALL_EVERY_MS } from './pacer.ts';
import { placeRows, type RowParts } from './place-rows.ts';
import { type CutLookup, eventsIn, type PlaceReading } from './read-place.ts';

export interface ReadParts extends RowParts {
  /** Places where a sure look-up was cut and a selective one was asked besides. */
  readonly complemented: ReadonlySet<string>;
  /** Gaps known before anything was read. */
  readonly gaps: readonly Gap[];
}

export function coverageOf(parts: ReadParts): Coverage {
  const { places, readings, complemented, clipped, gaps } = parts;
  const read = clipped.empty ? places : readings.filter(wasRead).map(({ place }) => place);
  const seen = new Set(readings.flatMap((reading) => [...reading.seen]));
  return {
    sources: [
      {
        source: 'event-history',
        from: instant(clipped.horizonMs),
        to: instant(Math.max(clipped.toMs, clipped.deliveredToMs)),
      },
    ],
    accounts: distinct(read.map(({ accountId }) => accountId)),
    regions: distinct(read.map(({ region }) => region)),
    eventsExamined: seen.size,
    filesRead: 0,
    duplicates: readings.reduce((sum, { duplicates }) => sum + duplicates, 0),
    deliveredTo: instant(clipped.deliveredToMs),
    places: placeRows(parts),
    // The first gap is the one quoted in the sentence: what went wrong before what is so by nature.
    gaps: [
      ...distinctGaps([...unreadGaps(readings), ...readings.flatMap((reading) => gapsOf(reading, complemented))]),
      ...gaps,
      ...clipped.gaps,
    ],
  };
}

export function placeKey({ accountId, region }: AwsPlace): string {
  return `${accountId}/${region}`;
}

export function wasRead(reading: PlaceReading): boolean {
  return reading.trouble === null || reading.seen.size > 0;
}

/** Places of one account that the same trouble kept from being read at all: one gap, as there is one thing to mend. */
function unreadGaps(readings: readonly PlaceReading[]): readonly Gap[] {
  const groups = new Map<string, { trouble: AwsTrouble; accountId: string; regions: string[] }>();
  for (const { place, trouble, seen } of readings) {
    if (trouble === null || seen.size > 0) continue;
    const { accountId, region } = place;
    const key = [accountId, trouble.trouble, trouble.code, trouble.action].join('\n');
    const group = groups.get(key) ?? { trouble, accountId, regions: [] };
    groups.set(key, group);
    if (!group.regions.includes(region)) group.regions.push(region);
  }
  return [...groups.values()].map(({ trouble, accountId, regions }) =>
    troubleGap(trouble, accountId, regions.sort(), 'Nothing of it was read.'),
  );
}

function gapsOf(reading: PlaceReading, complemented: ReadonlySet<string>): readonly Gap[] {
  const { place, trouble, cut, unreadable, seen } = reading;
  const gaps: Gap[] = [];
  if (trouble !== null && seen.size > 0) {
    const more = `The ${seen.size} event(s) read before were used; the rest was not read.`;
    gaps.push(troubleGap(trouble, place.accountId, [place.region], more));
  }
  if (cut.length > 0) gaps.push(cutGap(reading, cut, complemented.has(placeKey(place))));
  if (unreadable > 0) {
    const detail = `Account ${place.accountId}, Region ${place.region}: ${unreadable} event(s) came without a record that could be read.`;
    gaps.push({ kind: 'unreadable-file', detail });
  }
  return gaps;
}

function cutGap({ place, pages, fromMs }: PlaceReading, cut: readonly CutLookup[], complemented: boolean): Gap {
  const backToMs = Math.max(...cut.map((each) => each.backToMs));
  const known = cut.map(({ pagesInAll }) => pagesInAll);
  const whole = known.every((each) => each !== null) ? known.reduce<number>((sum, each) => sum + (each ?? 0), 0) : null;
  const all = whole === null ? '' : ` All of it would be about ${whole} pages, ${duration(whole)}.`;
  const besides = complemented
    ? ' Events that AWS indexes under the names asked for were read as well; others may be missing.'
    : '';
  return {
    kind: 'page-limit',
    detail: `Account ${place.accountId}, Region ${place.region}: after ${pages} pages of at most ${eventsIn(1)} events the reading was stopped; it is whole only from ${instant(backToMs)} on, not from ${instant(fromMs)}.${besides}${all} Ask about a shorter time, or name the action.`,
  };
}

/** How long so many pages of one account's Region take at AWS's pace. */
export function duration(pages: number): string {
  const seconds = Math.ceil((pages * CALL_EVERY_MS) / 1000);
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}

function distinctGaps(gaps: readonly Gap[]): readonly Gap[] {
  return [...new Map(gaps.map((gap) => [gap.detail, gap])).values()];
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
