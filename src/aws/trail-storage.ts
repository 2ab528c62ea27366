// One day of a trail's files in its bucket → how many bytes it writes a day: yesterday's files of each Region, listed and
// added up, never read. An estimate for people, said as one.
import type { Clock } from '../domain/clock.ts';
import { logPrefix, type TrailPosture } from '../trails/posture.ts';
import type { AwsOptions } from './aws-options.ts';
import { isTrouble } from './aws-trouble.ts';
import type { RolePlace } from './place-clients.ts';
import { type BucketCalls, bucketCalls } from './s3.ts';

/** Regions looked into, and pages of 1,000 files in each: more than a day of most accounts. */
const REGIONS_MAX = 20;
const PAGES_MAX = 5;
const DAY_MS = 86_400_000;

/** null: it could not be listed, there is nothing, or it is an organization's, whose files lie by account. */
export async function bytesADay(
  options: AwsOptions,
  clock: Clock,
  place: RolePlace,
  { trail }: TrailPosture,
  signal?: AbortSignal,
): Promise<number | null> {
  if (trail.bucket === null || trail.organization) return null;
  const calls = bucketCalls(
    options,
    { bucket: trail.bucket, region: trail.homeRegion, role: place.role },
    clock,
    'trails',
  );
  try {
    if (isTrouble(await calls.locate(signal))) return null;
    const root = `${logPrefix(trail)}${trail.account}/CloudTrail/`;
    const regions = await calls.list({ prefix: root, delimiter: '/' }, signal);
    if (isTrouble(regions)) return null;
    // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
    const day = new Date(clock() - DAY_MS).toISOString().slice(0, 10).replaceAll('-', '/');
    const sizes = await Promise.all(
      regions.prefixes.slice(0, REGIONS_MAX).map((prefix) => sizeUnder(calls, `${prefix}${day}/`, signal)),
    );
    const sum = sizes.reduce<number | null>((all, size) => (all === null || size === null ? null : all + size), 0);
    return sum === 0 ? null : sum;
  } finally {
    calls.close();
  }
}

async function sizeUnder(calls: BucketCalls, prefix: string, signal?: AbortSignal): Promise<number | null> {
  let bytes = 0;
  let token: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const listed = await calls.list(token === null ? { prefix } : { prefix, token }, signal);
    if (isTrouble(listed)) return null;
    bytes += listed.objects.reduce((sum, { size }) => sum + size, 0);
    token = listed.next;
    if (token === null) return bytes;
  }
  // What lies beyond is not counted: an estimate from below would pass for one.
  return null;
}
