// What the services that run queries over CloudTrail events have in common: Lake, Athena, Logs Insights. Each maps its own
// states to these, and makes its calls answer with a value or a trouble.
import type { AwsTrouble } from './aws-trouble.ts';

/** Those of CloudTrail Lake; `TIMED_OUT` ended with some of its rows. `unrecognised`: whatever AWS may add. */
export type QueryStatus = 'QUEUED' | 'RUNNING' | 'FINISHED' | 'FAILED' | 'CANCELLED' | 'TIMED_OUT' | 'unrecognised';

export interface ListedQuery {
  readonly queryId: string;
  readonly status: QueryStatus;
  /** When AWS took it on, epoch milliseconds; null: not told. */
  readonly createdMs: number | null;
}

export interface DescribedQuery extends ListedQuery {
  readonly statement: string;
  /** How long it ran, milliseconds. */
  readonly ranMs: number;
  /** 0 where a service does not count them. */
  readonly eventsScanned: number;
  /** What is billed, once it has ended. */
  readonly bytesScanned: number;
  /** Why it failed, in AWS's words; '' otherwise. */
  readonly error: string;
  /** AWS says that the same may well go through another time. Left out: it does not say. */
  readonly retryable?: boolean;
  /** More rows matched than the service gives back, so many times over; left out: all can be had. */
  readonly timesTooMany?: number;
}

export interface ResultRow {
  readonly eventId: string | null;
  /** What stands for the record, as text; null where AWS sent none. */
  readonly record: string | null;
}

export interface ResultPage {
  readonly rows: readonly ResultRow[];
  /** Rows of all pages; null: not told. */
  readonly rowsInAll: number | null;
  readonly nextToken: string | null;
}

export interface QueryCalls {
  /**
   * The id of the query begun. Not to be stopped on the way: whether it began would not be known. `token`: the same one
   * never begins a second query, where the service has such; others leave it alone.
   */
  start(statement: string, token: string): Promise<string | AwsTrouble>;
  describe(queryId: string, signal?: AbortSignal): Promise<DescribedQuery | AwsTrouble>;
  /** The newest queries begun since, by anybody, of one page. Left out where the service takes tokens, or cannot list. */
  list?(sinceMs: number, signal?: AbortSignal): Promise<readonly ListedQuery[] | AwsTrouble>;
  /** `small`: rows are let go page by page, so that smaller pages take less memory. */
  page(
    queryId: string,
    nextToken: string | null,
    signal?: AbortSignal,
    small?: boolean,
  ): Promise<ResultPage | AwsTrouble>;
  cancel(queryId: string): Promise<null | AwsTrouble>;
  /** After `expired`: the SDK looks for credentials anew. */
  renew(): void;
  close(): void;
}
