// Who may call AWS next, and when: one call per 510 ms per account and Region, askers in turn. A window of two calls a
// second would let four into one sliding second; this never lets more than two.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
//
// Turns are this process's; the times are the slot book's, which may be shared with others: then each process takes its
// slots there one by one, in the order of asking.
import { randomUUID } from 'node:crypto';
import { memorySlots } from '../slots/memory-slots.ts';
import type { SlotBook } from '../slots/slot-book.ts';

export interface Pacer {
  /**
   * Resolves when this asker may make one call; what it resolves to must be called once the answer is there. Askers take
   * turns, each asker's calls in their order. Rejects with the signal's reason.
   */
  turn(key: string, asker: string, signal?: AbortSignal): Promise<() => void>;
  /** AWS throttled: nobody calls `key` for so long, in whatever process the slot book is shared with. */
  hold(key: string, ms: number): Promise<void>;
}

export const CALL_EVERY_MS = 510;
/** So often a slot is put off by late calls or a hold before its call leaves all the same; each time is up to seconds. */
const LEAVES_MAX = 1_000;
/** Answers after which the quickest of them is taken for what an answer needs at least. */
const ANSWERS_ENOUGH = 8;

interface Waiter {
  readonly go: (done: () => void) => void;
  readonly fail: (error: unknown) => void;
  readonly isOff: () => boolean;
}

/** One account's Region. */
interface Lane {
  /** Askers in the order of their next turn. */
  readonly waiting: Map<string, Waiter[]>;
  running: boolean;
  /** The quickest answer of so many, in milliseconds: what a call needs when nothing delays it. */
  quickest: number;
  answers: number;
}

/** `everyMs` below CALL_EVERY_MS is for stand-ins without AWS's limit: then nothing is learned about arrivals either. */
export function fairPacer(slots: SlotBook = memorySlots(), everyMs: number = CALL_EVERY_MS): Pacer {
  const lanes = new Map<string, Lane>();
  const laneOf = (key: string): Lane => {
    const known = lanes.get(key);
    if (known !== undefined) return known;
    const lane: Lane = { waiting: new Map(), running: false, quickest: Infinity, answers: 0 };
    lanes.set(key, lane);
    return lane;
  };
  const run = async (key: string, lane: Lane): Promise<void> => {
    if (lane.running) return;
    lane.running = true;
    try {
      while (lane.waiting.size > 0) {
        // The slot is awaited before the waiter is chosen: who joins meanwhile is not passed over.
        await sleep(await slots.take(key, everyMs));
        const call = randomUUID();
        if (everyMs >= CALL_EVERY_MS) await leave(slots, key, call);
        const done = everyMs < CALL_EVERY_MS ? () => undefined : answered(slots, key, call, lane);
        const next = takeNext(lane);
        if (next === null) done();
        else next.go(done);
      }
    } catch (error) {
      // The book cannot be asked: whoever waits would wait for ever.
      const all = [...lane.waiting.values()].flat();
      lane.waiting.clear();
      for (const waiter of all) waiter.fail(error);
    }
    lane.running = false;
  };
  return {
    turn(key, asker, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted === true) return reject(signal.reason);
        let off = false;
        const stop = () => {
          off = true;
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', stop, { once: true });
        const lane = laneOf(key);
        const go = (done: () => void) => {
          signal?.removeEventListener('abort', stop);
          resolve(done);
        };
        const line = lane.waiting.get(asker) ?? [];
        lane.waiting.set(asker, [...line, { go, fail: reject, isOff: () => off }]);
        void run(key, lane);
      });
    },
    hold(key, ms) {
      // Whatever was learned about the way to AWS, it was not enough.
      laneOf(key).answers = 0;
      return slots.hold(key, ms);
    },
  };
}

/** The first asker in line goes to its end, if anything is left to ask. Those who gave up are passed over. */
function takeNext(lane: Lane): Waiter | null {
  for (const [asker, line] of lane.waiting) {
    lane.waiting.delete(asker);
    const live = line.filter((waiter) => !waiter.isOff());
    const [first, ...rest] = live;
    if (first === undefined) continue;
    if (rest.length > 0) lane.waiting.set(asker, rest);
    return first;
  }
  return null;
}

async function leave(slots: SlotBook, key: string, call: string): Promise<void> {
  for (let time = 1; time <= LEAVES_MAX; time++) {
    const wait = await slots.leave(key, call);
    if (wait <= 0) return;
    await sleep(wait);
  }
}

/**
 * A first call is slow to arrive (DNS, TLS); then two prompt ones would make three within AWS's second. So the book hears
 * by when a call had surely arrived: when it was answered, less what an answer takes at its quickest.
 */
function answered(slots: SlotBook, key: string, call: string, lane: Lane): () => void {
  const left = performance.now();
  let over = false;
  return () => {
    if (over) return;
    over = true;
    lane.quickest = Math.min(lane.quickest, performance.now() - left);
    lane.answers += 1;
    // Not awaited, nor missed where it fails: an unanswered call counts as a late one.
    slots.arrived(key, call, lane.answers < ANSWERS_ENOUGH ? 0 : lane.quickest).catch(() => undefined);
  };
}

function sleep(ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, Math.ceil(ms)));
}
