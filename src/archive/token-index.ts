// Token numbers → the events that bear them, and every event's time: one flat file per segment, read by position. Holds
// no text: what it names are candidates.
import { type FileHandle, open } from 'node:fs/promises';
import { breather } from './breathe.ts';

/**
 * Events of one segment: more hold the event loop up for long when it is closed, fewer make more to look into. Their
 * numbers leave a double exact that holds a 32-bit token and a number.
 */
export const SEGMENT_EVENTS_MAX = 2 ** 17;
const BUCKETS = 256;
const HEADER_BYTES = 40;
const MAGIC = 0x77686f31;

export interface TokenCollector {
  /** `number`: the event's, within its segment. */
  add(token: number, number: number): void;
  write(path: string, times: Times): Promise<void>;
}

export interface Times {
  /** Epoch milliseconds, by event number. */
  readonly events: Float64Array;
  /** Epoch milliseconds of the copies that were left out. */
  readonly copies: Float64Array;
  /** Byte offsets of the record blocks, and of their end. */
  readonly offsets: Float64Array;
}

export function tokenCollector(): TokenCollector {
  const buckets = Array.from({ length: BUCKETS }, () => ({ keys: new Float64Array(256), length: 0 }));
  return {
    add: (token, number) => {
      const bucket = buckets[token >>> 24];
      if (bucket === undefined) return;
      if (bucket.length === bucket.keys.length) {
        const wider = new Float64Array(bucket.length * 2);
        wider.set(bucket.keys);
        bucket.keys = wider;
      }
      bucket.keys[bucket.length++] = token * SEGMENT_EVENTS_MAX + number;
    },
    write: async (path, times) => {
      const pairs = buckets.reduce((sum, bucket) => sum + bucket.length, 0);
      const tokens = new Uint32Array(pairs);
      const starts = new Uint32Array(pairs + 1);
      const numbers = new Uint32Array(pairs);
      let distinct = 0;
      let filled = 0;
      let before = -1;
      const breathe = breather();
      for (const bucket of buckets) {
        for (const key of bucket.keys.subarray(0, bucket.length).sort()) {
          // Two tokens of one event may share a number.
          if (key === before) continue;
          before = key;
          const token = Math.floor(key / SEGMENT_EVENTS_MAX);
          if (distinct === 0 || tokens[distinct - 1] !== token) {
            tokens[distinct] = token;
            starts[distinct++] = filled;
          }
          numbers[filled++] = key % SEGMENT_EVENTS_MAX;
        }
        await breathe();
      }
      starts[distinct] = filled;
      await save(path, times, [
        tokens.subarray(0, distinct),
        starts.subarray(0, distinct + 1),
        numbers.subarray(0, filled),
      ]);
    },
  };
}

type Postings = readonly [tokens: Uint32Array, starts: Uint32Array, numbers: Uint32Array];

async function save(path: string, times: Times, [tokens, starts, numbers]: Postings): Promise<void> {
  const header = new Float64Array([
    MAGIC,
    times.events.length,
    times.copies.length,
    times.offsets.length,
    tokens.length,
  ]);
  const file = await open(path, 'wx');
  try {
    for (const part of [header, times.events, times.copies, times.offsets, tokens, starts, numbers]) {
      const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
      for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** An opened index: times and tokens in memory (about 30 bytes an event), the lists behind the tokens on disk. */
export interface TokenIndex extends Times {
  /** Numbers of the events that bear any of these tokens, ascending, each once. */
  lookUp(tokens: readonly number[]): Promise<Uint32Array>;
  close(): Promise<void>;
}

export async function openTokenIndex(path: string): Promise<TokenIndex> {
  const file = await open(path, 'r');
  try {
    const [magic = 0, events = 0, copies = 0, offsets = 0, distinct = 0] = new Float64Array(
      await readAt(file, 0, HEADER_BYTES),
    );
    if (magic !== MAGIC) throw new Error(`${path} is not a token index`);
    const head = await readAt(file, HEADER_BYTES, 8 * (events + copies + offsets) + 4 * (2 * distinct + 1));
    const tokensAt = 8 * (events + copies + offsets);
    const tokens = new Uint32Array(head, tokensAt, distinct);
    const starts = new Uint32Array(head, tokensAt + 4 * distinct, distinct + 1);
    const numbersAt = HEADER_BYTES + head.byteLength;
    const listOf = async (token: number) => {
      const at = find(tokens, token);
      const [from = 0, to = 0] = at < 0 ? [] : starts.subarray(at, at + 2);
      return new Uint32Array(await readAt(file, numbersAt + 4 * from, 4 * (to - from)));
    };
    return {
      events: new Float64Array(head, 0, events),
      copies: new Float64Array(head, 8 * events, copies),
      offsets: new Float64Array(head, 8 * (events + copies), offsets),
      lookUp: async (wanted) => merge(await Promise.all(wanted.map(listOf))),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(new ArrayBuffer(length));
  for (let at = 0; at < length; ) {
    const { bytesRead } = await file.read(bytes, at, length - at, position + at);
    if (bytesRead === 0) throw new Error('a token index ends too early');
    at += bytesRead;
  }
  return bytes.buffer;
}

/** Place of `wanted` in an ascending list; -1 when it is not there. */
function find(ascending: Uint32Array, wanted: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === wanted ? low : -1;
}

function merge(lists: readonly Uint32Array[]): Uint32Array {
  const filled = lists.filter((list) => list.length > 0);
  const only = filled[0];
  if (only === undefined) return new Uint32Array();
  if (filled.length === 1) return only;
  const numbers = new Set<number>();
  for (const list of filled) for (const number of list) numbers.add(number);
  return Uint32Array.from(numbers).sort();
}
