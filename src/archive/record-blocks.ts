// Raw records on disk: gzip members of a few JSON lines each, one after the other. Together they are an ordinary
// `.ndjson.gz` that anything can read; apart they let one record be fetched without unpacking its neighbours' blocks.
import { type FileHandle, open } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';

/** Records in one block. Sixteen was the best of the sizes tried: fewer compress badly, more cost time on each fetch. */
export const BLOCK_RECORDS = 16;
/**
 * Fast rather than small, with zlib's tables and output sized to one block. Packed where it is called: handing 20 kB to
 * the thread pool and back costs three times what packing them does.
 */
const PACKED = { level: 3, memLevel: 7, chunkSize: 1 << 15 };
/** Bytes gathered before they are written. */
const WRITE_BYTES = 1 << 18;
/** Bytes fetched in one read at most, when neighbouring blocks are wanted. */
const READ_BYTES_MAX = 1 << 20;

export interface RecordWriter {
  /** Takes one record as a line of JSON. Await the result when there is one: it is writing. */
  add(line: string): Promise<void> | undefined;
  /** Writes the rest; returns the byte offset of each block, and of the end. */
  finish(): Promise<Float64Array>;
  /** Closes the file without finishing. */
  abandon(): Promise<void>;
}

export async function recordWriter(path: string): Promise<RecordWriter> {
  const file = await open(path, 'wx');
  const offsets: number[] = [0];
  let lines: string[] = [];
  let packed: Buffer[] = [];
  let end = 0;
  let written = 0;
  const pack = () => {
    const block = gzipSync(`${lines.join('\n')}\n`, PACKED);
    lines = [];
    packed.push(block);
    end += block.length;
    offsets.push(end);
  };
  const write = async () => {
    const bytes = Buffer.concat(packed);
    packed = [];
    written += bytes.length;
    await writeAll(file, bytes);
  };
  return {
    add: (line) => {
      lines.push(line);
      if (lines.length < BLOCK_RECORDS) return undefined;
      pack();
      return end - written >= WRITE_BYTES ? write() : undefined;
    },
    finish: async () => {
      if (lines.length > 0) pack();
      await write();
      await file.sync();
      await file.close();
      return Float64Array.from(offsets);
    },
    abandon: () => file.close(),
  };
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
}

/** One run of neighbouring blocks, and where it lies. */
interface Run {
  readonly blocks: readonly number[];
  readonly from: number;
  readonly to: number;
}

/**
 * The lines of the blocks asked for, run by run, in ascending order of block. `blocks` is ascending and without repeats;
 * `offsets` is what the writer returned.
 */
export async function* readBlocks(
  file: FileHandle,
  offsets: Float64Array,
  blocks: readonly number[],
): AsyncGenerator<{ readonly block: number; readonly lines: () => readonly string[] }> {
  for (const run of runsOf(offsets, blocks)) {
    const bytes = Buffer.allocUnsafe(run.to - run.from);
    for (let at = 0; at < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, at, bytes.length - at, run.from + at);
      if (bytesRead === 0) throw new Error('a segment ends before its last record');
      at += bytesRead;
    }
    for (const block of run.blocks) {
      const from = (offsets[block] ?? 0) - run.from;
      const to = (offsets[block + 1] ?? 0) - run.from;
      yield { block, lines: () => gunzipSync(bytes.subarray(from, to)).toString('utf8').split('\n') };
    }
  }
}

function runsOf(offsets: Float64Array, blocks: readonly number[]): readonly Run[] {
  const runs: { blocks: number[]; from: number; to: number }[] = [];
  for (const block of blocks) {
    const from = offsets[block] ?? 0;
    const to = offsets[block + 1] ?? 0;
    const last = runs.at(-1);
    if (last !== undefined && last.to === from && to - last.from <= READ_BYTES_MAX) {
      last.blocks.push(block);
      last.to = to;
    } else runs.push({ blocks: [block], from, to });
  }
  return runs;
}
