// The session shared with PGlite, dressed as a `pg.Pool`: as much of one as BullMQ and the store use.
import { EventEmitter } from 'node:events';
import type { Session } from './session.ts';
import type { Schema, SqlClient, SqlNotification, SqlPool, SqlResult } from './sql.ts';

/** A class because `pg.Pool` is one: an event emitter whose `on` returns itself. */
export class EmbeddedPool extends EventEmitter implements SqlPool {
  readonly #session: Session;
  readonly #schema: Schema;
  readonly #clients = new Set<EmbeddedClient>();
  #ended = false;

  constructor(session: Session, schema: Schema) {
    super();
    this.#session = session;
    this.#schema = schema;
  }

  async query<R = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<SqlResult<R>> {
    this.#refuseWhenEnded();
    // A transaction needs a client of its own; here its statements would be anybody's.
    if (/^\s*(?:begin|start\s+transaction|commit|rollback)\b/i.test(text)) {
      throw new Error('a transaction must be run on a client from connect(), not on the pool');
    }
    return rowsAs<R>(await this.#session.run({}, this.#schema, text, params));
  }

  async connect(): Promise<SqlClient> {
    this.#refuseWhenEnded();
    const client: EmbeddedClient = new EmbeddedClient(this.#session, this.#schema, () => this.#clients.delete(client));
    this.#clients.add(client);
    this.emit('connect', client);
    return client;
  }

  async end(): Promise<void> {
    this.#ended = true;
    for (const client of this.#clients) client.release();
  }

  /** Notifications come to the one session; which client said LISTEN is not known, so all of them hear. */
  notify(message: SqlNotification): void {
    for (const client of this.#clients) client.emit('notification', message);
  }

  /** The database died under the pool. */
  fail(error: Error): void {
    for (const it of [this, ...this.#clients]) if (it.listenerCount('error') > 0) it.emit('error', error);
  }

  #refuseWhenEnded(): void {
    // BullMQ knows these words of pg's and takes them for a shutdown under way.
    if (this.#ended) throw new Error('Cannot use a pool after calling end on the pool');
  }
}

class EmbeddedClient extends EventEmitter implements SqlClient {
  readonly #session: Session;
  readonly #schema: Schema;
  readonly #onRelease: () => void;
  #released = false;

  constructor(session: Session, schema: Schema, onRelease: () => void) {
    super();
    this.#session = session;
    this.#schema = schema;
    this.#onRelease = onRelease;
  }

  async query<R = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<SqlResult<R>> {
    if (this.#released) throw new Error('this client was released');
    return rowsAs<R>(await this.#session.run(this, this.#schema, text, params));
  }

  release(): void {
    if (this.#released) return;
    this.#released = true;
    this.#session.abandon(this);
    this.#onRelease();
  }
}

/** The caller knows what its own statement selects, as with `pg`. */
function rowsAs<R>(result: SqlResult<Record<string, unknown>>): SqlResult<R> {
  return { rows: result.rows as R[], rowCount: result.rowCount ?? null };
}
