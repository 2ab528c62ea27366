// SIGKILL in the middle of a job: the next process finds the job and runs it again. On each of the three places a queue
// can live in; where its state is changes nothing here, so Redis is tried with the cheaper one.
import { type ChildProcess, spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Handler } from '../../src/queue/queues.ts';
import { openStore } from '../../src/store/open-store.ts';
import { embedded, postgres, redisAndPostgres } from '../servers/back-ends.ts';
import { stopped } from '../servers/redis.ts';
import { crashSettings } from './job-settings.ts';
import { open } from './opened.ts';
import { until } from './until.ts';

// At the same time, because they mostly wait: for a start, for a lock to run out.
describe.concurrent.each([embedded, postgres, redisAndPostgres])('a killed process on $title', (backEnd) => {
  it.skipIf(backEnd.skipped)('leaves its job to the next one', async ({ onTestFinished }) => {
    const reported: string[] = [];
    const report = (where: string, error: unknown) => reported.push(`${where}: ${error}`);
    const started = await backEnd.start();
    onTestFinished(() => started.stop());
    const { backend } = started;
    const child = spawnChild(JSON.stringify(backend));
    onTestFinished(() => stopped(child, 'SIGKILL'));
    const id = await firstWorkingId(child);

    if (backend.oneProcess) {
      const refusal = await openStore(backend.state, Date.now, report);
      expect(refusal).toMatchObject({ failure: 'storage', why: expect.stringContaining(`process ${child.pid}`) });
    }
    await stopped(child, 'SIGKILL');

    const opened = await open(backend, crashSettings, report);
    onTestFinished(() => opened.close());
    const ran: string[] = [];
    const handler: Handler<'answer'> = async ({ askingId }) => {
      ran.push(askingId);
      return null;
    };
    opened.queues.startWorker('answer', handler, crashSettings, { onGaveUp: async () => undefined });
    await until('the job to run again', () => ran.length > 0);
    expect(ran).toEqual([id]);
    expect(await opened.store.state.asking(id)).toMatchObject({ state: 'recorded' });
    expect(reported).toEqual([]);
  });
});

function spawnChild(backend: string): ChildProcess {
  const script = new URL('./crash-child.ts', import.meta.url).pathname;
  return spawn(process.execPath, ['--import', 'tsx', script, backend], { stdio: ['ignore', 'pipe', 'inherit'] });
}

function firstWorkingId(process: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    process.once('exit', (code) => reject(new Error(`the child ended with ${code} before it was killed`)));
    process.stdout?.on('data', (chunk) => {
      text += String(chunk);
      const id = /working ([0-9a-f]{32})/.exec(text)?.[1];
      if (id !== undefined) resolve(id);
    });
  });
}
