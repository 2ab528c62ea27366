// What BullMQ is connected to: Redis clients of ours, or the pool of a PostgreSQL database.
import type { ConnectionOptions, PgPool } from 'bullmq';

/** Calls `use` with what one kind of object needs: an object that only adds must fail fast, one that works must wait. */
export type Link =
  | {
      readonly kind: 'redis';
      /** Rejects at once while Redis is away. */
      readonly adding: ConnectionOptions;
      /** Waits for Redis to come back. A new one for each worker; closed with the link. */
      readonly working: () => ConnectionOptions;
      readonly close: () => Promise<void>;
    }
  | { readonly kind: 'sql'; readonly pool: PgPool };
