// A choice of back end → Queues: BullMQ on Redis, or BullMQ's PostgreSQL backend in the database the state is in.
import type { QueueBackend } from '../config/backend.ts';
import type { JobSettings } from '../config/config.ts';
import type { Failure } from '../domain/failure.ts';
import type { Database, ReportError } from '../store/sql.ts';
import type { Queues } from './queues.ts';

/**
 * Opens the queues. `database` is the open store's; used when `backend.kind` is `state`.
 * A Failure when Redis or the database cannot be reached within ten seconds.
 */
export async function openQueues(
  backend: QueueBackend,
  database: Database,
  settings: JobSettings,
  report: ReportError,
): Promise<Queues | Failure> {
  throw new Error(`not written yet: ${backend.kind} ${database.kind} ${settings.attempts} ${report.name}`);
}
