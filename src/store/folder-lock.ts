// A folder → ours alone, until released or this process dies. PGlite locks nothing itself: two processes that open the
// same folder both write, and the data is gone. Knows a dead holder by its pid and start time on this machine, and by a
// heartbeat that stopped on another one (a container that was replaced).
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Failure } from '../domain/failure.ts';

export interface FolderLock {
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** What the system says of the process's start; null where it does not say. Tells a reused pid from the holder's. */
  readonly started: string | null;
  readonly token: string;
}

const heartbeatEveryMs = 5_000;
const deadAfterMs = 30_000;
/** Each try fails only when another process won in between. */
const mostTries = 5;

/** Takes the lock file in `folder` (made when missing), or says who has it. */
export function lockFolder(folder: string): FolderLock | Failure {
  const path = join(folder, 'lock.json');
  const me: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid), token: randomUUID() };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (let tries = 0; tries < mostTries; tries += 1) {
    if (create(path, me)) return held(path, me);
    const text = readIfThere(path);
    if (text === null) continue;
    const holder = parse(text);
    if (holder !== null && isAlive(holder, path)) return lockedBy(holder, folder);
    takeAway(path, text, me);
  }
  return lockedBy(parse(readIfThere(path) ?? ''), folder);
}

/** Writes beside and links into place: nobody ever reads half a lock. */
function create(path: string, me: Holder): boolean {
  const draft = `${path}.${me.token}`;
  writeFileSync(draft, JSON.stringify(me), { mode: 0o600 });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves a dead holder's lock aside; when it turns out to be somebody's new one, puts it back. */
function takeAway(path: string, text: string, me: Holder): void {
  const aside = `${path}.${me.token}.old`;
  try {
    renameSync(path, aside);
    if (readFileSync(aside, 'utf8') !== text) linkSync(aside, path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function held(path: string, me: Holder): FolderLock {
  const timer = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date());
    } catch {
      // Gone: somebody removed it by hand. Nothing here can mend that.
    }
  }, heartbeatEveryMs);
  timer.unref();
  return {
    release: () => {
      clearInterval(timer);
      if (parse(readIfThere(path) ?? '')?.token === me.token) rmSync(path, { force: true });
    },
  };
}

function isAlive(holder: Holder, path: string): boolean {
  if (holder.host !== hostname()) return heartbeatAgeMs(path) < deadAfterMs;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const started = startOf(holder.pid);
  return started === null || holder.started === null || started === holder.started;
}

function heartbeatAgeMs(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Boot id and start tick: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html (field 22). Linux only. */
function startOf(pid: number): string | null {
  const stat = readIfThere(`/proc/${pid}/stat`);
  const boot = readIfThere('/proc/sys/kernel/random/boot_id');
  if (stat === null || boot === null) return null;
  // Field 2, the command, may hold spaces and parentheses: count from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A killed process whose parent has not noticed yet still has its pid; it writes nothing any more.
  if (fields[0] === 'Z' || fields[0] === 'X') return 'dead';
  return fields[19] === undefined ? null : `${boot.trim()}/${fields[19]}`;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function parse(text: string): Holder | null {
  try {
    const it = JSON.parse(text) as Partial<Holder> | null;
    if (typeof it?.pid !== 'number' || typeof it.host !== 'string' || typeof it.token !== 'string') return null;
    return { pid: it.pid, host: it.host, token: it.token, started: typeof it.started === 'string' ? it.started : null };
  } catch {
    return null;
  }
}

function lockedBy(holder: Holder | null, folder: string): Failure {
  const where = holder === null || holder.host === hostname() ? '' : ` on ${holder.host}`;
  const who =
    holder?.pid === process.pid && where === '' ? 'this very process' : `process ${holder?.pid ?? 'unknown'}${where}`;
  return {
    failure: 'storage',
    what: `The embedded database in ${folder} could not be opened.`,
    why: `It is in use by ${who}, and only one process can open it at a time.`,
    instead:
      'Stop that process, give this one another WHODID_DATA, or set DATABASE_URL to a PostgreSQL that both can share.',
  };
}
