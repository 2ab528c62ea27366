// DuckDB, fenced in: always in memory (a second process could not open a DuckDB file, not even to read), able to touch
// one folder only, with named limits. The only module that starts it.
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { INTERRUPTED } from './interrupted.ts';

const MEMORY_LIMIT = '512MB';
const THREADS = '2';
/** A statement that runs longer is interrupted, in milliseconds. */
const STATEMENT_MS_MAX = 30_000;

export interface Duck {
  connect(): Promise<DuckDBConnection>;
  close(): void;
}

/** `dir`: the one folder whose files it may read and write. */
export async function startDuck(dir: string): Promise<Duck> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: MEMORY_LIMIT,
    threads: THREADS,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: '',
  });
  const connection = await instance.connect();
  await connection.run(`SET allowed_directories = [${quoted(dir)}]`);
  await connection.run('SET enable_external_access = false');
  await connection.run('SET lock_configuration = true');
  connection.closeSync();
  return { connect: () => instance.connect(), close: () => instance.closeSync() };
}

/** A string literal. Only paths of our own go through it; values from questions and records are always bound. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Rows of one statement with `$1`, `$2`… bound; `INTERRUPTED` after the time limit or when `signal` fires. */
export async function runWithin(
  duck: Duck,
  sql: string,
  values: DuckDBValue[],
  signal?: AbortSignal,
): Promise<readonly DuckDBValue[][] | typeof INTERRUPTED> {
  if (signal?.aborted === true) return INTERRUPTED;
  const connection = await duck.connect();
  let stopped = false;
  const stop = () => {
    stopped = true;
    connection.interrupt();
  };
  const timer = setTimeout(stop, STATEMENT_MS_MAX);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return (await connection.runAndReadAll(sql, values)).getRows();
  } catch (error) {
    if (stopped) return INTERRUPTED;
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    connection.closeSync();
  }
}
