// What every slot book promises, whatever it is kept in. Times are long on purpose: no slow machine comes near them.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { SlotBook, SlotTimes } from '../../../src/sources/slots/slot-book.ts';

/** A minute, twenty seconds, half a minute. */
export const TIMES: SlotTimes = { windowMs: 60_000, unansweredMs: 20_000, lookAgainMs: 30_000 };
const EVERY_MS = 30_000;
/** What may pass between two acts of a test. */
const SLACK_MS = 8_000;

const between = (wait: number, latest: number) => {
  expect(wait).toBeLessThanOrEqual(latest);
  expect(wait).toBeGreaterThan(latest - SLACK_MS);
};

/** `open`: a book on the one store of the suite; a second one stands for another process. */
export function slotBookSuite(open: () => SlotBook): void {
  let keys = 0;
  const fresh = () => {
    keys += 1;
    return `11112222333${keys}/eu-west-1`;
  };

  it('gives slots one after the other, to all who share it', async () => {
    const [here, there, key] = [open(), open(), fresh()];
    expect(await here.take(key, EVERY_MS)).toBe(0);
    between(await there.take(key, EVERY_MS), EVERY_MS);
    between(await here.take(key, EVERY_MS), 2 * EVERY_MS);
    expect(await there.take(fresh(), EVERY_MS)).toBe(0);
  });

  it('gives twenty who ask at once a slot each', async () => {
    const [here, there, key] = [open(), open(), fresh()];
    const waits = await Promise.all(
      Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? here : there).take(key, EVERY_MS)),
    );
    for (const [at, wait] of waits.sort((left, right) => left - right).entries()) {
      if (at > 0) between(wait, at * EVERY_MS);
    }
  });

  it('saves up no slots', async () => {
    const [book, key] = [open(), fresh()];
    await book.take(key, 1);
    await sleep(20);
    expect(await book.take(key, EVERY_MS)).toBe(0);
    between(await book.take(key, EVERY_MS), EVERY_MS);
  });

  it('lets two leave, and a third when a window has passed since the first arrived', async () => {
    const [here, there, key] = [open(), open(), fresh()];
    expect(await here.leave(key, 'first')).toBe(0);
    await here.arrived(key, 'first', 0);
    expect(await there.leave(key, 'second')).toBe(0);
    await there.arrived(key, 'second', 0);
    between(await here.leave(key, 'third'), TIMES.windowMs);
  });

  it('counts a call once, however often it is asked for', async () => {
    const [book, key] = [open(), fresh()];
    for (const call of ['first', 'first', 'second', 'first', 'second']) expect(await book.leave(key, call)).toBe(0);
    expect(await book.leave(key, 'third')).toBeGreaterThan(0);
  });

  it('takes a call for arrived when it was answered, less what an answer takes, and not before it left', async () => {
    const [book, key] = [open(), fresh()];
    const short = open();
    await book.leave(key, 'first');
    await book.arrived(key, 'first', 3_600_000);
    await book.leave(key, 'second');
    between(await short.leave(key, 'third'), TIMES.windowMs);
  });

  it('passes over what is said of calls it does not know', async () => {
    const [book, key] = [open(), fresh()];
    await book.arrived(key, 'unheard of', 0);
    await book.leave(key, 'first');
    await book.arrived(key, 'another', 0);
    expect(await book.leave(key, 'second')).toBe(0);
  });

  it('is held for everybody at once', async () => {
    const [here, there, key] = [open(), open(), fresh()];
    await here.hold(key, 50_000);
    between(await there.leave(key, 'first'), 50_000);
    await there.hold(key, 10_000);
    between(await here.leave(key, 'first'), 50_000);
    expect(await there.leave(fresh(), 'first')).toBe(0);
  });
}

/** With windows short enough to pass: `open` with SHORT. */
export const SHORT: SlotTimes = { windowMs: 60, unansweredMs: 100_000, lookAgainMs: 7 };

export function lateCallSuite(open: () => SlotBook): void {
  it('looks again soon for a call that is not answered, and goes on with its answer', async () => {
    const [here, there, key] = [open(), open(), 'late/eu-west-1'];
    await here.leave(key, 'slow');
    await there.leave(key, 'quick');
    await there.arrived(key, 'quick', 0);
    await sleep(80);
    // A window after it left the slow one may be arriving only now; the quick one surely has, a window ago.
    expect(await there.leave(key, 'third')).toBe(0);
    await there.arrived(key, 'third', 0);
    await sleep(80);
    expect(await there.leave(key, 'fourth')).toBe(0);
    await sleep(80);
    // Now neither of the two is known to have arrived.
    const wait = await there.leave(key, 'fifth');
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(SHORT.lookAgainMs);
    await here.arrived(key, 'slow', 70);
    expect(await there.leave(key, 'fifth')).toBe(0);
  });
}
