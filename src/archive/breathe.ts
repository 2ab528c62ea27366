// Long loops give way to whatever else the process serves: a bot must acknowledge while it reads a folder in.
import { setImmediate } from 'node:timers/promises';

/** Longest stretch of work between two breaths, in milliseconds. */
const STRETCH_MS_MAX = 12;

/** Call it often; it gives way only when a stretch is over. */
export function breather(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < STRETCH_MS_MAX) return undefined;
    return setImmediate().then(() => {
      since = performance.now();
    });
  };
}
