// Small segments → part of a new one. Each look at a growing folder adds a segment, and each question looks into all of
// them, so that many small ones must not pile up. Reads the segments, not the log files.
import { open } from 'node:fs/promises';
import { readRecord } from '../records/read-record.ts';
import { type Duck, quoted } from './duck.ts';
import { type Manifest, type Segment, segmentPath } from './manifest.ts';
import { BLOCK_RECORDS, readBlocks } from './record-blocks.ts';
import type { SegmentOutput } from './segment-output.ts';
import { openTokenIndex } from './token-index.ts';

/** Segments with fewer events than this are small, and no more than so many of them stay. */
const SMALL_EVENTS = 2 ** 15;
const SMALL_SEGMENTS_MAX = 8;

/** Which segments of a state stay, and which are folded into the next one. */
export function toFold(base: Manifest | null): {
  readonly stay: readonly Segment[];
  readonly fold: readonly Segment[];
} {
  const segments = base?.segments ?? [];
  const small = segments.filter(({ events }) => events < SMALL_EVENTS);
  if (small.length < SMALL_SEGMENTS_MAX) return { stay: segments, fold: [] };
  return { stay: segments.filter((segment) => !small.includes(segment)), fold: small };
}

/** Gives a segment's events and copies to the output once more. */
export async function refill(duck: Duck, dir: string, segment: Segment, output: SegmentOutput): Promise<void> {
  const index = await openTokenIndex(segmentPath(dir, segment.id, 'index'));
  const records = await open(segmentPath(dir, segment.id, 'records'), 'r');
  try {
    const files = await filesByNumber(duck, segmentPath(dir, segment.id, 'events'));
    const blocks = Array.from({ length: Math.ceil(segment.events / BLOCK_RECORDS) }, (_, block) => block);
    for await (const { block, lines } of readBlocks(records, index.offsets, blocks)) {
      for (const [slot, line] of lines().entries()) {
        if (line === '') continue;
        const reading = readRecord(JSON.parse(line));
        if (!reading.ok) throw new Error(`an archived record ${reading.why}`);
        await output.add(reading.event, files[block * BLOCK_RECORDS + slot] ?? '');
      }
    }
    for (const timeMs of index.copies) await output.addCopy(timeMs);
  } finally {
    await Promise.allSettled([index.close(), records.close()]);
  }
}

async function filesByNumber(duck: Duck, path: string): Promise<readonly string[]> {
  const connection = await duck.connect();
  try {
    const result = await connection.runAndReadAll(`SELECT file FROM read_parquet(${quoted(path)}) ORDER BY number`);
    return result.getRows().map(([file]) => String(file));
  } finally {
    connection.closeSync();
  }
}
