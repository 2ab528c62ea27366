// WHODID_DATA can be written to: a file is made there and taken away again.
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { storageFailure } from '../../archive/failures.ts';
import { sizeText } from '../../planning/quote.ts';
import { type Check, failed, ok, warn } from '../check.ts';

/** Less room than this on the disk is told, in bytes: an index of logs takes about a third of their size. */
const ROOM_MIN = 1_000_000_000;

export function dataFolderCheck(folder: string): Check {
  return {
    name: 'data folder',
    run: async () => {
      const probe = join(folder, `.doctor-${process.pid}`);
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(probe, 'whodid doctor\n', { flag: 'wx' });
        await rm(probe);
        const { bavail, bsize } = await statfs(folder);
        const room = bavail * bsize;
        const found = `${folder} can be written to; ${sizeText(room)} are free.`;
        return room < ROOM_MIN ? warn(found, 'Make room, or set WHODID_DATA to a folder on a larger disk.') : ok(found);
      } catch (error) {
        const { why } = storageFailure(folder, error);
        return failed(`${folder} cannot be written to: ${why}`, 'Set WHODID_DATA to a folder this user may write to.');
      }
    },
  };
}
