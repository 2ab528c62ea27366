// What the most expensive day of a window took to scan, of all queries of this process: what the next question is quoted by.
import type { Span } from '../sql/statement.ts';

const DAY_MS = 86_400_000;

export interface LargestDay {
  /** Bytes; null: nothing was measured yet. */
  bytesPerDay(): number | null;
  add(bytesScanned: number, span: Span): void;
}

export function largestDay(): LargestDay {
  let largest: number | null = null;
  return {
    bytesPerDay: () => largest,
    add(bytesScanned, { fromMs, toMs }) {
      const days = Math.floor((toMs - 1) / DAY_MS) - Math.floor(fromMs / DAY_MS) + 1;
      largest = Math.max(largest ?? 0, bytesScanned / days);
    },
  };
}
