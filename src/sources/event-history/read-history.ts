// One request and the look-ups chosen for it → events and receipt: places read side by side, each reading shared with
// whoever asks the same; selective look-ups where a sure one was cut, so that what can be found is found.

import { type AwsTrouble, credentialsFailure } from '../../aws/aws-trouble.ts';
import type { AuditEvent } from '../../domain/audit-event.ts';
import type { Failure } from '../../domain/failure.ts';
import type { EventsRead, EventsRequest } from '../../domain/source.ts';
import { arranged } from '../query/arranged.ts';
import { type Lookup, type LookupChoice, lookupKey } from './choose-lookups.ts';
import { type ClippedWindow, clipWindow, GRAIN_MS } from './clip-window.ts';
import { coverageOf, placeKey } from './coverage.ts';
import type { KnownTargets } from './known-targets.ts';
import type { PageReader } from './read-page.ts';
import { type PlaceReading, type PlaceRequest, readPlace } from './read-place.ts';
import { type RoutedPlace, routeLookups } from './route-lookups.ts';
import type { SharedReads } from './shared-reads.ts';
import { type SweepNews, sweepTeller } from './sweep-teller.ts';
import { onlyData, unlogged } from './unlogged.ts';

export interface HistoryRead extends KnownTargets {
  readonly reader: PageReader;
  readonly shared: SharedReads<PlaceReading, number>;
  readonly pagesMax: number;
  readonly request: EventsRequest;
  readonly choice: LookupChoice;
  readonly asker: string;
  /** Epoch milliseconds; the reading's end when the window is open. */
  readonly now: number;
}

/** Pages of selective look-ups, made besides a sweep that was cut or before one that they may save. */
const QUICK_PAGES_MAX = 10;
/** Account-Regions read side by side; each is paced by itself. */
const PLACES_AT_ONCE = 40;
/** Asked about "now", a reading begun this long ago still serves: nothing arrives within it. */
const OPEN_JOIN_MS_MAX = GRAIN_MS;
/** Later than this nothing arrives that is worth keeping a reading from being kept for. */
const SETTLED_MS = 60 * 60_000;

export async function readHistory(read: HistoryRead): Promise<EventsRead | Failure> {
  const { request, choice, targets, skipped, now } = read;
  const clipped = clipWindow(request.window, now);
  const sureLookups = onlyData(request.test) ? [] : choice.sure;
  const routed = routeLookups(sureLookups, request.test, targets, skipped);
  const { places, left } = routed;
  const known = { places, left, clipped, gaps: [...routed.gaps, ...unlogged(request.test)] };
  if (clipped.empty || routed.places.length === 0) {
    return { events: [], coverage: coverageOf({ ...known, readings: [], complemented: new Set() }) };
  }
  try {
    const early = choice.settledBy.length === 0 ? [] : await readPlaces(read, clipped, choice.quick, QUICK_PAGES_MAX);
    const settled = choice.settledBy.length > 0 && allIssued(choice.settledBy, early);
    const news = sweepTeller(request.tell, read.pagesMax);
    const sure = settled ? early : await readPlaces(read, clipped, choice.sure, read.pagesMax, { news });
    const cut = new Set(sure.filter((each) => each.cut.length > 0).map(({ place }) => placeKey(place)));
    const late =
      settled || early.length > 0 ? [] : await readPlaces(read, clipped, choice.quick, QUICK_PAGES_MAX, { only: cut });
    const wrong = wrongCredentials(sure);
    if (wrong !== null) return credentialsFailure(wrong);
    const besides = settled ? [] : [...early, ...late].filter(({ seen }) => seen.size > 0).map(withoutVerdict);
    const readings = [...sure, ...besides];
    const complemented = new Set(settled ? [] : [...early, ...late].map(({ place }) => placeKey(place)));
    const { events, cut: gaps } = arranged(within(readings, clipped), request);
    return { events, coverage: coverageOf({ ...known, readings, complemented, gaps: [...known.gaps, ...gaps] }) };
  } catch (error) {
    if (request.signal?.aborted !== true) throw error;
    return {
      failure: 'timed-out',
      what: 'AWS event history was not searched to its end.',
      why: 'It was stopped before it ended.',
      instead: 'Ask again, or about a shorter time.',
    };
  }
}

