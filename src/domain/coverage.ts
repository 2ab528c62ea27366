// What was really read to answer, and what was not. A receipt is these, printed.

import type { EventCategory } from './audit-event.ts';

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
  /** Bytes that were paid for, as the service reports them, and what they cost; left out where a source costs nothing. */
  readonly bytesScanned?: number;
  /** What the plan expected; left out where that is not known. */
  readonly quotedBytes?: number;
  readonly usd?: number;
}

/** One account's Region, as one source could answer for it. */
export interface PlaceCoverage {
  readonly source: SourceName;
  readonly account: string;
  readonly region: string;
  readonly read: boolean;
  /** Why it was not read, in a clause; null where it was. */
  readonly why: string | null;
  /** Events are known to have been delivered up to here; null: not known. UTC, RFC 3339. */
  readonly deliveredTo: string | null;
  /** What the trail or event data store records there, as far as its selectors could be read; null: not known. */
  readonly categories: readonly EventCategory[] | null;
  /** Times inside the window when nothing was recorded. `to` null: it still was off. UTC, RFC 3339. */
  readonly off: readonly { readonly from: string; readonly to: string | null }[];
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
  /** Place by place, where a source can tell; left out where it cannot. */
  readonly places?: readonly PlaceCoverage[];
  /** What could not be checked beside the reading, a clause each; no event is missing for it. */
  readonly notes?: readonly string[];
  readonly gaps: readonly Gap[];
}

/** Coverage with its verdict: `complete` exactly when there is no gap. */
export interface Receipt extends Coverage {
  readonly complete: boolean;
}

export type SourceName = 'archive' | 'event-history' | 'athena' | 'logs-insights' | 'lake';
