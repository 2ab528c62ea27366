// Scans over the Parquet files of one state, with DuckDB: events by what the columns can tell, names by their beginning.
import type { DuckDBValue } from '@duckdb/node-api';
import type { ColumnBound } from './column-bound.ts';
import { type Duck, quoted, runWithin, startDuck } from './duck.ts';
import type { INTERRUPTED } from './interrupted.ts';
import { type Manifest, segmentPath } from './manifest.ts';
import type { Between, Place } from './opened.ts';
import { SEGMENT_EVENTS_MAX } from './token-index.ts';

type Interrupted = typeof INTERRUPTED;

/** One group: its keys as text, in the order asked, and how many events. */
export interface Counted {
  readonly keys: readonly string[];
  readonly count: number;
}

export interface ColumnScan {
  scan(bound: ColumnBound, between: Between, signal?: AbortSignal): Promise<readonly Place[] | Interrupted>;
  /** `keys`: SQL of our own over the columns, no value of anybody's. `top`: only so many rows, those that count most. */
  count(
    keys: readonly string[],
    bound: ColumnBound,
    between: Between,
    options: { readonly top?: number; readonly signal?: AbortSignal },
  ): Promise<readonly Counted[] | Interrupted>;
  /** `prefix` in lower case. */
  namesLike(prefix: string, limit: number): Promise<readonly string[] | Interrupted>;
  close(): void;
}

/** Rejects when the files are not there (any more). */
export async function openColumnScan(dir: string, manifest: Manifest): Promise<ColumnScan> {
  const duck = await startDuck(dir);
  try {
    await nameFiles(duck, dir, manifest);
  } catch (error) {
    duck.close();
    throw error;
  }
  return {
    scan: async (bound, { fromMs, toMs }, signal) => {
      const sql = `SELECT segment, number FROM events WHERE time_ms >= ? AND time_ms < ? AND (${bound.sql})`;
      const rows = await runWithin(duck, sql, [clamped(fromMs), clamped(toMs), ...bound.values], signal);
      if (typeof rows === 'symbol') return rows;
      return rows.map(([segment, number]) => Number(segment) * SEGMENT_EVENTS_MAX + Number(number));
    },
    count: async (keys, bound, { fromMs, toMs }, { top, signal }) => {
      const named = keys.map((key, at) => `CAST(${key} AS VARCHAR) AS key${at}`);
      const order = ['events DESC', ...keys.map((_, at) => `key${at}`)].join(', ');
      const sql =
        `SELECT ${[...named, 'count(*) AS events'].join(', ')} FROM events ` +
        `WHERE time_ms >= ? AND time_ms < ? AND (${bound.sql}) GROUP BY ALL ORDER BY ${order}` +
        (top === undefined ? '' : ' LIMIT ?');
      const limit: DuckDBValue[] = top === undefined ? [] : [BigInt(top)];
      const values: DuckDBValue[] = [clamped(fromMs), clamped(toMs), ...bound.values, ...limit];
      const rows = await runWithin(duck, sql, values, signal);
      if (typeof rows === 'symbol') return rows;
      return rows.map((row) => ({ keys: row.slice(0, -1).map(String), count: Number(row.at(-1)) }));
    },
    namesLike: async (prefix, limit) => {
      const values: DuckDBValue[] = [prefix, prefix, BigInt(limit)];
      const sql =
        'SELECT name FROM names WHERE name >= ? AND starts_with(name, ?) GROUP BY name ORDER BY sum(events) DESC, name LIMIT ?';
      const rows = await runWithin(duck, sql, values);
      return typeof rows === 'symbol' ? rows : rows.map(([name]) => String(name));
    },
    close: () => duck.close(),
  };
}

/** The segments' Parquet files of each kind as one view. */
async function nameFiles(duck: Duck, dir: string, manifest: Manifest): Promise<void> {
  const connection = await duck.connect();
  for (const part of ['events', 'names'] as const) {
    const files = manifest.segments.map(
      ({ id }, at) => `SELECT ${at} AS segment, * FROM read_parquet(${quoted(segmentPath(dir, id, part))})`,
    );
    await connection.run(`CREATE VIEW ${part} AS ${files.join(' UNION ALL ')}`);
  }
  connection.closeSync();
}

/** An open end of a window, as the largest or smallest time a column can hold. */
function clamped(timeMs: number): bigint {
  return BigInt(Math.max(-8.64e15, Math.min(8.64e15, timeMs)));
}
