import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RedisSlots, redisSlots } from '../../src/queue/slot-book.ts';
import { memorySlots } from '../../src/sources/slots/memory-slots.ts';
import { ownWhenAway } from '../../src/sources/slots/own-when-away.ts';
import { freePort } from '../servers/free-port.ts';
import { noRedis, type Server, startRedis } from '../servers/redis.ts';
import { lateCallSuite, SHORT, slotBookSuite, TIMES } from '../sources/slots/slot-book-suite.ts';
import { until } from './until.ts';

describe.skipIf(noRedis !== null)(`a slot book in Redis${noRedis === null ? '' : ` (SKIPPED: ${noRedis})`}`, () => {
  let redis: Server;
  const opened: RedisSlots[] = [];
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(async () => {
    for (const slots of opened) await slots.close();
    await redis.stop();
  });
  const open = (times: typeof TIMES) => {
    const slots = redisSlots(redis.url, times);
    opened.push(slots);
    return slots.book;
  };
  slotBookSuite(() => open(TIMES));
  lateCallSuite(() => open(SHORT));
});

describe.skipIf(noRedis !== null)('a slot book whose Redis is stopped and comes back', () => {
  it('goes on by itself, says so once, and shares again', async () => {
    const first = await startRedis();
    const port = Number(new URL(first.url).port);
    const slots = redisSlots(first.url, TIMES);
    const told: string[] = [];
    const book = ownWhenAway(slots.book, (words) => told.push(words), memorySlots(TIMES), 20);
    const EVERY_MS = 60_000;
    expect(await book.take('before', EVERY_MS)).toBe(0);
    await first.stop();
    expect(await book.take('meanwhile', EVERY_MS)).toBe(0);
    expect(await book.take('meanwhile', EVERY_MS)).toBeGreaterThan(EVERY_MS / 2);
    expect(told).toHaveLength(1);
    const second = await startRedis(port);
    await until('Redis to be back', async () => {
      await book.hold('nothing', 0);
      return told.length === 2;
    });
    expect(told[1]).toContain('is back');
    const other = redisSlots(second.url, TIMES);
    await other.book.take('after', EVERY_MS);
    expect(await book.take('after', EVERY_MS)).toBeGreaterThan(EVERY_MS / 2);
    await slots.close();
    await other.close();
    await second.stop();
  }, 20_000);
});

describe('a slot book in a Redis that is not there', () => {
  it('rejects instead of waiting for it', async () => {
    const slots = redisSlots(`redis://127.0.0.1:${await freePort()}`);
    await expect(slots.book.take('key', 510)).rejects.toThrow();
    await slots.close();
  });
});
