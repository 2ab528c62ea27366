// Recorded rows without a job → jobs: what a crash between record and enqueue, or a lost Redis, left behind.
import type { Clock } from '../domain/clock.ts';
import type { State } from '../domain/state.ts';
import type { ReportError } from '../store/sql.ts';
import type { Queues, WorkerHooks } from './queues.ts';

export interface Relay {
  /** One pass now; resolves to how many jobs it added. Never rejects. */
  pass(): Promise<number>;
  /** Stops after the pass under way. */
  close(): Promise<void>;
}

/**
 * Passes at once and then every `everyMs`. Rows whose job failed for good go to `onGaveUp`, rows without a job are enqueued,
 * rows with a live job are left alone. Safe in several processes at the same time: job ids are deterministic.
 */
export function startRelay(
  state: State,
  queues: Queues,
  clock: Clock,
  everyMs: number,
  hooks: WorkerHooks<'answer'>,
  report: ReportError,
): Relay {
  throw new Error(
    `not written yet: ${typeof state} ${typeof queues} ${clock()} ${everyMs} ${typeof hooks} ${report.name}`,
  );
}
