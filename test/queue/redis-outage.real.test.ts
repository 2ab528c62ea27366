// Redis goes away and comes back empty: adding fails at once, and what was recorded meanwhile is answered afterwards.
import { describe, expect, it } from 'vitest';
import { isFailure } from '../../src/domain/failure.ts';
import { openQueues } from '../../src/queue/open-queues.ts';
import { startRelay } from '../../src/queue/relay.ts';
import { openStore } from '../../src/store/open-store.ts';
import { embedded, postgres } from '../servers/back-ends.ts';
import { freePort } from '../servers/free-port.ts';
import { noRedis, startRedis } from '../servers/redis.ts';
import { sampleAsking } from '../store/sample-asking.ts';
import { quickSettings } from './job-settings.ts';
import { until } from './until.ts';

const skipped = noRedis !== null;
/** Where the state is does not matter here; the server starts faster. */
const stateBackEnd = postgres.skipped ? embedded : postgres;

describe(`an outage of Redis${skipped ? ` (SKIPPED: ${noRedis})` : ''}`, () => {
  it.skipIf(skipped)('loses no question', async ({ onTestFinished }) => {
    const port = await freePort();
    const first = await startRedis(port);
    const started = await stateBackEnd.start();
    onTestFinished(() => started.stop());
    const reported: string[] = [];
    const report = (where: string, error: unknown) => reported.push(`${where}: ${error}`);
    const store = await openStore(started.backend.state, Date.now, report);
    if (isFailure(store)) throw new Error(store.why);
    onTestFinished(() => store.state.close());
    const queues = await openQueues({ kind: 'redis', url: first.url }, store.database, quickSettings, report);
    if (isFailure(queues)) throw new Error(queues.why);
    onTestFinished(() => queues.close());
    const ran: string[] = [];
    const hooks = { onGaveUp: async () => undefined };
    queues.startWorker(
      'answer',
      async ({ askingId }) => {
        ran.push(askingId);
        const entry = { teamId: 'T0SAMPLE', kind: 'answered', actorId: 'system', askingId, at: 1, detail: {} } as const;
        await store.state.end(askingId, 'answered', entry);
        return null;
      },
      quickSettings,
      hooks,
    );

    await first.stop();
    await until('the outage to be noticed', () => reported.length > 0);
    const asking = sampleAsking('during the outage');
    await store.state.recordAsking(asking);
    await expect(queues.add('answer', asking.id, { askingId: asking.id })).rejects.toThrow();

    const second = await startRedis(port);
    onTestFinished(() => second.stop());
    const relay = startRelay(store.state, queues, Date.now, 100, hooks, report);
    onTestFinished(() => relay.close());
    await until('the question to be answered', async () => (await store.state.asking(asking.id))?.state === 'answered');
    expect(ran).toEqual([asking.id]);
    // Each connection says it once, however often it tried.
    expect(reported.filter((it) => it.startsWith('Redis:')).length).toBeLessThanOrEqual(2);
  });

  it('is a sentence when it is there from the start, without the password', async () => {
    const port = await freePort();
    const database = {
      kind: 'embedded',
      pool: () => {
        throw new Error('not used');
      },
      close: async () => undefined,
    } as const;
    const failure = await openQueues(
      { kind: 'redis', url: `redis://:hush@127.0.0.1:${port}` },
      database,
      quickSettings,
      () => undefined,
    );
    expect(failure).toMatchObject({
      failure: 'storage',
      why: expect.stringContaining(`127.0.0.1:${port}`),
      instead: expect.stringContaining('REDIS_URL'),
    });
    expect(JSON.stringify(failure)).not.toContain('hush');
  });
});
