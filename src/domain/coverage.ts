// What was really read to answer, and what was not. A receipt is these, printed.

export type GapKind =
  | 'unreadable-file'
  | 'throttled'
  | 'denied'
  | 'page-limit'
  | 'timed-out'
  | 'trail-off'
  | 'category-not-logged'
  | 'outside-horizon'
  | 'not-delivered';

/** Something that should have been read for this question and was not. */
export interface Gap {
  readonly kind: GapKind;
  /** One sentence naming the file, account, Region or time, and what would settle it. */
  readonly detail: string;
}

export interface SourceCoverage {
  readonly source: SourceName;
  /** First and last instants this source could answer for; null when it holds no event. UTC, RFC 3339. */
  readonly from: string | null;
  readonly to: string | null;
}

/** What one read of one source covered. */
export interface Coverage {
  readonly sources: readonly SourceCoverage[];
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Distinct events looked at, matching or not. */
  readonly eventsExamined: number;
  readonly filesRead: number;
  /** Copies of an event already counted. */
  readonly duplicates: number;
  /** Events are known to have been delivered up to this instant; null when unknown. UTC, RFC 3339. */
  readonly deliveredTo: string | null;
  readonly gaps: readonly Gap[];
}

/** Coverage with its verdict: `complete` exactly when there is no gap. */
export interface Receipt extends Coverage {
  readonly complete: boolean;
}

export type SourceName = 'archive' | 'event-history' | 'athena' | 'logs-insights' | 'lake';
