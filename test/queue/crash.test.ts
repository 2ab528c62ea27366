// SIGKILL in the middle of a job: the next process finds the job and runs it again, on every back end.
import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { embedded, postgres, redisAndEmbedded, redisAndPostgres, type StartedBackEnd } from '../servers/back-ends.ts';
import { stopped } from '../servers/redis.ts';
import { quickSettings } from './job-settings.ts';
import { type Opened, open } from './opened.ts';
import { until } from './until.ts';

const reported: string[] = [];
const report = (where: string, error: unknown) => reported.push(`${where}: ${error}`);

let started: StartedBackEnd | undefined;
let opened: Opened | undefined;
let child: ChildProcess | undefined;

afterEach(async () => {
  if (child !== undefined) await stopped(child, 'SIGKILL');
  await opened?.close();
  await started?.stop();
  [child, opened, started] = [undefined, undefined, undefined];
  expect(reported.splice(0)).toEqual([]);
});

describe.each([embedded, redisAndEmbedded, postgres, redisAndPostgres])(
  'a killed process on $title',
  ({ skipped, start }) => {
    it.skipIf(skipped)('leaves its job to the next one', async () => {
      started = await start();
      const { backend } = started;
      child = spawnChild(JSON.stringify(backend));
      const id = await firstWorkingId(child);

      if (backend.oneProcess) {
        const refusal = await openStore(backend.state, Date.now, report);
        expect(refusal).toMatchObject({ failure: 'storage', why: expect.stringContaining(`process ${child.pid}`) });
      }
      await stopped(child, 'SIGKILL');

      opened = await open(backend, quickSettings, report);
      const ran: string[] = [];
      opened.queues.startWorker(
        'answer',
        async ({ askingId }) => {
          ran.push(askingId);
          return null;
        },
        quickSettings,
        { onGaveUp: async () => undefined },
      );
      await until('the job to run again', () => ran.length > 0);
      expect(ran).toEqual([id]);
      expect(await opened.store.state.asking(id)).toMatchObject({ state: 'recorded' });
    });
  },
);

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
