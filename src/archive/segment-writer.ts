// Events → one immutable segment: records, index and Parquet files under a name of its own. Nothing refers to it before
// a manifest does, so a crash leaves only files to sweep.
import { randomBytes } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import type { AuditEvent } from '../domain/audit-event.ts';
import { identifierTokens } from '../records/identifier.ts';
import { breather } from './breathe.ts';
import type { Duck } from './duck.ts';
import { measureSegment, type Segment, type SegmentPart, segmentPath } from './manifest.ts';
import { namesIn } from './names.ts';
import { parquetWriter } from './parquet-writer.ts';
import { recordWriter } from './record-blocks.ts';
import { type TokenKind, tokenHash } from './token-hash.ts';
import { SEGMENT_EVENTS_MAX, type TokenCollector, tokenCollector } from './token-index.ts';
import { type ValueBook, valueBook } from './value-book.ts';

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
  const books: Readonly<Record<TokenKind, ValueBook>> = { resource: valueBook(), actor: valueBook() };
  const times: number[] = [];
  const copies: number[] = [];
  return {
    add: (event, file) => {
      const number = times.length;
      times.push(event.timeMs);
      for (const { value } of event.identifiers) books.resource.note(value, number);
      for (const name of event.actor.names) books.actor.note(name, number);
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
      const tokens = tokenCollector();
      const names = new Map<string, number>();
      for (const kind of ['resource', 'actor'] as const) await gather(kind, books[kind], tokens, names);
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

/** Enters each value's tokens and names: the same tokens that `eventTokens` and `actorTokens` give for an event. */
async function gather(kind: TokenKind, book: ValueBook, tokens: TokenCollector, names: Map<string, number>) {
  const breathe = breather();
  for (const [value, numbers] of book.entries()) {
    for (const token of identifierTokens(value)) {
      const hash = tokenHash(kind, token);
      for (const number of numbers) tokens.add(hash, number);
    }
    for (const name of namesIn(value)) names.set(name, (names.get(name) ?? 0) + numbers.length);
    const pause = breathe();
    if (pause !== undefined) await pause;
  }
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