/** Each key is issued once: when every one of them was found, no further event can match. */
function allIssued(keys: readonly string[], readings: readonly PlaceReading[]): boolean {
  const issued = new Set(readings.flatMap(({ events }) => events.map((event) => event.issuedAccessKeyId)));
  return keys.every((key) => issued.has(key));
}

interface Reading {
  /** The places to read, of those the look-ups lead to; left out: all. */
  readonly only?: ReadonlySet<string>;
  readonly news?: SweepNews;
}

async function readPlaces(
  read: HistoryRead,
  clipped: ClippedWindow,
  lookups: readonly Lookup[],
  pagesMax: number,
  { only, news }: Reading = {},
): Promise<readonly PlaceReading[]> {
  const { places } = routeLookups(lookups, read.request.test, read.targets);
  const waiting = places.filter((place) => only?.has(placeKey(place)) ?? true);
  const readings: PlaceReading[] = [];
  const work = async () => {
    for (let place = waiting.shift(); place !== undefined; place = waiting.shift()) {
      readings.push(await readShared(read, clipped, place, pagesMax, news));
    }
  };
  await Promise.all(Array.from({ length: Math.min(PLACES_AT_ONCE, waiting.length) }, work));
  return readings;
}

function readShared(
  read: HistoryRead,
  clipped: ClippedWindow,
  routed: RoutedPlace,
  pagesMax: number,
  news: SweepNews | undefined,
): Promise<PlaceReading> {
  const { reader, shared, request, asker, now } = read;
  const placed = placeRequest(read, clipped, routed, pagesMax);
  const open = Date.parse(request.window.to) >= now;
  const settled = clipped.toMs <= now - SETTLED_MS;
  const { place, fromMs, toMs, enough } = placed;
  const key = JSON.stringify([
    place,
    routed.lookups.map(lookupKey),
    fromMs,
    open ? 'now' : toMs,
    enough,
    pagesMax,
    request.test,
  ]);
  return shared.read(key, (signal, tell) => readPlace(reader, placed, asker, signal, tell), {
    signal: request.signal,
    hear: news === undefined ? undefined : (pages) => news(place, pages),
    joinMsMax: open ? OPEN_JOIN_MS_MAX : Number.POSITIVE_INFINITY,
    keep: (reading) => settled && reading.trouble === null && reading.cut.length === 0 && reading.unreadable === 0,
    weight: (reading) => reading.events.length + Math.ceil(reading.seen.size / 50),
  });
}

/** What is to be read at a place. It begins on a round instant, so that questions of one moment are the same reading. */
export function placeRequest(
  { request, targets }: Pick<HistoryRead, 'request' | 'targets'>,
  clipped: ClippedWindow,
  { accountId, region, lookups }: RoutedPlace,
  pagesMax: number,
): PlaceRequest {
  const role = targets.find((target) => target.accountId === accountId)?.role ?? null;
  return {
    place: { accountId, region, role },
    lookups,
    test: request.test,
    fromMs: Math.floor(clipped.fromMs / GRAIN_MS) * GRAIN_MS,
    toMs: Math.ceil(clipped.toMs / 1000) * 1000,
    pagesMax,
    enough: request.order === 'newest-first' ? request.limit : null,
  };
}

/** A selective look-up adds events; whether a place was read to its end is the sure one's to say. */
function withoutVerdict(reading: PlaceReading): PlaceReading {
  return { ...reading, trouble: null, cut: [], unreadable: 0 };
}

/** A Region that is off answers as if the credentials were wrong; only when no place took them they are. */
function wrongCredentials(readings: readonly PlaceReading[]): AwsTrouble | null {
  const [first] = readings;
  const none = readings.every(
    ({ trouble, seen }) => seen.size === 0 && (trouble?.trouble === 'credentials' || trouble?.trouble === 'expired'),
  );
  return none && first !== undefined ? first.trouble : null;
}

function within(readings: readonly PlaceReading[], { fromMs, toMs }: ClippedWindow): readonly AuditEvent[] {
  const found = new Map(readings.flatMap(({ events }) => events.map((event) => [event.eventID, event] as const)));
  return [...found.values()].filter(({ timeMs }) => timeMs >= fromMs && timeMs < toMs);
}
