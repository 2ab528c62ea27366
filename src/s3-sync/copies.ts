// The local copies of a bucket's log files: in a folder of their own below the data folder, with the layout of their keys.
// A copy is written beside, then renamed into place with the object's own time: size and time say that it is whole.
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { ListedObject } from '../aws/s3.ts';
import type { BucketAddress } from './bucket-address.ts';

/** What comes in, until it is whole: inside the folder, so that it is on the same disk. */
const INCOMING = '.incoming';

/** `DATA/s3/BUCKET[/PREFIX]`; each prefix has its own folder, whatever characters are in it. */
export function copiesFolder(dataDir: string, { bucket, prefix }: Pick<BucketAddress, 'bucket' | 'prefix'>): string {
  const parts = prefix.split('/').slice(0, -1);
  return join(dataDir, 's3', bucket, ...parts.map(folderName));
}

/** A part of a key can be empty, or `..`; a folder's name cannot. */
function folderName(part: string): string {
  const safe = encodeURIComponent(part).replaceAll('.', '%2E');
  return safe === '' ? '%' : `+${safe}`.slice(0, 200);
}

export interface Copies {
  /** Names (of the files in `folderPath`, below `AWSLogs/`) → size and time. */
  inFolder(folderPath: string): Promise<ReadonlyMap<string, { readonly size: number; readonly mtimeMs: number }>>;
  /** `below`: the key after `AWSLogs/`. `durable`: on the disk, not only in its cache, when this ends. */
  store(below: string, object: ListedObject, bytes: Uint8Array, durable: boolean): Promise<void>;
  /** Takes away the copies of one day. */
  removeFolder(folderPath: string): Promise<void>;
  /** Days for which there is a folder, of a place. */
  daysOf(place: string): Promise<readonly string[]>;
}

/** Makes the folder, and takes away what a stop left half-written. Throws what the file system throws. */
export async function openCopies(folder: string): Promise<Copies> {
  const incoming = join(folder, INCOMING);
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true });
  const at = (below: string) => join(folder, 'AWSLogs', below);
  const made = new Set<string>();
  return {
    async inFolder(folderPath) {
      const names = await readdir(at(folderPath)).catch(() => []);
      const found = new Map<string, { readonly size: number; readonly mtimeMs: number }>();
      for (const name of names) {
        const look = await stat(join(at(folderPath), name)).catch(() => null);
        if (look?.isFile() === true) found.set(name, { size: look.size, mtimeMs: look.mtimeMs });
      }
      return found;
    },
    async store(below, { modifiedMs }, bytes, durable) {
      const temporary = join(incoming, randomUUID());
      const final = at(below);
      const folderOf = final.slice(0, final.lastIndexOf('/'));
      try {
        const file = await open(temporary, 'wx');
        try {
          await file.writeFile(bytes);
          if (durable) await file.sync();
        } finally {
          await file.close();
        }
        const time = new Date(modifiedMs);
        await utimes(temporary, time, time);
        if (!made.has(folderOf)) await mkdir(folderOf, { recursive: true });
        made.add(folderOf);
        await rename(temporary, final);
        if (durable) await syncFolder(folderOf);
      } catch (error) {
        await unlink(temporary).catch(() => undefined);
        throw error;
      }
    },
    removeFolder: async (folderPath) => {
      made.delete(at(folderPath).replace(/\/$/, ''));
      await rm(at(folderPath), { recursive: true, force: true });
    },
    async daysOf(place) {
      const days: string[] = [];
      for (const year of await foldersIn(at(place), /^\d{4}$/)) {
        for (const month of await foldersIn(join(at(place), year), /^\d{2}$/)) {
          const dates = await foldersIn(join(at(place), year, month), /^\d{2}$/);
          days.push(...dates.map((date) => `${year}-${month}-${date}`));
        }
      }
      return days;
    },
  };
}

/** The same object: CloudTrail writes each once, and times are kept to the second by some file systems. */
export function isCopyOf(
  copy: { readonly size: number; readonly mtimeMs: number } | undefined,
  object: ListedObject,
): boolean {
  return copy !== undefined && copy.size === object.size && Math.abs(copy.mtimeMs - object.modifiedMs) < 1_000;
}

async function foldersIn(path: string, pattern: RegExp): Promise<readonly string[]> {
  return (await readdir(path).catch(() => [])).filter((name) => pattern.test(name));
}

/** A rename is lasting once the folder is on the disk. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
