// Everything the queue keeps, as one text: what somebody who reads Redis or the tables would see. And losing it all.
import { Redis } from 'ioredis';
import type { Database } from '../../src/store/sql.ts';

export async function storedJobs(redisUrl: string | null, database: Database): Promise<string> {
  return redisUrl === null ? storedInSql(database) : storedInRedis(redisUrl);
}

async function storedInSql(database: Database): Promise<string> {
  const pool = database.pool('bullmq');
  const tables = await pool.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'bullmq'",
  );
  const parts: unknown[] = [];
  for (const { name } of tables.rows) {
    parts.push(name, (await pool.query(`SELECT row_to_json(kept)::text AS json FROM bullmq.${name} AS kept`)).rows);
  }
  return JSON.stringify(parts);
}

async function storedInRedis(url: string): Promise<string> {
  const redis = new Redis(url);
  const parts: unknown[] = [];
  for (const key of await redis.keys('*')) {
    const type = await redis.type(key);
    parts.push(key);
    if (type === 'hash') parts.push(await redis.hgetall(key));
    if (type === 'stream') parts.push(await redis.xrange(key, '-', '+'));
    if (type === 'string') parts.push(await redis.get(key));
  }
  redis.disconnect();
  return JSON.stringify(parts);
}

export async function loseJobs(redisUrl: string | null, database: Database): Promise<void> {
  if (redisUrl === null) {
    await database.pool('bullmq').query('DELETE FROM bullmq.job');
    return;
  }
  const redis = new Redis(redisUrl);
  await redis.flushall();
  redis.disconnect();
}
