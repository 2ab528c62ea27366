// A call that failed for something that passes (throttling, the network) is made again, later each time, a few times.
import { setTimeout as delay } from 'node:timers/promises';
import { type AwsTrouble, isTrouble } from '../aws/aws-trouble.ts';
import { isPassing } from './sync-words.ts';

const TRIES_MAX = 5;
/** Before the second try, in milliseconds; doubled before each further one. */
const FIRST_PAUSE_MS = 200;

/** `pause`: waits so many milliseconds; a test's waits less. */
export async function tryAgain<T>(
  call: () => Promise<T | AwsTrouble>,
  signal: AbortSignal | undefined,
  pause: (ms: number) => Promise<unknown> = delay,
): Promise<T | AwsTrouble> {
  for (let tries = 1; ; tries++) {
    const result = await call();
    if (!isTrouble(result) || !isPassing(result) || tries >= TRIES_MAX || signal?.aborted === true) return result;
    // Spread out: what was throttled together should not come back together.
    await pause(FIRST_PAUSE_MS * 2 ** (tries - 1) * (0.5 + Math.random()));
  }
}
