// What a query is: what it reads, from where, for which time, and on which condition. Without a window there is no query.
import type { Condition } from './condition.ts';

/** What a query may give back. */
export type SelectColumn = 'eventid' | 'eventjson';

/** Half-open, epoch milliseconds. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Statement {
  readonly columns: readonly SelectColumn[];
  readonly span: Span;
  readonly where: Condition;
  /** Let through besides, whatever the length: what the source must know to judge the answer. null: nothing. */
  readonly besides: Condition | null;
}
