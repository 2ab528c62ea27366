// How queries are watched, on a clock of the test's own: seldom enough for AWS, often enough for whoever waits.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AwsTrouble } from '../../src/aws/aws-trouble.ts';
import type { DescribedQuery, QueryStatus } from '../../src/aws/query-calls.ts';
import { callPace } from '../../src/sources/query/call-pace.ts';
import { queryWatch, type WatchPorts } from '../../src/sources/query/query-watch.ts';

const START = Date.parse('2026-11-20T12:00:00Z');
/** A call's way there and back. */
const CALL_MS = 80;
const SECOND = 1_000;

interface Simulated {
  readonly calls: { readonly at: number; readonly name: string }[];
  readonly ports: WatchPorts;
  /** Milliseconds from now until it runs, and until it has ended. */
  begin(queuedMs: number, runMs: number): { readonly id: string; readonly endsAt: number };
}

function simulated(troubles: Partial<Record<'describe' | 'list', AwsTrouble>> = {}): Simulated {
  const queries = new Map<string, { readonly begunAt: number; readonly runsAt: number; readonly endsAt: number }>();
  const calls: { at: number; name: string }[] = [];
  const late = <T>(name: 'describe' | 'list', of: () => T): Promise<T | AwsTrouble> => {
    calls.push({ at: Date.now(), name });
    return new Promise((resolve) => setTimeout(() => resolve(troubles[name] ?? of()), CALL_MS));
  };
  const statusOf = (id: string): QueryStatus => {
    const query = queries.get(id);
    const now = Date.now();
    return query === undefined || now >= query.endsAt ? 'FINISHED' : now < query.runsAt ? 'QUEUED' : 'RUNNING';
  };
  return {
    calls,
    begin(queuedMs, runMs) {
      const id = `q${queries.size}`;
      const endsAt = Date.now() + queuedMs + runMs;
      queries.set(id, { begunAt: Date.now(), runsAt: Date.now() + queuedMs, endsAt });
      return { id, endsAt };
    },
    ports: {
      calls: {
        describe: (queryId) =>
          late('describe', (): DescribedQuery => {
            const ranMs = Math.max(0, Date.now() - (queries.get(queryId)?.runsAt ?? 0));
            const nothing = { statement: '', eventsScanned: 0, bytesScanned: 0, error: '', createdMs: null };
            return { queryId, status: statusOf(queryId), ranMs, ...nothing };
          }),
        list: () =>
          late('list', () =>
            [...queries.keys()].map((queryId) => ({ queryId, status: statusOf(queryId), createdMs: null })),
          ),
        renew: () => {},
      },
      pace: callPace(),
      waitMs: (attempt) => SECOND * 2 ** (attempt - 2),
      clock: Date.now,
    },
  };
}

/** Waits for queries and notes how late each end was known, milliseconds. */
function waiting(stage: Simulated) {
  const watch = queryWatch(stage.ports);
  const late: { readonly runMs: number; readonly lateMs: number }[] = [];
  return {
    late,
    async ask(queuedMs: number, runMs: number) {
      const { id, endsAt } = stage.begin(queuedMs, runMs);
      const watched = await watch.ended(id, { patientUntil: null });
      expect(watched.kind).toBe('ended');
      late.push({ runMs, lateMs: Date.now() - endsAt });
    },
  };
}

/** The most calls in any second. */
function busiestSecond(calls: Simulated['calls']): number {
  return Math.max(0, ...calls.map(({ at }) => calls.filter((each) => each.at >= at && each.at < at + SECOND).length));
}

