// One process at a time builds an archive. A lock file says who and since when; a dead holder's lock is taken over.
// Only a courtesy: segments have names of their own and the manifest is renamed, so even two builders leave whole states.
import { randomUUID } from 'node:crypto';
import { readFile, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isObject } from '../records/json.ts';
import { errorCode } from './failures.ts';

const LOCK_NAME = 'ingest.lock';
/** A holder shows that it lives this often, in milliseconds. */
const BEAT_MS = 2_000;
/** Without a sign of life for this long a lock on another machine (or in another container) counts as left behind. */
const SILENT_MS_MAX = 30_000;
/** Looks at a lock that others are taking over at the same time, and the pause between two, in milliseconds. */
const ATTEMPTS_MAX = 50;
const ATTEMPT_MS = 10;

export interface LockHolder {
  readonly pid: number;
  /** UTC, RFC 3339. */
  readonly since: string;
}

export type Lock =
  | {
      readonly taken: true;
      /** False once somebody else took the lock over. */
      isStillOurs(): Promise<boolean>;
      release(): Promise<void>;
    }
  | { readonly taken: false; readonly holder: LockHolder };

interface LockText extends LockHolder {
  readonly host: string;
  readonly token: string;
}

/** Tokens of the locks that this process holds: its pid alone may be an earlier process's. */
const held = new Set<string>();

/** Takes the lock of an archive's folder, or says who has it. Throws what the file system throws. */
export async function takeLock(dir: string): Promise<Lock> {
  const path = join(dir, LOCK_NAME);
  const mine: LockText = {
    pid: process.pid,
    since: new Date().toISOString(),
    host: hostname(),
    token: randomUUID(),
  };
  let holder: LockHolder = mine;
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    if (await create(path, mine)) return holding(path, mine.token);
    const other = await readLock(path);
    if (other === 'gone') continue;
    holder = { pid: other?.pid ?? 0, since: other?.since ?? mine.since };
    if (await isAlive(path, other)) break;
    await removeDead(path, other);
    await delay(ATTEMPT_MS);
  }
  return { taken: false, holder };
}

async function create(path: string, text: LockText): Promise<boolean> {
  // Another process may see it empty for a moment: an unreadable lock counts as alive while it is fresh (isAlive).
  held.add(text.token);
  try {
    await writeFile(path, JSON.stringify(text), { flag: 'wx' });
    return true;
  } catch (error) {
    held.delete(text.token);
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function holding(path: string, token: string): Lock {
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, BEAT_MS);
  beat.unref();
  const isStillOurs = async () => {
    const text = await readLock(path);
    return text !== 'gone' && text?.token === token;
  };
  return {
    taken: true,
    isStillOurs,
    release: async () => {
      clearInterval(beat);
      held.delete(token);
      if (await isStillOurs()) await unlink(path).catch(() => undefined);
    },
  };
}

/** null: there, but not (yet) readable. */
async function readLock(path: string): Promise<LockText | null | 'gone'> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isLockText(value) ? value : null;
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? 'gone' : null;
  }
}

function isLockText(value: unknown): value is LockText {
  return (
    isObject(value) &&
    typeof value.pid === 'number' &&
    typeof value.since === 'string' &&
    typeof value.host === 'string' &&
    typeof value.token === 'string'
  );
}

async function isAlive(path: string, lock: LockText | null): Promise<boolean> {
  if (lock !== null && lock.host === hostname()) {
    if (lock.pid === process.pid) return held.has(lock.token);
    if (!processExists(lock.pid)) return false;
  }
  return isFresh(path);
}

async function isFresh(path: string): Promise<boolean> {
  const touched = await stat(path).then(
    (found) => found.mtimeMs,
    () => 0,
  );
  return Date.now() - touched < SILENT_MS_MAX;
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/**
 * Only one of those who find a lock left behind may remove it, and only after another look: by then the others' own fresh
 * lock may be there. Who may is settled by a guard file named after the dead lock.
 */
async function removeDead(path: string, dead: LockText | null): Promise<void> {
  const guard = `${path}.${dead?.token.replace(/\W/g, '') ?? 'unreadable'}.tmp`;
  try {
    await writeFile(guard, '', { flag: 'wx' });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    // A guard, too, can be left behind by a crash.
    if (!(await isFresh(guard))) await unlink(guard).catch(() => undefined);
    return;
  }
  const now = await readLock(path);
  if (now !== 'gone' && now?.token === dead?.token && !(await isAlive(path, now))) {
    await unlink(path).catch(() => undefined);
  }
  await unlink(guard).catch(() => undefined);
}
