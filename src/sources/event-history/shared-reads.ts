// Many askers of one thing → one reading. A reading under way is joined; a whole one of a time that is long past is kept
// for a while. An asker who gives up leaves the others their reading.

import { setMaxListeners } from 'node:events';

export interface SharedReads<T, N = never> {
  /**
   * `start`'s signal ends when the last asker has gone; what it tells while it reads, all who wait hear. Rejects with the
   * asker's own reason when they give up.
   */
  read(key: string, start: Start<T, N>, options: SharedReadOptions<T, N>): Promise<T>;
}

type Start<T, N> = (signal: AbortSignal, tell: (news: N) => void) => Promise<T>;

export interface SharedReadOptions<T, N = never> {
  readonly signal?: AbortSignal | undefined;
  /** Hears what a reading under way tells; who joins it hears the latest at once. */
  readonly hear?: ((news: N) => void) | undefined;
  /** Whether the result may serve later askers too. */
  readonly keep: (value: T) => boolean;
  /** A reading under way is joined until it is this old, in milliseconds. */
  readonly joinMsMax: number;
  /** How much memory it takes, in the unit of WEIGHT_MAX. */
  readonly weight: (value: T) => number;
}

/** Readings kept, whatever their size. */
const ENTRIES_MAX = 1_000;
/** Events kept in all readings together: a few kilobytes each. */
const WEIGHT_MAX = 20_000;
/** What is past does not change, but credentials and roles do. */
const KEPT_MS_MAX = 60 * 60_000;

interface Entry<T, N> {
  readonly result: Promise<T>;
  readonly wire: Wire<N>;
  readonly startedAt: number;
  readonly stop: AbortController;
  waiting: number;
  /** null: under way. */
  weight: number | null;
}

/** From a reading to those who wait for it. */
interface Wire<N> {
  readonly ears: Set<(news: N) => void>;
  latest: { readonly news: N } | null;
}

export function sharedReads<T, N = never>(now: () => number = () => performance.now()): SharedReads<T, N> {
  /** In order of last use. */
  const entries = new Map<string, Entry<T, N>>();
  const drop = (key: string, entry: Entry<T, N>) => {
    if (entries.get(key) === entry) entries.delete(key);
  };
  const open = (key: string, start: Start<T, N>, options: SharedReadOptions<T, N>): Entry<T, N> => {
    const stop = new AbortController();
    // One listener for each look-up at work: many, and no leak.
    setMaxListeners(0, stop.signal);
    const wire: Wire<N> = { ears: new Set(), latest: null };
    const tell = (news: N) => {
      wire.latest = { news };
      for (const ear of wire.ears) ear(news);
    };
    const result = start(stop.signal, tell);
    const entry: Entry<T, N> = { result, wire, startedAt: now(), stop, waiting: 0, weight: null };
    entries.set(key, entry);
    entry.result.then(
      (value) => {
        if (!options.keep(value)) return drop(key, entry);
        entry.weight = options.weight(value);
        shrink(entries);
      },
      () => drop(key, entry),
    );
    return entry;
  };
  return {
    read(key, start, options) {
      const known = entries.get(key);
      const fresh = known !== undefined && isFresh(known, now(), options.joinMsMax);
      const entry = fresh ? known : open(key, start, options);
      if (fresh) {
        entries.delete(key);
        entries.set(key, entry);
      }
      const joined = join(entry, options.signal, () => drop(key, entry));
      if (options.hear !== undefined && entry.weight === null) listen(entry.wire, options.hear, joined);
      return joined;
    },
  };
}

/** As long as the asker waits. */
function listen<N>(wire: Wire<N>, hear: (news: N) => void, waiting: Promise<unknown>): void {
  if (wire.latest !== null) hear(wire.latest.news);
  wire.ears.add(hear);
  const stop = () => wire.ears.delete(hear);
  waiting.then(stop, stop);
}

function isFresh<T, N>(entry: Entry<T, N>, now: number, joinMsMax: number): boolean {
  if (entry.stop.signal.aborted) return false;
  return now - entry.startedAt < (entry.weight === null ? joinMsMax : KEPT_MS_MAX);
}

function join<T, N>(entry: Entry<T, N>, signal: AbortSignal | undefined, drop: () => void): Promise<T> {
  if (signal === undefined) {
    entry.waiting += 1;
    return entry.result;
  }
  // One listener for each place that is read for this asker.
  setMaxListeners(0, signal);
  return new Promise((resolve, reject) => {
    entry.waiting += 1;
    const leave = () => {
      entry.waiting -= 1;
      if (entry.waiting === 0 && entry.weight === null) {
        drop();
        entry.stop.abort(signal.reason);
      }
      reject(signal.reason);
    };
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave, { once: true });
    entry.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

function shrink<T, N>(entries: Map<string, Entry<T, N>>): void {
  let weight = 0;
  for (const entry of entries.values()) weight += entry.weight ?? 0;
  for (const [key, entry] of entries) {
    if (weight <= WEIGHT_MAX && entries.size <= ENTRIES_MAX) return;
    if (entry.weight === null) continue;
    weight -= entry.weight;
    entries.delete(key);
  }
}
