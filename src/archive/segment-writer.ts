// Events → one immutable segment: records, index and Parquet files under a name of its own. Nothing refers to it before
// a manifest does, so a crash leaves only files to sweep.
import { randomBytes } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import type { AuditEvent } from '../domain/audit-event.ts';
import { actorTokens, eventTokens } from '../records/read-record.ts';
import type { Duck } from './duck.ts';
import { measureSegment, type Segment, type SegmentPart, segmentPath } from './manifest.ts';
import { namesOf } from './names.ts';
import { parquetWriter } from './parquet-writer.ts';
import { recordWriter } from './record-blocks.ts';
import { tokenHash } from './token-hash.ts';
import { SEGMENT_EVENTS_MAX, tokenCollector } from './token-index.ts';

export interface SegmentWriter {
  /** Takes one distinct event of `file`. Await the result when there is one: the disk is behind. */
  add(event: AuditEvent, file: string): Promise<void> | undefined;
  /** Notes a copy of a known event: it is counted, and not kept. */
  addCopy(timeMs: number): void;
  isFull(): boolean;
  finish(): Promise<Segment>;
  /** Removes what was written so far. */
  abandon(): Promise<void>;
}

export async function segmentWriter(duck: Duck, dir: string): Promise<SegmentWriter> {
  const id = `s${Date.now().toString(36)}${randomBytes(6).toString('hex')}`;
  const path = (part: SegmentPart) => segmentPath(dir, id, part);
  const records = await recordWriter(path('records'));
  const parquet = await parquetWriter(duck);
  const tokens = tokenCollector();
  const names = new Map<string, number>();
  const times: number[] = [];
  const copies: number[] = [];
  return {
    add: (event, file) => {
      const number = times.length;
      times.push(event.timeMs);
      for (const token of eventTokens(event)) tokens.add(tokenHash('resource', token), number);
      for (const token of actorTokens(event)) tokens.add(tokenHash('actor', token), number);
      for (const name of namesOf(event)) names.set(name, (names.get(name) ?? 0) + 1);
      parquet.add(event, number, file);
      return records.add(JSON.stringify(event.record));
    },
    addCopy: (timeMs) => {
      copies.push(timeMs);
    },
    isFull: () => times.length >= SEGMENT_EVENTS_MAX,
    finish: async () => {
      const offsets = await records.finish();
      const written = { events: Float64Array.from(times), copies: Float64Array.from(copies), offsets };
      await tokens.write(path('index'), written);
      await parquet.write(path('events'), path('names'), names);
      parquet.close();
      return { id, events: times.length, ...range(times, copies), bytes: await measureSegment(dir, id) };
    },
    abandon: async () => {
      await records.abandon().catch(() => undefined);
      parquet.close();
      const parts: readonly SegmentPart[] = ['records', 'index', 'events', 'names'];
      await Promise.all(parts.map((part) => unlink(path(part)).catch(() => undefined)));
    },
  };
}

function range(...lists: readonly (readonly number[])[]): Pick<Segment, 'firstMs' | 'lastMs'> {
  let firstMs = Number.POSITIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const list of lists) {
    for (const time of list) {
      if (time < firstMs) firstMs = time;
      if (time > lastMs) lastMs = time;
    }
  }
  return { firstMs, lastMs };
}
