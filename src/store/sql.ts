// The few things the store and BullMQ ask of a PostgreSQL driver: `pg` has them, and so has our door to PGlite.

export interface SqlResult<R> {
  rows: R[];
  rowCount?: number | null;
}

export interface SqlNotification {
  channel: string;
  payload?: string;
}

export interface SqlClient {
  query<R = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<SqlResult<R>>;
  on(event: 'notification', listener: (message: SqlNotification) => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
  on(event: 'end', listener: () => void): this;
  removeListener(event: 'notification', listener: (message: SqlNotification) => void): this;
  removeAllListeners(event?: string): this;
  release(destroy?: boolean): void;
}

export interface SqlPool {
  query<R = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<SqlResult<R>>;
  /** A client of its own; from its BEGIN to its COMMIT or ROLLBACK nobody else's statement comes between. */
  connect(): Promise<SqlClient>;
  end(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): this;
  on(event: 'connect', listener: (client: SqlClient) => void): this;
  removeAllListeners(event?: string): this;
  setMaxListeners(most: number): this;
}

/** The schemas we keep apart: ours, and BullMQ's own. */
export type Schema = 'whodid' | 'bullmq';

/** One database, embedded or a server's. */
export interface Database {
  readonly kind: 'embedded' | 'postgres';
  /** Statements of this pool find unqualified names in `schema`. The same pool each time for the same schema. */
  pool(schema: Schema): SqlPool;
  /** Ends every pool; the database must not be used afterwards. Never rejects. */
  close(): Promise<void>;
}

export type ReportError = (where: string, error: unknown) => void;
