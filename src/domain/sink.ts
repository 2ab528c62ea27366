// A place outside that the ledger's rows go to, and how far each has come: at least once, in order, none lost over an outage.
import type { Failure } from './failure.ts';
import type { LedgerRow } from './state.ts';

export interface Sink {
  /** Names the destination too: another destination begins at the first row. */
  readonly name: string;
  /** Rows one `send` takes at most. */
  readonly rowsMax: number;
  /**
   * Rows of one team, oldest first. `accepted`: numbers (`seq`) of the rows that are surely there now; with `failure` null,
   * all of them. A row that was sent before bears the same id again.
   */
  send(rows: readonly LedgerRow[]): Promise<Sent>;
}

export interface Sent {
  readonly accepted: readonly number[];
  readonly failure: Failure | null;
}

/** Every row up to `seq` was accepted, and of those after it the ones in `beyond`. */
export interface SinkCursor {
  readonly seq: number;
  readonly beyond: readonly number[];
}

export interface SinkBook {
  /** Begins to work on a sink; null: somebody else does until their lease (epoch ms) ends. */
  take(teamId: string, sink: string, now: number, leaseUntil: number): Promise<SinkCursor | null>;
  /** Keeps how far it has come, and the lease. */
  advance(teamId: string, sink: string, cursor: SinkCursor, leaseUntil: number): Promise<void>;
  release(teamId: string, sink: string): Promise<void>;
}
