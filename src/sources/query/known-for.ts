// What a service says of itself (a store, a table, its log groups) → the same, asked for at most every few minutes, and once by
// all who want it at the same time. What could not be read is not remembered.
import { type Failure, isFailure } from '../../domain/failure.ts';

export interface Known<T> {
  read(): Promise<T | Failure>;
  /** What is known is no longer true. */
  forget(): void;
}

/** Such things are seldom changed. Milliseconds. */
const KNOWN_MS = 5 * 60_000;

/** `now`: milliseconds of a clock that only runs forward. */
export function knownFor<T>(ask: () => Promise<T | Failure>, now: () => number): Known<T> {
  let known: { readonly at: number; readonly facts: T } | null = null;
  let asking: Promise<T | Failure> | null = null;
  const askOnce = async (): Promise<T | Failure> => {
    const at = now();
    const facts = await ask();
    if (!isFailure(facts)) known = { at, facts };
    return facts;
  };
  return {
    read() {
      if (known !== null && now() - known.at < KNOWN_MS) return Promise.resolve(known.facts);
      asking ??= askOnce().finally(() => {
        asking = null;
      });
      return asking;
    },
    forget() {
      known = null;
    },
  };
}
