// A real PostgreSQL for a suite: its own cluster in a temporary folder, loopback only, stopped by its pid afterwards.
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { findPostgres } from './programs.ts';
import { type Server, stopped, untilOpen } from './redis.ts';

/** PostgreSQL refuses to run as root; the package made this user. */
const unprivileged = 'postgres';

/** Why the suites on PostgreSQL cannot run here; null when they can. */
export const noPostgres: string | null = whyNot();

function whyNot(): string | null {
  if (findPostgres() === null) return 'there is no /usr/lib/postgresql/*/bin';
  return isRoot() && idOf(unprivileged) === null
    ? `this is root, and there is no user ${unprivileged} to run it as`
    : null;
}

export async function startPostgres(): Promise<Server> {
  const bin = findPostgres();
  if (bin === null || noPostgres !== null) throw new Error(noPostgres ?? 'no PostgreSQL');
  const folder = mkdtempSync(join(tmpdir(), 'whodid-pg-'));
  const as = isRoot() ? idOf(unprivileged) : null;
  if (as !== null) chownSync(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  const user = as === null ? {} : { uid: as.uid, gid: as.gid };
  runAs(user, 'cp', ['-R', emptyCluster(bin, user), data]);
  const port = await freePort();
  // Written through as in production: how long a commit takes is part of what the suites see.
  const options = ['-D', data, '-p', `${port}`, '-c', 'listen_addresses=127.0.0.1', '-k', folder];
  const child = spawn(join(bin, 'postgres'), options, { ...user, cwd: folder, stdio: 'ignore' });
  await untilOpen(port, child);
  return {
    url: `postgres://whodid@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await stopped(child, 'SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface User {
  readonly uid?: number;
  readonly gid?: number;
}

/** An empty cluster, made once per machine and version, then copied: initdb takes most of a second. */
function emptyCluster(bin: string, user: User): string {
  const version = bin.split('/').at(-2) ?? '';
  const ready = join(tmpdir(), `whodid-empty-pg-${version}-${user.uid ?? process.getuid?.() ?? 0}`);
  if (existsSync(ready)) return ready;
  const draft = `${ready}-${randomUUID()}`;
  runAs(user, join(bin, 'initdb'), ['-D', draft, '-U', 'whodid', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N']);
  try {
    renameSync(draft, ready);
  } catch (error) {
    // Another test file was first.
    if (!existsSync(ready)) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
  return ready;
}

function runAs(user: User, program: string, args: readonly string[]): void {
  const done = spawnSync(program, args, { ...user, cwd: tmpdir(), encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${program}: ${done.stderr}`);
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function idOf(user: string): { uid: number; gid: number } | null {
  const ask = (flag: string) => Number.parseInt(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout, 10);
  const [uid, gid] = [ask('-u'), ask('-g')];
  return Number.isNaN(uid) || Number.isNaN(gid) ? null : { uid, gid };
}
