// Counts what goes into an archive, per file and in all, and closes the count into a manifest.
import type { AuditEvent } from '../domain/audit-event.ts';
import { publishedAt } from './log-name.ts';
import { type ArchivedFile, MANIFEST_FORMAT, type Manifest, type Segment, type Span } from './manifest.ts';
import type { FoundFile } from './walk.ts';

export interface FileTally {
  event(timeMs: number, isCopy: boolean): void;
  /** Enters the file into the manifest. */
  close(problem: string | null): void;
}

export interface Tally {
  /** Records counted so far, copies included; those of a state that is built upon left out. */
  events(): number;
  distinct(event: AuditEvent): void;
  file(found: FoundFile): FileTally;
  /** Notes a file that holds nothing of CloudTrail's. */
  other(found: FoundFile): void;
  manifest(reader: string, folder: string, segments: readonly Segment[]): Manifest;
}

/** `files`, `otherFiles`: entries of the state built upon that stay. */
export function tally(base: Manifest | null): Tally {
  const files: ArchivedFile[] = [...(base?.files ?? [])];
  const otherFiles = [...(base?.otherFiles ?? [])];
  const regions = spansByTwo();
  const categories = spansByTwo();
  for (const { account, region, firstMs, lastMs } of base?.regionSpans ?? [])
    regions.see(account, region, firstMs, lastMs);
  for (const { category, service, firstMs, lastMs } of base?.categorySpans ?? []) {
    categories.see(category, service, firstMs, lastMs);
  }
  let read = 0;
  return {
    events: () => read,
    distinct: ({ accountId, awsRegion, eventCategory, service, timeMs }) => {
      regions.see(accountId, awsRegion, timeMs, timeMs);
      categories.see(eventCategory, service, timeMs, timeMs);
    },
    file: (found) => {
      let [events, duplicates, firstMs, lastMs] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      return {
        event: (timeMs, isCopy) => {
          read += 1;
          events += 1;
          if (isCopy) duplicates += 1;
          if (timeMs < firstMs) firstMs = timeMs;
          if (timeMs > lastMs) lastMs = timeMs;
        },
        close: (problem) => {
          const { path, size, mtimeMs } = found;
          const [firstEvent, lastEvent] = events === 0 ? [null, null] : [instant(firstMs), instant(lastMs)];
          files.push({
            path,
            size,
            mtimeMs,
            events,
            duplicates,
            firstEvent,
            lastEvent,
            publishedAt: publishedAt(path),
            problem,
          });
        },
      };
    },
    other: ({ path, size, mtimeMs }) => {
      otherFiles.push({ path, size, mtimeMs });
    },
    manifest: (reader, folder, segments) => {
      const filled = segments.filter((segment) => segment.events > 0);
      const regionSpans = regions.entries().map(([account, region, span]) => ({ account, region, ...span }));
      const categorySpans = categories
        .entries()
        .map(([category, service, span]) => ({ category: category ?? '', service: service ?? '', ...span }));
      return {
        format: MANIFEST_FORMAT,
        reader,
        folder,
        builtAt: new Date().toISOString(),
        files: files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
        otherFiles,
        segments,
        events: segments.reduce((sum, segment) => sum + segment.events, 0),
        duplicates: files.reduce((sum, file) => sum + file.duplicates, 0),
        firstEvent: filled.length === 0 ? null : instant(Math.min(...filled.map(({ firstMs }) => firstMs))),
        lastEvent: filled.length === 0 ? null : instant(Math.max(...filled.map(({ lastMs }) => lastMs))),
        accounts: distinct(regionSpans.map(({ account }) => account)),
        regions: distinct(regionSpans.map(({ region }) => region)),
        categories: distinct(categorySpans.map(({ category }) => category)),
        regionSpans,
        categorySpans,
      };
    },
  };
}

/** UTC, RFC 3339, as `records/` writes event times. */
export function instant(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}

interface Spans {
  /** Called for every event: no text is put together for a key. */
  see(outer: string | null, inner: string | null, firstMs: number, lastMs: number): void;
  entries(): readonly (readonly [outer: string | null, inner: string | null, span: Span])[];
}

function spansByTwo(): Spans {
  const known = new Map<string | null, Map<string | null, { firstMs: number; lastMs: number }>>();
  return {
    see: (outer, inner, firstMs, lastMs) => {
      let spans = known.get(outer);
      if (spans === undefined) {
        spans = new Map();
        known.set(outer, spans);
      }
      const span = spans.get(inner);
      if (span === undefined) spans.set(inner, { firstMs, lastMs });
      else {
        if (firstMs < span.firstMs) span.firstMs = firstMs;
        if (lastMs > span.lastMs) span.lastMs = lastMs;
      }
    },
    entries: () =>
      [...known].flatMap(([outer, spans]) => [...spans].map(([inner, span]) => [outer, inner, span] as const)),
  };
}

function distinct(values: readonly (string | null)[]): readonly string[] {
  return [...new Set(values.filter((value): value is string => value !== null))].sort();
}
