// A choice of back end → the State port over SQL, migrated and ready, with the database it shares with the queue.
import type { StateBackend } from '../config/backend.ts';
import type { Clock } from '../domain/clock.ts';
import { type Failure, isFailure } from '../domain/failure.ts';
import type { State } from '../domain/state.ts';
import { openEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { openPostgres } from './postgres.ts';
import type { Database, ReportError } from './sql.ts';
import { sqlState } from './sql-state.ts';

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
  const database = await (backend.kind === 'embedded'
    ? openEmbedded(backend.folder, report)
    : openPostgres(backend.url, report));
  if (isFailure(database)) return database;
  const failure = await migrated(database, clock);
  if (failure !== null) {
    await database.close();
    return failure;
  }
  return { state: sqlState(database.pool('whodid'), database.close), database };
}

async function migrated(database: Database, clock: Clock): Promise<Failure | null> {
  try {
    return await migrate(database.pool('whodid'), clock);
  } catch (error) {
    return {
      failure: 'storage',
      what: 'The database could not be brought to the schema this program needs.',
      why: `${error instanceof Error ? error.message : String(error)}.`,
      instead:
        'Check that its user may create schemas, tables and functions; nothing was changed, so it is safe to try again.',
    };
  }
}
