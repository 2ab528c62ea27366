// Looks at how queries go, spread over time: all questions of this process share one pace.

export interface CallPace {
  /** Resolves when a look may leave; in the order of asking. */
  turn(): Promise<void>;
}

/** Five looks a second at most, give or take the time a call is on its way. */
export const LOOK_EVERY_MS = 210;

export function callPace(everyMs: number = LOOK_EVERY_MS, now: () => number = () => performance.now()): CallPace {
  let nextAt = Number.NEGATIVE_INFINITY;
  return {
    turn() {
      const at = Math.max(now(), nextAt);
      nextAt = at + everyMs;
      const wait = at - now();
      return wait <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, wait));
    },
  };
}
