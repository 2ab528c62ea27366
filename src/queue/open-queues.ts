// A choice of back end → Queues: BullMQ on Redis, or BullMQ's PostgreSQL backend in the database the state is in.
import { isNotConnectionError, runMigrations } from 'bullmq';
import type { QueueBackend } from '../config/backend.ts';
import type { JobSettings } from '../config/config.ts';
import { type Failure, isFailure } from '../domain/failure.ts';
import type { Database, ReportError } from '../store/sql.ts';
import { type BullQueue, createQueue } from './bull.ts';
import { within } from './deadline.ts';
import type { Link } from './link.ts';
import { type JobName, payloads } from './payloads.ts';
import type { JobState, Queues, RunningWorker } from './queues.ts';
import { linkToRedis } from './redis-link.ts';
import { startWorker } from './start-worker.ts';

const LISTENERS_MAX = 100;

/** For closing queues and connections, after the workers had their own time. */
const closeWithinMs = 5_000;

/**
 * Opens the queues. `database` is the open store's; used when `backend.kind` is `state`.
 * A Failure when Redis cannot be reached within ten seconds, or when the database refuses BullMQ's schema.
 */
export async function openQueues(
  backend: QueueBackend,
  database: Database,
  settings: JobSettings,
  report: ReportError,
): Promise<Queues | Failure> {
  const link = await (backend.kind === 'redis' ? linkToRedis(backend.url, report) : linkToDatabase(database));
  return isFailure(link) ? link : queuesOn(link, settings, report);
}

async function linkToDatabase(database: Database): Promise<Link | Failure> {
  const pool = database.pool('bullmq');
  // Each queue and each worker listens to it for errors; Node would call eleven of them a leak.
  pool.setMaxListeners(LISTENERS_MAX);
  try {
    const client = await pool.connect();
    try {
      await runMigrations(client, 'bullmq');
    } finally {
      client.release();
    }
    return { kind: 'sql', pool };
  } catch (error) {
    return {
      failure: 'storage',
      what: 'The queue in the database could not be opened.',
      why: `${error instanceof Error ? error.message : String(error)}.`,
      instead:
        'Check that the database is PostgreSQL 13 or newer and that its user may create schemas, or set REDIS_URL.',
    };
  }
}

async function queuesOn(link: Link, settings: JobSettings, report: ReportError): Promise<Queues> {
  const workers: RunningWorker[] = [];
  const queues = {} as Record<JobName, BullQueue>;
  for (const name of Object.keys(payloads) as JobName[]) {
    const queue = createQueue(name, link, settings);
    queue.on('error', (error) => {
      if (isNotConnectionError(error)) report(`queue ${name}`, error);
    });
    await queue.waitUntilReady();
    queues[name] = queue;
  }

  const close = async () => {
    await Promise.all(workers.map((worker) => worker.close()));
    await within(closeWithinMs, Promise.all(Object.values(queues).map((queue) => queue.close())));
    if (link.kind === 'redis') await link.close();
  };
  let closing: Promise<void> | null = null;

  return {
    add: async (name, id, payload) => {
      await queues[name].add(name, payloads[name].parse(payload), { jobId: id });
    },
    every: async (name, everyMs, payload) => {
      await queues[name].upsertJobScheduler(name, { every: everyMs }, { name, data: payloads[name].parse(payload) });
    },
    jobState: async (name, id) => jobStateOf(await queues[name].getJobState(id)),
    failedReason: async (name, id) => (await queues[name].getJob(id))?.failedReason ?? null,
    forget: async (name, id) => {
      await queues[name].remove(id);
    },
    startWorker: (name, handler, own, hooks) => {
      const worker = startWorker(name, link, handler, own, hooks, report);
      workers.push(worker);
      return worker;
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

function jobStateOf(state: string): JobState {
  if (state === 'completed') return 'done';
  if (state === 'failed') return 'failed';
  return state === 'unknown' ? 'none' : 'live';
}
