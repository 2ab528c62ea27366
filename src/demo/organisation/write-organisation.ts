// Writes the sample organisation to a folder, laid out as a trail's bucket is.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { LogFile } from './delivery.ts';
import { generateOrganisation, type OrganisationOptions } from './generate-organisation.ts';

export interface Written {
  readonly files: number;
  /** Records, copies included. */
  readonly records: number;
}

/** Files written at a time: more does not help one disk, fewer leaves it idle while we compress. */
const AT_ONCE = 32;

/**
 * Writes `AWSLogs/…/*.json.gz` under `folder`, which may be absent; `beside`: further files of the same bucket. Rejects with
 * the file system's error.
 */
export async function writeOrganisation(
  folder: string,
  options: OrganisationOptions,
  beside: readonly LogFile[] = [],
): Promise<Written> {
  const made = new Set<string>();
  let files = 0;
  let records = 0;
  let writing: Promise<void>[] = [];
  for (const file of filesOf(options, beside)) {
    const path = join(folder, file.path);
    const parent = dirname(path);
    if (!made.has(parent)) {
      await mkdir(parent, { recursive: true });
      made.add(parent);
    }
    writing.push(writeFile(path, gzipSync(JSON.stringify({ Records: file.records }), { level: 1 })));
    files += 1;
    records += file.records.length;
    if (writing.length === AT_ONCE) {
      await Promise.all(writing);
      writing = [];
    }
  }
  await Promise.all(writing);
  return { files, records };
}

function* filesOf(options: OrganisationOptions, beside: readonly LogFile[]): Generator<LogFile> {
  yield* beside;
  yield* generateOrganisation(options);
}
