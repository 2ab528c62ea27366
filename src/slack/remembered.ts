// A slow look-up → the same look-up that asks once per key while its answer is fresh. Failures are not remembered.
import type { Clock } from '../domain/clock.ts';

/** Keys kept at once; the oldest goes first. */
const MOST_KEYS = 5_000;

export interface Remembered<T> {
  get(key: string): Promise<T>;
  forget(key: string): void;
}

/** `ttlMs`: how long an answer is believed, in milliseconds. */
export function remembered<T>(ttlMs: number, clock: Clock, look: (key: string) => Promise<T>): Remembered<T> {
  const known = new Map<string, { readonly until: number; readonly value: Promise<T> }>();
  return {
    get(key) {
      const now = clock();
      const found = known.get(key);
      if (found !== undefined && found.until > now) return found.value;
      const value = look(key);
      const entry = { until: now + ttlMs, value };
      known.delete(key);
      known.set(key, entry);
      value.catch(() => {
        if (known.get(key) === entry) known.delete(key);
      });
      const oldest = known.keys().next().value;
      if (known.size > MOST_KEYS && oldest !== undefined) known.delete(oldest);
      return value;
    },
    forget: (key) => known.delete(key),
  };
}
