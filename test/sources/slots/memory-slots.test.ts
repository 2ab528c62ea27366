import { describe, expect, it } from 'vitest';
import { memorySlots } from '../../../src/sources/slots/memory-slots.ts';
import { SLOT_TIMES } from '../../../src/sources/slots/slot-book.ts';
import { lateCallSuite, SHORT, slotBookSuite, TIMES } from './slot-book-suite.ts';

describe('a slot book in memory', () => {
  const book = memorySlots(TIMES);
  slotBookSuite(() => book);
  const short = memorySlots(SHORT);
  lateCallSuite(() => short);
});

describe('the times of calls', () => {
  it('keep any three calls a second apart, however late each arrives, as long as its answer is waited for', async () => {
    let now = 1_000;
    const slots = memorySlots(SLOT_TIMES, () => now);
    const arrivals: number[] = [];
    // A small generator: the same delays each time.
    let seed = 7;
    const delay = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % 240;
    };
    const answers: { at: number; call: string }[] = [];
    for (let call = 0; call < 300; call++) {
      now += await slots.take('key', 510);
      for (let wait = 1; wait > 0; now += wait) {
        for (const answer of answers.splice(0)) {
          if (answer.at <= now) await slots.arrived('key', answer.call, now - answer.at);
          else answers.push(answer);
        }
        wait = await slots.leave('key', `${call}`);
      }
      const at = now + delay();
      arrivals.push(at);
      answers.push({ at: at + 5, call: `${call}` });
    }
    arrivals.sort((left, right) => left - right);
    const closest = Math.min(...arrivals.slice(2).map((at, index) => at - (arrivals[index] ?? 0)));
    expect(closest).toBeGreaterThanOrEqual(1_000);
    // And not so careful as to be slow: half a second and the delays.
    expect((arrivals.at(-1) ?? 0) / 300).toBeLessThan(700);
  });
});
