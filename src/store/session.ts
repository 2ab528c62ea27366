// Many clients → PGlite's one session. A statement goes to the thread as it comes, unless somebody is between BEGIN and
// COMMIT: then all others wait their turn. (Through a naive pool, one client's ROLLBACK undid another's insert.)
import type { Schema, SqlResult } from './sql.ts';

export type Rows = SqlResult<Record<string, unknown>>;
export type Run = (text: string, params?: readonly unknown[]) => Promise<Rows>;

export interface Session {
  /** Runs a statement for `owner`, with unqualified names looked up in `schema`. */
  run(owner: object, schema: Schema, text: string, params?: readonly unknown[]): Promise<Rows>;
  /** Rolls back what `owner` left open; does nothing when it left nothing. */
  abandon(owner: object): void;
}

/** A transaction that neither commits nor rolls back would stop every other client. */
const longestTransactionMs = 30_000;

const begins = /^\s*(?:begin|start\s+transaction)\b/i;
const ends = /^\s*(?:commit|end|rollback(?!\s+(?:work\s+|transaction\s+)?to\b))\b/i;

/** Puts turns in front of `run`, which must keep the order of its calls. `longestMs`: how long a transaction may stay open. */
export function shareSession(run: Run, longestMs: number = longestTransactionMs): Session {
  const waiting: { readonly owner: object; readonly go: () => void }[] = [];
  const expired = new WeakSet<object>();
  let holder: object | null = null;
  let deadline: NodeJS.Timeout | undefined;
  let schemaNow: Schema | null = null;

  const letGo = () => {
    clearTimeout(deadline);
    holder = null;
    // Each may begin a transaction, which stops the others behind it, though not its own next statements.
    for (;;) {
      const next = waiting.findIndex(({ owner }) => holder === null || holder === owner);
      if (next < 0) return;
      for (const it of waiting.splice(next, 1)) it.go();
    }
  };

  const hold = (owner: object) => {
    holder = owner;
    deadline = setTimeout(() => {
      expired.add(owner);
      void run('ROLLBACK').catch(() => null);
      letGo();
    }, longestMs);
    deadline.unref();
  };

  const send = (owner: object, schema: Schema, text: string, params?: readonly unknown[]): Promise<Rows> => {
    if (schemaNow !== schema && holder === null) {
      schemaNow = schema;
      // Before BEGIN and in a turn of its own, so that no ROLLBACK can take it back. A failure shows in the statement.
      void run(`SET search_path TO ${schema}, public`).catch(() => null);
    }
    if (begins.test(text)) hold(owner);
    const result = run(text, params);
    // The thread keeps the order, so the next one may be sent before this one is done.
    if (holder === owner && ends.test(text)) letGo();
    return result;
  };

  return {
    run: (owner, schema, text, params) => {
      if (expired.has(owner)) {
        if (ends.test(text)) expired.delete(owner);
        return Promise.reject(new Error(`the transaction was rolled back: it was open for ${longestMs} ms`));
      }
      if (holder === null || holder === owner) return send(owner, schema, text, params);
      return new Promise((resolve, reject) => {
        waiting.push({ owner, go: () => send(owner, schema, text, params).then(resolve, reject) });
      });
    },
    abandon: (owner) => {
      expired.delete(owner);
      if (holder !== owner) return;
      void run('ROLLBACK').catch(() => null);
      letGo();
    },
  };
}
