// Who may call AWS next, and when: one call per 510 ms per account and Region, askers in turn. A window of two calls a
// second would let four into one sliding second; this never lets more than two.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html

/** Hands out the times of calls. Shared by all processes where its store is; this one is the process's own memory. */
export interface SlotBook {
  /**
   * Takes the next free slot of `key` and says in how many milliseconds it begins. A shared book keeps one instant per
   * key: next = max(now, next) + `everyMs`, atomically (a Redis script, or one SQL UPDATE … RETURNING), by its own clock.
   */
  take(key: string, everyMs: number): Promise<number>;
}

export interface Pacer {
  /**
   * Resolves when this asker may make one call; what it resolves to must be called once the answer is there. Askers take
   * turns, each asker's calls in their order. Rejects with the signal's reason.
   */
  turn(key: string, asker: string, signal?: AbortSignal): Promise<() => void>;
  /** AWS throttled: nobody calls `key` for so long. */
  hold(key: string, ms: number): void;
}

export const CALL_EVERY_MS = 510;
/** AWS's window of a second, and a little for whatever delays one call more than another. */
const WINDOW_MS = 1_005;
/** Answers after which the quickest of them is taken for what an answer needs at least. */
const ANSWERS_ENOUGH = 8;

export function memorySlots(): SlotBook {
  const next = new Map<string, number>();
  return {
    async take(key, everyMs) {
      const now = performance.now();
      const at = Math.max(now, next.get(key) ?? 0);
      next.set(key, at + everyMs);
      return at - now;
    },
  };
}

interface Waiter {
  readonly go: (done: () => void) => void;
  readonly isOff: () => boolean;
}

/** One account's Region. */
interface Lane {
  /** Askers in the order of their next turn. */
  readonly waiting: Map<string, Waiter[]>;
  running: boolean;
  heldUntil: number;
  /** When the last two calls had surely arrived at AWS; while unanswered, when they left. */
  arrived: readonly [number, number];
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
    const lane: Lane = {
      waiting: new Map(),
      running: false,
      heldUntil: 0,
      arrived: [0, 0],
      quickest: Infinity,
      answers: 0,
    };
    lanes.set(key, lane);
    return lane;
  };
  const run = async (key: string, lane: Lane): Promise<void> => {
    if (lane.running) return;
    lane.running = true;
    while (lane.waiting.size > 0) {
      // The slot is awaited before the waiter is chosen: who joins meanwhile is not passed over.
      await sleep(await slots.take(key, everyMs));
      await sleep(Math.max(lane.heldUntil, windowOpens(lane, everyMs)) - performance.now());
      takeNext(lane)?.go(departure(lane, everyMs));
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
        lane.waiting.set(asker, [...line, { go, isOff: () => off }]);
        run(key, lane).catch(reject);
      });
    },
    hold(key, ms) {
      const lane = laneOf(key);
      lane.heldUntil = Math.max(lane.heldUntil, performance.now() + ms);
      // Whatever was learned about the way to AWS, it was not enough.
      lane.answers = 0;
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

/**
 * A first call is slow to arrive (DNS, TLS); then two prompt ones would make three within AWS's second. So a call waits
 * until a second after the last but one had surely arrived, less what an answer takes at its quickest.
 */
function windowOpens(lane: Lane, everyMs: number): number {
  const [lastButOne] = lane.arrived;
  if (everyMs < CALL_EVERY_MS || !Number.isFinite(lastButOne) || lastButOne === 0) return 0;
  return lastButOne + WINDOW_MS - (lane.answers < ANSWERS_ENOUGH ? 0 : lane.quickest);
}

function departure(lane: Lane, everyMs: number): () => void {
  const left = performance.now();
  // An unanswered call is taken to have arrived at once: its answer may take longer than its slot.
  const mine: [number, number] = [lane.arrived[1], left];
  lane.arrived = mine;
  let over = false;
  return () => {
    if (over || everyMs < CALL_EVERY_MS) return;
    over = true;
    const now = performance.now();
    lane.quickest = Math.min(lane.quickest, now - left);
    lane.answers += 1;
    lane.arrived =
      lane.arrived[1] === left
        ? [lane.arrived[0], now]
        : lane.arrived[0] === left
          ? [now, lane.arrived[1]]
          : lane.arrived;
  };
}

function sleep(ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, Math.ceil(ms)));
}
