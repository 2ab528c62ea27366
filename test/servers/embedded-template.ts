// A fresh PGlite cluster, made once per machine and PGlite version and then copied: creating one takes three seconds,
// copying it a tenth of one. It holds nothing of ours, so no schema can go stale in it.
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startSqlThread } from '../../src/store/sql-thread.ts';

/** Puts an empty cluster where the store looks for one in `dataFolder`. */
export async function placeEmptyCluster(dataFolder: string): Promise<void> {
  const target = join(dataFolder, 'state', 'pglite');
  mkdirSync(dirname(target), { recursive: true });
  cpSync(await template(), target, { recursive: true });
}

async function template(): Promise<string> {
  const packageFile = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const { version } = createRequire(import.meta.url)(join(dirname(packageFile), '..', 'package.json')) as {
    version: string;
  };
  const ready = join(tmpdir(), `whodid-empty-pglite-${version}-${process.getuid?.() ?? 0}`);
  if (existsSync(ready)) return ready;
  const draft = mkdtempSync(join(tmpdir(), 'whodid-pglite-draft-'));
  const thread = await startSqlThread(join(draft, 'cluster'), {
    onNotification: () => undefined,
    onDeath: () => undefined,
  });
  await thread.close();
  try {
    renameSync(join(draft, 'cluster'), ready);
  } catch (error) {
    // Another test file was first.
    if (!existsSync(ready)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return ready;
}
