// One whole state of an archive, opened for questions: finds candidate events by token, time and column, and reads them
// back through `records/`. Decides nothing: `records/holds.ts` does, at the caller.
import { type FileHandle, open } from 'node:fs/promises';
import type { AuditEvent } from '../domain/audit-event.ts';
import { readRecord } from '../records/read-record.ts';
import { breather } from './breathe.ts';
import type { ColumnBound } from './column-bound.ts';
import type { ColumnScan } from './column-scan.ts';
import type { INTERRUPTED } from './interrupted.ts';
import { type Manifest, segmentPath } from './manifest.ts';
import { BLOCK_RECORDS, readBlocks } from './record-blocks.ts';
import { openTokenIndex, SEGMENT_EVENTS_MAX, type TokenIndex } from './token-index.ts';

/** Half-open, epoch milliseconds. */
export interface Between {
  readonly fromMs: number;
  readonly toMs: number;
}

/** An event's place in this state: segment × SEGMENT_EVENTS_MAX + its number there. */
export type Place = number;

export interface OpenedArchive {
  readonly dir: string;
  readonly manifest: Manifest;
  /** Distinct events and left-out copies in the window. */
  count(between: Between): { readonly events: number; readonly duplicates: number };
  /** Events in the window that may bear one of these tokens (`token-hash.ts`). */
  byTokens(tokens: readonly number[], between: Between): Promise<readonly Place[]>;
  /** Events in the window that the columns do not rule out; null bound: all of them. */
  byColumns(
    bound: ColumnBound | null,
    between: Between,
    signal?: AbortSignal,
  ): Promise<readonly Place[] | typeof INTERRUPTED>;
  /** Events in the window for which the columns hold, counted by `keys` (see `column-scan.ts`). Reads none back. */
  countBy: ColumnScan['count'];
  /** Epoch milliseconds. */
  timeOf(place: Place): number;
  /** The events at these places, in whatever order they lie on disk. */
  read(places: readonly Place[]): AsyncGenerator<AuditEvent>;
  /** Whole names that begin with `prefix`, borne by most events first. */
  namesLike(prefix: string, limit: number): Promise<readonly string[] | typeof INTERRUPTED>;
  close(): Promise<void>;
}

interface OpenedSegment {
  readonly index: TokenIndex;
  readonly records: FileHandle;
}

export async function openArchive(dir: string, manifest: Manifest): Promise<OpenedArchive> {
  const segments: OpenedSegment[] = [];
  const closeSegments = async () => {
    for (const { index, records } of segments) await Promise.allSettled([index.close(), records.close()]);
  };
  try {
    for (const { id } of manifest.segments) {
      const index = await openTokenIndex(segmentPath(dir, id, 'index'));
      const records = await open(segmentPath(dir, id, 'records'), 'r').catch(async (error: unknown) => {
        await index.close();
        throw error;
      });
      segments.push({ index, records });
    }
  } catch (error) {
    await closeSegments();
    throw error;
  }
  let isClosed = false;
  // Loaded only when needed: starting DuckDB takes longer than most questions.
  const scans = onDemand(async () => (await import('./column-scan.ts')).openColumnScan(dir, manifest));
  return {
    dir,
    manifest,
    count: (between) => count(segments, between),
    byTokens: async (tokens, between) => {
      const lists = await Promise.all(
        segments.map(async ({ index }, at) => placesWithin(at, index, between, await index.lookUp(tokens))),
      );
      return lists.flat();
    },
    byColumns: async (bound, between, signal) =>
      bound === null || segments.length === 0
        ? segments.flatMap(({ index }, at) => placesWithin(at, index, between, index.events.keys()))
        : (await scans.get()).scan(bound, between, signal),
    countBy: async (keys, bound, between, options) =>
      segments.length === 0
        ? keys.length === 0
          ? [{ keys: [], count: 0 }]
          : []
        : (await scans.get()).count(keys, bound, between, options),
    timeOf: (place) => segments[segmentOf(place)]?.index.events[place % SEGMENT_EVENTS_MAX] ?? 0,
    read: (places) => readPlaces(segments, places),
    namesLike: async (prefix, limit) => (segments.length === 0 ? [] : (await scans.get()).namesLike(prefix, limit)),
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await closeSegments();
      (await scans.started())?.close();
    },
  };
}

function segmentOf(place: Place): number {
  return Math.floor(place / SEGMENT_EVENTS_MAX);
}

function count(segments: readonly OpenedSegment[], { fromMs, toMs }: Between) {
  let [events, duplicates] = [0, 0];
  for (const { index } of segments) {
    for (const time of index.events) if (time >= fromMs && time < toMs) events += 1;
    for (const time of index.copies) if (time >= fromMs && time < toMs) duplicates += 1;
  }
  return { events, duplicates };
}

function placesWithin(at: number, index: TokenIndex, { fromMs, toMs }: Between, numbers: Iterable<number>): Place[] {
  const places: Place[] = [];
  for (const number of numbers) {
    const time = index.events[number] ?? Number.NaN;
    if (time >= fromMs && time < toMs) places.push(at * SEGMENT_EVENTS_MAX + number);
  }
  return places;
}

async function* readPlaces(segments: readonly OpenedSegment[], places: readonly Place[]): AsyncGenerator<AuditEvent> {
  const breathe = breather();
  const ascending = Float64Array.from(places).sort();
  for (let from = 0; from < ascending.length; ) {
    const at = segmentOf(ascending[from] ?? 0);
    let to = from;
    /** Slots wanted of each block. */
    const slots = new Map<number, number[]>();
    for (; to < ascending.length && segmentOf(ascending[to] ?? 0) === at; to++) {
      const number = (ascending[to] ?? 0) % SEGMENT_EVENTS_MAX;
      const block = Math.floor(number / BLOCK_RECORDS);
      const wanted = slots.get(block);
      if (wanted === undefined) slots.set(block, [number % BLOCK_RECORDS]);
      else wanted.push(number % BLOCK_RECORDS);
    }
    const segment = segments[at];
    if (segment === undefined) throw new Error('a place outside this state');
    for await (const { block, lines } of readBlocks(segment.records, segment.index.offsets, [...slots.keys()])) {
      const texts = lines();
      for (const slot of slots.get(block) ?? []) yield eventOf(texts[slot] ?? '');
      const pause = breathe();
      if (pause !== undefined) await pause;
    }
    from = to;
  }
}

/** Only records that `readRecord` could read are kept, and the archive is of this code's making. */
function eventOf(line: string): AuditEvent {
  const reading = readRecord(JSON.parse(line));
  if (!reading.ok) throw new Error(`an archived record ${reading.why}`);
  return reading.event;
}

/** Starts something once, when it is first asked for: most questions never need it. */
function onDemand<T>(start: () => Promise<T>) {
  let running: Promise<T> | null = null;
  return {
    get: () => (running ??= start()),
    /** null: not asked for, or it could not be started. */
    started: async () => running?.catch(() => null) ?? null,
  };
}
