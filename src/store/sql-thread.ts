// Statements → the thread PGlite lives in → results. Order is kept: the thread runs them one after the other.
import { Worker } from 'node:worker_threads';
import type { SqlNotification, SqlResult } from './sql.ts';

export interface SqlThread {
  /** Runs one statement; without parameters, any number of them. Rejects with the database's error. */
  run(text: string, params?: readonly unknown[]): Promise<SqlResult<Record<string, unknown>>>;
  /** Closes the database and ends the thread. Never rejects. */
  close(): Promise<void>;
}

export interface SqlThreadListeners {
  readonly onNotification: (message: SqlNotification) => void;
  /** The thread died: every later statement rejects. */
  readonly onDeath: (error: Error) => void;
}

interface Described {
  readonly message: string;
  readonly code?: string;
  readonly detail?: string;
}

type Message =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unusable'; readonly error: Described }
  | {
      readonly kind: 'result';
      readonly id: number;
      readonly rows: Record<string, unknown>[];
      readonly rowCount: number;
    }
  | { readonly kind: 'error'; readonly id: number; readonly error: Described }
  | { readonly kind: 'notification'; readonly channel: string; readonly payload: string };

interface Waiting {
  readonly resolve: (result: SqlResult<Record<string, unknown>>) => void;
  readonly reject: (error: Error) => void;
}

/** The first start of a new folder creates a cluster: two to three seconds on an idle machine. */
const openWithinMs = 60_000;
const closeWithinMs = 10_000;

/** Opens `folder` (null: in memory, for tests) in a new thread. Rejects when the database cannot be opened. */
export async function startSqlThread(folder: string | null, listeners: SqlThreadListeners): Promise<SqlThread> {
  const worker = new Worker(new URL('./pglite-thread.js', import.meta.url), { workerData: { folder } });
  const waiting = new Map<number, Waiting>();
  let death: Error | null = null;
  let closing = false;
  let lastId = 0;

  const die = (error: Error) => {
    if (death !== null) return;
    death = error;
    for (const it of waiting.values()) it.reject(error);
    waiting.clear();
    if (!closing) listeners.onDeath(error);
  };

  const send = (kind: 'run' | 'close', text: string, params?: readonly unknown[]) =>
    new Promise<SqlResult<Record<string, unknown>>>((resolve, reject) => {
      if (death !== null) return reject(death);
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      worker.postMessage({ id: lastId, kind, text, params });
    });

  const settle = (id: number, use: (it: Waiting) => void) => {
    const it = waiting.get(id);
    waiting.delete(id);
    if (it !== undefined) use(it);
  };

  worker.on('error', die);
  worker.on('exit', (code) => die(new Error(`the embedded database's thread ended (exit status ${code})`)));

  await new Promise<void>((resolve, reject) => {
    const giveUp = setTimeout(() => reject(new Error(`it did not open within ${openWithinMs} ms`)), openWithinMs);
    worker.once('exit', () => reject(death ?? new Error('its thread ended')));
    worker.on('message', (message: Message) => {
      switch (message.kind) {
        case 'ready':
          clearTimeout(giveUp);
          return resolve();
        case 'unusable':
          clearTimeout(giveUp);
          return reject(toError(message.error));
        case 'result':
          return settle(message.id, (it) => it.resolve({ rows: message.rows, rowCount: message.rowCount }));
        case 'error':
          return settle(message.id, (it) => it.reject(toError(message.error)));
        case 'notification':
          return listeners.onNotification({ channel: message.channel, payload: message.payload });
        default: {
          const never: never = message;
          throw new Error(`unknown message ${JSON.stringify(never)}`);
        }
      }
    });
  }).catch(async (error: unknown) => {
    closing = true;
    await worker.terminate();
    throw error;
  });

  return {
    run: (text, params) => send('run', text, params),
    close: async () => {
      if (closing) return;
      closing = true;
      let timer: NodeJS.Timeout | undefined;
      const tooLong = new Promise((resolve) => {
        timer = setTimeout(resolve, closeWithinMs);
      });
      await Promise.race([send('close', '').catch(() => null), tooLong]);
      clearTimeout(timer);
      await worker.terminate();
    },
  };
}

function toError({ message, code, detail }: Described): Error {
  return Object.assign(new Error(message), { code, detail });
}
