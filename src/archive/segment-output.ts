// A stream of distinct events → segments, a new one whenever one is full.
import type { AuditEvent } from '../domain/audit-event.ts';
import { breather } from './breathe.ts';
import type { Duck } from './duck.ts';
import type { Segment } from './manifest.ts';
import { type SegmentWriter, segmentWriter } from './segment-writer.ts';

export interface SegmentOutput {
  /** Takes one distinct event of `file`. Gives way to other work when it is time to. */
  add(event: AuditEvent, file: string): Promise<void>;
  /** Notes a copy of a known event. */
  addCopy(timeMs: number): Promise<void>;
  /** Closes the last segment; returns all. */
  finish(): Promise<readonly Segment[]>;
  /** Removes the segment that was not finished. */
  abandon(): Promise<void>;
}

export function segmentOutput(duck: Duck, dir: string): SegmentOutput {
  const segments: Segment[] = [];
  const breathe = breather();
  let writer: SegmentWriter | null = null;
  const current = async () => {
    writer ??= await segmentWriter(duck, dir);
    return writer;
  };
  const close = async () => {
    if (writer === null) return;
    segments.push(await writer.finish());
    writer = null;
  };
  return {
    add: async (event, file) => {
      const behind = (writer ?? (await current())).add(event, file);
      if (behind !== undefined) await behind;
      if (writer?.isFull() === true) await close();
      await breathe();
    },
    addCopy: async (timeMs) => {
      (writer ?? (await current())).addCopy(timeMs);
      await breathe();
    },
    finish: async () => {
      await close();
      return segments;
    },
    abandon: async () => {
      await writer?.abandon();
      writer = null;
    },
  };
}
