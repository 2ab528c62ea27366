// Accounts and Regions → how their trails stand: settings, status, selectors, buckets, keys and event data stores. Each trail
// is asked in its home Region, each bucket through the account that may read it. What fails is a gap, never an "off".

import type { Clock } from '../domain/clock.ts';
import {
  type BucketPosture,
  type GoneBucket,
  isGone,
  type PlacePosture,
  type Posture,
  type StorePosture,
  type TrailPosture,
} from '../trails/posture.ts';
import { isUnread, type Trail, type Unread } from '../trails/trail-report.ts';
import type { AwsOptions } from './aws-options.ts';
import { isTrouble } from './aws-trouble.ts';
import { type BucketSettings, bucketSettings } from './bucket-settings.ts';
import { mapAtOnce } from './map-at-once.ts';
import type { RolePlace } from './place-clients.ts';
import { type TrailDetails, trailDetails } from './trail-details.ts';
import { type TrailCalls, trailCalls } from './trails.ts';
import { unreadOf } from './unread.ts';

export interface TrailPostures {
  /** Never rejects for what AWS says. */
  read(places: readonly RolePlace[], signal?: AbortSignal): Promise<Posture>;
  close(): void;
}

/** Calls at a time. AWS allows ten a second for each account's Region. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
const AT_ONCE = 8;
/** Accounts tried for a bucket that the trail's own may not read: log buckets are often in an account of their own. */
const OWNERS_TRIED_MAX = 12;

interface Reader {
  readonly calls: TrailCalls;
  readonly details: TrailDetails;
  readonly buckets: BucketSettings;
  readonly places: readonly RolePlace[];
  readonly signal: AbortSignal | undefined;
  /** Which account could read a bucket, from one look to the next. */
  readonly owners: Map<string, string>;
}

/** `asker`: names the sessions of assumed roles. */
export function trailPostures(options: AwsOptions, clock: Clock, asker: string): TrailPostures {
  const calls = trailCalls(options, clock, asker);
  const details = trailDetails(options, clock, asker);
  const buckets = bucketSettings(options, clock, asker);
  const owners = new Map<string, string>();
  return {
    read: (places, signal) => readAll({ calls, details, buckets, places, signal, owners }, clock),
    close() {
      calls.close();
      details.close();
      buckets.close();
    },
  };
}

interface SeenPlace {
  readonly place: PlacePosture;
  readonly trails: readonly Trail[];
  readonly stores: readonly StorePosture[] | Unread;
}

async function readAll(reader: Reader, clock: Clock): Promise<Posture> {
  const seen = await mapAtOnce(reader.places, AT_ONCE, (place) => readPlace(reader, place));
  const trails = new Map(seen.flatMap((each) => each.trails.map((trail) => [trail.arn, trail] as const)));
  const bucketReads = new Map<string, Promise<BucketPosture | GoneBucket | Unread>>();
  const postures = await mapAtOnce(
    sorted([...trails.values()], ({ arn }) => arn),
    AT_ONCE,
    (trail) => readTrail(reader, trail, seen, bucketReads),
  );
  const stores = seen.flatMap((each) => (isUnread(each.stores) ? [] : each.stores));
  return {
    checkedMs: clock(),
    places: seen.map(({ place }) => place),
    trails: postures,
    stores: sorted([...new Map(stores.map((store) => [store.arn, store])).values()], ({ arn }) => arn),
    gaps: gapsOf(seen, postures),
  };
}

async function readPlace({ calls, details, signal }: Reader, place: RolePlace): Promise<SeenPlace> {
  const { accountId: account, region } = place;
  const [trails, stores] = [await calls.describe(place, signal), await details.stores(place, signal)];
  return {
    place: { account, region, trails: isTrouble(trails) ? unreadOf(trails) : trails.map(({ arn }) => arn) },
    trails: isTrouble(trails) ? [] : trails,
    stores: isTrouble(stores) ? unreadOf(stores) : stores,
  };
}

