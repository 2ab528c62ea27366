// One log file on disk → the raw records in it and what is wrong with it. A file that breaks off, at whatever layer,
// still gives what came before the break.
import { promisify } from 'node:util';
import { constants, gunzip, gunzipSync, type ZlibOptions } from 'node:zlib';
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
/** Packed bytes to which a place of damage is narrowed down. */
const SALVAGE_STEP = 64;

/** Packed size up to which a file is unpacked at once: for these the thread pool costs more than it saves. */
const SMALL_BYTES = 1 << 16;
/** Bytes unpacked in one step: each step costs a turn of the event loop. */
const UNPACK_STEP = 1 << 18;

const unpack = promisify<Buffer, ZlibOptions, Buffer>(gunzip);

/** `read`: how to get the file's bytes. */
export async function readLogText(read: () => Promise<Buffer>): Promise<LogText> {
  let bytes: Buffer;
  try {
    bytes = await read();
  } catch (error) {
    return { text: '', problem: `cannot be opened (${errorCode(error)})` };
  }
  if (bytes.length === 0) return { text: '', problem: 'is empty' };
  // What is in the file decides, not its name: downloads are often unpacked on the way.
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return plainText(bytes);
  try {
    const limits = { maxOutputLength: TEXT_BYTES_MAX, chunkSize: UNPACK_STEP };
    return plainText(bytes.length <= SMALL_BYTES ? gunzipSync(bytes, limits) : await unpack(bytes, limits));
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

/**
 * Unpacks up to the break: all there is of a file that was cut off, and the longest beginning that unpacks of one that
 * was damaged inside.
 */
async function salvage(bytes: Buffer): Promise<LogText> {
  const cut = await beginning(bytes);
  if (cut !== null) return { text: cut.toString('utf8'), problem: 'breaks off in the middle of its gzip data' };
  let [good, bad] = [0, bytes.length];
  let text = '';
  while (bad - good > SALVAGE_STEP) {
    const middle = (good + bad) >>> 1;
    const unpacked = await beginning(bytes.subarray(0, middle));
    if (unpacked === null) bad = middle;
    else {
      good = middle;
      text = unpacked.toString('utf8');
    }
  }
  return { text, problem: 'has damaged gzip data' };
}

/** What the beginning of a gzip file unpacks to; null when it is damaged (or unpacks to too much). */
async function beginning(bytes: Buffer): Promise<Buffer | null> {
  const limits = { maxOutputLength: TEXT_BYTES_MAX, chunkSize: UNPACK_STEP };
  return unpack(bytes, { ...limits, finishFlush: constants.Z_SYNC_FLUSH }).catch(() => null);
}
