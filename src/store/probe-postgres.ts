// DATABASE_URL → what the PostgreSQL there says of itself and of our user. Nothing is written to it.
import pg from 'pg';

export interface PostgresFound {
  /** `16.4`. */
  readonly version: string;
  /** `160004`: comparable. */
  readonly versionNumber: number;
  readonly mayCreateSchemas: boolean;
  /** Of ours and BullMQ's schemas, those that are there already. */
  readonly schemas: readonly string[];
  readonly user: string;
  readonly database: string;
}

export type PostgresProbed =
  | { readonly ok: true; readonly found: PostgresFound }
  /** `why`: the server's or the system's words; never the password. */
  | { readonly ok: false; readonly why: string };

const CONNECT_MS_MAX = 5_000;
const ANSWER_MS_MAX = 5_000;

interface Row {
  readonly version: string;
  readonly number: string;
  readonly may_create: boolean;
  readonly schemas: readonly string[];
  readonly user: string;
  readonly database: string;
}

export async function probePostgres(url: string): Promise<PostgresProbed> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'whodid doctor',
    connectionTimeoutMillis: CONNECT_MS_MAX,
    query_timeout: ANSWER_MS_MAX,
  });
  // A connection that breaks between two calls says so here, and again to whoever calls next.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<Row>(`
      SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number,
             has_database_privilege(current_database(), 'CREATE') AS may_create,
             ARRAY(SELECT nspname::text FROM pg_namespace WHERE nspname IN ('whodid', 'bullmq') ORDER BY 1) AS schemas,
             current_user::text AS user, current_database()::text AS database`);
    const [row] = rows;
    if (row === undefined) return { ok: false, why: 'it answered nothing' };
    const { version, number, may_create: mayCreateSchemas, schemas, user, database } = row;
    return { ok: true, found: { version, versionNumber: Number(number), mayCreateSchemas, schemas, user, database } };
  } catch (error) {
    const it = error as { readonly code?: string; readonly message?: string };
    return { ok: false, why: it.message || it.code || 'no answer' };
  } finally {
    await client.end().catch(() => undefined);
  }
}
