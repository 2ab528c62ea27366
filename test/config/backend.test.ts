import { describe, expect, it } from 'vitest';
import { chooseBackend } from '../../src/config/backend.ts';
import type { Role } from '../../src/config/config.ts';

const none = { databaseUrl: null, redisUrl: null, dataFolder: '/data', role: 'all' as Role };
const database = 'postgres://u:secret@db/whodid';
const redis = 'redis://:secret@cache:6379';

describe('chooseBackend', () => {
  it('keeps state and queue in the embedded database when neither URL is set', () => {
    expect(chooseBackend(none)).toMatchObject({
      ok: true,
      backend: { state: { kind: 'embedded', folder: '/data' }, queue: { kind: 'state' }, oneProcess: true },
    });
  });

  it('keeps both in PostgreSQL when only DATABASE_URL is set', () => {
    expect(chooseBackend({ ...none, databaseUrl: database })).toMatchObject({
      ok: true,
      backend: { state: { kind: 'postgres', url: database }, queue: { kind: 'state' }, oneProcess: false },
    });
  });

  it('puts the queue into Redis as soon as REDIS_URL is set', () => {
    const queue = { kind: 'redis', url: redis };
    expect(chooseBackend({ ...none, databaseUrl: database, redisUrl: redis })).toMatchObject({
      backend: { state: { kind: 'postgres' }, queue },
    });
    expect(chooseBackend({ ...none, redisUrl: redis })).toMatchObject({
      backend: { state: { kind: 'embedded' }, queue, oneProcess: true },
    });
  });

  it('says that the embedded database promises nothing over a power cut', () => {
    const choice = chooseBackend(none);
    expect(choice.ok && choice.backend.about).toMatch(/power cut.*DATABASE_URL/);
  });

  it.each(['web', 'worker'] as const)('refuses ROLE=%s without DATABASE_URL, and says why', (role) => {
    for (const redisUrl of [null, redis]) {
      const choice = chooseBackend({ ...none, redisUrl, role });
      expect(choice).toEqual({
        ok: false,
        problem: expect.stringMatching(new RegExp(`ROLE is "${role}".*only one process.*DATABASE_URL`)),
      });
    }
    expect(chooseBackend({ ...none, databaseUrl: database, role }).ok).toBe(true);
  });

  it('puts no password into what it says', () => {
    for (const role of ['all', 'web'] as const) {
      for (const databaseUrl of [null, database]) {
        const choice = chooseBackend({ ...none, databaseUrl, redisUrl: redis, role });
        expect(choice.ok ? choice.backend.about : choice.problem).not.toContain('secret');
      }
    }
  });
});
