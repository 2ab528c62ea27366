// Counts what goes into an archive, per file and in all, and closes the count into a manifest.
import type { AuditEvent } from '../domain/audit-event.ts';
import { publishedAt } from './log-name.ts';
import {
  type ArchivedFile,
  type CategorySpan,
  MANIFEST_FORMAT,
  type Manifest,
  type RegionSpan,
  type Segment,
} from './manifest.ts';
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
  const regions = new Map<string, RegionSpan>();
  const categories = new Map<string, CategorySpan>();
  for (const span of base?.regionSpans ?? []) regions.set(`${span.account}\n${span.region}`, span);
  for (const span of base?.categorySpans ?? []) categories.set(`${span.category}\n${span.service}`, span);
  let read = 0;
  return {
    events: () => read,
    distinct: (event) => {
      const { accountId: account, awsRegion: region, eventCategory: category, service, timeMs } = event;
      widen(regions, `${account}\n${region}`, { account, region, firstMs: timeMs, lastMs: timeMs });
      widen(categories, `${category}\n${service}`, { category, service, firstMs: timeMs, lastMs: timeMs });
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
      const regionSpans = [...regions.values()];
      const categorySpans = [...categories.values()];
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

function widen<T extends RegionSpan | CategorySpan>(spans: Map<string, T>, key: string, seen: T): void {
  const known = spans.get(key);
  if (known === undefined) spans.set(key, seen);
  else if (seen.firstMs < known.firstMs || seen.lastMs > known.lastMs) {
    spans.set(key, {
      ...known,
      firstMs: Math.min(known.firstMs, seen.firstMs),
      lastMs: Math.max(known.lastMs, seen.lastMs),
    });
  }
}

function distinct(values: readonly (string | null)[]): readonly string[] {
  return [...new Set(values.filter((value): value is string => value !== null))].sort();
}
