// DATABASE_URL, REDIS_URL and ROLE → where state and queue live, or why this process may not start. Pure.
import type { Config, Role } from './config.ts';

export type StateBackend =
  | { readonly kind: 'embedded'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** `state`: the queue lives in the same database as the state. */
export type QueueBackend = { readonly kind: 'state' } | { readonly kind: 'redis'; readonly url: string };

export interface Backend {
  readonly state: StateBackend;
  readonly queue: QueueBackend;
  /** True when only one process may use it, because the embedded database has no second door. */
  readonly oneProcess: boolean;
  /** One sentence for the start-up log: what was chosen and what it promises. */
  readonly about: string;
}

export type BackendChoice =
  | { readonly ok: true; readonly backend: Backend }
  | { readonly ok: false; readonly problem: string };

const notOverAPowerCut =
  'it is written without fsync, so it survives a crash of the process but promises nothing over a power cut (set DATABASE_URL for that)';

/** Chooses the back ends. `ok: false` when ROLE asks for several processes on a database that allows one. */
export function chooseBackend(config: Pick<Config, 'databaseUrl' | 'redisUrl' | 'dataFolder' | 'role'>): BackendChoice {
  const { databaseUrl, redisUrl, role } = config;
  const queue: QueueBackend = redisUrl === null ? { kind: 'state' } : { kind: 'redis', url: redisUrl };
  if (databaseUrl !== null) {
    const where = redisUrl === null ? 'in PostgreSQL' : 'in Redis';
    const about = `State is in PostgreSQL and the queue ${where}; several processes may share them.`;
    return { ok: true, backend: { state: { kind: 'postgres', url: databaseUrl }, queue, oneProcess: false, about } };
  }
  if (role !== 'all') return { ok: false, problem: onlyOneProcess(role) };
  const where = redisUrl === null ? 'State and queue are' : 'The queue is in Redis and state is';
  const about = `${where} in an embedded database under ${config.dataFolder}, for this one process; ${notOverAPowerCut}.`;
  const state: StateBackend = { kind: 'embedded', folder: config.dataFolder };
  return { ok: true, backend: { state, queue, oneProcess: true, about } };
}

function onlyOneProcess(role: Role): string {
  return (
    `ROLE is "${role}", but without DATABASE_URL state is in an embedded database that only one process can open: ` +
    'set DATABASE_URL to a PostgreSQL that all processes share, or write ROLE=all.'
  );
}
