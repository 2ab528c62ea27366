// Log files → segments and the manifest that names them. Each event goes in once, whichever file brings it first; a file
// or record that cannot be read is noted with its file, and the rest goes in.
import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { readRecord } from '../records/read-record.ts';
import { breather } from './breathe.ts';
import { type Duck, quoted, startDuck } from './duck.ts';
import { refill, toFold } from './fold.ts';
import { readLogRecords, readLogText } from './log-file.ts';
import { publishedAt } from './log-name.ts';
import { type Manifest, namedFiles, segmentPath, writeManifest } from './manifest.ts';
import type { Progress } from './progress.ts';
import { quickReader } from './quick-read.ts';
import { readAhead } from './read-ahead.ts';
import { type SeenIds, seenIds } from './seen-ids.ts';
import { type SegmentOutput, segmentOutput } from './segment-output.ts';
import { type FileTally, type Tally, tally } from './tally.ts';
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
  const output = segmentOutput(duck, work.dir);
  try {
    const seen = seenIds();
    for (const { id } of work.base?.segments ?? []) await remember(duck, segmentPath(work.dir, id, 'events'), seen);
    const { stay, fold } = toFold(work.base);
    for (const segment of fold) await refill(duck, work.dir, segment, output);
    const counts = tally(work.base);
    if (!(await readAll(work, counts, seen, output))) return 'stopped';
    const manifest = counts.manifest(work.reader, work.folder, [...stay, ...(await output.finish())]);
    if (!(await work.mayPublish())) return 'overtaken';
    await writeManifest(work.dir, manifest);
    return manifest;
  } finally {
    await output.abandon();
    duck.close();
  }
}

/** Takes every file in; false when the signal stopped it. */
async function readAll(work: Build, counts: Tally, seen: SeenIds, output: SegmentOutput): Promise<boolean> {
  const report = (filesDone: number) =>
    work.onProgress?.({ filesDone, filesTotal: work.files.length, events: counts.events() });
  report(0);
  let done = 0;
  const quickRead = quickReader();
  const read = async ({ path, size, problem }: FoundFile) =>
    problem === null ? readLogText(() => quickRead(join(work.folder, path), size)) : { text: '', problem };
  for await (const [found, text] of readAhead(work.files, read)) {
    if (work.signal?.aborted === true) return false;
    const log = readLogRecords(text);
    if (log.isOther && publishedAt(found.path) === null) counts.other(found);
    else {
      const file = counts.file(found);
      const skipped = await takeIn(log.records, found.path, { file, counts, seen, output });
      file.close(joined(log.problem, skipped));
    }
    done += 1;
    report(done);
  }
  return true;
}

/** Removes what no state names: left by a crash, or by a state since replaced. */
export async function sweep(dir: string, current: Manifest | null, keep: readonly string[]): Promise<void> {
  const named = namedFiles(current);
  for (const name of await readdir(dir)) {
    if (!named.has(name) && !keep.includes(name)) await unlink(join(dir, name)).catch(() => undefined);
  }
}

interface Intake {
  readonly file: FileTally;
  readonly counts: Tally;
  readonly seen: SeenIds;
  readonly output: SegmentOutput;
}

/** Takes a file's records in; returns what is wrong with those it had to skip, as a clause. */
async function takeIn(records: readonly unknown[], path: string, { file, counts, seen, output }: Intake) {
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
    if (isNew) {
      counts.distinct(event);
      await output.add(event, path);
    } else await output.addCopy(event.timeMs);
  }
  return skipped === 0 ? null : `has ${skipped} unreadable record(s) among ${records.length}: ${firstWhy}`;
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
