// Look-ups at one account's Region → the events that match, and how far they were read. The page limit is the place's, not
// each look-up's. AWS gives the newest first, so what a limit cuts off is the oldest part.
import { type AwsTrouble, isTrouble } from '../../aws/aws-trouble.ts';
import { type HistoryEvent, type HistoryPlace, PAGE_EVENTS_MAX } from '../../aws/event-history.ts';
import type { AuditEvent } from '../../domain/audit-event.ts';
import type { EventTest } from '../../domain/question.ts';
import { holds } from '../../records/holds.ts';
import { readRecord } from '../../records/read-record.ts';
import type { Lookup } from './choose-lookups.ts';
import { type PageReader, readPage } from './read-page.ts';

export interface PlaceRequest {
  readonly place: HistoryPlace;
  readonly lookups: readonly Lookup[];
  readonly test: EventTest;
  /** Epoch milliseconds, whole seconds: `fromMs` ≤ t < `toMs`. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly pagesMax: number;
  /** More matching events than this are not needed, newest first; null: all are. */
  readonly enough: number | null;
}

/** A look-up that was not read to its end. */
export interface CutLookup {
  /** Read back to here, epoch milliseconds; the window's end where no page was read. */
  readonly backToMs: number;
  /** Pages that all of it would take, reckoned from those read; null: none was. */
  readonly pagesInAll: number | null;
}

export interface PlaceReading {
  readonly place: HistoryPlace;
  readonly events: readonly AuditEvent[];
  readonly seen: ReadonlySet<string>;
  readonly duplicates: number;
  readonly pages: number;
  /** Records that could not be read as events. */
  readonly unreadable: number;
  readonly cut: readonly CutLookup[];
  /** What stopped a look-up before its end; the first. */
  readonly trouble: AwsTrouble | null;
  readonly fromMs: number;
}

/** A reading that lost its page begins again where it was, by time, so often. */
const RESUMPTIONS_MAX = 2;

/** What is gathered while the look-ups of one place are read side by side. */
interface Gathering {
  readonly request: PlaceRequest;
  readonly events: Map<string, AuditEvent>;
  readonly seen: Set<string>;
  /** What each look-up would take, reckoned from its first page. */
  readonly reckoned: number[];
  pagesLeft: number;
  duplicates: number;
  unreadable: number;
}

/** Told, as first pages come in, how many pages all of a place would take. */
export type Reckoned = (pages: number) => void;

export async function readPlace(
  reader: PageReader,
  request: PlaceRequest,
  asker: string,
  signal: AbortSignal,
  tell: Reckoned = () => undefined,
): Promise<PlaceReading> {
  const gathering: Gathering = {
    request,
    events: new Map(),
    seen: new Set(),
    reckoned: [],
    pagesLeft: request.pagesMax,
    duplicates: 0,
    unreadable: 0,
  };
  const work = request.lookups.map((lookup) => readLookup(reader, gathering, lookup, asker, signal, tell));
  const ends = await Promise.all(work);
  return {
    place: request.place,
    events: [...gathering.events.values()],
    seen: gathering.seen,
    duplicates: gathering.duplicates,
    unreadable: gathering.unreadable,
    pages: request.pagesMax - gathering.pagesLeft,
    cut: ends.flatMap((end) => (end === null || isTrouble(end) ? [] : [end])),
    trouble: ends.find((end): end is AwsTrouble => isTrouble(end)) ?? null,
    fromMs: request.fromMs,
  };
}

/** null: read to its end. */
async function readLookup(
  reader: PageReader,
  gathering: Gathering,
  { attribute }: Lookup,
  asker: string,
  signal: AbortSignal,
  tell: Reckoned,
): Promise<CutLookup | AwsTrouble | null> {
  const { place, fromMs, toMs, enough } = gathering.request;
  const seenHere = new Set<string>();
  const tokens = new Set<string>();
  let pages = 0;
  let backToMs = toMs;
  let endMs = toMs;
  let nextToken: string | null = null;
  let resumptions = 0;
  let matches = 0;
  for (;;) {
    if (gathering.pagesLeft <= 0) return { backToMs, pagesInAll: reckon(pages, fromMs, backToMs, toMs) };
    gathering.pagesLeft -= 1;
    const page = await readPage(reader, place, asker, { attribute, fromMs, toMs: endMs, nextToken }, signal);
    const lost = isTrouble(page) && page.trouble === 'lost-page';
    if (isTrouble(page) && !lost) return page;
    let fresh = 0;
    if (!isTrouble(page)) {
      pages += 1;
      for (const raw of page.events) {
        const event = gather(gathering, raw, seenHere);
        if (event === null) continue;
        fresh += 1;
        backToMs = Math.min(backToMs, event.timeMs);
        if (gathering.events.has(event.eventID)) matches += 1;
      }
      if (page.nextToken === null) return null;
      if (enough !== null && matches > enough) return null;
      nextToken = page.nextToken;
      if (pages === 1) {
        gathering.reckoned.push(reckon(1, fromMs, backToMs, toMs) ?? 1);
        tell(gathering.reckoned.reduce((sum, each) => sum + each, 0));
      }
    }
    // The same token again is harmless while it brings new events; without any it would go round for ever.
    const stuck = nextToken !== null && tokens.has(nextToken) && fresh === 0;
    if (nextToken !== null) tokens.add(nextToken);
    if (!lost && !stuck) continue;
    if (resumptions === RESUMPTIONS_MAX) return { backToMs, pagesInAll: null };
    resumptions += 1;
    nextToken = null;
    tokens.clear();
    endMs = Math.ceil(backToMs / 1000) * 1000;
  }
}

/** The event when this look-up had not brought it yet; keeps it when it matches. */
function gather(gathering: Gathering, raw: HistoryEvent, seenHere: Set<string>): AuditEvent | null {
  const event = eventOf(raw);
  if (event === null) {
    gathering.unreadable += 1;
    return null;
  }
  if (seenHere.has(event.eventID)) {
    gathering.duplicates += 1;
    return null;
  }
  seenHere.add(event.eventID);
  gathering.seen.add(event.eventID);
  const { fromMs, toMs, test } = gathering.request;
  const within = event.timeMs >= fromMs && event.timeMs < toMs;
  if (within && holds(test, event)) gathering.events.set(event.eventID, event);
  return event;
}

function eventOf({ record }: HistoryEvent): AuditEvent | null {
  if (record === null) return null;
  try {
    const reading = readRecord(JSON.parse(record));
    return reading.ok ? reading.event : null;
  } catch {
    return null;
  }
}

/** Events are taken to be as dense in the rest of the window as in the part that was read. */
export function reckon(pages: number, fromMs: number, backToMs: number, toMs: number): number | null {
  const read = toMs - backToMs;
  return pages === 0 || read <= 0 ? null : Math.ceil((pages * (toMs - fromMs)) / read);
}

/** `pages` full pages in words. */
export function eventsIn(pages: number): number {
  return pages * PAGE_EVENTS_MAX;
}