async function readTrail(
  reader: Reader,
  trail: Trail,
  seen: readonly SeenPlace[],
  bucketReads: Map<string, Promise<BucketPosture | GoneBucket | Unread>>,
): Promise<TrailPosture> {
  const { calls, details, signal } = reader;
  const place = homeOf(reader, trail, seen);
  const [status, selectors, insights] = await Promise.all([
    calls.status(place, trail.arn, signal),
    details.selectors(place, trail.arn, signal),
    trail.insights ? details.insights(place, trail.arn, signal) : [],
  ]);
  const bucket = trail.bucket;
  const bucketRead = bucket === null ? null : (bucketReads.get(bucket) ?? readBucket(reader, bucket, place));
  if (bucket !== null && bucketRead !== null) bucketReads.set(bucket, bucketRead);
  const key = trail.kmsKey === null ? null : await readKey(reader, trail.kmsKey, place);
  return {
    trail,
    status: isTrouble(status) ? unreadOf(status) : status,
    selectors: isTrouble(selectors) ? unreadOf(selectors) : selectors,
    insights: isTrouble(insights) ? unreadOf(insights) : insights,
    bucket: await bucketRead,
    key,
  };
}

/** The trail's home Region in its own account; where that is not ours to ask, a place that sees it. */
function homeOf({ places }: Reader, trail: Trail, seen: readonly SeenPlace[]): RolePlace {
  const account = places.find(({ accountId }) => accountId === trail.account);
  if (account !== undefined) return { ...account, region: trail.homeRegion };
  const at = seen.findIndex(({ trails }) => trails.some(({ arn }) => arn === trail.arn));
  const place = places[at];
  if (place === undefined) throw new Error('a trail was seen from nowhere');
  return place;
}

async function readBucket(
  reader: Reader,
  bucket: string,
  home: RolePlace,
): Promise<BucketPosture | GoneBucket | Unread> {
  const known = reader.owners.get(bucket);
  const accounts = [...new Map(reader.places.map((place) => [place.accountId, place])).values()];
  const others = accounts.filter(({ accountId }) => accountId !== home.accountId);
  const first = accounts.find(({ accountId }) => accountId === known);
  const tried = [...(first === undefined ? [] : [first]), home, ...others].slice(0, OWNERS_TRIED_MAX);
  let last: BucketPosture | GoneBucket | Unread | null = null;
  for (const place of tried) {
    const read = await reader.buckets.read({ ...place, region: home.region }, bucket, reader.signal);
    const denied = isUnread(read) || (!isGone(read) && isUnread(read.policy) && isUnread(read.versioning));
    if (!denied) {
      reader.owners.set(bucket, place.accountId);
      return read;
    }
    last ??= read;
  }
  return last ?? { unread: 'no-answer', action: 's3:GetBucketPolicy', code: 'NotTried' };
}

async function readKey(
  { details, places, signal }: Reader,
  arn: string,
  home: RolePlace,
): Promise<TrailPosture['key']> {
  const [, , , region, account] = arn.split(':');
  const owner = places.find(({ accountId }) => accountId === account) ?? home;
  const key = await details.key({ ...owner, region: region || home.region }, arn, signal);
  return isTrouble(key) ? unreadOf(key) : key;
}

/** A clause for each call that failed, with the accounts it failed in. A Region that is not enabled has nothing to read. */
function gapsOf(seen: readonly SeenPlace[], trails: readonly TrailPosture[]): readonly string[] {
  const failed = new Map<string, Set<string>>();
  const note = (what: Unread, where: string) => {
    if (what.unread === 'not-enabled') return;
    const words = what.unread === 'denied' ? `allow ${what.action}` : `no answer to ${what.action}`;
    failed.set(words, (failed.get(words) ?? new Set()).add(where));
  };
  for (const { place, stores } of seen) {
    if (isUnread(place.trails)) note(place.trails, `account ${place.account}`);
    // Many installations have no business with Lake: its calls are told only where trails could be read.
    else if (isUnread(stores)) note(stores, `account ${place.account}`);
  }
  for (const { trail, status, selectors, insights, bucket, key } of trails) {
    const parts: readonly unknown[] = [
      status,
      selectors,
      insights,
      key,
      bucket,
      ...(bucket === null ? [] : Object.values(bucket)),
    ];
    for (const part of parts) if (isUnread(part)) note(part, `trail ${trail.name}`);
  }
  return [...failed].map(([words, where]) => `${[...where].join(', ')}: ${words}`);
}

function sorted<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
