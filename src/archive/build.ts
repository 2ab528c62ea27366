// Log files → segments and the manifest that names them. Each event goes in once, whichever file brings it first; a file
// or record that cannot be read is noted with its file, and the rest goes in.
import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { readRecord } from '../records/read-record.ts';
import { breather } from './breathe.ts';
import { type Duck, quoted, startDuck } from './duck.ts';
import { readLogRecords, readLogText } from './log-file.ts';
import { publishedAt } from './log-name.ts';
import { type Manifest, namedFiles, type Segment, segmentPath, writeManifest } from './manifest.ts';
import type { Progress } from './progress.ts';
import { readAhead } from './read-ahead.ts';
import { type SeenIds, seenIds } from './seen-ids.ts';
import { type SegmentWriter, segmentWriter } from './segment-writer.ts';
import { type FileTally, tally } from './tally.ts';
import type { FoundFile } from './walk.ts';

export interface Build {
  readonly dir: string;
  /** Real path of the log folder. */
  readonly folder: string;
  readonly reader: string;
  /** The state whose segments stay; null: everything is read. */
  readonly base: Manifest | null;
  /** Files to read, sorted by path. */
  readonly files: readonly FoundFile[];
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Asked just before the new state is published: false when another process took over. */
  readonly mayPublish: () => Promise<boolean>;
}

/** The new state, published; `stopped` by the signal or `overtaken` by another builder: then nothing has changed. */
export async function build(work: Build): Promise<Manifest | 'stopped' | 'overtaken'> {
  const duck = await startDuck(work.dir);
  const segments: Segment[] = [...(work.base?.segments ?? [])];
  const output: Output = { duck, dir: work.dir, segments, writer: null, breathe: breather() };
  try {
    const counts = tally(work.base);
    const seen = seenIds();
    for (const segment of segments) await remember(duck, segmentPath(work.dir, segment.id, 'events'), seen);
    const report = (filesDone: number) =>
      work.onProgress?.({ filesDone, filesTotal: work.files.length, events: counts.events() });
    report(0);
    let done = 0;
    const read = (found: FoundFile) =>
      found.problem === null ? readLogText(join(work.folder, found.path)) : { text: '', problem: found.problem };
    for await (const [found, text] of readAhead(work.files, async (file) => read(file))) {
      if (work.signal?.aborted === true) return await abandon(output, 'stopped');
      const log = readLogRecords(text);
      if (log.isOther && publishedAt(found.path) === null) counts.other(found);
      else {
        const file = counts.file(found);
        const skipped = await takeIn(log.records, found.path, file, counts.distinct, seen, output);
        file.close(joined(log.problem, skipped));
      }
      report(++done);
    }
    await closeSegment(output);
    const manifest = counts.manifest(work.reader, work.folder, segments);
    if (!(await work.mayPublish())) return await abandon(output, 'overtaken');
    await writeManifest(work.dir, manifest);
    return manifest;
  } catch (error) {
    await abandon(output, 'stopped');
    throw error;
  } finally {
    duck.close();
  }
}

/** Removes what no state names: left by a crash, or by a state since replaced. */
export async function sweep(dir: string, current: Manifest | null, keep: readonly string[]): Promise<void> {
  const named = namedFiles(current);
  for (const name of await readdir(dir)) {
    if (!named.has(name) && !keep.includes(name)) await unlink(join(dir, name)).catch(() => undefined);
  }
}

interface Output {
  readonly duck: Duck;
  readonly dir: string;
  readonly segments: Segment[];
  writer: SegmentWriter | null;
  readonly breathe: () => Promise<void> | undefined;
}

/** Takes a file's records in; returns what is wrong with those it had to skip, as a clause. */
async function takeIn(
  records: readonly unknown[],
  path: string,
  file: FileTally,
  distinct: ReturnType<typeof tally>['distinct'],
  seen: SeenIds,
  output: Output,
): Promise<string | null> {
  let skipped = 0;
  let firstWhy = '';
  for (const [at, raw] of records.entries()) {
    const reading = readRecord(raw);
    if (!reading.ok) {
      if (skipped === 0) firstWhy = `record ${at + 1} ${reading.why}`;
      skipped += 1;
      continue;
    }
    const { event } = reading;
    const isNew = seen.add(event.eventID);
    file.event(event.timeMs, !isNew);
    output.writer ??= await segmentWriter(output.duck, output.dir);
    if (isNew) {
      distinct(event);
      const behind = output.writer.add(event, path);
      if (behind !== undefined) await behind;
      if (output.writer.isFull()) await closeSegment(output);
    } else output.writer.addCopy(event.timeMs);
    const pause = output.breathe();
    if (pause !== undefined) await pause;
  }
  return skipped === 0 ? null : `has ${skipped} unreadable record(s) among ${records.length}: ${firstWhy}`;
}

async function closeSegment(output: Output): Promise<void> {
  const { writer } = output;
  if (writer === null) return;
  output.segments.push(await writer.finish());
  output.writer = null;
}

async function abandon<T>(output: Output, outcome: T): Promise<T> {
  await output.writer?.abandon();
  return outcome;
}

/** Loads the ids of a finished segment, a chunk at a time. */
async function remember(duck: Duck, path: string, seen: SeenIds): Promise<void> {
  const connection = await duck.connect();
  const breathe = breather();
  try {
    const result = await connection.stream(`SELECT event_id FROM read_parquet(${quoted(path)})`);
    for (
      let chunk = await result.fetchChunk();
      chunk !== null && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      for (const id of chunk.getColumnValues(0)) if (typeof id === 'string') seen.add(id);
      await breathe();
    }
  } finally {
    connection.closeSync();
  }
}

function joined(...problems: readonly (string | null)[]): string | null {
  const told = problems.filter((problem) => problem !== null);
  return told.length === 0 ? null : told.join(' and ');
}
