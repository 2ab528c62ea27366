// A database of any earlier version → the newest schema, in one transaction; two processes that start together take turns.
import type { Clock } from '../domain/clock.ts';
import type { Failure } from '../domain/failure.ts';
import type { Migration } from './migrations/migration.ts';
import { migrations as all } from './migrations.ts';
import type { SqlClient, SqlPool } from './sql.ts';

/** Any fixed number nobody else uses: "whod" in ASCII. */
const lockKey = 0x77686f64;

/** Runs the steps that are missing and notes each. A Failure when the database is newer than this program. */
export async function migrate(pool: SqlPool, clock: Clock, steps: readonly Migration[] = all): Promise<Failure | null> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const outcome = await migrateIn(client, clock, steps);
    await client.query(outcome === null ? 'COMMIT' : 'ROLLBACK');
    return outcome;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => null);
    throw error;
  } finally {
    client.release();
  }
}

async function migrateIn(client: SqlClient, clock: Clock, steps: readonly Migration[]): Promise<Failure | null> {
  await client.query(`SELECT pg_advisory_xact_lock(${lockKey})`);
  await client.query(`
    CREATE SCHEMA IF NOT EXISTS whodid;
    CREATE TABLE IF NOT EXISTS whodid.migration (version integer PRIMARY KEY, about text NOT NULL, applied_at bigint NOT NULL)`);
  const { rows } = await client.query<{ version: number | null }>(
    'SELECT max(version) AS version FROM whodid.migration',
  );
  const version = rows[0]?.version ?? 0;
  const newest = steps.at(-1)?.version ?? 0;
  if (version > newest) return tooNew(version, newest);
  for (const step of steps.filter((it) => it.version > version)) {
    await client.query(step.sql);
    await client.query('INSERT INTO whodid.migration VALUES ($1, $2, $3)', [step.version, step.about, clock()]);
  }
  return null;
}

function tooNew(version: number, newest: number): Failure {
  return {
    failure: 'storage',
    what: 'The database could not be used.',
    why: `Its schema has version ${version}, written by a newer whodid; this one knows versions up to ${newest}.`,
    instead: 'Start the newer whodid again, or point DATABASE_URL or WHODID_DATA at another database.',
  };
}
