// What an archive consists of, as one JSON file: readers see whole states only, because the manifest is renamed into
// place after everything it names is on disk. Leaves the meaning of a file's contents to the segment modules.
import { createHash } from 'node:crypto';
import { open, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject } from '../records/json.ts';

/** Raised when the files' layout changes: an archive of another format is built anew. */
export const MANIFEST_FORMAT = 2;
const MANIFEST_NAME = 'manifest.json';

/** One file of the log folder. */
export interface ArchivedFile {
  /** Relative to the log folder, with `/`. A folder that could not be listed ends in `/`. */
  readonly path: string;
  /** Bytes, as on disk. */
  readonly size: number;
  readonly mtimeMs: number;
  /** Records read, copies of known events included. */
  readonly events: number;
  /** Of these, copies of an event that another record had brought already. */
  readonly duplicates: number;
  /** UTC, RFC 3339; null when no record could be read. */
  readonly firstEvent: string | null;
  readonly lastEvent: string | null;
  /** Delivery time from CloudTrail's file name; null where the name is not of that form. UTC, RFC 3339. */
  readonly publishedAt: string | null;
  /** What of the file could not be read, as a clause; null when it was read whole. */
  readonly problem: string | null;
}

/** One batch of events in immutable files named after `id`. */
export interface Segment {
  readonly id: string;
  readonly events: number;
  /** Epoch milliseconds of the first and last event, copies included. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** Bytes by file kind: a state whose files were lost or cut is not used. */
  readonly bytes: Readonly<Record<SegmentPart, number>>;
}

/** `records`: gzip members of JSON lines; `index`: tokens and times; `events`, `names`: Parquet. */
export type SegmentPart = 'records' | 'index' | 'events' | 'names';

const SUFFIX: Readonly<Record<SegmentPart, string>> = {
  records: 'records.ndjson.gz',
  index: 'index.bin',
  events: 'events.parquet',
  names: 'names.parquet',
};
const PARTS: readonly SegmentPart[] = ['records', 'index', 'events', 'names'];

/** First and last time one key (an account and Region, a category and service) was seen. Epoch milliseconds. */
export interface Span {
  readonly firstMs: number;
  readonly lastMs: number;
}

export interface RegionSpan extends Span {
  readonly account: string | null;
  readonly region: string | null;
}

export interface CategorySpan extends Span {
  readonly category: string;
  readonly service: string;
}

export interface Manifest {
  readonly format: number;
  /** Fingerprint of the code that read the records: what another reader indexed is built anew. */
  readonly reader: string;
  /** Real path of the log folder. */
  readonly folder: string;
  /** UTC, RFC 3339. */
  readonly builtAt: string;
  readonly files: readonly ArchivedFile[];
  /** Paths, sizes and times of files that hold no CloudTrail records and are none of CloudTrail's. */
  readonly otherFiles: readonly Pick<ArchivedFile, 'path' | 'size' | 'mtimeMs'>[];
  readonly segments: readonly Segment[];
  /** Distinct events. */
  readonly events: number;
  readonly duplicates: number;
  readonly firstEvent: string | null;
  readonly lastEvent: string | null;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly categories: readonly string[];
  readonly regionSpans: readonly RegionSpan[];
  readonly categorySpans: readonly CategorySpan[];
}

/** The folder that holds one log folder's archive. */
export function archiveFolder(dataDir: string, realFolder: string): string {
  return join(dataDir, 'archives', createHash('sha256').update(realFolder).digest('hex').slice(0, 16));
}

export function segmentPath(dir: string, id: string, part: SegmentPart): string {
  return join(dir, `${id}.${SUFFIX[part]}`);
}

/** The last manifest read of each archive: a busy bot looks every few seconds, and one of a large folder is megabytes. */
const lastRead = new Map<string, { readonly stamp: string; readonly manifest: Manifest }>();

/** The current whole state; null when there is none that this code can use. */
export async function readManifest(dir: string, reader: string): Promise<Manifest | null> {
  const manifest = await parseManifest(join(dir, MANIFEST_NAME)).catch(() => null);
  if (manifest === null || manifest.reader !== reader) return null;
  return (await allThere(dir, manifest.segments)) ? manifest : null;
}

async function parseManifest(path: string): Promise<Manifest | null> {
  const { ino, mtimeMs, size } = await stat(path);
  const stamp = `${ino} ${mtimeMs} ${size}`;
  const last = lastRead.get(path);
  if (last?.stamp === stamp) return last.manifest;
  const manifest: unknown = JSON.parse(await readFile(path, 'utf8'));
  if (!isManifest(manifest)) return null;
  lastRead.set(path, { stamp, manifest });
  return manifest;
}

/** Renames the new state into place. A crash before the rename leaves the old one, a crash after it the new one. */
export async function writeManifest(dir: string, manifest: Manifest): Promise<void> {
  const path = join(dir, MANIFEST_NAME);
  const draft = `${path}.${process.pid}.tmp`;
  const file = await open(draft, 'w');
  try {
    await file.writeFile(JSON.stringify(manifest));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path).catch(async (error: unknown) => {
    await unlink(draft).catch(() => undefined);
    throw error;
  });
}

/** Sizes of a finished segment's files. */
export async function measureSegment(dir: string, id: string): Promise<Segment['bytes']> {
  const sizes = await Promise.all(PARTS.map(async (part) => (await stat(segmentPath(dir, id, part))).size));
  const [records = 0, index = 0, events = 0, names = 0] = sizes;
  return { records, index, events, names };
}

/** Names of the files in an archive's folder that belong to this state. */
export function namedFiles(manifest: Manifest | null): ReadonlySet<string> {
  const names = (manifest?.segments ?? []).flatMap(({ id }) => PARTS.map((part) => `${id}.${SUFFIX[part]}`));
  return new Set([MANIFEST_NAME, ...names]);
}

async function allThere(dir: string, segments: readonly Segment[]): Promise<boolean> {
  for (const { id, bytes } of segments) {
    const found = await measureSegment(dir, id).catch(() => null);
    if (found === null || PARTS.some((part) => found[part] !== bytes[part])) return false;
  }
  return true;
}

function isManifest(value: unknown): value is Manifest {
  return isObject(value) && value.format === MANIFEST_FORMAT && Array.isArray(value.files);
}
