// A log folder → the journal that stands for it, when it is (or lies in) a folder of copies from S3; read again only when it
// was written since.
import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { JOURNAL_NAME, type Journal, newJournal, readJournal } from './journal.ts';

/** Levels of CloudTrail's layout, above which the journal of a folder inside would be. */
const LEVELS_MAX = 10;

const lastRead = new Map<string, { readonly stamp: string; readonly journal: Journal }>();

/** null: no copies from S3, so nothing is known beyond what the files say. */
export async function journalOf(folder: string): Promise<Journal | null> {
  let path = resolve(folder);
  for (let level = 0; level < LEVELS_MAX; level++) {
    const found = await stat(join(path, JOURNAL_NAME)).catch(() => null);
    if (found !== null) return readOnce(path, `${found.ino} ${found.mtimeMs} ${found.size}`);
    const parent = dirname(path);
    if (parent === path) return null;
    path = parent;
  }
  return null;
}

async function readOnce(folder: string, stamp: string): Promise<Journal> {
  const last = lastRead.get(folder);
  if (last?.stamp === stamp) return last.journal;
  // One that cannot be read stands for copies of which nothing is known.
  const journal = (await readJournal(folder)) ?? newJournal('its bucket');
  lastRead.set(folder, { stamp, journal });
  return journal;
}
