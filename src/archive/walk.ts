// A log folder → the files in it that may be CloudTrail logs, with size and time. Opens none of them.
import type { Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Failure } from '../domain/failure.ts';
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
const STAT_BATCH = 64;

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
  await list({ root, seen: new Set([root]), files }, '', 0);
  return { folder: root, files: files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)) };
}

interface Listing {
  readonly root: string;
  /** Real paths of the folders entered through links: a link to a parent would never end. */
  readonly seen: Set<string>;
  readonly files: FoundFile[];
}

async function list(listing: Listing, path: string, depth: number): Promise<void> {
  if (depth > DEPTH_MAX) {
    listing.files.push(unreadable(`${path}/`, `is nested deeper than ${DEPTH_MAX} folders`));
    return;
  }
  let names: readonly string[];
  try {
    names = await readdir(join(listing.root, path));
  } catch (error) {
    listing.files.push(unreadable(`${path}/`, `cannot be listed (${errorCode(error)})`));
    return;
  }
  for (let i = 0; i < names.length; i += STAT_BATCH) {
    const batch = names.slice(i, i + STAT_BATCH).map((name) => (path === '' ? name : `${path}/${name}`));
    const stats = await Promise.all(batch.map((inner) => lookAt(join(listing.root, inner))));
    for (const [index, inner] of batch.entries()) await note(listing, inner, stats[index], depth);
  }
}

async function note(listing: Listing, path: string, found: Stats | string | undefined, depth: number): Promise<void> {
  if (found === undefined) return;
  if (typeof found === 'string') {
    if (isLogName(path)) listing.files.push(unreadable(path, `cannot be opened (${found})`));
    return;
  }
  if (found.isDirectory()) {
    const real = await realpath(join(listing.root, path)).catch(() => null);
    if (real === null || listing.seen.has(real)) return;
    listing.seen.add(real);
    return list(listing, path, depth + 1);
  }
  if (!isLogName(path)) return;
  if (!found.isFile()) listing.files.push(unreadable(path, 'is not a regular file'));
  else listing.files.push({ path, size: found.size, mtimeMs: found.mtimeMs, problem: null });
}

async function lookAt(path: string): Promise<Stats | string> {
  return stat(path).catch((error: unknown) => errorCode(error));
}

function unreadable(path: string, problem: string): FoundFile {
  return { path, size: 0, mtimeMs: 0, problem };
}
