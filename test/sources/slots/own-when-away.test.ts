import { describe, expect, it } from 'vitest';
import { memorySlots } from '../../../src/sources/slots/memory-slots.ts';
import { ownWhenAway } from '../../../src/sources/slots/own-when-away.ts';
import type { SlotBook } from '../../../src/sources/slots/slot-book.ts';
import { TIMES } from './slot-book-suite.ts';

const refused = async (): Promise<never> => {
  throw new Error('connection refused');
};
const away: SlotBook = { take: refused, leave: refused, arrived: refused, hold: refused };

function stage(shared: SlotBook) {
  const told: string[] = [];
  const own = memorySlots(TIMES);
  return { told, book: ownWhenAway(shared, (words) => told.push(words), own) };
}

describe('a shared slot book whose store goes away', () => {
  it('goes on by the process’s own memory, and says so once', async () => {
    const { told, book } = stage(away);
    expect(await book.take('key', 30_000)).toBe(0);
    expect(await book.take('key', 30_000)).toBeGreaterThan(20_000);
    expect(await book.leave('key', 'first')).toBe(0);
    await book.arrived('key', 'first', 0);
    expect(await book.leave('key', 'second')).toBe(0);
    expect(await book.leave('key', 'third')).toBeGreaterThan(20_000);
    await book.hold('other', 40_000);
    expect(await book.leave('other', 'first')).toBeGreaterThan(20_000);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('each process now paces its own');
  });

  it('remembers what left before the store went away', async () => {
    let here = true;
    const store = memorySlots(TIMES);
    const leave: SlotBook['leave'] = (key, call) => (here ? store.leave(key, call) : refused());
    const { told, book } = stage({ ...store, leave });
    expect(await book.leave('key', 'first')).toBe(0);
    expect(await book.leave('key', 'second')).toBe(0);
    here = false;
    expect(await book.leave('key', 'third')).toBeGreaterThan(20_000);
    expect(told).toHaveLength(1);
  });

  it('asks the shared one first, whose word is the stricter', async () => {
    const store = memorySlots(TIMES);
    const { told, book } = stage(store);
    await store.leave('key', 'of another process');
    expect(await book.leave('key', 'first')).toBe(0);
    expect(await book.leave('key', 'second')).toBeGreaterThan(20_000);
    expect(told).toEqual([]);
  });
});
