// What a trail has delivered in a Region, and what stands in its way: its logging, its bucket and its key.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html
import { keyNamed } from '../kms/kms.ts';
import type { Caller, TrailState, World } from '../world.ts';

export type Delivery = {
  /** Epoch milliseconds. */
  readonly latestMs?: number;
  /** S3's error code as the status shows it: "AccessDenied". */
  readonly error?: string;
};

/** Deliveries of the Region asked from: a file comes with events only, so long after them. */
export function deliveryOf(world: World, caller: Caller, trail: TrailState): Delivery {
  const { seed } = trail;
  const obstacle = obstacleOf(world, trail);
  const now = world.clock();
  let latest = seed.latestDeliveryMs;
  let failed = false;
  for (const { account, region, timeMs } of world.events.all()) {
    if (region !== caller.region || (account !== seed.account && seed.organization !== true)) continue;
    const atMs = timeMs + world.trailDeliveryMs;
    if (atMs > now || !wasLogging(trail, timeMs, atMs)) continue;
    if (obstacle !== undefined && atMs > obstacle.sinceMs) failed = true;
    else if (isCounted(trail, atMs) && atMs > (latest ?? Number.NEGATIVE_INFINITY)) latest = atMs;
  }
  const error = failed ? obstacle?.error : undefined;
  const shown = error ?? seed.latestDeliveryError;
  return { ...(latest === undefined ? {} : { latestMs: latest }), ...(shown === undefined ? {} : { error: shown }) };
}

/** A seed that names its last delivery has no other, until logging is started anew. */
function isCounted({ seed, spans }: TrailState, atMs: number): boolean {
  return seed.latestDeliveryMs === undefined || (spans.length > 1 && atMs > (spans.at(-1)?.fromMs ?? 0));
}

/** Events of the time it logged; what was still to be delivered when it stopped is not. */
function wasLogging({ spans }: TrailState, eventMs: number, atMs: number): boolean {
  return spans.some(({ fromMs, toMs }) => eventMs >= fromMs && atMs <= (toMs ?? Number.POSITIVE_INFINITY));
}

type Obstacle = { readonly error: string; readonly sinceMs: number };

function obstacleOf(world: World, { seed }: TrailState): Obstacle | undefined {
  const bucket = world.bucketTrouble?.(bucketOf(seed), seed);
  if (bucket !== undefined) return bucket;
  if (seed.kmsKeyId === undefined) return undefined;
  const key = keyNamed(world, seed.kmsKeyId, seed.account, seed.homeRegion);
  if (key === undefined || key.state === 'Enabled') return undefined;
  // S3's words for a key that cannot be used: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
  const error = key.state === 'Disabled' ? 'KMS.DisabledException' : 'KMS.KMSInvalidStateException';
  return { error, sinceMs: key.sinceMs ?? Number.NEGATIVE_INFINITY };
}

/** The bucket of a trail; a seed without one has a bucket of its own account. */
export function bucketOf({ bucket, account }: TrailState['seed']): string {
  return bucket ?? `sample-trail-${account}`;
}
