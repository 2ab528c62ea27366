// The four places state and queue may live in, each started for a suite, or a reason why it cannot be.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Backend, chooseBackend } from '../../src/config/backend.ts';
import { placeEmptyCluster } from './embedded-template.ts';
import { noPostgres, startPostgres } from './postgres.ts';
import { noRedis, type Server, startRedis } from './redis.ts';

export interface BackEnd {
  /** For the suite's title; says why when it is skipped. */
  readonly title: string;
  readonly skipped: boolean;
  start(): Promise<StartedBackEnd>;
}

export interface StartedBackEnd {
  readonly backend: Backend;
  readonly redisUrl: string | null;
  stop(): Promise<void>;
}

const backEnd = (name: string, needs: { redis: boolean; postgres: boolean }): BackEnd => {
  const why = [needs.redis ? noRedis : null, needs.postgres ? noPostgres : null].filter((it) => it !== null).join(', ');
  return {
    title: why === '' ? name : `${name} (SKIPPED: ${why})`,
    skipped: why !== '',
    start: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'whodid-state-'));
      const [redis, postgres] = await Promise.all([
        needs.redis ? startRedis() : null,
        needs.postgres ? startPostgres() : null,
        needs.postgres ? null : placeEmptyCluster(folder),
      ]);
      const choice = chooseBackend({
        databaseUrl: postgres?.url ?? null,
        redisUrl: redis?.url ?? null,
        dataFolder: folder,
        role: 'all',
      });
      if (!choice.ok) throw new Error(choice.problem);
      return {
        backend: choice.backend,
        redisUrl: redis?.url ?? null,
        stop: async () => {
          await Promise.all([redis, postgres].map((server: Server | null) => server?.stop()));
          rmSync(folder, { recursive: true, force: true });
        },
      };
    },
  };
};

export const embedded = backEnd('PGlite', { redis: false, postgres: false });
export const redisAndEmbedded = backEnd('Redis and PGlite', { redis: true, postgres: false });
export const postgres = backEnd('PostgreSQL', { redis: false, postgres: true });
export const redisAndPostgres = backEnd('Redis and PostgreSQL', { redis: true, postgres: true });
