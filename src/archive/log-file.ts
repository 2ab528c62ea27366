// One log file on disk → the raw records in it and what is wrong with it. A file that breaks off, at whatever layer,
// still gives what came before the break.
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, createGunzip, gunzip } from 'node:zlib';
import { readContainer } from '../records/containers.ts';
import { errorCode } from './failures.ts';

export interface LogFile {
  readonly records: readonly unknown[];
  /** As a clause that follows the file's name; null when it was read whole. */
  readonly problem: string | null;
  /** Whole JSON without a CloudTrail record in it: another service's file, unless its name says otherwise. */
  readonly isOther: boolean;
}

/** A file's text, unpacked. */
export interface LogText {
  readonly text: string;
  readonly problem: string | null;
}

/** Unpacked size up to which a file is read, in bytes: strings cannot be much longer. CloudTrail's own stay under 50 MB. */
const TEXT_BYTES_MAX = 480 * 2 ** 20;
/** Packed bytes handed over at a time when saving what can be saved: a break loses no more than this unpacks to. */
const SALVAGE_STEP = 512;

const unpack = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip);

export async function readLogText(path: string): Promise<LogText> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return { text: '', problem: `cannot be opened (${errorCode(error)})` };
  }
  if (bytes.length === 0) return { text: '', problem: 'is empty' };
  // What is in the file decides, not its name: downloads are often unpacked on the way.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return plainText(bytes);
  try {
    return plainText(await unpack(bytes, { maxOutputLength: TEXT_BYTES_MAX }));
  } catch (error) {
    if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') return tooLarge();
    return salvage(bytes);
  }
}

/** The records in a file's text. */
export function readLogRecords({ text, problem }: LogText): LogFile {
  const container = readContainer(text);
  const none = container.records.length === 0;
  return {
    records: container.records,
    problem: problem === null ? container.problem : withCount(problem, container.records.length),
    isOther: problem === null && none && container.problem === 'holds no CloudTrail records',
  };
}

function withCount(problem: string, records: number): string {
  return records === 0 ? problem : `${problem} after ${records} whole record(s)`;
}

function plainText(bytes: Buffer): LogText {
  if (bytes.length > TEXT_BYTES_MAX) return tooLarge();
  const text = bytes.toString('utf8');
  return { text, problem: text.trim() === '' ? 'is empty' : null };
}

function tooLarge(): LogText {
  return { text: '', problem: `is larger than ${TEXT_BYTES_MAX / 2 ** 20} MB unpacked` };
}

/** Unpacks up to the break. */
async function salvage(bytes: Buffer): Promise<LogText> {
  const stream = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  const chunks: Buffer[] = [];
  let size = 0;
  let damage: string | null = null;
  const ended = new Promise<void>((resolve) => {
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= TEXT_BYTES_MAX) chunks.push(chunk);
      else stream.destroy();
    });
    stream.on('error', (error) => {
      damage = errorCode(error);
    });
    stream.on('close', resolve);
  });
  for (let at = 0; at < bytes.length && damage === null && !stream.destroyed; at += SALVAGE_STEP) {
    await new Promise<void>((resolve) => {
      stream.write(bytes.subarray(at, at + SALVAGE_STEP), () => resolve());
    });
  }
  if (!stream.destroyed) stream.end();
  await ended;
  if (size > TEXT_BYTES_MAX) return tooLarge();
  const problem = damage === null ? 'breaks off in the middle of its gzip data' : 'has damaged gzip data';
  return { text: Buffer.concat(chunks).toString('utf8'), problem };
}
