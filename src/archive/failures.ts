// The archive's expected failures, in words for the person who asked: what could not be done, why, what to do now.
import type { Failure } from '../domain/failure.ts';
import { isObject } from '../records/json.ts';

/** The system's code for an error (`ENOENT`), else its message. */
export function errorCode(error: unknown): string {
  if (!isObject(error)) return String(error);
  // Not `instanceof Error`: DuckDB's errors come from native code, which need not share our globals.
  return typeof error.code === 'string' ? error.code : typeof error.message === 'string' ? error.message : 'unknown';
}

/** `reason`: `file` when the path is one, else the system's error code. */
export function folderFailure(folder: string, reason: string): Failure {
  const why: Readonly<Record<string, string>> = {
    file: 'It is a file; logs are read by the folder.',
    ENOENT: 'There is no such folder.',
    ENOTDIR: 'There is no such folder: a part of the path is a file.',
    EACCES: 'This account may not read it.',
    EPERM: 'This account may not read it.',
  };
  return {
    failure: 'missing-folder',
    what: `The log folder ${folder} could not be read.`,
    why: why[reason] ?? `The system says ${reason}.`,
    instead:
      reason === 'file' ? 'Name the folder that holds it.' : 'Check the path and its permissions, then ask again.',
  };
}

export function noLogsFailure(folder: string): Failure {
  return {
    failure: 'no-logs',
    what: `No CloudTrail events could be read from ${folder}.`,
    why: 'It holds no CloudTrail log file (.json.gz, .json, .ndjson or .jsonl), also not in its subfolders.',
    instead: 'Name the folder into which the trail’s files were copied, for example AWSLogs/.',
  };
}

export function insideFailure(folder: string, dataDir: string): Failure {
  return {
    failure: 'storage',
    what: `The logs in ${folder} could not be prepared for questions.`,
    why: `The data folder ${dataDir} lies inside the log folder, which is never written to.`,
    instead: 'Set WHODID_DATA to a folder outside the logs.',
  };
}

const STORAGE_WHY: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full.',
  EDQUOT: 'The disk quota is used up.',
  EROFS: 'It is on a read-only file system.',
  EACCES: 'This account may not write there.',
  EPERM: 'This account may not write there.',
  ENOTDIR: 'A part of the path is a file.',
  EEXIST: 'A part of the path is a file.',
  EMFILE: 'Too many files are open.',
};

export function storageFailure(dataDir: string, error: unknown): Failure {
  const code = errorCode(error);
  return {
    failure: 'storage',
    what: `The archive of the logs could not be written or read under ${dataDir}.`,
    why: STORAGE_WHY[code] ?? `The system says: ${code.split('\n')[0] ?? code}`,
    instead: 'Set WHODID_DATA to a writable folder with room for about a third of the logs’ size, then ask again.',
  };
}

/** True for an error of the disk rather than of this code. */
export function isStorageError(error: unknown): boolean {
  if (!isObject(error)) return false;
  return typeof error.syscall === 'string' || /^(IO|Permission) Error/.test(errorCode(error));
}

/** `since`: UTC, RFC 3339. */
export function busyFailure(folder: string, since: string, pid: number): Failure {
  return {
    failure: 'ingest-busy',
    what: `The logs in ${folder} were not read in again.`,
    why: `Process ${pid} has been reading them in since ${since}.`,
    instead: 'Wait until it has ended; questions asked meanwhile wait for it by themselves.',
  };
}

export function stoppedFailure(what: string): Failure {
  return { failure: 'timed-out', what, why: 'It was stopped before it ended.', instead: 'Ask again.' };
}

export function uncountableFailure(): Failure {
  return {
    failure: 'unsupported',
    what: 'This cannot be counted without reading the events.',
    why: 'Unsupported aggregate: its condition looks into parameters, resources, addresses or full ARNs, which are not columns.',
    instead: 'Ask it as a question: then every event is read and looked at.',
  };
}
