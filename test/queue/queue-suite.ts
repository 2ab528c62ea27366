// What the queue promises, on any back end. Each back end runs all of it.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Failure } from '../../src/domain/failure.ts';
import type { Handler, RunningWorker, WorkerHooks } from '../../src/queue/queues.ts';
import { startRelay } from '../../src/queue/relay.ts';
import type { BackEnd, StartedBackEnd } from '../servers/back-ends.ts';
import { sampleAsking } from '../store/sample-asking.ts';
import { quickSettings } from './job-settings.ts';
import { type Opened, open } from './opened.ts';
import { loseJobs, storedJobs } from './stored-jobs.ts';
import { until } from './until.ts';

const failureOf = (failure: Failure['failure']): Failure => ({
  failure,
  what: 'what',
  why: 'because of xoxb-secret',
  instead: 'x',
});

const noGivingUp: WorkerHooks<'answer'> = {
  onGaveUp: async ({ askingId }, reason) => {
    throw new Error(`gave up ${askingId}: ${reason}`);
  },
};

export function queueSuite({ title, skipped, start }: BackEnd): void {
  describe(`the queue on ${title}`, () => {
    let started: StartedBackEnd | undefined;
    let opened: Opened;
    const reported: string[] = [];
    const report = (where: string, error: unknown) => reported.push(`${where}: ${error}`);
    const workers: RunningWorker[] = [];

    beforeAll(async () => {
      if (skipped) return;
      started = await start();
      opened = await open(started.backend, quickSettings, report);
    });
    afterEach(async () => {
      await Promise.all(workers.splice(0).map((worker) => worker.close()));
      expect(reported.splice(0)).toEqual([]);
    });
    afterAll(async () => {
      await opened?.close();
      await started?.stop();
    });

    const test = it.skipIf(skipped);
    let made = 0;
    const freshId = async () => {
      made += 1;
      const asking = sampleAsking(`${title} ${made}`, { text: 'the-secret-text' });
      await opened.store.state.recordAsking(asking);
      return asking.id;
    };
    const work = async (handler: Handler<'answer'>, hooks = noGivingUp, settings = quickSettings) => {
      const worker = opened.queues.startWorker('answer', handler, settings, hooks);
      workers.push(worker);
      await worker.ready();
    };
    const add = (id: string) => opened.queues.add('answer', id, { askingId: id });
    const endIt = async (id: string) => {
      const entry = {
        teamId: 'T0SAMPLE',
        kind: 'answered',
        actorId: 'system',
        askingId: id,
        at: 1,
        detail: {},
      } as const;
      await opened.store.state.end(id, 'answered', entry);
      return null;
    };

    test('runs a job, once, however often its id is added', async () => {
      const id = await freshId();
      const ran: string[] = [];
      await work(async ({ askingId }, attempt) => {
        ran.push(`${askingId} ${attempt.number}`);
        return endIt(askingId);
      });
      await Promise.all([add(id), add(id), add(id)]);
      await until('the end of the job', async () => (await opened.queues.jobState('answer', id)) === 'done');
      await add(id);
      await sleep(50);
      expect(ran).toEqual([`${id} 1`]);
    });

    test('takes nothing but the id of a row', async () => {
      const payload = { askingId: await freshId(), text: 'the-secret-text' };
      await expect(opened.queues.add('answer', payload.askingId, payload)).rejects.toThrow(/text/);
      await expect(opened.queues.add('answer', 'x', { askingId: 'not an id' })).rejects.toThrow();
      await endIt(payload.askingId);
    });

    test('keeps no text, no token and no error message where the queue can be read', async () => {
      const ids = [await freshId(), await freshId()];
      const gaveUp: string[] = [];
      await work(async ({ askingId }) => (askingId === ids[0] ? failureOf('not-allowed') : endIt(askingId)), {
        onGaveUp: async ({ askingId }, reason) => {
          await endIt(askingId);
          gaveUp.push(reason);
        },
      });
      for (const id of ids) await add(id);
      await until(
        'both jobs to end',
        async () => gaveUp.length === 1 && (await opened.queues.jobState('answer', ids[1] ?? '')) === 'done',
      );
      const kept = await storedJobs(started?.redisUrl ?? null, opened.store.database);
      expect(kept).toContain(ids[0]);
      expect(kept).not.toMatch(/xox|the-secret-text|because of/);
      expect(gaveUp).toEqual(['not-allowed']);
    });

    test('tries again after a failure that may pass, and after a bug, and says which try it is', async () => {
      const id = await freshId();
      const tries: string[] = [];
      await work(async ({ askingId }, { number, last }) => {
        tries.push(`${number} ${last}`);
        if (number === 1) return failureOf('storage');
        if (number === 2) throw new Error('a bug');
        return endIt(askingId);
      });
      await add(id);
      await until('the third try', async () => (await opened.queues.jobState('answer', id)) === 'done');
      expect(tries).toEqual(['1 false', '2 false', '3 true']);
      expect(reported.splice(0)).toEqual(['job, try 2: Error: a bug']);
    });

    test('lets a job wait without holding a worker, and never counts that as a try', async () => {
      const [waiting, other] = [await freshId(), await freshId()];
      const ran: string[] = [];
      const tries: number[] = [];
      const one = { ...quickSettings, concurrency: 1, attempts: 1 };
      await work(
        async ({ askingId }, attempt) => {
          ran.push(askingId === waiting ? 'waiting' : 'other');
          if (askingId === other) return endIt(askingId);
          tries.push(attempt.number);
          return tries.length < 3 ? { ...failureOf('still-running'), againInMs: 150 } : endIt(askingId);
        },
        noGivingUp,
        one,
      );
      await add(waiting);
      await until('the first look', async () => tries.length === 1);
      await add(other);
      await until('the end', async () => (await opened.queues.jobState('answer', waiting)) === 'done');
      expect(ran).toEqual(['waiting', 'other', 'waiting', 'waiting']);
      expect(tries).toEqual([1, 1, 1]);
    });

    test('looks again at answers that are due, one job for each time', async () => {
      const id = await freshId();
      await endIt(id);
      await opened.store.state.setRecheck(id, 1_000);
      const relay = startRelay(opened.store.state, opened.queues, () => 2_000, 60_000, noGivingUp, report);
      await relay.pass();
      await relay.pass();
      await relay.close();
      const looked: string[] = [];
      const worker = opened.queues.startWorker(
        'recheck',
        async ({ askingId }) => {
          looked.push(askingId);
          await opened.store.state.setRecheck(askingId, null);
          return null;
        },
        quickSettings,
        { onGaveUp: async () => undefined },
      );
      workers.push(worker);
      await until('the look', async () => (await opened.queues.jobState('recheck', `${id}at1000`)) === 'done');
      expect(looked).toEqual([id]);
      expect(await opened.store.state.dueRechecks(9_000, 10)).toEqual([]);
    });

    test('gives up at once what no retry can change, and after the last try what kept failing', async () => {
      const [hopeless, stubborn] = [await freshId(), await freshId()];
      const tries = new Map([
        [hopeless, 0],
        [stubborn, 0],
      ]);
      const gaveUp = new Map<string, string>();
      await work(
        async ({ askingId }) => {
          tries.set(askingId, (tries.get(askingId) ?? 0) + 1);
          return failureOf(askingId === hopeless ? 'no-archive' : 'timed-out');
        },
        {
          onGaveUp: async ({ askingId }, reason) => {
            await endIt(askingId);
            gaveUp.set(askingId, reason);
          },
        },
      );
      await Promise.all([add(hopeless), add(stubborn)]);
      await until('both to be given up', () => gaveUp.size === 2);
      expect(tries).toEqual(
        new Map([
          [hopeless, 1],
          [stubborn, quickSettings.attempts],
        ]),
      );
      expect(gaveUp).toEqual(
        new Map([
          [hopeless, 'no-archive'],
          [stubborn, 'timed-out'],
        ]),
      );
      expect(await opened.queues.failedReason('answer', stubborn)).toBe('timed-out');
    });

    test('enqueues rows that a crash left without a job, and jobs the queue has lost', async () => {
      const [never, lost] = [await freshId(), await freshId()];
      const { state, database } = opened.store;
      await add(lost);
      await state.markQueued(lost, Date.now());
      await loseJobs(started?.redisUrl ?? null, database);
      const ran: string[] = [];
      await work(async ({ askingId }) => {
        ran.push(askingId);
        return endIt(askingId);
      });
      const relay = startRelay(state, opened.queues, Date.now, 50, noGivingUp, report);
      await until('both rows to end', async () => (await state.unqueued(Date.now() + 1_000, 10)).length === 0);
      await relay.close();
      expect(ran.sort()).toEqual([never, lost].sort());
    });

    test('leaves a row alone whose job is at work, and enqueues it again when the job is done but the row is not', async () => {
      const id = await freshId();
      let runs = 0;
      let letGo = () => {};
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      await work(async ({ askingId }) => {
        runs += 1;
        if (runs > 1) return endIt(askingId);
        await held;
        return null;
      });
      await add(id);
      await until('the job to start', () => runs === 1);
      const relay = startRelay(opened.store.state, opened.queues, Date.now, 50, noGivingUp, report);
      await relay.pass();
      await sleep(400);
      expect(runs).toBe(1);
      letGo();
      await until('the second run', async () => (await opened.store.state.asking(id))?.state === 'answered');
      await relay.close();
      expect(runs).toBe(2);
    });

    test('asks to give up again when the first time went wrong', async () => {
      const id = await freshId();
      let times = 0;
      const hooks: WorkerHooks<'answer'> = {
        onGaveUp: async ({ askingId }) => {
          times += 1;
          if (times === 1) throw new Error('Slack is away');
          await endIt(askingId);
        },
      };
      await work(async () => failureOf('no-logs'), hooks);
      await add(id);
      await until('the first time', () => times === 1);
      const relay = startRelay(opened.store.state, opened.queues, Date.now, 50, hooks, report);
      await until('the row to end', async () => (await opened.store.state.asking(id))?.state === 'answered');
      await relay.close();
      expect(times).toBe(2);
      expect(reported.splice(0)).toEqual([expect.stringContaining('Slack is away')]);
    });

    test('waits for jobs under way when it closes, but not for ever', async () => {
      const [quick, endless] = [await freshId(), await freshId()];
      let ended = false;
      let startedBoth = 0;
      let letGo = () => {};
      const hanging = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      await work(
        async ({ askingId }) => {
          startedBoth += 1;
          if (askingId === endless) await hanging;
          await sleep(100);
          ended = true;
          return endIt(askingId);
        },
        noGivingUp,
        { ...quickSettings, closeWithinMs: 400 },
      );
      await add(endless);
      await add(quick);
      await until('both to start', () => startedBoth === 2);
      await workers.at(-1)?.close();
      expect(ended).toBe(true);
      letGo();
      await until(
        'the endless one to end',
        async () => (await opened.store.state.asking(endless))?.state === 'answered',
      );
    });
  });
}
