import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ingestFolder } from '../../src/archive/ingest.ts';
import { type Lock, takeLock } from '../../src/archive/lock.ts';
import { archiveFolder } from '../../src/archive/manifest.ts';
import { container, good, record, scratch } from './sample-logs.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'whodid-lock-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** No process has this id: Linux ends at 4,194,304. */
const DEAD = 999_999_999;
const left = (holder: object) => writeFileSync(join(dir, 'ingest.lock'), JSON.stringify(holder));
const release = async (lock: Lock) => (lock.taken ? lock.release() : undefined);

describe('the lock of an archive', () => {
  it('is held by one, named to the others, and free again after', async () => {
    const first = await takeLock(dir);
    const second = await takeLock(dir);
    expect(first.taken).toBe(true);
    expect(second).toMatchObject({ taken: false, holder: { pid: process.pid } });
    await release(first);
    expect(readdirSync(dir)).toEqual([]);
    const third = await takeLock(dir);
    expect(third.taken).toBe(true);
    await release(third);
  });

  it('is taken over from a dead process, and from an earlier one that had our process id', async () => {
    for (const pid of [DEAD, process.pid]) {
      left({ pid, since: '2026-03-01T00:00:00Z', host: hostname(), token: 'left behind' });
      const lock = await takeLock(dir);
      expect(lock.taken).toBe(true);
      await release(lock);
    }
  });

  it('is taken over from another machine only when that has been silent for long', async () => {
    left({ pid: 1, since: '2026-03-01T00:00:00Z', host: 'elsewhere', token: 'theirs' });
    expect(await takeLock(dir)).toEqual({ taken: false, holder: { pid: 1, since: '2026-03-01T00:00:00Z' } });
    utimesSync(join(dir, 'ingest.lock'), 1_700_000_000, 1_700_000_000);
    const lock = await takeLock(dir);
    expect(lock.taken).toBe(true);
    await release(lock);
  });

  it('is not taken from somebody who is only just writing it', async () => {
    writeFileSync(join(dir, 'ingest.lock'), '');
    expect((await takeLock(dir)).taken).toBe(false);
  });

  it('goes to one of many who find it left behind', async () => {
    left({ pid: DEAD, since: '2026-03-01T00:00:00Z', host: hostname(), token: 'left behind' });
    const locks = await Promise.all(Array.from({ length: 8 }, () => takeLock(dir)));
    expect(locks.filter(({ taken }) => taken)).toHaveLength(1);
    await Promise.all(locks.map(release));
  });

  it('is known as lost, and left to its new holder', async () => {
    const lock = await takeLock(dir);
    left({ pid: 1, since: '2026-03-01T00:00:00Z', host: 'elsewhere', token: 'theirs' });
    expect(lock.taken && (await lock.isStillOurs())).toBe(false);
    await release(lock);
    expect(readFileSync(join(dir, 'ingest.lock'), 'utf8')).toContain('theirs');
  });
});

describe('a second ingest', () => {
  it('refuses, naming process and time, while one is running; and runs when that has died', async () => {
    const place = scratch();
    try {
      place.put('a.json', container([record()]));
      good(await ingestFolder(place));
      place.put('b.json', container([record()]));
      dir = archiveFolder(place.dataDir, place.folder);
      left({ pid: 77, since: '2026-03-01T00:00:00Z', host: 'elsewhere', token: 'theirs' });
      const refusal = await ingestFolder(place);
      expect(refusal).toMatchObject({
        failure: 'ingest-busy',
        why: 'Process 77 has been reading them in since 2026-03-01T00:00:00Z.',
      });
      left({ pid: DEAD, since: '2026-03-01T00:00:00Z', host: hostname(), token: 'left behind' });
      expect(good(await ingestFolder(place)).events).toBe(2);
    } finally {
      place.remove();
    }
  });
});
