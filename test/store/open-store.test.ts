import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { freePort } from '../servers/free-port.ts';

const report = (where: string, error: unknown) => {
  throw new Error(`${where}: ${error}`);
};

it('says in a sentence that PostgreSQL cannot be reached, without the password', async () => {
  const port = await freePort();
  const failure = await openStore({ kind: 'postgres', url: `postgres://me:hush@127.0.0.1:${port}/x` }, () => 0, report);
  expect(failure).toMatchObject({
    failure: 'storage',
    why: expect.stringContaining(`127.0.0.1:${port}`),
    instead: expect.stringContaining('DATABASE_URL'),
  });
  expect(JSON.stringify(failure)).not.toContain('hush');
});

it('says in a sentence that the data folder cannot be used', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'whodid-open-'));
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const failure = await openStore({ kind: 'embedded', folder: file }, () => 0, report);
  expect(failure).toMatchObject({ failure: 'storage', instead: expect.stringContaining('WHODID_DATA') });
  rmSync(folder, { recursive: true });
});
