// Runs Athena's SQL for real, on DuckDB in memory, over the events as log files of a trail: each in the folder of the day it
// was delivered. Results stay in DuckDB until they are fetched. Nothing outside memory can be reached from a statement.

import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { EventSet, StoredEvent } from '../events.ts';
import { type Dict, textAt } from '../json.ts';
import { DUCKDB_OPTIONS } from '../sql/duckdb-options.ts';
import { renderValue } from '../sql/render-value.ts';
import type { Statement } from '../sql/translate.ts';
import { viewName } from '../sql/translate.ts';
import { MACROS } from '../sql/trino-functions.ts';
import type { TableDdl } from './ddl.ts';
import { recordName, shapeOf } from './hive-types.ts';
import type { Projected } from './projection.ts';

/** Rows that DuckDB makes up itself, one like another but for its id and time: a million of them need no memory here. */
export type Generated = {
  readonly count: number;
  readonly fromMs: number;
  readonly everyMs: number;
  readonly account: string;
  readonly region: string;
  /** The record; in its texts `{n}` is the number of the row. `eventID` and `eventTime` are set. */
  readonly record: Dict;
};

export type Results = {
  readonly columns: readonly string[];
  readonly rows: number;
  /** Rows from `at` on, at most `count`. */
  readonly page: (at: number, count: number) => Promise<readonly (readonly (string | null)[])[]>;
};

/** A table as a statement reads it. */
export type Scan = { readonly name: string; readonly table: TableDdl; readonly projected: Projected };

export type Running = {
  readonly bytesScanned: number;
  readonly run: () => Promise<Results>;
  readonly interrupt: () => void;
  readonly close: () => void;
};

export type Engine = {
  /** Binds the statement to what was delivered by `nowMs`. Throws DuckDB's error for SQL it does not take. */
  readonly prepare: (
    statement: Statement,
    scans: readonly Scan[],
    pruned: readonly string[],
    nowMs: number,
  ) => Promise<Running>;
  readonly close: () => Promise<void>;
};

/** Rows written before the event loop gets a turn. */
const CHUNK = 500;
/** Log files are gzipped; an eighth of their JSON is a guess. */
const COMPRESSION = 8;

const RAW =
  '(seq BIGINT, account VARCHAR, region VARCHAR, day VARCHAR, delivered_ms BIGINT, bytes BIGINT, json VARCHAR)';

export function createEngine(events: EventSet, generated: Generated | undefined): Engine {
  let started: Promise<DuckDBInstance> | undefined;
  let loading: Promise<unknown> = Promise.resolve();
  let loaded = '';
  let made = 0;
  /** Tables of events read by a table's types, by those types: reading JSON anew for each query takes a while. */
  const typed = new Map<string, Promise<string>>();
  const typedBy = (connection: DuckDBConnection, shape: string): Promise<string> => {
    const name = `typed_${typed.size}_${made}`;
    const known = typed.get(shape) ?? readTyped(connection, name, shape);
    typed.set(shape, known);
    return known;
  };
  const load = async (instance: DuckDBInstance): Promise<void> => {
    const all = events.all();
    const delivered = all.map((event) => events.visibleAt(event));
    const state = `${all.length} ${delivered.reduce((sum, ms, at) => sum + (ms - (all[at]?.timeMs ?? 0)) * (at + 1), 0)}`;
    if (state === loaded) return;
    const connection = await instance.connect();
    await connection.run('DELETE FROM raw');
    await append(connection, all, delivered);
    connection.closeSync();
    loaded = state;
    typed.clear();
  };
  return {
    prepare: async (statement, scans, pruned, nowMs) => {
      started ??= start(generated);
      const instance = await started;
      loading = loading.then(() => load(instance));
      await loading;
      const connection = await instance.connect();
      const close = once(() => connection.closeSync());
      try {
        for (const scan of scans) {
          const shape = shapeText(scan);
          const events = await typedBy(connection, shape);
          await connection.run(viewOf(scan, nowMs, generated === undefined ? events : both(events, shape)));
        }
        const bytesScanned = await bytesOf(connection, scans, pruned);
        made += 1;
        const name = `results_${made}`;
        const prepared = await connection.prepare(`CREATE TABLE ${name} AS ${statement.sql}`);
        // Names as the SELECT has them: a table made of it would rename those that come twice.
        const columns = await columnsOf(connection, statement);
        return {
          bytesScanned,
          run: async () => {
            await prepared.run();
            const rows = await connection.runAndReadAll(`SELECT count(*) FROM ${name}`);
            return { columns, rows: Number(rows.getRows()[0]?.[0] ?? 0), page: pagesOf(instance, name) };
          },
          interrupt: () => {
            if (!close.done()) connection.interrupt();
          },
          close: close.run,
        };
      } catch (error) {
        close.run();
        throw error;
      }
    },
    close: async () => {
      const instance = await started?.catch(() => undefined);
      await loading.catch(() => undefined);
      instance?.closeSync();
    },
  };
}

function once(act: () => void): { readonly run: () => void; readonly done: () => boolean } {
  let done = false;
  return {
    done: () => done,
    run: () => {
      if (!done) act();
      done = true;
    },
  };
}

