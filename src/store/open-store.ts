// A choice of back end → the State port over SQL, migrated and ready, with the database it shares with the queue.
import type { StateBackend } from '../config/backend.ts';
import type { Clock } from '../domain/clock.ts';
import type { Failure } from '../domain/failure.ts';
import type { State } from '../domain/state.ts';
import type { Database, ReportError } from './sql.ts';

export interface Store {
  /** `state.close()` closes the database too: close the queues first. */
  readonly state: State;
  /** For openQueues, when the queue lives in the same database. */
  readonly database: Database;
}

/**
 * Opens the database (creating it when it is embedded), runs what migrations are missing, and gives the State port.
 * A Failure when it is locked by another process (the sentence names its pid), unreachable, or newer than this program.
 * `report` hears of errors on idle connections.
 */
export async function openStore(backend: StateBackend, clock: Clock, report: ReportError): Promise<Store | Failure> {
  throw new Error(`not written yet: ${backend.kind} ${clock()} ${report.name}`);
}
