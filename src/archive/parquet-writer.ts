// A segment's events and names → two Parquet files. Rows go to DuckDB in small chunks, so that the event loop stays free.
import { type DuckDBConnection, DuckDBDataChunk, type DuckDBValue, UINTEGER, VARCHAR } from '@duckdb/node-api';
import type { AuditEvent } from '../domain/audit-event.ts';
import { breather } from './breathe.ts';
import { type Duck, quoted } from './duck.ts';
import { EVENT_COLUMNS } from './event-columns.ts';

/** Rows handed over at a time: about 5 ms of work. DuckDB's own limit is 2,048. */
const CHUNK_ROWS = 512;
/** Chunks after which the appender hands its rows on: left to the end, that would hold everything up for long. */
const FLUSH_CHUNKS = 4;
/** Rows of one Parquet row group: what a scan skips or unpacks as a whole. */
const ROW_GROUP = 20_480;

export interface ParquetWriter {
  add(event: AuditEvent, number: number, file: string): void;
  /** `names`: how many events bear each name. */
  write(eventsPath: string, namesPath: string, names: ReadonlyMap<string, number>): Promise<void>;
  close(): void;
}

export async function parquetWriter(duck: Duck): Promise<ParquetWriter> {
  const connection = await duck.connect();
  const columns = EVENT_COLUMNS.map(({ name, sqlType }) => `${name} ${sqlType}`).join(', ');
  await connection.run(`CREATE OR REPLACE TEMP TABLE events (${columns})`);
  await connection.run('CREATE OR REPLACE TEMP TABLE names (name VARCHAR, events UINTEGER)');
  const appender = await connection.createAppender('events');
  const types = EVENT_COLUMNS.map(({ type }) => type);
  let chunks = 0;
  let rows: DuckDBValue[][] = EVENT_COLUMNS.map(() => []);
  const flush = () => {
    const chunk = DuckDBDataChunk.create(types);
    chunk.setColumns(rows);
    appender.appendDataChunk(chunk);
    chunks += 1;
    if (chunks % FLUSH_CHUNKS === 0) appender.flushSync();
    rows = EVENT_COLUMNS.map(() => []);
  };
  return {
    add: (event, number, file) => {
      for (const [at, { of }] of EVENT_COLUMNS.entries()) rows[at]?.push(of(event, number, file));
      if ((rows[0]?.length ?? 0) >= CHUNK_ROWS) flush();
    },
    write: async (eventsPath, namesPath, names) => {
      if ((rows[0]?.length ?? 0) > 0) flush();
      appender.closeSync();
      // Not sorted by time: files come roughly in that order, and sorting wide rows takes more memory than all the rest.
      await copy(connection, 'SELECT * FROM events', eventsPath);
      await connection.run('DROP TABLE events');
      await appendNames(connection, names);
      await copy(connection, 'SELECT * FROM names ORDER BY name', namesPath);
    },
    close: () => connection.closeSync(),
  };
}

async function appendNames(connection: DuckDBConnection, names: ReadonlyMap<string, number>): Promise<void> {
  const appender = await connection.createAppender('names');
  const breathe = breather();
  let texts: string[] = [];
  let counts: number[] = [];
  const flush = () => {
    const chunk = DuckDBDataChunk.create([VARCHAR, UINTEGER]);
    chunk.setColumns([texts, counts]);
    appender.appendDataChunk(chunk);
    texts = [];
    counts = [];
  };
  for (const [name, events] of names) {
    texts.push(name);
    counts.push(events);
    if (texts.length < CHUNK_ROWS) continue;
    flush();
    await breathe();
  }
  if (texts.length > 0) flush();
  appender.closeSync();
}

async function copy(connection: DuckDBConnection, select: string, path: string): Promise<void> {
  await connection.run(
    `COPY (${select}) TO ${quoted(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP})`,
  );
}
