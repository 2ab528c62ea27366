// A folder → an embedded PostgreSQL in it (PGlite), locked for this process, in a thread, with two pools that share it.
import { join } from 'node:path';
import { type Failure, isFailure } from '../domain/failure.ts';
import { EmbeddedPool } from './embedded-pool.ts';
import { lockFolder } from './folder-lock.ts';
import { shareSession } from './session.ts';
import type { Database, ReportError } from './sql.ts';
import { type SqlThread, startSqlThread } from './sql-thread.ts';

/**
 * Opens the database in `<dataFolder>/state`, creating it when there is none. A Failure when another process has it open
 * (the sentence names its pid) or its files cannot be read. `report` hears when the database dies later.
 */
export async function openEmbedded(dataFolder: string, report: ReportError): Promise<Database | Failure> {
  const folder = join(dataFolder, 'state');
  const lock = tryLock(folder);
  if (isFailure(lock)) return lock;
  const pools: EmbeddedPool[] = [];
  let thread: SqlThread;
  try {
    thread = await startSqlThread(join(folder, 'pglite'), {
      onNotification: (message) => {
        for (const pool of pools) pool.notify(message);
      },
      onDeath: (error) => {
        report('the embedded database stopped', error);
        for (const pool of pools) pool.fail(error);
      },
    });
  } catch (error) {
    lock.release();
    return unusable(folder, error);
  }
  const session = shareSession(thread.run);
  const ours = new EmbeddedPool(session, 'whodid');
  const bullmq = new EmbeddedPool(session, 'bullmq');
  pools.push(ours, bullmq);
  return {
    kind: 'embedded',
    pool: (schema) => (schema === 'whodid' ? ours : bullmq),
    close: async () => {
      for (const pool of pools) await pool.end();
      await thread.close();
      lock.release();
    },
  };
}

function tryLock(folder: string): ReturnType<typeof lockFolder> {
  try {
    return lockFolder(folder);
  } catch (error) {
    return unusable(folder, error);
  }
}

function unusable(folder: string, error: unknown): Failure {
  return {
    failure: 'storage',
    what: `The embedded database in ${folder} could not be opened.`,
    why: `${error instanceof Error ? error.message : String(error)}.`,
    instead: 'Check that this user may write there and that the disk is not full, or give another WHODID_DATA.',
  };
}
