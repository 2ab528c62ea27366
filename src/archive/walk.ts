// A log folder → the files in it that may be CloudTrail logs, with size and time. Opens none of them.
import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Failure } from '../domain/failure.ts';
import { breather } from './breathe.ts';
import { errorCode, folderFailure } from './failures.ts';
import { isLogName } from './log-name.ts';

export interface FoundFile {
  /** Relative to the folder, with `/`. A folder that could not be listed ends in `/`. */
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
  /** Why it cannot even be looked at; null when it can. */
  readonly problem: string | null;
}

export interface Walk {
  /** Real path of the folder. */
  readonly folder: string;
  /** Sorted by path. */
  readonly files: readonly FoundFile[];
}

/** Deepest nesting followed: CloudTrail's own layout has ten levels below the bucket. */
const DEPTH_MAX = 64;
/** Files looked at in one go. */
const BATCH = 64;
/** A disk that takes longer for a batch is a slow one (a network's), in milliseconds: then it is asked for many at once. */
const QUICK_MS_MAX = 20;
/** Slow answers after which it counts as slow: a busy machine makes a quick disk look slow now and then. */
const SLOW_MAX = 4;

export async function walkFolder(folder: string): Promise<Walk | Failure> {
  let root: string;
  try {
    root = await realpath(folder);
    if (!(await stat(root)).isDirectory()) return folderFailure(folder, 'file');
    await readdir(root);
  } catch (error) {
    return folderFailure(folder, errorCode(error));
  }
  const files: FoundFile[] = [];
  await list({ seen: new Set([root]), files, disk: quickDisk() }, { path: '', real: root, depth: 0 });
  return { folder: root, files: files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)) };
}

/** What there is at a path, or the error's code. */
type Look = Stats | string;

interface Listing {
  /** Real paths of the folders entered: a link to a parent would never end. */
  readonly seen: Set<string>;
  readonly files: FoundFile[];
  readonly disk: Disk;
}

/** A folder being listed: its path in the log folder, and where it really is. */
interface Place {
  readonly path: string;
  readonly real: string;
  readonly depth: number;
}

async function list(listing: Listing, { path, real, depth }: Place): Promise<void> {
  if (depth > DEPTH_MAX) {
    listing.files.push(unreadable(`${path}/`, `is nested deeper than ${DEPTH_MAX} folders`));
    return;
  }
  let entries: readonly Dirent[];
  try {
    entries = await listing.disk.list(real);
  } catch (error) {
    listing.files.push(unreadable(`${path}/`, `cannot be listed (${errorCode(error)})`));
    return;
  }
  const inside = (name: string): Place => ({
    path: path === '' ? name : `${path}/${name}`,
    real: join(real, name),
    depth: depth + 1,
  });
  const files = entries.filter((entry) => entry.isFile() && isLogName(inside(entry.name).path));
  await noteFiles(
    listing,
    files.map(({ name }) => inside(name)),
  );
  for (const entry of entries) {
    if (entry.isDirectory()) await enter(listing, inside(entry.name));
    else if (!entry.isFile()) await follow(listing, inside(entry.name));
  }
}

async function noteFiles(listing: Listing, places: readonly Place[]): Promise<void> {
  for (let from = 0; from < places.length; from += BATCH) {
    const batch = places.slice(from, from + BATCH);
    const looks = await listing.disk.lookAt(batch.map(({ real }) => real));
    for (const [at, { path }] of batch.entries()) note(listing, path, looks[at] ?? 'ENOENT');
  }
}

async function enter(listing: Listing, place: Place): Promise<void> {
  if (listing.seen.has(place.real)) return;
  listing.seen.add(place.real);
  await list(listing, place);
}

/** Links count as what they lead to. */
async function follow(listing: Listing, place: Place): Promise<void> {
  const [found = 'ENOENT'] = await listing.disk.lookAt([place.real]);
  if (typeof found === 'string' || !found.isDirectory()) {
    if (isLogName(place.path)) note(listing, place.path, found);
    return;
  }
  const real = await realpath(place.real).catch(() => null);
  if (real !== null) await enter(listing, { ...place, real });
}

function note(listing: Listing, path: string, found: Look): void {
  if (typeof found === 'string') listing.files.push(unreadable(path, `cannot be opened (${found})`));
  else if (!found.isFile()) listing.files.push(unreadable(path, 'is not a regular file'));
  else listing.files.push({ path, size: found.size, mtimeMs: found.mtimeMs, problem: null });
}

interface Disk {
  /** Rejects with the file system's error. */
  list(path: string): Promise<readonly Dirent[]>;
  lookAt(paths: readonly string[]): Promise<readonly Look[]>;
}

/** Asks a disk one thing at a time for as long as it is quick: the thread pool costs ten times what a local disk does. */
function quickDisk(): Disk {
  const breathe = breather();
  let slow = 0;
  const timed = async <T>(now: () => T): Promise<T> => {
    const started = performance.now();
    const result = now();
    if (performance.now() - started > QUICK_MS_MAX) slow += 1;
    await breathe();
    return result;
  };
  return {
    list: (path) =>
      slow < SLOW_MAX
        ? timed(() => readdirSync(path, { withFileTypes: true }))
        : readdir(path, { withFileTypes: true }),
    lookAt: (paths) =>
      slow < SLOW_MAX
        ? timed(() => paths.map(lookNow))
        : Promise.all(paths.map((path) => stat(path).catch((error: unknown) => errorCode(error)))),
  };
}

function lookNow(path: string): Look {
  try {
    return statSync(path);
  } catch (error) {
    return errorCode(error);
  }
}

function unreadable(path: string, problem: string): FoundFile {
  return { path, size: 0, mtimeMs: 0, problem };
}
