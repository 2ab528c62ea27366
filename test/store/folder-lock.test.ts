import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFailure } from '../../src/domain/failure.ts';
import { type FolderLock, lockFolder } from '../../src/store/folder-lock.ts';
import { stopped } from '../servers/redis.ts';

let folder: string;
let other: ChildProcess;
const path = () => join(folder, 'lock.json');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whodid-lock-'));
  other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' });
});
afterEach(async () => {
  await stopped(other, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function taken(): FolderLock {
  const lock = lockFolder(folder);
  if (isFailure(lock)) throw new Error(lock.why);
  return lock;
}

function writeLock(holder: { pid: number; host?: string; started?: string | null }, text?: string): void {
  writeFileSync(path(), text ?? JSON.stringify({ host: hostname(), started: null, token: 'theirs', ...holder }));
}

const pidOf = (process: ChildProcess) => process.pid ?? Number.NaN;

describe('the lock of the data folder', () => {
  it('is given back, and can be taken again', () => {
    taken().release();
    expect(readdirSync(folder)).toEqual([]);
    taken().release();
  });

  it('refuses this very process a second time', () => {
    const lock = taken();
    expect(lockFolder(folder)).toMatchObject({ failure: 'storage', why: expect.stringContaining('this very process') });
    lock.release();
  });

  it('refuses while its holder lives, and names the pid and what to do', () => {
    writeLock({ pid: pidOf(other) });
    const refusal = lockFolder(folder);
    expect(refusal).toMatchObject({
      why: expect.stringContaining(`process ${other.pid},`),
      instead: expect.stringContaining('DATABASE_URL'),
    });
    expect(readdirSync(folder)).toEqual(['lock.json']);
  });

  it('takes over from a holder that died', async () => {
    writeLock({ pid: pidOf(other) });
    await stopped(other, 'SIGKILL');
    taken().release();
    expect(existsSync(path())).toBe(false);
  });

  it.skipIf(process.platform !== 'linux')('takes over when the pid is now another process', () => {
    writeLock({ pid: pidOf(other), started: 'another boot/123' });
    taken().release();
  });

  it('takes over a lock file that makes no sense', () => {
    for (const text of ['', '{', 'null', '{"pid":"x"}', '[]']) {
      writeLock({ pid: 0 }, text);
      taken().release();
    }
  });

  it('believes a holder on another machine while its heartbeat is fresh, and no longer', () => {
    writeLock({ pid: 1, host: 'another-container' });
    expect(lockFolder(folder)).toMatchObject({ why: expect.stringContaining('process 1 on another-container') });
    const minuteAgo = new Date(Date.now() - 60_000);
    utimesSync(path(), minuteAgo, minuteAgo);
    taken().release();
  });

  it('does not remove a lock that is no longer its own', () => {
    const lock = taken();
    writeLock({ pid: pidOf(other) });
    lock.release();
    expect(readFileSync(path(), 'utf8')).toContain('theirs');
  });
});
