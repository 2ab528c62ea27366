// `whodid ingest FOLDER`: builds the index of a folder of log files now, with a progress bar, instead of at first asking.
// `whodid ingest s3://BUCKET`: copies a trail's log files first.
import { parseArgs } from 'node:util';
import { ingestFolder } from '../archive/ingest.ts';
import type { Config } from '../config/config.ts';
import { loadConfig } from '../config/load-config.ts';
import { isFailure } from '../domain/failure.ts';
import { renderTerminal } from '../render/terminal.ts';
import { isS3Address } from '../s3-sync/bucket-address.ts';
import { BUCKET_OPTIONS } from './bucket-options.ts';
import { terminalShape, write } from './terminal.ts';

const BAR_WIDTH = 30;

export async function ingestCommand(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], options: BUCKET_OPTIONS, allowPositionals: true });
  const reading = loadConfig();
  const named = positionals[0] ?? (reading.ok ? reading.config.logsFolder : null);
  if (!reading.ok || named === null || positionals.length > 1) {
    write.err(
      reading.ok
        ? 'Name one folder of CloudTrail log files, or a trail’s bucket: whodid ingest FOLDER, whodid ingest s3://BUCKET/PREFIX\n'
        : `${reading.problems.join('\n')}\n`,
    );
    return 2;
  }
  if (!isS3Address(named)) {
    if (Object.keys(values).length === 0) return await readIn(named, reading.config);
    write.err(
      '--days, --from, --to, --role and --disk-gb are for a bucket: whodid ingest s3://BUCKET/PREFIX --days 7\n',
    );
    return 2;
  }
  const { copyBucket } = await import('./ingest-bucket.ts');
  const folder = await copyBucket(named, values, reading.config);
  return typeof folder === 'number' ? folder : await readIn(folder, reading.config);
}

async function readIn(folder: string, config: Config): Promise<number> {
  const live = process.stderr.isTTY === true;
  const manifest = await ingestFolder({
    folder,
    dataDir: config.dataFolder,
    onProgress: ({ filesDone, filesTotal, events }) => {
      if (live) write.err(`\r${bar(filesDone, filesTotal)} ${filesDone}/${filesTotal} files, ${events} events `);
    },
  });
  if (live) write.err('\r\u001b[K');
  if (isFailure(manifest)) {
    write.err(renderTerminal({ status: 'failed', text: '', failure: manifest }, terminalShape()));
    return 1;
  }
  const broken = manifest.files.filter((file) => file.problem !== null);
  write.out(`${manifest.events} events from ${manifest.files.length} files are ready to be asked about.\n`);
  if (manifest.duplicates > 0)
    write.out(`${manifest.duplicates} copies of an event already there were counted once.\n`);
  for (const file of broken) write.out(`Gap: ${JSON.stringify(file.path)} ${file.problem}\n`);
  return 0;
}

function bar(done: number, total: number): string {
  const filled = total === 0 ? BAR_WIDTH : Math.round((done / total) * BAR_WIDTH);
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR_WIDTH - filled)}]`;
}
