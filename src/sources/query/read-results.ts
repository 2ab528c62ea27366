// The rows of a query that has ended → the events that hold, page by page as they come. Rows are dropped as soon as they
// were looked at; the process gets its turn between them.
import { setImmediate } from 'node:timers/promises';
import { type AwsTrouble, isTrouble } from '../../aws/aws-trouble.ts';
import type { QueryCalls, ResultPage, ResultRow } from '../../aws/query-calls.ts';
import type { AuditEvent } from '../../domain/audit-event.ts';
import { readRecord } from '../../records/read-record.ts';
import { type Persistence, persist } from './persist.ts';

export interface ResultsRequest extends Persistence {
  readonly calls: Pick<QueryCalls, 'page'>;
  readonly queryId: string;
  /** The record in a row's text, as parsed JSON; null: it is none. Default: JSON. */
  readonly parse?: ((text: string) => unknown) | undefined;
  /** The service, beginning a sentence. */
  readonly serviceName: string;
  /** Given each event once; copies have the same eventID. */
  readonly take: (event: AuditEvent) => void;
  readonly tell?: ((words: string) => void) | undefined;
  /** Waited for after each page. Given: what was taken is gone for good, so a lost place is not begun again from the top. */
  readonly pageTaken?: (() => Promise<void>) | undefined;
}

export interface ResultsRead {
  readonly rows: number;
  /** Rows without a record that could be read. */
  readonly unreadable: number;
  /** Why the last rows were not read; null: all were. */
  readonly trouble: AwsTrouble | 'pages' | 'circle' | 'short' | null;
}

/** Half a million rows to a million, by the rows of a page: more are not held. */
const PAGES_MAX = 5_000;
/** Where they are not held: twenty million rows. */
const TAKEN_PAGES_MAX = 200_000;
/** Pages in a row that bring nothing new, before AWS is taken to go round in circles. */
const BARREN_MAX = 6;
/** Readings begun again from the first page, after AWS lost the place. */
const RESTARTS_MAX = 2;
/** More rows than this are announced: they take a minute. */
const ROWS_TOLD = 20_000;
/** Longest stretch of work before the process gets its turn. */
const STRETCH_MS_MAX = 8;

export async function readResults(request: ResultsRequest): Promise<ResultsRead> {
  for (let restarts = 0; ; restarts++) {
    const read = await readPages(request);
    const lost = typeof read.trouble === 'object' && read.trouble?.trouble === 'lost-page';
    if (!lost || restarts === RESTARTS_MAX || request.pageTaken !== undefined) return read;
  }
}

async function readPages(request: ResultsRequest): Promise<ResultsRead> {
  const startedAt = performance.now();
  let [rows, unreadable, barren] = [0, 0, 0];
  let nextToken: string | null = null;
  let last: string | null = null;
  let inAll: number | null = null;
  const pagesMax = request.pageTaken === undefined ? PAGES_MAX : TAKEN_PAGES_MAX;
  for (let pages = 0; pages < pagesMax; pages++) {
    const page: ResultPage | AwsTrouble = await persist(
      () => request.calls.page(request.queryId, nextToken, request.signal, request.pageTaken !== undefined),
      request,
    );
    if (isTrouble(page)) return { rows, unreadable, trouble: page };
    inAll = page.rowsInAll ?? inAll;
    // AWS has been seen to give a page again: its rows count once.
    const mark: string = page.rows.map(({ eventId }) => eventId).join();
    const isNew = page.rows.length > 0 && mark !== last;
    last = page.rows.length > 0 ? mark : last;
    barren = isNew ? 0 : barren + 1;
    if (isNew) {
      rows += page.rows.length;
      unreadable += await readRows(page.rows, request);
      await request.pageTaken?.();
    }
    if (page.nextToken === null) return { rows, unreadable, trouble: inAll !== null && rows < inAll ? 'short' : null };
    if (barren > BARREN_MAX) return { rows, unreadable, trouble: 'circle' };
    if (pages === 0) announce(request, inAll, page.rows.length, performance.now() - startedAt);
    nextToken = page.nextToken;
  }
  return { rows, unreadable, trouble: 'pages' };
}

function announce({ tell, serviceName }: ResultsRequest, inAll: number | null, pageRows: number, pageMs: number): void {
  if (inAll === null || inAll < ROWS_TOLD || pageRows === 0) return;
  const seconds = Math.ceil(((inAll / pageRows) * pageMs) / 1000);
  tell?.(
    `${serviceName} found ${inAll} events that may match; reading them takes about ${seconds} seconds. A shorter time or a named action is faster.`,
  );
}

/** The number of rows that could not be read. */
async function readRows(rows: readonly ResultRow[], request: ResultsRequest): Promise<number> {
  const { take, signal, parse = JSON.parse } = request;
  let since = performance.now();
  let unreadable = 0;
  for (const row of rows) {
    if (signal?.aborted === true) return unreadable;
    const event = eventOf(row, parse);
    if (event === null) unreadable += 1;
    else take(event);
    if (performance.now() - since < STRETCH_MS_MAX) continue;
    await setImmediate();
    since = performance.now();
  }
  return unreadable;
}

function eventOf({ record }: ResultRow, parse: (text: string) => unknown): AuditEvent | null {
  if (record === null) return null;
  try {
    const reading = readRecord(parse(record));
    return reading.ok ? reading.event : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
