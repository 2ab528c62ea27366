// What was called, when, where, by whom, and how it ended; secrets never get in.
import type { Dict } from './json.ts';
import type { Service } from './outcome.ts';

export type Call = {
  /** Epoch milliseconds of the machine's clock, with fractions. */
  readonly atMs: number;
  /** Null where the request named none that the fake knows. */
  readonly service: Service | null;
  readonly operation: string;
  /** Null before the signature was believed. */
  readonly account: string | null;
  readonly region: string | null;
  /** ARN of the caller. */
  readonly principal: string | null;
  readonly sourceIdentity: string | null;
  readonly input: Dict;
  /** "ok", AWS's error code, or "dropped". */
  readonly outcome: string;
  /** The kinds of the faults that were played on it. */
  readonly faults: readonly string[];
};
