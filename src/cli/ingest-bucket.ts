// `whodid ingest s3://BUCKET/PREFIX [--days N | --from DAY [--to DAY]]`: copies a trail's log files of that time, then reads
// them in as any folder of logs.
import { reachOf } from '../aws/aws-options.ts';
import { bucketCalls } from '../aws/s3.ts';
import type { Config } from '../config/config.ts';
import { isFailure } from '../domain/failure.ts';
import { renderTerminal } from '../render/terminal.ts';
import { readBucketAddress } from '../s3-sync/bucket-address.ts';
import { readSpan, type SpanOptions } from '../s3-sync/read-span.ts';
import { type SyncReport, syncBucket } from '../s3-sync/sync-bucket.ts';
import { terminalShape, write } from './terminal.ts';

export interface BucketOptions extends SpanOptions {
  readonly role?: string | undefined;
  readonly 'disk-gb'?: string | undefined;
}

const GB = 1_000_000_000;
/** GB of copies, where neither option nor setting says otherwise. */
const DISK_GB = 20;

/** The folder of the copies, or the exit status when there is nothing to read in. */
export async function copyBucket(text: string, options: BucketOptions, config: Config): Promise<string | number> {
  const address = readBucketAddress(text);
  const span = readSpan(options, Date.now());
  const disk = options['disk-gb'] ?? String(DISK_GB);
  const role = options.role === undefined ? null : { roleArn: options.role };
  const wrong = [
    ...(address.ok ? [] : [address.why]),
    ...(span.ok ? [] : [span.why]),
    ...(/^\d{1,6}(\.\d{1,3})?$/.test(disk) && Number(disk) > 0 ? [] : ['--disk-gb takes a number of GB, such as 20.']),
    ...(role === null || /^arn:aws[a-z-]*:iam::\d{12}:role\//.test(role.roleArn)
      ? []
      : ['--role takes the ARN of a role, such as arn:aws:iam::111122223333:role/whodid-logs.']),
  ];
  if (!address.ok || !span.ok || wrong.length > 0) {
    write.err(`${wrong.join('\n')}\n`);
    return 2;
  }
  const { endpoint, regions } = config.eventHistory;
  const reach = { bucket: address.address.bucket, region: regions[0] ?? 'us-east-1', role };
  const calls = bucketCalls(reachOf({ endpoint }), reach, Date.now, 'ingest');
  const live = process.stderr.isTTY === true;
  try {
    const report = await syncBucket(
      {
        calls,
        address: address.address,
        dataDir: config.dataFolder,
        clock: Date.now,
        diskBytesMax: Number(disk) * GB,
        keepDays: null,
        onProgress: ({ daysDone, daysTotal, copied }) => {
          if (live) write.err(`\r${daysDone}/${daysTotal} folders, ${copied} files copied `);
        },
      },
      span.window,
    );
    if (live) write.err('\r\u001b[K');
    if (!isFailure(report)) return tell(report);
    write.err(renderTerminal({ status: 'failed', text: '', failure: report }, terminalShape()));
    return 1;
  } finally {
    calls.close();
  }
}

function tell(report: SyncReport): string {
  const { copied, places, days, folder, lacks } = report;
  const time = days === null ? '' : `, published from ${days.first} to ${days.last} (UTC)`;
  write.out(`${copied} log files of ${places} accounts’ Regions were copied${time}. They are in ${folder}\n`);
  for (const lack of lacks) write.out(`Gap: ${lack}\n`);
  return folder;
}
