// A Link → BullMQ's queue and worker for one kind of job, with the options all of them share. The back ends differ in
// nothing but how these two are made.
import {
  createPostgresBackend,
  type Job,
  type JobsOptions,
  type Processor,
  Queue,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import type { JobSettings } from '../config/config.ts';
import type { Link } from './link.ts';

/** As much of BullMQ's queue as is used. */
export interface BullQueue {
  add(name: string, data: unknown, options: JobsOptions): Promise<unknown>;
  upsertJobScheduler(
    id: string,
    repeat: { every: number },
    template: { name: string; data: unknown },
  ): Promise<unknown>;
  getJobState(id: string): Promise<string>;
  getJob(id: string): Promise<Pick<Job, 'failedReason' | 'data'> | undefined>;
  remove(id: string): Promise<number>;
  waitUntilReady(): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

/** As much of BullMQ's worker as is used. */
export interface BullWorker {
  waitUntilReady(): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
  close(force?: boolean): Promise<void>;
}

/** While a finished job's record is kept, adding its id again does nothing: longer than any doubled delivery. */
const keepDoneSeconds = 3_600;
const keepFailedSeconds = 7 * 24 * 3_600;
const keepMost = 10_000;
/** A payload is one id; anything bigger is a mistake. */
const largestPayloadBytes = 1_024;
/** Part of each wait that is random, so that jobs that failed together do not come back together. */
const jitter = 0.5;
/** How long a worker waits after losing its database or Redis; BullMQ's 15 seconds are long for a person who asked. */
const reconnectAfterMs = 2_000;

export function createQueue(name: string, link: Link, settings: JobSettings): BullQueue {
  const defaultJobOptions: JobsOptions = {
    attempts: settings.attempts,
    backoff: { type: 'exponential', delay: settings.backoffMs, jitter },
    removeOnComplete: { age: keepDoneSeconds, count: keepMost },
    removeOnFail: { age: keepFailedSeconds, count: keepMost },
    sizeLimit: largestPayloadBytes,
    // Stack traces would be kept in clear text beside the payload.
    stackTraceLimit: 0,
  };
  return link.kind === 'redis'
    ? new Queue(name, { connection: link.adding, defaultJobOptions })
    : new Queue(name, { connection: link.pool, defaultJobOptions }, createPostgresBackend);
}

export function createWorker(name: string, link: Link, settings: JobSettings, work: Processor): BullWorker {
  const options: Omit<WorkerOptions, 'connection'> = {
    concurrency: settings.concurrency,
    lockDuration: settings.lockMs,
    stalledInterval: settings.stalledMs,
    // A job whose worker dies each time is given up like one that fails each time.
    maxStalledCount: settings.attempts,
    runRetryDelay: reconnectAfterMs,
  };
  return link.kind === 'redis'
    ? new Worker(name, work, { ...options, connection: link.working() })
    : new Worker(name, work, { ...options, connection: link.pool }, createPostgresBackend);
}
