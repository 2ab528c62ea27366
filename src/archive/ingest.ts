// Brings the archive of a log folder up to date: nothing while files are unchanged, new files as a new segment, and all
// of it anew when a file that gave events has gone or changed (what only it had brought cannot be told apart).
import { access, constants, mkdir, realpath } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Failure, isFailure } from '../domain/failure.ts';
import {
  busyFailure,
  insideFailure,
  isStorageError,
  noLogsFailure,
  stoppedFailure,
  storageFailure,
} from './failures.ts';
import { type Lock, takeLock } from './lock.ts';
import { type ArchivedFile, archiveFolder, type Manifest, readManifest } from './manifest.ts';
import type { Progress } from './progress.ts';
import { readerFingerprint } from './reader-fingerprint.ts';
import { type FoundFile, type Walk, walkFolder } from './walk.ts';

export interface IngestOptions {
  readonly folder: string;
  /** `WHODID_DATA`: archives go to `archives/` in it. */
  readonly dataDir: string;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How long a question waits for another process's ingest, in milliseconds. */
const WAIT_MS_MAX = 15 * 60_000;
const POLL_MS = 100;

/**
 * The archive of `folder` as it is now. Refuses with `ingest-busy` while another ingest of it is running.
 * Other failures: `missing-folder`, `no-logs`, `storage`; `timed-out` when the signal stopped it.
 */
export async function ingestFolder(options: IngestOptions): Promise<Manifest | Failure> {
  return bringUpToDate(options, 'refuse');
}

/** Like `ingestFolder`, but waits for an ingest that is running: for questions. */
export async function currentManifest(options: IngestOptions): Promise<Manifest | Failure> {
  return bringUpToDate(options, 'wait');
}

async function bringUpToDate(options: IngestOptions, whenBusy: 'refuse' | 'wait'): Promise<Manifest | Failure> {
  const walk = await walkFolder(options.folder);
  if (isFailure(walk)) return walk;
  if (walk.files.length === 0) return noLogsFailure(options.folder);
  if (await isInside(options.dataDir, walk.folder)) return insideFailure(options.folder, options.dataDir);
  try {
    const manifest = await upToDate(options, walk, whenBusy);
    return isFailure(manifest) || manifest.files.length > 0 ? manifest : noLogsFailure(options.folder);
  } catch (error) {
    if (isStorageError(error)) return storageFailure(options.dataDir, error);
    throw error;
  }
}

async function upToDate(options: IngestOptions, walk: Walk, whenBusy: 'refuse' | 'wait'): Promise<Manifest | Failure> {
  const dir = archiveFolder(options.dataDir, walk.folder);
  const giveUpAt = Date.now() + WAIT_MS_MAX;
  for (;;) {
    const manifest = await readManifest(dir, readerFingerprint());
    if (manifest !== null && (await isCurrent(manifest, walk))) return manifest;
    await mkdir(dir, { recursive: true });
    const lock = await takeLock(dir);
    if (lock.taken) {
      const built = await buildLocked(options, walk, dir, lock);
      if (built === 'stopped') return stoppedFailure(`The logs in ${options.folder} were not read in to their end.`);
      if (built !== 'overtaken') return built;
    } else if (whenBusy === 'refuse' || Date.now() > giveUpAt) {
      return busyFailure(options.folder, lock.holder.since, lock.holder.pid);
    }
    if (options.signal?.aborted === true) return stoppedFailure(`The logs in ${options.folder} are being read in.`);
    await delay(POLL_MS);
  }
}

async function buildLocked(options: IngestOptions, walk: Walk, dir: string, lock: Lock & { readonly taken: true }) {
  try {
    // Loaded only here: a question on an unchanged folder needs none of it.
    const { build, sweep } = await import('./build.ts');
    // Another process may have built between our look and our lock.
    const reader = readerFingerprint();
    const manifest = await readManifest(dir, reader);
    if (manifest !== null && (await isCurrent(manifest, walk))) return manifest;
    await sweep(dir, manifest, ['ingest.lock']);
    const { onProgress, signal } = options;
    const mayPublish = lock.isStillOurs;
    return await build({
      dir,
      folder: walk.folder,
      reader,
      ...(await remaining(manifest, walk)),
      onProgress,
      signal,
      mayPublish,
    });
  } finally {
    await lock.release();
  }
}

/** What of the old state stays, and which files are to be read. */
async function remaining(
  manifest: Manifest | null,
  walk: Walk,
): Promise<{ readonly base: Manifest | null; readonly files: readonly FoundFile[] }> {
  if (manifest === null) return { base: null, files: walk.files };
  const { stale, added } = await compare(manifest, walk);
  if ([...manifest.files].some((file) => stale.has(file.path) && file.events > 0)) {
    return { base: null, files: walk.files };
  }
  const stays = <T extends { readonly path: string }>(files: readonly T[]) =>
    files.filter(({ path }) => !stale.has(path));
  return { base: { ...manifest, files: stays(manifest.files), otherFiles: stays(manifest.otherFiles) }, files: added };
}

async function isCurrent(manifest: Manifest, walk: Walk): Promise<boolean> {
  const { stale, added } = await compare(manifest, walk);
  return stale.size === 0 && added.length === 0;
}

/** `stale`: paths of entries whose file has gone or changed. `added`: files without a (good) entry. */
async function compare(manifest: Manifest, walk: Walk) {
  const stale = new Set<string>();
  const known = new Map<string, Pick<ArchivedFile, 'size' | 'mtimeMs'>>();
  for (const file of [...manifest.files, ...manifest.otherFiles]) known.set(file.path, file);
  const added = walk.files.filter((found) => {
    const entry = known.get(found.path);
    known.delete(found.path);
    const same = entry !== undefined && entry.size === found.size && entry.mtimeMs === found.mtimeMs;
    if (entry !== undefined && !same) stale.add(found.path);
    return !same;
  });
  for (const path of known.keys()) stale.add(path);
  for (const file of manifest.files) {
    // Permissions are changed without a trace in size and time.
    if (stale.has(file.path) || file.problem !== 'cannot be opened (EACCES)') continue;
    const found = walk.files.find(({ path }) => path === file.path);
    if (found === undefined || found.problem !== null || !(await mayRead(join(walk.folder, file.path)))) continue;
    stale.add(file.path);
    added.push(found);
  }
  return { stale, added };
}

async function mayRead(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
}

/** True when `dataDir` lies in the log folder: what is written there would be read as logs. */
async function isInside(dataDir: string, folder: string): Promise<boolean> {
  let path = resolve(dataDir);
  for (;;) {
    const real = await realpath(path).catch(() => null);
    if (real !== null) return real === folder || real.startsWith(folder.endsWith(sep) ? folder : folder + sep);
    const parent = resolve(path, '..');
    if (parent === path) return false;
    path = parent;
  }
}
