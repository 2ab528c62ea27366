// What the rest of the program sees of the queue. Jobs run at least once; what makes an answer appear once is the handler's.
import type { JobSettings } from '../config/config.ts';
import type { Failure } from '../domain/failure.ts';
import type { JobName, Payload } from './payloads.ts';

export interface Attempt {
  /** 1 for the first try. A try that died with its process is not counted. */
  readonly number: number;
  /** How often a worker began this job, this time included: more than 1 when any earlier try failed or died. */
  readonly started: number;
  /** No further try follows this one. */
  readonly last: boolean;
}

/**
 * Does a job. null: done. A Failure: retry.ts decides whether to try again. A throw is a bug; it is tried again too.
 * It may run again after it was done (a crash before the queue heard of it): it must look at the row first.
 */
export type Handler<N extends JobName> = (payload: Payload<N>, attempt: Attempt) => Promise<Failure | null>;

export interface WorkerHooks<N extends JobName> {
  /** No further try will be made: end the row, tell the asker. Called again by the relay when it throws or the process dies. */
  readonly onGaveUp: (payload: Payload<N>, reason: string) => Promise<void>;
}

export interface RunningWorker {
  /** Resolves once jobs are being taken. */
  ready(): Promise<void>;
  /** Takes no new job and waits for those at work, up to `closeWithinMs`; the rest run again elsewhere. Never rejects. */
  close(): Promise<void>;
}

/** `live`: waiting, delayed or being worked on. `none`: the queue knows nothing of it. */
export type JobState = 'live' | 'done' | 'failed' | 'none';

export interface Queues {
  /**
   * Adds a job under a deterministic id (letters and digits; no ':'). Adding the same id again while a record of it is
   * kept does nothing. Rejects at once when the queue cannot be reached: the row is safe, and the relay will enqueue it.
   */
  add<N extends JobName>(name: N, id: string, payload: Payload<N>): Promise<void>;
  /** From now on a job of this name is made every so often, once for all processes. */
  every<N extends JobName>(name: N, everyMs: number, payload: Payload<N>): Promise<void>;
  jobState(name: JobName, id: string): Promise<JobState>;
  /** Why a failed job was given up: a FailureKind, or BullMQ's words for a worker that died too often. null: not failed. */
  failedReason(name: JobName, id: string): Promise<string | null>;
  /** Forgets a finished job, so that its id can be added again. */
  forget(name: JobName, id: string): Promise<void>;
  startWorker<N extends JobName>(
    name: N,
    handler: Handler<N>,
    settings: JobSettings,
    hooks: WorkerHooks<N>,
  ): RunningWorker;
  /** Closes workers, then queues, then connections, within its own deadline. Never rejects. The database stays open. */
  close(): Promise<void>;
}
