// Names the version of the code that reads records and builds segments. An index made by other code would silently miss
// what this code would look up, so archives carry the fingerprint and are built anew when it differs.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const FOLDERS: readonly URL[] = [new URL('../records/', import.meta.url), new URL('./', import.meta.url)];
const CODE = /(?<!\.d)\.(ts|js)$/;

let known: string | null = null;

/** Hash of the sources of `records/` and `archive/`, read once per process. */
export function readerFingerprint(): string {
  known ??= FOLDERS.reduce((hash, folder) => {
    for (const name of readdirSync(folder).sort()) {
      if (CODE.test(name)) hash.update(readFileSync(new URL(name, folder)));
    }
    return hash;
  }, createHash('sha256'))
    .digest('hex')
    .slice(0, 16);
  return known;
}
