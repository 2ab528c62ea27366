// The Redis of the queue answers, is new enough, and never drops a job to make room.
import { type Check, failed, notConfigured, ok, warn } from '../check.ts';

/** BullMQ's: https://docs.bullmq.io/guide/redis-tm-compatibility */
const OLDEST_MAJOR = 5;
const POLICY = 'noeviction';

export function redisCheck(url: string | null): Check {
  return {
    name: 'Redis',
    run: async () => {
      if (url === null) return notConfigured('The queue lives in the database: set REDIS_URL to keep it in Redis.');
      const { probeRedis } = await import('../../queue/probe-redis.ts');
      const probed = await probeRedis(url);
      const { host } = new URL(url);
      if (!probed.ok) {
        return failed(
          `${host} cannot be used: ${probed.why}.`,
          'Check that REDIS_URL names a running Redis and the right user and password.',
        );
      }
      const { version, maxmemoryPolicy } = probed.found;
      const found = `${host} answers${version === null ? '' : `, version ${version}`}.`;
      if (version !== null && Number.parseInt(version, 10) < OLDEST_MAJOR) {
        return failed(found, `Use Redis ${OLDEST_MAJOR} or newer: the queue’s scripts need it.`);
      }
      if (maxmemoryPolicy === null) {
        return warn(`${found} It does not tell its maxmemory-policy.`, `Make sure that it is ${POLICY}.`);
      }
      if (maxmemoryPolicy === POLICY) return ok(`${found} Its maxmemory-policy is ${POLICY}.`);
      return failed(
        `${found} Its maxmemory-policy is ${maxmemoryPolicy}: it would drop jobs to make room.`,
        `Set maxmemory-policy ${POLICY} in redis.conf, or by CONFIG SET maxmemory-policy ${POLICY}.`,
      );
    },
  };
}
