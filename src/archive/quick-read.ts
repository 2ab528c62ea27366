// Reads small files at once for as long as the disk answers at once, and through the thread pool once it is
// slow. A trail writes thousands of files of a few kilobytes: on a local disk the pool costs five times what reading does.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** Size up to which a file is read at once, in bytes. */
const SMALL_BYTES = 1 << 16;
/** A disk that takes longer for a small file is a slow one (a network's), in milliseconds. */
const QUICK_MS_MAX = 5;
/** Slow answers after which it counts as slow: a busy machine makes a quick disk look slow now and then. */
const SLOW_MAX = 8;

/** A reader for one run over many files. It rejects with the file system's error. */
export function quickReader(): (path: string, size: number) => Promise<Buffer> {
  let slow = 0;
  return async (path, size) => {
    if (slow >= SLOW_MAX || size > SMALL_BYTES) return readFile(path);
    const started = performance.now();
    const bytes = readFileSync(path);
    if (performance.now() - started > QUICK_MS_MAX) slow += 1;
    return bytes;
  };
}
