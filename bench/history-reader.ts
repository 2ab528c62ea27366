// One of the processes of bench/history.ts: a source of event history on a shared slot book, told by its parent what to
// ask and how many ask it at once; answers with how long that took.
import { isFailure } from '../src/domain/failure.ts';
import type { EventsRequest } from '../src/domain/source.ts';
import { redisSlots } from '../src/queue/slot-book.ts';
import { fairPacer } from '../src/sources/event-history/pacer.ts';
import { eventHistorySource } from '../src/sources/event-history.ts';
import { ownWhenAway } from '../src/sources/slots/own-when-away.ts';
import type { SlotBook } from '../src/sources/slots/slot-book.ts';
import { openPostgres } from '../src/store/postgres.ts';
import { sqlSlots } from '../src/store/slot-book.ts';
import { ACCOUNTS, KEY, REGIONS, roleOf } from './history-events.ts';

export interface ReaderOptions {
  readonly aws: string;
  readonly store: { readonly kind: 'redis' | 'postgres'; readonly url: string };
}

export interface Errand {
  readonly name: string;
  readonly askers: number;
  readonly from: string;
  readonly to: string;
}

export interface Done {
  readonly seconds: number;
  readonly events: number;
  readonly gaps: readonly string[];
  /** What the slot book said of its store being away; should be nothing. */
  readonly away: readonly string[];
}

const options = JSON.parse(process.argv[2] ?? '{}') as ReaderOptions;
const away: string[] = [];
const { book, close } = await openBook(options.store);
const pacer = fairPacer(ownWhenAway(book, (words) => away.push(words)));

process.on('message', (message: Errand | 'end') => {
  if (message === 'end') {
    void close().finally(() => process.exit(0));
    return;
  }
  void run(message).then((done) => process.send?.(done));
});
// The catalog of event names is read once in a process's life; not what is measured.
await withSource((source) => source.events(request('StopInstances', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')));
process.send?.('ready');

async function run({ name, askers, from, to }: Errand): Promise<Done> {
  return withSource(async (source) => {
    const started = performance.now();
    const asked = request(name, from, to);
    const reads = await Promise.all(
      Array.from({ length: askers }, (_, at) => source.events({ ...asked, asker: `asker-${process.pid}-${at}` })),
    );
    const seconds = (performance.now() - started) / 1000;
    const gaps = reads.map((read) =>
      isFailure(read) ? [`${read.what} ${read.why}`] : read.coverage.gaps.map(({ detail }) => detail),
    );
    const [first] = reads;
    const events = first === undefined || isFailure(first) ? 0 : first.events.length;
    return { seconds, events, gaps: gaps.flat(), away };
  });
}

/** Each errand with a source of its own: nothing is remembered. */
async function withSource<T>(act: (source: ReturnType<typeof eventHistorySource>) => Promise<T>): Promise<T> {
  const source = eventHistorySource({
    aws: { endpoint: options.aws, credentials: KEY },
    targets: ACCOUNTS.map((accountId) => ({ accountId, regions: REGIONS, roleArn: roleOf(accountId) })),
    pacer,
    pagesMax: 10_000,
  });
  try {
    return await act(source);
  } finally {
    source.close();
  }
}

function request(name: string, from: string, to: string): EventsRequest {
  const window = { from, to, zone: 'UTC', phrase: null };
  return { test: { kind: 'action', service: 'ec2', name }, window, order: 'oldest-first', limit: null };
}

async function openBook({ kind, url }: ReaderOptions['store']): Promise<{ book: SlotBook; close(): Promise<void> }> {
  if (kind === 'redis') return redisSlots(url);
  const database = await openPostgres(url, () => undefined);
  if (isFailure(database)) throw new Error(`${database.what} ${database.why}`);
  return { book: sqlSlots(database.pool('whodid')), close: database.close };
}
