// What became of each account's Region → the rows of the receipt: read to its end or not, and why not, in a clause.
import { troubleClause } from '../../aws/aws-trouble.ts';
import type { PlaceCoverage } from '../../domain/coverage.ts';
import { type ClippedWindow, instant } from './clip-window.ts';
import type { PlaceReading } from './read-place.ts';
import type { LeftPlace, RoutedPlace } from './route-lookups.ts';

export interface RowParts {
  /** Everything that was to be read. */
  readonly places: readonly RoutedPlace[];
  /** What was left out. */
  readonly left: readonly LeftPlace[];
  /** Those that say whether a place was read come before those that only add events to it. */
  readonly readings: readonly PlaceReading[];
  readonly clipped: ClippedWindow;
}

/** By account, then Region. */
export function placeRows({ places, left, readings, clipped }: RowParts): readonly PlaceCoverage[] {
  const deliveredTo = instant(clipped.deliveredToMs);
  const rows = places.map(({ accountId, region }) => {
    const reading = readings.find(({ place }) => place.accountId === accountId && place.region === region);
    const why = clipped.empty ? beyond(clipped) : reading === undefined ? 'it was not read' : whyNot(reading);
    return row(accountId, region, why, deliveredTo);
  });
  const others = left.map(({ accountId, region, why }) => row(accountId, region, why, deliveredTo));
  return [...rows, ...others].sort(byPlace);
}

function row(account: string, region: string, why: string | null, deliveredTo: string): PlaceCoverage {
  return {
    source: 'event-history',
    account,
    region,
    read: why === null,
    why,
    deliveredTo: why === null ? deliveredTo : null,
    categories: ['Management'],
    // Event history goes on whatever is done to trails. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html
    off: [],
  };
}

/** null: read to its end. */
function whyNot({ trouble, cut, pages, seen, unreadable }: PlaceReading): string | null {
  if (trouble !== null) {
    const after = seen.size === 0 ? '' : `, after ${seen.size} event(s)`;
    return `${troubleClause(trouble)}${after}`;
  }
  if (cut.length > 0) {
    return `cut after ${pages} page(s); whole only from ${instant(Math.max(...cut.map(({ backToMs }) => backToMs)))} on`;
  }
  return unreadable === 0 ? null : `${unreadable} event(s) came without a record that could be read`;
}

function beyond({ horizonMs, fromMs, toMs }: ClippedWindow): string {
  return fromMs === horizonMs && toMs <= horizonMs
    ? `event history reaches back to ${instant(horizonMs)} only`
    : 'the time asked about is empty';
}

function byPlace(left: PlaceCoverage, right: PlaceCoverage): number {
  const [one, other] = [`${left.account} ${left.region}`, `${right.account} ${right.region}`];
  return one < other ? -1 : one > other ? 1 : 0;
}
