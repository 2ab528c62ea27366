// Waits for something the suites cannot await: it is asked again and again, within a named time.
import { setTimeout as sleep } from 'node:timers/promises';

const longestWaitMs = 15_000;
const askEveryMs = 25;

/** Resolves to the first value that is not null, undefined or false. Rejects with `what` when none came in time. */
export async function until<T>(what: string, ask: () => Promise<T> | T): Promise<NonNullable<T>> {
  const deadline = performance.now() + longestWaitMs;
  while (performance.now() < deadline) {
    const value = await ask();
    if (value !== null && value !== undefined && value !== false) return value as NonNullable<T>;
    await sleep(askEveryMs);
  }
  throw new Error(`${what} did not happen within ${longestWaitMs} ms`);
}
