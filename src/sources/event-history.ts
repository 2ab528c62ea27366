// AWS's own event history as a source: LookupEvents in each account and Region, with AWS credentials alone. Chooses the
// look-ups, reads them paced and shared, filters exactly, and says of every place whether it was read to its end.
//
// To compose it (one per process; `close()` at the end):
//
//   eventHistorySource({
//     aws: { ...(endpoint === null ? {} : { endpoint }) },                 // AWS_ENDPOINT_URL
//     targets: [
//       { accountId: null, regions },                                        // the credentials' own account
//       ...accounts.map((accountId) => ({ accountId, regions, roleArn: `arn:aws:iam::${accountId}:role/${role}`, externalId })),
//     ],
//     organisation,                                                          // WHODID_AWS_ORGANIZATION=on: instead of targets
//     pacer: fairPacer(ownWhenAway(book, tell)),                             // a slot book all processes share
//     pagesMax,
//   })
//
// Settings: WHODID_AWS_REGIONS (comma separated; default DEFAULT_REGIONS), WHODID_AWS_ACCOUNTS (further account ids),
// WHODID_AWS_ROLE (name of the role to assume in each), WHODID_AWS_EXTERNAL_ID (optional), WHODID_HISTORY_PAGES (pages per
// account's Region and question; default PAGES_MAX), AWS_ENDPOINT_URL (optional). The SDK finds credentials itself
// (AWS_PROFILE, AWS_ACCESS_KEY_ID …). EventsRequest.asker, where given, names assumed sessions and takes turns.
import { eventHistory } from '../aws/event-history.ts';
import { loadCatalog } from '../catalog/load-catalog.ts';
import type { Clock } from '../domain/clock.ts';
import { type Failure, isFailure } from '../domain/failure.ts';
import type { EventTest } from '../domain/question.ts';
import type { Abilities, EventsRequest, Source } from '../domain/source.ts';
import { type ActionNames, actionNames } from './event-history/action-names.ts';
import { chooseLookups, type LookupChoice } from './event-history/choose-lookups.ts';
import { clipWindow, HORIZON_MS } from './event-history/clip-window.ts';
import { describeLookups } from './event-history/describe-lookups.ts';
import { type Estimate, estimatePages } from './event-history/estimate.ts';
import { assertReadable, type KnownTargets, knownTargets, type TargetOptions } from './event-history/known-targets.ts';
import { CALL_EVERY_MS, fairPacer, type Pacer } from './event-history/pacer.ts';
import { type HistoryRead, placeRequest, readHistory } from './event-history/read-history.ts';
import { doublingWait, type PageReader } from './event-history/read-page.ts';
import { eventsIn, type PlaceReading } from './event-history/read-place.ts';
import { alwaysReached, routeLookups } from './event-history/route-lookups.ts';
import { sharedReads } from './event-history/shared-reads.ts';
import { onlyData } from './event-history/unlogged.ts';

export { DEFAULT_REGIONS } from './event-history/default-regions.ts';
export type { HistoryTarget } from './event-history/known-targets.ts';

export interface EventHistoryOptions extends TargetOptions {
  readonly clock?: Clock;
  /** Default: fair between askers, within this process. */
  readonly pacer?: Pacer;
  readonly names?: ActionNames;
  /** Pages read per account's Region for one question. */
  readonly pagesMax?: number;
  /** Milliseconds before try 2, 3 … of a page. */
  readonly waitMs?: (attempt: number) => number;
}

export interface EventHistorySource extends Source {
  /**
   * How many pages and how long a question would take. Reads one page at each place for a sweep, none for a selective
   * question. Failure: the credentials are wrong.
   */
  estimate(request: EventsRequest): Promise<Estimate | Failure>;
  /** What would be looked up for a condition, in one sentence. Asks nothing. */
  describe(test: EventTest): string;
  /** Closes connections. Questions under way end with gaps. */
  close(): void;
}

/** Half a minute at AWS's pace, 3,000 events. A question needing more is cut, and says so. */
export const PAGES_MAX = 60;

/** Throws for targets without accounts or Regions: that is for the configuration to refuse. */
export function eventHistorySource(options: EventHistoryOptions): EventHistorySource {
  assertReadable(options);
  const clock = options.clock ?? Date.now;
  const history = eventHistory(options.aws, clock);
  const reader: PageReader = { history, pacer: options.pacer ?? fairPacer(), waitMs: options.waitMs ?? doublingWait };
  const shared = sharedReads<PlaceReading, number>();
  const targetsOf = knownTargets(options);
  const namesOf = lazyNames(options);
  let questions = 0;
  const prepare = async (request: EventsRequest): Promise<HistoryRead | Failure> => {
    const known = await targetsOf();
    if (isFailure(known)) return known;
    questions += 1;
    const choice = chooseLookups(request.test, namesOf());
    const asker = request.asker ?? `question-${questions}`;
    return { reader, shared, ...known, pagesMax: options.pagesMax ?? PAGES_MAX, request, choice, asker, now: clock() };
  };
  return {
    name: 'event-history',
    abilities: async () => {
      const known = await targetsOf();
      return isFailure(known) ? known : abilitiesOf(known, clock());
    },
    async events(request) {
      const read = await prepare(request);
      return isFailure(read) ? read : readHistory(read);
    },
    async estimate(request) {
      const read = await prepare(request);
      return isFailure(read) ? read : estimate(read);
    },
    describe: (test) => describeLookups(onlyData(test) ? NOTHING : chooseLookups(test, namesOf())),
    completions: async () => null,
    close: () => history.close(),
  };
}

function abilitiesOf({ targets }: KnownTargets, now: number): Abilities {
  return {
    name: 'event-history',
    cost: { kind: 'paced', eventsPerSecond: (eventsIn(1) * 1000) / CALL_EVERY_MS },
    reachesBackToMs: now - HORIZON_MS,
    reachesUpToMs: null,
    categories: ['Management'],
    accounts: targets.map(({ accountId }) => accountId),
    // The Regions of global services and of sign-ins are read on demand, configured or not.
    regions: [...new Set(targets.flatMap(({ regions }) => [...regions, ...alwaysReached(regions)]))],
  };
}

const NOTHING: LookupChoice = { sure: [], quick: [], settledBy: [] };

/** The catalog takes a moment to read, so it is read with the first question. */
function lazyNames({ names }: EventHistoryOptions): () => ActionNames {
  let known = names ?? null;
  return () => {
    known ??= actionNames(loadCatalog());
    return known;
  };
}

function estimate(read: HistoryRead): Promise<Estimate> {
  const { request, choice, targets, reader, asker, now, pagesMax } = read;
  const clipped = clipWindow(request.window, now);
  const places = clipped.empty ? [] : routeLookups(choice.sure, request.test, targets).places;
  const requests = places.map((place) => placeRequest(read, clipped, place, pagesMax));
  return estimatePages(reader, requests, asker, request.signal ?? new AbortController().signal);
}
