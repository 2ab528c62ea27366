// A real Redis for a suite: on a free loopback port, keeping nothing on disk, killed by its pid afterwards.
import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { findProgram } from './programs.ts';

export interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

const startWithinMs = 10_000;

/** Why the suites on Redis cannot run here; null when they can. */
export const noRedis: string | null = findProgram('redis-server') === null ? 'redis-server is not on PATH' : null;

/** `port`: to come back where another one was. */
export async function startRedis(port?: number): Promise<Server> {
  const program = findProgram('redis-server');
  if (program === null) throw new Error('redis-server is not on PATH');
  const own = port ?? (await freePort());
  const options = [
    '--port',
    `${own}`,
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--maxmemory-policy',
    'noeviction',
  ];
  const child = spawn(program, options, { stdio: 'ignore' });
  await untilOpen(own, child);
  return { url: `redis://127.0.0.1:${own}`, stop: () => stopped(child, 'SIGKILL') };
}

/** Resolves once the child is gone. */
export async function stopped(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}

export async function untilOpen(port: number, child: ChildProcess): Promise<void> {
  const until = Date.now() + startWithinMs;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server ended with exit status ${child.exitCode}`);
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(socket.end() !== undefined));
      socket.on('error', () => resolve(false));
    });
    if (open) return;
    await sleep(20);
  }
  throw new Error(`the server did not listen within ${startWithinMs} ms`);
}
