import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RedisSlots, redisSlots } from '../../src/queue/slot-book.ts';
import { freePort } from '../servers/free-port.ts';
import { noRedis, type Server, startRedis } from '../servers/redis.ts';
import { lateCallSuite, SHORT, slotBookSuite, TIMES } from '../sources/slots/slot-book-suite.ts';

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

describe('a slot book in a Redis that is not there', () => {
  it('rejects instead of waiting for it', async () => {
    const slots = redisSlots(`redis://127.0.0.1:${await freePort()}`);
    await expect(slots.book.take('key', 510)).rejects.toThrow();
    await slots.close();
  });
});
