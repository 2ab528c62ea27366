// REDIS_URL → clients for BullMQ. The only importer of ioredis.
import { Redis } from 'ioredis';
import type { Failure } from '../domain/failure.ts';
import type { ReportError } from '../store/sql.ts';
import type { Link } from './link.ts';

const connectWithinMs = 10_000;
const longestRetryWaitMs = 2_000;
const firstRetryWaitMs = 50;

/** Connects to Redis. A Failure when it does not answer within ten seconds; it names the host, never the password. */
export async function linkToRedis(url: string, report: ReportError): Promise<Link | Failure> {
  const clients: Redis[] = [];
  const connect = (options: { enableOfflineQueue: boolean }) => {
    const client = new Redis(url, {
      ...options,
      // BullMQ's condition for workers; for the adding client the offline queue being off is what makes it fail fast.
      maxRetriesPerRequest: null,
      retryStrategy: (times) => Math.min(firstRetryWaitMs * 2 ** Math.min(times, 10), longestRetryWaitMs),
    });
    reportOnce(client, report);
    clients.push(client);
    return client;
  };
  const close = async () => {
    for (const client of clients) client.disconnect();
  };
  const adding = connect({ enableOfflineQueue: false });
  const why = await untilReady(adding);
  if (why !== null) {
    await close();
    return unreachable(url, why);
  }
  return { kind: 'redis', adding, working: () => connect({ enableOfflineQueue: true }), close };
}

/** ioredis says "error" at every try to reconnect; an operator wants to read it once per outage. */
function reportOnce(client: Redis, report: ReportError): void {
  let told = false;
  client.on('error', (error) => {
    if (!told) report('Redis', error);
    told = true;
  });
  client.on('ready', () => {
    told = false;
  });
}

/** null once the client is ready, else the last error in a few words. */
function untilReady(client: Redis): Promise<string | null> {
  return new Promise((resolve) => {
    let last = `no answer within ${connectWithinMs / 1000} seconds`;
    const timer = setTimeout(() => resolve(last), connectWithinMs);
    const settle = (why: string | null) => {
      clearTimeout(timer);
      resolve(why);
    };
    client.once('ready', () => settle(null));
    client.on('error', (error: NodeJS.ErrnoException) => {
      last = error.message || error.code || last;
      // No use in waiting for these: nobody listens there, there is no such host, the password is wrong.
      if (['ECONNREFUSED', 'ENOTFOUND'].includes(error.code ?? '') || /WRONGPASS|NOAUTH/.test(last)) settle(last);
    });
  });
}

function unreachable(url: string, why: string): Failure {
  return {
    failure: 'storage',
    what: 'The queue in Redis could not be opened.',
    why: `${new URL(url).host} answered: ${why}.`,
    instead:
      'Check that REDIS_URL names a running Redis and the right password, or unset it to keep the queue in the database.',
  };
}
