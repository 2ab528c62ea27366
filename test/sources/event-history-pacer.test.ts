import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CALL_EVERY_MS, fairPacer } from '../../src/sources/event-history/pacer.ts';
import { memorySlots } from '../../src/sources/slots/memory-slots.ts';

describe('the pacer', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Lets `count` calls go, each answered after `answerMs`, and says when each left. */
  async function departures(count: number, answerMs: (call: number) => number, key = 'a/eu-west-1'): Promise<number[]> {
    const pacer = fairPacer();
    const left: number[] = [];
    const began = performance.now();
    const calls = Array.from({ length: count }, async (_, call) => {
      const done = await pacer.turn(key, 'ana');
      left.push(performance.now() - began);
      setTimeout(done, answerMs(call));
    });
    await vi.advanceTimersByTimeAsync(count * 3_000);
    await Promise.all(calls);
    return left;
  }

  it('never lets three calls into one second', async () => {
    const left = await departures(12, () => 20);
    expect(left).toHaveLength(12);
    for (let call = 2; call < left.length; call++) {
      expect((left[call] ?? 0) - (left[call - 2] ?? 0)).toBeGreaterThan(1_000);
    }
    // Fast enough for 95 events a second at 50 a call.
    expect(left.at(-1)).toBeLessThanOrEqual(11 * 526);
  });

  it('counts a call from when it must have arrived, where the first is slow to connect', async () => {
    const left = await departures(4, (call) => (call === 0 ? 300 : 5));
    // The first may have reached AWS only 300 ms after it left.
    expect(left[2]).toBeGreaterThan(300 + 1_000 - 6);
  });

  it('lets each account and Region go at its own pace', async () => {
    const pacer = fairPacer();
    const both = Promise.all([pacer.turn('a/eu-west-1', 'ana'), pacer.turn('a/us-east-1', 'ana')]);
    await vi.advanceTimersByTimeAsync(0);
    expect(await both).toHaveLength(2);
  });

  it('lets askers go in turn, however many calls one of them has waiting', async () => {
    const pacer = fairPacer();
    const order: string[] = [];
    const ask = async (asker: string) => {
      (await pacer.turn('key', asker))();
      order.push(asker);
    };
    const all = ['ana', 'ana', 'ana', 'ana', 'ben', 'ben', 'cleo'].map(ask);
    await vi.advanceTimersByTimeAsync(10_000);
    await Promise.all(all);
    expect(order).toEqual(['ana', 'ben', 'cleo', 'ana', 'ben', 'ana', 'ana']);
  });

  it('lets nobody go for as long as AWS throttles', async () => {
    const pacer = fairPacer();
    (await pacer.turn('key', 'ana'))();
    await pacer.hold('key', 4_000);
    const began = performance.now();
    const next = pacer.turn('key', 'ana');
    await vi.advanceTimersByTimeAsync(10_000);
    await next;
    expect(vi.getTimerCount()).toBe(0);
    expect(performance.now() - began).toBeGreaterThan(4_000);
  });

  it('passes over whoever gave up, without spending their slot on nobody', async () => {
    const pacer = fairPacer();
    const stop = new AbortController();
    (await pacer.turn('key', 'ana'))();
    const given = pacer.turn('key', 'ana', stop.signal);
    const next = pacer.turn('key', 'ben');
    stop.abort(new Error('not wanted any more'));
    await expect(given).rejects.toThrow('not wanted');
    await expect(pacer.turn('key', 'ana', stop.signal)).rejects.toThrow('not wanted');
    await vi.advanceTimersByTimeAsync(CALL_EVERY_MS * 2);
    await expect(next).resolves.toBeTypeOf('function');
  });

  it('tells everybody in line when the times of calls cannot be had, and tries again for the next', async () => {
    let away = true;
    const slots = memorySlots();
    const take = async (key: string, everyMs: number) => {
      if (away) throw new Error('the store is away');
      return slots.take(key, everyMs);
    };
    const pacer = fairPacer({ ...slots, take });
    const waiting = ['ana', 'ben'].map((asker) => pacer.turn('key', asker));
    for (const turn of waiting) await expect(turn).rejects.toThrow('the store is away');
    away = false;
    await expect(pacer.turn('key', 'ana')).resolves.toBeTypeOf('function');
  });
});
