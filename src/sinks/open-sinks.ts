// Settings → the places outside that the ledger is sent to.
import type { AwsOptions } from '../aws/aws-options.ts';
import type { AuditSettings } from '../config/config.ts';
import type { Clock } from '../domain/clock.ts';
import type { Sink } from '../domain/sink.ts';
import { bucketSink } from './bucket.ts';
import { fileSink } from './file.ts';
import { lakeChannelSink } from './lake-channel.ts';
import { logGroupSink } from './log-group.ts';

/** One stream for all processes: CloudWatch Logs needs no sequence between writers. */
const STREAM = 'whodid';

/** AWS's clients are loaded only for what is set. */
export async function openSinks(settings: AuditSettings, aws: AwsOptions, clock: Clock): Promise<readonly Sink[]> {
  const { file, logGroupArn, bucket, bucketRegion, channelArn } = settings;
  const sinks: Sink[] = [];
  if (file !== null) sinks.push(fileSink(file));
  if (logGroupArn !== null) {
    const { logWriter } = await import('../aws/log-writer.ts');
    const { region, rest } = partsOf(logGroupArn);
    sinks.push(logGroupSink(logWriter(aws, region, rest.replace(/^log-group:/, ''), STREAM), logGroupArn, clock));
  }
  if (bucket !== null) {
    const { objectWriter } = await import('../aws/object-writer.ts');
    const { host: name, pathname } = new URL(bucket);
    const folder = pathname.replace(/^\/+|\/+$/g, '');
    const prefix = folder === '' ? '' : `${folder}/`;
    sinks.push(bucketSink(objectWriter(aws, bucketRegion, name), bucket, prefix));
  }
  if (channelArn !== null) {
    const { auditChannel } = await import('../aws/put-audit-events.ts');
    const { region, account } = partsOf(channelArn);
    sinks.push(lakeChannelSink(auditChannel(aws, channelArn, region), channelArn, account));
  }
  return sinks;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partsOf(arn: string): { readonly region: string; readonly account: string; readonly rest: string } {
  const [, , , region = '', account = '', ...rest] = arn.split(':');
  return { region, account, rest: rest.join(':') };
}
