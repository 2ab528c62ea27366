// A source's coverage and what AWS says of the trails → the receipt told apart place by place: up to when delivered, what is
// recorded, when it was off, and what could not be asked, with the permission that was missing.

import { listOf } from '../../answer/words/count.ts';
import type { Coverage, PlaceCoverage, SourceName } from '../../domain/coverage.ts';
import type { EventsRequest } from '../../domain/source.ts';
import { instant } from '../../trails/describe-silence.ts';
import type { Find } from '../../trails/silence.ts';
import { type Interval, type PlaceFindings, placeFindings } from '../../trails/trail-findings.ts';
import { isUnread, type TrailPlace, type TrailReport, type Unread } from '../../trails/trail-report.ts';
import { type OffPlaces, trailGaps } from './trail-gaps.ts';

/** `find`: looks for events in the source itself. */
export async function withTrails(
  source: SourceName,
  coverage: Coverage,
  request: Pick<EventsRequest, 'test' | 'window'>,
  report: TrailReport,
  find: Find,
): Promise<Coverage> {
  const window: Interval = {
    fromMs: request.window.from === null ? Number.NEGATIVE_INFINITY : Date.parse(request.window.from),
    toMs: Math.min(Date.parse(request.window.to), report.checkedMs),
  };
  const covered = coverage.places ?? [];
  const places = report.places.flatMap((place) =>
    isUnread(place.trails) ? [] : placeFindings(place, place.trails, window),
  );
  const { gaps, off } =
    window.fromMs < window.toMs
      ? await trailGaps({ test: request.test, window, covered, places, find })
      : { gaps: [], off: [] };
  const named = new Set(places.map(({ account, region }) => `${account}/${region}`));
  return {
    ...coverage,
    places: [
      ...covered.filter(({ account, region }) => !named.has(`${account}/${region}`)),
      ...places.map((place) => placeCoverage(source, place, covered, off)),
      ...report.places.flatMap((place) => notEnabled(source, place, covered)),
    ],
    notes: [...(coverage.notes ?? []), ...notesOf(report)],
    gaps: [...coverage.gaps, ...gaps],
  };
}

function placeCoverage(
  source: SourceName,
  place: PlaceFindings,
  covered: readonly PlaceCoverage[],
  off: readonly OffPlaces[],
): PlaceCoverage {
  const { account, region, categories, deliveredMs } = place;
  const known = covered.find((each) => each.account === account && each.region === region);
  const unrecorded = known === undefined && place.findings.some(({ kind }) => kind === 'no-trail');
  const times = off.filter(({ places }) => places.includes(place)).map(({ time }) => timeOf(time));
  return {
    source,
    account,
    region,
    read: !unrecorded,
    why: unrecorded ? 'no trail records it' : null,
    // What AWS has delivered is not here before it was copied here.
    deliveredTo: known?.deliveredTo ?? (deliveredMs === null || known === undefined ? null : instant(deliveredMs)),
    categories,
    off: [...(known?.off ?? []), ...times],
  };
}

function timeOf({ fromMs, toMs }: Interval): PlaceCoverage['off'][number] {
  // A trail that was never started has been off since before anything.
  return { from: instant(Math.max(fromMs, 0)), to: Number.isFinite(toMs) ? instant(toMs) : null };
}

function notEnabled(
  source: SourceName,
  place: TrailPlace,
  covered: readonly PlaceCoverage[],
): readonly PlaceCoverage[] {
  const { account, region, trails } = place;
  if (!isUnread(trails) || trails.unread !== 'not-enabled') return [];
  if (covered.some((each) => each.account === account && each.region === region)) return [];
  return [{ source, account, region, read: false, why: 'not enabled', deliveredTo: null, categories: null, off: [] }];
}

const NAMES_MAX = 3;

/** One clause for each permission that was missing, and one for what did not answer. */
function notesOf({ places }: TrailReport): readonly string[] {
  const accounts = new Map<string, Set<string>>();
  for (const { account, trails } of places) {
    for (const { unread, action } of unreadOf(trails)) {
      if (unread === 'not-enabled') continue;
      const what = unread === 'denied' ? `allow ${action}` : `no answer to ${action}`;
      accounts.set(what, (accounts.get(what) ?? new Set()).add(account));
    }
  }
  return [...accounts].map(
    ([what, of]) => `trails not checked in account${of.size === 1 ? '' : 's'} ${listOf([...of], NAMES_MAX)}: ${what}`,
  );
}

function unreadOf(trails: TrailPlace['trails']): readonly Unread[] {
  if (isUnread(trails)) return [trails];
  return trails.flatMap(({ status, recording }) => [status, recording].filter(isUnread));
}
