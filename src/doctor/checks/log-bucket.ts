// The trail's bucket can be listed, one of its newest log files read (which shows that its encryption key may be used), and
// the queue of its notifications seen. No message is taken: it would be hidden from the job that waits for it.
import type { AwsOptions } from '../../aws/aws-options.ts';
import { type AwsTrouble, isTrouble } from '../../aws/aws-trouble.ts';
import { type BucketCalls, bucketCalls, type ListedObject } from '../../aws/s3.ts';
import { type QueueCalls, queueCalls } from '../../aws/sqs.ts';
import type { Clock } from '../../domain/clock.ts';
import { type BucketAddress, logsRoot, writeAddress } from '../../s3-sync/bucket-address.ts';
import type { BucketSettings } from '../../s3-sync/bucket-keeper.ts';
import { dayFolder, dayOf, readLogKey, readPlace } from '../../s3-sync/log-keys.ts';
import { bucketFailure, endsThere } from '../../s3-sync/sync-words.ts';
import { type Check, type CheckResult, failed, notConfigured, OWN_POLICY, ok, warn } from '../check.ts';

/** What the check asks of S3 and SQS. */
export interface LogBucketPort {
  readonly address: BucketAddress;
  readonly calls: Pick<BucketCalls, 'locate' | 'list' | 'get' | 'close'>;
  /** null: no queue is told of new objects. `arn`: as a policy names it. */
  readonly queue: { readonly calls: Pick<QueueCalls, 'waiting' | 'close'>; readonly arn: string } | null;
}

/** The port for the settings' bucket. */
export function logBucketPort(settings: BucketSettings, aws: AwsOptions, clock: Clock): LogBucketPort {
  const { address, region, role, queueUrl } = settings;
  const [, account = '', name = ''] = queueUrl === null ? [] : new URL(queueUrl).pathname.split('/');
  const at = /^https:\/\/sqs\.([a-z0-9-]+)\./.exec(queueUrl ?? '')?.[1] ?? '*';
  return {
    address,
    calls: bucketCalls(aws, { bucket: address.bucket, region, role }, clock, 'doctor'),
    queue:
      queueUrl === null
        ? null
        : { calls: queueCalls(aws, queueUrl, role, clock, 'doctor'), arn: `arn:aws:sqs:${at}:${account}:${name}` },
  };
}

const DAY_MS = 86_400_000;
/** Places (an account's Region) in whose newest folders a log file is looked for. */
const PLACES_MAX = 4;

export function logBucketCheck(port: LogBucketPort | null, clock: Clock): Check {
  return {
    name: 'log bucket',
    run: async (signal) => {
      if (port === null)
        return notConfigured('No bucket is copied: set WHODID_S3 to s3://BUCKET/PREFIX of your trail.');
      try {
        return await look(port, clock(), signal);
      } finally {
        port.calls.close();
        port.queue?.calls.close();
      }
    },
  };
}