beforeEach(() => {
  vi.useFakeTimers({ now: START, toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('queries at Lake', () => {
  it.each([200, 900, 5_000, 30_000, 240_000, 3_500_000])(
    'of %i ms alone are known to have ended within a second or 15 percent of that',
    async (runMs) => {
      const stage = simulated();
      const { ask, late } = waiting(stage);
      const asked = ask(300, runMs);
      await vi.advanceTimersByTimeAsync(runMs * 1.2 + 3_000);
      await asked;
      expect(late[0]?.lateMs).toBeLessThanOrEqual(Math.max(SECOND, 0.15 * runMs));
      expect(busiestSecond(stage.calls)).toBeLessThanOrEqual(5);
      expect(stage.calls.length).toBeLessThan(200);
    },
  );

  it('are at most five calls a second together, and are still known to have ended in time', async () => {
    const stage = simulated();
    const { ask, late } = waiting(stage);
    const asked = [700, 1_300, 2_000, 2_600, 4_000, 9_000, 20_000, 20_500, 60_000, 61_000].map((runMs, at) =>
      ask(at * 40, runMs),
    );
    await vi.advanceTimersByTimeAsync(80_000);
    await Promise.all(asked);
    expect(late).toHaveLength(10);
    for (const { runMs, lateMs } of late)
      expect({ runMs, lateMs, inTime: lateMs <= Math.max(SECOND, 0.15 * runMs) }).toMatchObject({ inTime: true });
    expect(busiestSecond(stage.calls)).toBeLessThanOrEqual(5);
    expect(stage.calls.some(({ name }) => name === 'list')).toBe(true);
  });

  it('are looked at one by one where they may not be listed', async () => {
    const denied: AwsTrouble = {
      trouble: 'denied',
      code: 'AccessDeniedException',
      message: '',
      action: 'cloudtrail:ListQueries',
    };
    const stage = simulated({ list: denied });
    const { ask, late } = waiting(stage);
    const asked = [3_000, 3_000, 3_000, 3_000].map((runMs) => ask(0, runMs));
    await vi.advanceTimersByTimeAsync(8_000);
    await Promise.all(asked);
    expect(late).toHaveLength(4);
    expect(stage.calls.filter(({ name }) => name === 'list')).toHaveLength(1);
    expect(busiestSecond(stage.calls)).toBeLessThanOrEqual(5);
  });

  it('are left when patience ends, after one look at least', async () => {
    const stage = simulated();
    const watch = queryWatch(stage.ports);
    const { id } = stage.begin(0, 60_000);
    const left = watch.ended(id, { patientUntil: performance.now() - 1 });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await left).toEqual({ kind: 'left', againInMs: expect.any(Number) });
    const later = watch.ended(id, { patientUntil: performance.now() + 10_000 });
    await vi.advanceTimersByTimeAsync(11_000);
    expect(await later).toMatchObject({ kind: 'left', againInMs: expect.any(Number) });
    const soon = watch.ended(id, { patientUntil: performance.now() + 120_000 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await soon).toMatchObject({ kind: 'ended' });
  });

  it('are no longer looked at once nobody waits', async () => {
    const stage = simulated();
    const stop = new AbortController();
    const asked = queryWatch(stage.ports).ended(stage.begin(0, 60_000).id, { signal: stop.signal, patientUntil: null });
    await vi.advanceTimersByTimeAsync(2_000);
    stop.abort();
    expect(await asked).toEqual({ kind: 'stopped' });
    const before = stage.calls.length;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stage.calls.length).toBe(before);
  });

  it('are given up where AWS stays silent, or never ends them', async () => {
    const silent: AwsTrouble = {
      trouble: 'unreachable',
      code: 'ECONNRESET',
      message: '',
      action: 'cloudtrail:DescribeQuery',
    };
    const stage = simulated({ describe: silent });
    const asked = queryWatch(stage.ports).ended(stage.begin(0, 1_000).id, { patientUntil: null });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await asked).toEqual({ kind: 'trouble', trouble: silent });
    expect(stage.calls).toHaveLength(5);
    const endless = simulated();
    const watched = queryWatch(endless.ports).ended(endless.begin(0, 10 * 3_600_000).id, { patientUntil: null });
    await vi.advanceTimersByTimeAsync(80 * 60_000);
    expect(await watched).toMatchObject({ kind: 'trouble', trouble: { code: 'NeverEnded' } });
  });
});
