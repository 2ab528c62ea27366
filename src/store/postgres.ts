// A PostgreSQL URL → a Database: one pool for each of the two schemas, reachable and of a version that will do.
import pg from 'pg';
import type { Failure } from '../domain/failure.ts';
import type { Database, ReportError, Schema, SqlPool } from './sql.ts';

const connectWithinMs = 5_000;
const answerWithinMs = 30_000;
/** Per pool and process. A worker's LISTEN takes one for good. */
const mostConnections = 10;
/** A dropped LISTEN must be noticed; BullMQ re-listens when the socket ends. */
const keepAliveAfterMs = 10_000;

/** Opens two pools on `url`. A Failure when the server cannot be reached; it names the host, never the password. */
export async function openPostgres(url: string, report: ReportError): Promise<Database | Failure> {
  const ours = createPool(url, 'whodid', report);
  const bullmq = createPool(url, 'bullmq', report);
  const close = async () => {
    for (const pool of [ours, bullmq]) await pool.end().catch((error: unknown) => report('closing PostgreSQL', error));
  };
  try {
    await ours.query('SELECT 1');
  } catch (error) {
    await close();
    return unreachable(url, error);
  }
  return { kind: 'postgres', pool: (schema) => (schema === 'whodid' ? ours : bullmq), close };
}

function createPool(url: string, schema: Schema, report: ReportError): SqlPool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: `whodid ${schema}`,
    max: mostConnections,
    connectionTimeoutMillis: connectWithinMs,
    query_timeout: answerWithinMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveAfterMs,
  });
  pool.on('error', (error) => report('an idle PostgreSQL connection', error));
  // Queued on the new client before anybody's first statement. Not a start-up option: PgBouncer refuses those.
  pool.on('connect', (client) => {
    client
      .query(`SET search_path TO ${schema}, public`)
      .catch((error: unknown) => report('PostgreSQL search_path', error));
  });
  // pg's typings overload `query` with callbacks, which no structural type follows; what we use of it is the same.
  return pool as unknown as SqlPool;
}

function unreachable(url: string, error: unknown): Failure {
  const { host } = new URL(url);
  const it = error as { code?: string; message?: string };
  return {
    failure: 'storage',
    what: 'The PostgreSQL database could not be opened.',
    why: `${host === '' ? 'The server' : host} answered: ${it.message || it.code || 'nothing'}.`,
    instead:
      'Check that DATABASE_URL names a running server, an existing database and a user that may create schemas in it.',
  };
}
