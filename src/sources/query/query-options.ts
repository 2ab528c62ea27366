// What every source that has its queries run, and billed, elsewhere is made with.

import type { AwsOptions } from '../../aws/aws-options.ts';
import type { Clock } from '../../domain/clock.ts';
import type { EventTest } from '../../domain/question.ts';
import type { Source } from '../../domain/source.ts';

export interface QueryOptions {
  readonly aws: AwsOptions;
  /** Default: USD_PER_GB of the source. */
  readonly usdPerGb?: number;
  /** What one day takes to scan, until a query was measured; null: not known. */
  readonly bytesPerDay?: number | null;
  readonly clock?: Clock;
  /** Milliseconds before try 2, 3 … of a call. */
  readonly waitMs?: (attempt: number) => number;
  /** Milliseconds between looks at how queries go. */
  readonly lookEveryMs?: number;
  /** Milliseconds before a query is looked at for the first time. */
  readonly firstLookMs?: number;
  /** How long a place among the queries that AWS runs at once is waited for. Milliseconds. */
  readonly placeWaitMsMax?: number;
}

export interface QueriedSource extends Source {
  /** What would be asked for a condition, in one sentence. Asks nothing. */
  describe(test: EventTest): string;
  /** Closes connections. Questions under way end with gaps; their queries run on at AWS. */
  close(): void;
}
