// The one interface of everything that holds events: a folder of logs today; event history, Lake, Athena later.
import type { AuditEvent } from './audit-event.ts';
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
}

export interface EventsRead {
  /** Matching events, exactly (`records/holds.ts` applied), each eventID once, in the order asked. */
  readonly events: readonly AuditEvent[];
  readonly coverage: Coverage;
}

export interface Source {
  readonly name: SourceName;
  /** Free and unpaced sources are searched whole when no date is given. */
  readonly free: boolean;
  events(request: EventsRequest): Promise<EventsRead | Failure>;
  /** Whole identifiers known to this source that begin with `prefix` (lower case), most frequent first; null: cannot tell. */
  completions(prefix: string, limit: number): Promise<readonly string[] | null>;
}