async function start(generated: Generated | undefined): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(':memory:', {
    ...DUCKDB_OPTIONS,
    ...(generated === undefined ? {} : { memory_limit: '8GB' }),
  });
  const connection = await instance.connect();
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  const made = generated === undefined ? [] : [`CREATE VIEW generated AS ${generatedRows(generated)}`];
  const rows = generated === undefined ? '' : 'UNION ALL SELECT * FROM generated';
  const delivered = `CREATE VIEW delivered AS SELECT * FROM raw ${rows}`;
  for (const sql of [`CREATE TABLE raw ${RAW}`, ...made, delivered, ...MACROS]) await connection.run(sql);
  await connection.run('SET lock_configuration = true');
  connection.closeSync();
  return instance;
}

function generatedRows({ count, fromMs, everyMs, account, region, record }: Generated): string {
  const json = JSON.stringify({ ...record, eventID: '{id}', eventTime: '{time}' }).replaceAll("'", "''");
  const ms = `${fromMs} + n * ${everyMs}`;
  const at = `make_timestamp(CAST((${ms}) * 1000 AS BIGINT))`;
  const id = `'00000000-0000-4000-8000-' || lpad(CAST(n AS VARCHAR), 12, '0')`;
  const text = `replace(replace(replace('${json}', '{id}', ${id}), '{time}', strftime(${at}, '%Y-%m-%dT%H:%M:%SZ')), '{n}', CAST(n AS VARCHAR))`;
  return `SELECT n AS seq, '${account}' AS account, '${region}' AS region, strftime(${at}, '%Y/%m/%d') AS day, ${ms} AS delivered_ms, ${json.length} AS bytes, ${text} AS json FROM range(${count}) t(n)`;
}

async function append(
  connection: DuckDBConnection,
  events: readonly StoredEvent[],
  delivered: readonly number[],
): Promise<void> {
  const appender = await connection.createAppender('raw');
  for (const [at, event] of events.entries()) {
    const json = JSON.stringify(event.record);
    const ms = delivered[at] ?? event.timeMs;
    appender.appendBigInt(BigInt(event.seq));
    appender.appendVarchar(event.account);
    appender.appendVarchar((textAt(event.record, 'awsRegion') ?? 'us-east-1').toLowerCase());
    appender.appendVarchar(new Date(ms).toISOString().slice(0, 10).replaceAll('-', '/'));
    appender.appendBigInt(BigInt(ms));
    appender.appendBigInt(BigInt(Buffer.byteLength(json)));
    appender.appendVarchar(json);
    appender.endRow();
    if (at % CHUNK !== CHUNK - 1) continue;
    appender.flushSync();
    await new Promise((resolve) => setImmediate(resolve));
  }
  appender.closeSync();
}

const READ = (shape: string) => `account, region, day, delivered_ms, json_transform(json, '${shape}') AS r`;

async function readTyped(connection: DuckDBConnection, name: string, shape: string): Promise<string> {
  await connection.run(`CREATE TABLE ${name} AS SELECT ${READ(shape)} FROM raw`);
  return name;
}

/** Generated rows are never kept. */
function both(events: string, shape: string): string {
  return `(SELECT * FROM ${events} UNION ALL SELECT ${READ(shape)} FROM generated)`;
}

function shapeText({ table }: Scan): string {
  return JSON.stringify(shapeOf(table.columns)).replaceAll("'", "''");
}

/** The table's columns, read from the JSON by its own types, and its partition columns. */
function viewOf({ name, table, projected }: Scan, nowMs: number, events: string): string {
  const columns = table.columns.map((column) => `r."${recordName(column.name)}" AS "${column.name}"`);
  const partitions = [...projected.columns].map(([column, raw]) => `${raw} AS "${column}"`);
  const where = [...projected.where, `delivered_ms <= ${nowMs}`].join(' AND ');
  return `CREATE TEMP VIEW ${viewName(name)} AS SELECT ${[...columns, ...partitions].join(', ')}
    FROM ${events} WHERE ${where}`;
}

async function bytesOf(
  connection: DuckDBConnection,
  scans: readonly Scan[],
  pruned: readonly string[],
): Promise<number> {
  let bytes = 0;
  for (const { projected } of scans) {
    const named = [...projected.columns].map(([column, raw]) => `${raw} AS "${column}"`);
    const columns = [...named, 'bytes'].join(', ');
    const inner = `SELECT ${columns} FROM delivered WHERE ${projected.where.join(' AND ') || 'TRUE'}`;
    const where = pruned.length === 0 ? 'TRUE' : pruned.map((each) => `(${each})`).join(' AND ');
    const read = await connection.runAndReadAll(`SELECT coalesce(sum(bytes), 0) FROM (${inner}) WHERE ${where}`);
    bytes += Number(read.getRows()[0]?.[0] ?? 0);
  }
  return Math.ceil(bytes / COMPRESSION);
}

async function columnsOf(connection: DuckDBConnection, statement: Statement): Promise<readonly string[]> {
  const described = await connection.runAndReadAll(`DESCRIBE ${statement.sql}`);
  return described.getRows().map(([name], at) => {
    const text = String(name).toLowerCase();
    return /^\w+$/.test(text) ? text : `_col${at}`;
  });
}

function pagesOf(instance: DuckDBInstance, name: string): Results['page'] {
  return async (at, count) => {
    const connection = await instance.connect();
    try {
      const sql = `SELECT * FROM ${name} WHERE rowid >= ${at} AND rowid < ${at + count}`;
      const read = await connection.runAndReadAll(sql);
      return read.getRows().map((row) => row.map(renderValue));
    } finally {
      connection.closeSync();
    }
  };
}
