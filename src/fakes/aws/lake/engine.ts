// Runs Lake's SQL for real, on DuckDB in memory, over the records of the event set. Nothing outside memory can be
// reached from a statement. Records are loaded when the first query needs them, and again as the set grows.

import { type DuckDBConnection, DuckDBInstance, type DuckDBResult } from '@duckdb/node-api';
import type { EventSet, StoredEvent } from '../events.ts';
import { DUCKDB_OPTIONS } from '../sql/duckdb-options.ts';
import { renderValue } from '../sql/render-value.ts';
import { type Statement, viewName } from '../sql/translate.ts';
import { MACROS } from '../sql/trino-functions.ts';
import type { SeedStore } from '../world.ts';
import { CREATE_EVENTS, CREATE_RAW, insertEvents, storeView } from './columns.ts';

export type Table = {
  readonly columns: readonly string[];
  /** In the order of the columns; null is SQL's null. */
  readonly rows: readonly (readonly (string | null)[])[];
};

/** A statement ready to run once. */
export type Prepared = {
  readonly run: () => Promise<Table>;
  readonly interrupt: () => void;
  readonly close: () => void;
};

export type Engine = {
  /** Binds the statement to the records delivered by `nowMs`. Throws DuckDB's error for SQL it does not take. */
  readonly prepare: (statement: Statement, stores: readonly SeedStore[], nowMs: number) => Promise<Prepared>;
  /** Length of the event's JSON, bytes. */
  readonly bytesOf: (event: StoredEvent) => number;
  readonly close: () => Promise<void>;
};

/** Rows written before the event loop gets a turn. */
const CHUNK = 500;

/** An engine over the set; DuckDB starts with the first query. */
export function createEngine(events: EventSet, escapes: () => boolean = () => false): Engine {
  const sizes: number[] = [];
  let started: Promise<DuckDBInstance> | undefined;
  let loading: Promise<void> = Promise.resolve();
  let loaded = 0;

  const load = async (instance: DuckDBInstance): Promise<void> => {
    const all = events.all();
    if (loaded === all.length) return;
    const from = loaded;
    const connection = await instance.connect();
    await append(connection, all.slice(from), sizes, escapes() ? escapedJson : JSON.stringify);
    await connection.run(insertEvents(from));
    await connection.run('DELETE FROM raw');
    connection.closeSync();
    loaded = all.length;
  };

  return {
    bytesOf: (event) => sizes[event.seq] ?? 0,
    prepare: async (statement, stores, nowMs) => {
      started ??= start();
      const instance = await started;
      loading = loading.then(() => load(instance));
      await loading;
      const connection = await instance.connect();
      try {
        for (const store of stores) {
          await connection.run(storeView(viewName(store.id), scopeOf(store, events, nowMs)));
        }
        const prepared = await connection.prepare(statement.sql);
        let closed = false;
        return {
          run: async () => {
            const result = await prepared.stream();
            return { columns: columnNames(result.columnNames(), statement), rows: await readRows(result) };
          },
          interrupt: () => {
            if (!closed) connection.interrupt();
          },
          close: () => {
            closed = true;
            connection.closeSync();
          },
        };
      } catch (error) {
        connection.closeSync();
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

async function start(): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(':memory:', DUCKDB_OPTIONS);
  const connection = await instance.connect();
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  for (const statement of [CREATE_RAW, CREATE_EVENTS, ...MACROS, 'SET lock_configuration = true']) {
    await connection.run(statement);
  }
  connection.closeSync();
  return instance;
}

/** Every character that some JSON writer escapes, escaped: the same record in other letters. */
function escapedJson(record: unknown): string {
  return JSON.stringify(record).replace(/[/<>&'=+\u007f-\uffff]/g, (character) =>
    character === '/' ? '\\/' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

async function append(
  connection: DuckDBConnection,
  events: readonly StoredEvent[],
  sizes: number[],
  write: (record: unknown) => string,
): Promise<void> {
  const appender = await connection.createAppender('raw');
  for (const [at, event] of events.entries()) {
    const json = write(event.record);
    sizes[event.seq] = Buffer.byteLength(json);
    appender.appendInteger(event.seq);
    appender.appendVarchar(event.account);
    appender.appendVarchar(event.region);
    appender.appendBoolean(event.management);
    appender.appendBigInt(BigInt(event.timeMs));
    appender.appendVarchar(json);
    appender.endRow();
    if (at % CHUNK !== CHUNK - 1) continue;
    appender.flushSync();
    await turn();
  }
  appender.closeSync();
}

/** The conditions that make the table one store's: its accounts, Regions, categories, retention, and what has arrived. */
function scopeOf(store: SeedStore, events: EventSet, nowMs: number): readonly string[] {
  const hidden = events.all().filter((event) => events.visibleAt(event) > nowMs);
  return [
    store.organization === true ? 'TRUE' : `account = '${store.account}'`,
    store.multiRegion === false ? `region = '${store.region}'` : 'TRUE',
    store.dataEvents === false ? 'management' : 'TRUE',
    `time_ms >= ${nowMs - retentionMs(store)}`,
    hidden.length === 0 ? 'TRUE' : `seq NOT IN (${hidden.map((event) => event.seq).join(', ')})`,
  ];
}

/** How far back the store keeps events, milliseconds. */
export function retentionMs(store: SeedStore): number {
  return (store.retentionDays ?? 366) * 86_400_000;
}

/** Trino calls an expression without a name _col0, _col1…; a column keeps the case in which the statement wrote it. */
function columnNames(names: readonly string[], statement: Statement): readonly string[] {
  return names.map(
    (name, at) => statement.written.get(name.toLowerCase()) ?? (/^\w+$/.test(name) ? name : `_col${at}`),
  );
}

/** All rows, a chunk of DuckDB's at a time, so that a large result does not hold up the event loop. */
async function readRows(result: DuckDBResult): Promise<(string | null)[][]> {
  const rows: (string | null)[][] = [];
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return rows;
    rows.push(...chunk.getRows().map((row) => row.map(renderValue)));
    await turn();
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
