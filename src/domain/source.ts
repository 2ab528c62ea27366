// The one interface of everything that holds events: a folder of logs today; event history, Lake, Athena later.
import type { AuditEvent, EventCategory } from './audit-event.ts';
import type { Coverage, SourceName } from './coverage.ts';
import type { Failure } from './failure.ts';
import type { EventTest, Window } from './question.ts';

export interface EventsRequest {
  readonly test: EventTest;
  readonly window: Window;
  readonly order: 'oldest-first' | 'newest-first';
  /** Stop after this many matching events, saying so by a `page-limit` gap; null: never cut. */
  readonly limit: number | null;
  readonly signal?: AbortSignal;
  /** Whoever asks (a Slack user id): paced sources serve askers in turn. Left out: nobody in particular. */
  readonly asker?: string;
  /** Where a source that runs queries elsewhere keeps their ids. Left out: they end with this process. */
  readonly queries?: QueryBook;
  /**
   * A query still running after so many milliseconds is left alone: the source returns a `still-running` Failure, and
   * the same request later takes it up again by `queries`. Left out: it is waited for.
   */
  readonly patienceMs?: number;
  /** Told in one sentence, before a long reading starts, how long it will take and what would be faster. */
  readonly tell?: (words: string) => void;
}

/** A query at a service that bills and runs it: begun once for one question, whatever crashes in between. */
export interface BegunQuery {
  readonly source: SourceName;
  /** SHA-256 (hex) of the statement. */
  readonly statementHash: string;
  /** null: it was about to be started, and whether it was is not known. */
  readonly queryId: string | null;
  /** Epoch milliseconds. */
  readonly begunAt: number;
}

/** The queries begun for one question, by earlier attempts too. */
export interface QueryBook {
  /** Whose queries these are: goes into the tokens that keep a service from beginning one twice. Left out: nobody's. */
  readonly asking?: string;
  begun(source: SourceName, statementHash: string): Promise<BegunQuery | null>;
  /** Written before the query is started, so that one whose id was lost in a crash can be looked for. */
  intend(source: SourceName, statementHash: string): Promise<void>;
  /** Written before the first look at how it goes. */
  started(source: SourceName, statementHash: string, queryId: string): Promise<void>;
  ended(source: SourceName, statementHash: string, spent: Spent): Promise<void>;
  /**
   * Whether one of them has not ended: then the question goes on after a pause, and what it may cost was decided when it
   * began. Left out: it never pauses.
   */
  underWay?(): Promise<boolean>;
  /** Begun before, but it is no more (its results expired, AWS does not know it): it may be started anew. */
  forget(source: SourceName, statementHash: string): Promise<void>;
}

export interface Spent {
  readonly bytesScanned: number;
  readonly usd: number;
}

/** What asking a source costs. */
export type Cost =
  /** Nothing, in money and in time: may be searched as far back as it reaches. */
  | { readonly kind: 'free' }
  /** No money, but AWS allows so many events a second for each account's Region. */
  | { readonly kind: 'paced'; readonly eventsPerSecond: number }
  /** So much per byte read. `bytesPerDay`: what one day of window takes, as measured or configured; null: not known. */
  | {
      readonly kind: 'per-byte';
      readonly usdPerGb: number;
      readonly bytesPerDay: number | null;
      readonly beyond?: ReadBeyond;
    };

/** What is read, and billed, besides a window itself. */
export interface ReadBeyond {
  readonly beforeMs: number;
  readonly afterMs: number;
  /** Days (UTC) are read whole. */
  readonly wholeDays: boolean;
}

/** What planning must know of a source. */
export interface Abilities {
  readonly name: SourceName;
  readonly cost: Cost;
  /** Oldest instant it can answer for, epoch milliseconds; null: as old as whatever it holds. */
  readonly reachesBackToMs: number | null;
  /** Latest instant it holds anything of, epoch milliseconds; null: up to now. */
  readonly reachesUpToMs: number | null;
  /** Categories it holds; null: not known before it is read. */
  readonly categories: readonly EventCategory[] | null;
  /** Accounts and Regions it can answer for; null: not known, or whatever it holds. */
  readonly accounts: readonly string[] | null;
  readonly regions: readonly string[] | null;
}

export interface EventsRead {
  /** Matching events, exactly (`records/holds.ts` applied), each eventID once, in the order asked. */
  readonly events: readonly AuditEvent[];
  readonly coverage: Coverage;
}

/** What counts are grouped by. `day` and `hour` are those of the window's zone. */
export type GroupKey = 'day' | 'hour' | 'actor' | 'event-name' | 'outcome' | 'tool' | 'account' | 'region';

/** How many events hold, without reading any of them back. */
export interface AggregateRequest {
  readonly test: EventTest;
  readonly window: Window;
  /** Empty: one row that counts them all. */
  readonly groupBy: readonly GroupKey[];
  /** Only so many rows, those that count most; left out: all. */
  readonly top?: number;
  readonly signal?: AbortSignal;
}

/**
 * `keys`, one for each of `groupBy`: `2026-03-01`; `2026-03-01T14:00+01:00`, where the hour begins; the caller's name as
 * the record has it; `ec2:RunInstances`; `done`, `accepted`, `denied`, `failed` or `dry-run`; tool and Region in lower
 * case; the account's id. What an event does not say is ''.
 */
export interface AggregateRow {
  readonly keys: readonly string[];
  readonly count: number;
}

export interface AggregateRead {
  /** Days and hours oldest first; all else by how many, most first. Without events in a group there is no row. */
  readonly rows: readonly AggregateRow[];
  readonly coverage: Coverage;
}

export interface Source {
  readonly name: SourceName;
  /** What it can answer for and at what cost, now. A Failure: it cannot be asked at all, and why. */
  abilities(): Promise<Abilities | Failure>;
  /** What would be requested for a condition, in one sentence. Asks nothing. Left out where there is nothing to say. */
  describe?(test: EventTest): string;
  events(request: EventsRequest): Promise<EventsRead | Failure>;
  /**
   * As `events`, but handed over some at a time, in the order asked, and never held whole: for answers too large to hold.
   * The next ones come once `take` has resolved. Left out where a source cannot.
   */
  stream?(request: EventsRequest, take: (events: readonly AuditEvent[]) => Promise<void>): Promise<Coverage | Failure>;
  /**
   * Counts, exactly as counting the rows of `events` would. A condition that this source cannot count by is the Failure
   * `unsupported`: nothing is ever estimated. Left out where a source cannot count.
   */
  aggregates?(request: AggregateRequest): Promise<AggregateRead | Failure>;
  /** Whole identifiers known to this source that begin with `prefix` (lower case), most frequent first; null: cannot tell. */
  completions(prefix: string, limit: number): Promise<readonly string[] | null>;
}
