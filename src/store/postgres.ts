// A PostgreSQL URL → a Database: one pool for each of the two schemas, reachable and of a version that will do.
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Failure } from '../domain/failure.ts';
import type { Database, ReportError, Schema, SqlPool } from './sql.ts';

const startWithinMs = 30_000;
const askAgainMs = 100;
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
    await untilStarted(ours);
  } catch (error) {
    await close();
    return unreachable(url, error);
  }
  return { kind: 'postgres', pool: (schema) => (schema === 'whodid' ? ours : bullmq), close };
}

/** A server that is still starting says so (57P03): https://www.postgresql.org/docs/current/errcodes-appendix.html */
async function untilStarted(pool: SqlPool): Promise<void> {
  const until = performance.now() + startWithinMs;
  for (;;) {
    try {
      await pool.query('SELECT 1');
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '57P03' || performance.now() > until) throw error;
      await sleep(askAgainMs);
    }
  }
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
    // Awaited before anybody gets the client. Not a start-up option: PgBouncer refuses those.
    onConnect: (client) => client.query(`SET search_path TO ${schema}, public`),
  });
  pool.on('error', (error) => report('an idle PostgreSQL connection', error));
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
