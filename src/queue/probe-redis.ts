// REDIS_URL → what the Redis there says of itself. Nothing is written to it.
import { Redis } from 'ioredis';

export interface RedisFound {
  /** `7.4.1`; null: it does not tell. */
  readonly version: string | null;
  /** null: it does not tell (managed Redis often refuses CONFIG). */
  readonly maxmemoryPolicy: string | null;
}

export type RedisProbed =
  | { readonly ok: true; readonly found: RedisFound }
  /** `why`: the server's or the system's words; never the password. */
  | { readonly ok: false; readonly why: string };

const CONNECT_MS_MAX = 5_000;
const ANSWER_MS_MAX = 5_000;

export async function probeRedis(url: string): Promise<RedisProbed> {
  let last = `no answer within ${CONNECT_MS_MAX / 1000} seconds`;
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS_MAX,
    commandTimeout: ANSWER_MS_MAX,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: () => null,
  });
  client.on('error', (error: NodeJS.ErrnoException) => {
    last = error.message || error.code || last;
  });
  try {
    await client.connect();
    await client.ping();
    return { ok: true, found: { version: await versionOf(client), maxmemoryPolicy: await policyOf(client) } };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    // ioredis says "Connection is closed." of everything; the error before it says why.
    return { ok: false, why: said === '' || said.startsWith('Connection is closed') ? last : said };
  } finally {
    client.disconnect();
  }
}

async function versionOf(client: Redis): Promise<string | null> {
  const info = await client.info('server').catch(() => '');
  return /^redis_version:(\S+)/m.exec(info)?.[1] ?? null;
}

/** INFO tells it as well, where CONFIG is refused. */
async function policyOf(client: Redis): Promise<string | null> {
  const info = await client.info('memory').catch(() => '');
  return /^maxmemory_policy:(\S+)/m.exec(info)?.[1] ?? null;
}
