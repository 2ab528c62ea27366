// A handler → a BullMQ worker: checks the payload, turns a Failure into retry or end, tells when a job was given up.
import { DelayedError, isNotConnectionError, type Job, UnrecoverableError } from 'bullmq';
import type { JobSettings } from '../config/config.ts';
import type { ReportError } from '../store/sql.ts';
import { createWorker } from './bull.ts';
import { within } from './deadline.ts';
import type { Link } from './link.ts';
import { type JobName, type Payload, payloads } from './payloads.ts';
import type { Handler, RunningWorker, WorkerHooks } from './queues.ts';
import { retryOf } from './retry.ts';

export function startWorker<N extends JobName>(
  name: N,
  link: Link,
  handler: Handler<N>,
  settings: JobSettings,
  hooks: WorkerHooks<N>,
  report: ReportError,
): RunningWorker {
  const underWay = new Set<Promise<void>>();

  const worker = createWorker(name, link, settings, async (job: Job, token?: string) => {
    const payload = readPayload(name, job.data);
    if (payload === null) throw new UnrecoverableError('payload');
    const number = job.attemptsMade + 1;
    const failure = await run(
      handler,
      payload,
      { number, started: job.attemptsStarted, last: number >= settings.attempts },
      report,
    );
    if (failure === null) return;
    if (failure.againInMs !== undefined) {
      // Neither done nor failed: the job waits in the queue, and no worker for it.
      await job.moveToDelayed(Date.now() + failure.againInMs, token);
      throw new DelayedError();
    }
    // Only the kind is kept by the queue, in clear text; what happened in full went to the log or to the asker.
    throw failure.retry === 'give-up' ? new UnrecoverableError(failure.kind) : new Error(failure.kind);
  });

  const giveUp = async (payload: Payload<N>, reason: string) => {
    try {
      await hooks.onGaveUp(payload, reason);
    } catch (error) {
      report(`giving up job ${name}; the relay will try to again`, error);
    }
  };

  worker.on('error', (error) => {
    // A lost connection is reported by the connection itself, once.
    if (isNotConnectionError(error)) report(`worker ${name}`, error);
  });
  worker.on('failed', (job, error) => {
    const payload = job?.finishedOn === undefined ? null : readPayload(name, job.data);
    if (payload === null) return;
    const done = giveUp(payload, error.message).finally(() => underWay.delete(done));
    underWay.add(done);
  });

  let closing: Promise<void> | null = null;
  const close = async () => {
    await within(settings.closeWithinMs, worker.close());
    await within(settings.closeWithinMs, Promise.all(underWay));
  };
  return {
    ready: async () => {
      await worker.waitUntilReady();
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** The payload of a job of this name, or null when something else is in it. */
export function readPayload<N extends JobName>(name: N, data: unknown): Payload<N> | null {
  const result = payloads[name].safeParse(data);
  return result.success ? (result.data as Payload<N>) : null;
}

async function run<N extends JobName>(
  handler: Handler<N>,
  payload: Payload<N>,
  attempt: Parameters<Handler<N>>[1],
  report: ReportError,
): Promise<{ kind: string; retry: 'try-again' | 'give-up'; againInMs?: number } | null> {
  try {
    const failure = await handler(payload, attempt);
    if (failure === null) return null;
    const { againInMs } = failure;
    return { kind: failure.failure, retry: retryOf(failure), ...(againInMs === undefined ? {} : { againInMs }) };
  } catch (error) {
    report(`job, try ${attempt.number}`, error);
    return { kind: 'internal', retry: 'try-again' };
  }
}