async function look(port: LogBucketPort, now: number, signal: AbortSignal): Promise<CheckResult> {
  const { address, calls, queue } = port;
  const region = await calls.locate(signal);
  if (isTrouble(region) && endsThere(region)) return notRead(address, region, logsRoot(address));
  const places = await firstPlaces(port, address.narrowed.join('/'), signal);
  if (isTrouble(places)) return notRead(address, places, logsRoot(address));
  if (places.length === 0) {
    return failed(
      `${writeAddress(address)} has no folder AWSLogs/[o-…/]ACCOUNT/CloudTrail/REGION/.`,
      'Set WHODID_S3 to the trail’s bucket and prefix: DescribeTrails tells both (S3BucketName, S3KeyPrefix).',
    );
  }
  const newest = await newestFile(port, places, now, signal);
  if (isTrouble(newest)) return notRead(address, newest, logsRoot(address));
  if (newest === null) {
    return warn(
      `${writeAddress(address)} can be listed, and has no log file of today or yesterday in ${places.join(', ')}.`,
      'Check that the trail is logging and still writes to this bucket.',
    );
  }
  const bytes = await calls.get(newest.key, signal);
  if (isTrouble(bytes)) return notRead(address, bytes, newest.key);
  const found = `${writeAddress(address)} can be listed and read; its newest file looked at is ${newest.key}`;
  if (queue === null) return ok(`${found}. No queue is told of new files (WHODID_S3_QUEUE).`);
  const waiting = await queue.calls.waiting(signal);
  if (!isTrouble(waiting)) {
    return ok(
      `${found}. About ${waiting} messages wait in the queue; none was taken, so whether that is allowed is not known.`,
    );
  }
  const result = warn(
    `${found}. The queue could not be seen: ${waiting.action} ended with ${waiting.code}.`,
    waiting.trouble === 'denied'
      ? 'Allow it to the credentials whodid runs with; deploy/iam/s3.json has all that the copying needs.'
      : 'Set WHODID_S3_QUEUE to the URL of the queue that the bucket’s notifications go to.',
  );
  return waiting.trouble === 'denied' ? withStatement(result, waiting.action, queue.arn) : result;
}

/** Down the first folders of each level, a few places' worth; paths below `AWSLogs/`. */
async function firstPlaces(
  { address, calls }: LogBucketPort,
  path: string,
  signal: AbortSignal,
): Promise<readonly string[] | AwsTrouble> {
  if (readPlace(path) !== null) return [path];
  const below = path === '' ? '' : `${path}/`;
  const page = await calls.list({ prefix: `${logsRoot(address)}${below}`, delimiter: '/' }, signal);
  if (isTrouble(page)) return page;
  const inside = page.prefixes.map((prefix) => `${below}${prefix.slice(logsRoot(address).length + below.length, -1)}`);
  const places = inside.filter((each) => readPlace(each) !== null);
  if (places.length > 0) return places.slice(0, PLACES_MAX);
  const next = inside.find((each) =>
    /^(o-[a-z0-9]{10,32}|\d{12}|CloudTrail)$/.test(each.slice(each.lastIndexOf('/') + 1)),
  );
  return next === undefined ? [] : await firstPlaces({ address, calls, queue: null }, next, signal);
}

async function newestFile(
  { address, calls }: LogBucketPort,
  places: readonly string[],
  now: number,
  signal: AbortSignal,
): Promise<ListedObject | null | AwsTrouble> {
  const root = logsRoot(address);
  for (const day of [dayOf(now), dayOf(now - DAY_MS)]) {
    for (const place of places) {
      const page = await calls.list({ prefix: `${root}${dayFolder(place, day)}` }, signal);
      if (isTrouble(page)) return page;
      const last = page.objects.filter(({ key }) => readLogKey(key.slice(root.length)) !== null).at(-1);
      if (last !== undefined) return last;
    }
  }
  return null;
}

function notRead(address: BucketAddress, trouble: AwsTrouble, path: string): CheckResult {
  const { bucket } = address;
  const { why, instead } = bucketFailure(trouble, { bucket, path });
  const result = failed(`${writeAddress(address)}: ${why}`, instead);
  if (trouble.trouble !== 'denied') return result;
  if (/kms:Decrypt/.test(trouble.message)) {
    const key = /arn:aws[a-z-]*:kms:[\w:/-]+/.exec(trouble.message)?.[0] ?? '*';
    return withStatement(result, 'kms:Decrypt', key);
  }
  const resource = trouble.action === 's3:GetObject' ? `${bucket}/${logsRoot(address)}*` : bucket;
  return withStatement(result, trouble.action, `arn:aws:s3:::${resource}`);
}

function withStatement(result: CheckResult, action: string, resource: string): CheckResult {
  const statement = { Effect: 'Allow', Action: [action], Resource: resource } as const;
  return { ...result, permissions: [{ of: OWN_POLICY, statement }] };
}
