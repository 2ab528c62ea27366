// What is known of a copied bucket, as one JSON file in the folder of the copies: which days of which places were listed to
// their end and when, and what could not be read. It is renamed into place, so that a stop leaves the state before or after.
import { randomUUID } from 'node:crypto';
import { open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { GapKind } from '../domain/coverage.ts';
import { isObject } from '../records/json.ts';

/** Its name begins with a dot: no log file does. */
export const JOURNAL_NAME = '.whodid-sync.json';
const FORMAT = 1;

/** Something that could not be read. */
export interface Lack {
  readonly kind: GapKind;
  /** Files; null: the folder could not even be listed, or not to its end. */
  readonly files: number | null;
  /** Why, and what would settle it. Sentences. */
  readonly words: string;
}

export interface DayEntry {
  /** When the last whole listing of it began, epoch milliseconds; null: it never was listed to its end. */
  readonly listedMs: number | null;
  /** Copied files and their bytes. */
  readonly files: number;
  readonly bytes: number;
  readonly lack: Lack | null;
  /** Files that a notification told of and that were gone before they could be copied, a sentence each. */
  readonly gone?: readonly string[];
}

export interface Journal {
  readonly format: number;
  /** `s3://bucket/prefix`, to be typed again. */
  readonly address: string;
  /** When the last pass over the folders began, epoch milliseconds; null: never. */
  readonly passMs: number | null;
  /** Below `AWSLogs/`: where places were looked for, and when, epoch milliseconds. '' is all of it. */
  readonly scopes: Readonly<Record<string, number>>;
  /** Days before this one were removed, to keep to the retention; null: none was. */
  readonly keptFrom: string | null;
  /** Below `AWSLogs/`: folders that could not be looked into when places were looked for. */
  readonly unlisted: Readonly<Record<string, Lack>>;
  /** By a place's path, by day (`2026-11-20`). */
  readonly places: Readonly<Record<string, Readonly<Record<string, DayEntry>>>>;
}

export function newJournal(address: string): Journal {
  return { format: FORMAT, address, passMs: null, scopes: {}, keptFrom: null, unlisted: {}, places: {} };
}

/** null: there is none that this code can use. */
export async function readJournal(folder: string): Promise<Journal | null> {
  try {
    const value: unknown = JSON.parse(await readFile(join(folder, JOURNAL_NAME), 'utf8'));
    return isJournal(value) ? value : null;
  } catch {
    return null;
  }
}

/** Throws what the file system throws. */
export async function writeJournal(folder: string, journal: Journal): Promise<void> {
  const temporary = join(folder, `${JOURNAL_NAME}.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(JSON.stringify(journal));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, join(folder, JOURNAL_NAME));
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}

export const NEVER_LISTED: DayEntry = { listedMs: null, files: 0, bytes: 0, lack: null };

function isJournal(value: unknown): value is Journal {
  return (
    isObject(value) &&
    value.format === FORMAT &&
    typeof value.address === 'string' &&
    isMoment(value.passMs) &&
    (value.keptFrom === null || isDay(value.keptFrom)) &&
    isObject(value.scopes) &&
    Object.values(value.scopes).every((at) => at !== null && isMoment(at)) &&
    isObject(value.unlisted) &&
    Object.values(value.unlisted).every(isLack) &&
    isObject(value.places) &&
    Object.values(value.places).every(isPlace)
  );
}

/** What a hand or a broken disk left of it is not believed: a day too many would be called whole. */
function isPlace(value: unknown): boolean {
  return isObject(value) && Object.entries(value).every(([day, entry]) => isDay(day) && isEntry(entry));
}

function isEntry(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { listedMs, files, bytes, lack, gone } = value;
  return (
    isMoment(listedMs) &&
    isCount(files) &&
    isCount(bytes) &&
    (lack === null || isLack(lack)) &&
    (gone === undefined || (Array.isArray(gone) && gone.every((words) => typeof words === 'string')))
  );
}

function isLack(value: unknown): boolean {
  return isObject(value) && typeof value.kind === 'string' && typeof value.words === 'string';
}

/** Epoch milliseconds that a date can be made of, or null. */
function isMoment(value: unknown): boolean {
  return value === null || (typeof value === 'number' && Math.abs(value) <= 8.64e15);
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && value >= 0;
}

function isDay(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}
