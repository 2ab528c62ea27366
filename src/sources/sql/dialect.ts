// How one service writes what the tree says: CloudTrail Lake and Athena both run Trino, over other columns.
import type { TextColumn } from './condition.ts';
import type { SelectColumn, Span } from './statement.ts';

export interface Dialect {
  /** After FROM; of the configuration, never of a question. */
  readonly table: string;
  /** The most characters the service takes. */
  readonly charactersMax: number;
  literal(text: string): string;
  select(column: SelectColumn): string;
  column(column: TextColumn): string;
  /** A boolean column. */
  readonly readOnly: string;
  /** Lower-case text in which everything stands that can name a thing or a caller. */
  readonly recordText: string;
  /** The conditions, to be joined by AND, that keep a query to its time. */
  span(span: Span): readonly string[];
}
