// Accounts and Regions → what AWS says of their trails now, asked once in a few minutes for all questions together.

import { type AwsTrouble, isTrouble } from '../../aws/aws-trouble.ts';
import { mapAtOnce } from '../../aws/map-at-once.ts';
import type { RolePlace } from '../../aws/place-clients.ts';
import { type TrailCalls, trailCalls } from '../../aws/trails.ts';
import type { Clock } from '../../domain/clock.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import type { Recording } from '../../trails/recording.ts';
import type { SeenTrail, Trail, TrailPlace, TrailReport, Unread } from '../../trails/trail-report.ts';
import { type KnownTargets, knownTargets, type TargetOptions } from '../event-history/known-targets.ts';

export interface TrailPort {
  /** Never rejects. null: AWS could not be asked at all (no credentials, no network), or it was closed. */
  report(): Promise<TrailReport | null>;
  /** Ends what is being asked. */
  close(): void;
}

/** Accounts and Regions are given as to event history. */
export interface TrailPortOptions extends TargetOptions {
  readonly clock?: Clock;
  /** How long an answer is believed, in milliseconds. */
  readonly believedMs?: number;
}

const BELIEVED_MS = 5 * 60_000;
/** Calls at a time. AWS allows ten a second for each account's Region. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
const AT_ONCE = 8;
/** All of it together may take this long, in milliseconds; what has not answered by then is not known. */
const REPORT_MS_MAX = 60_000;
/** Names our sessions in the account's own CloudTrail. */
const ASKER = 'trail-receipt';

export function trailPort(options: TrailPortOptions): TrailPort {
  const clock = options.clock ?? Date.now;
  const believedMs = options.believedMs ?? BELIEVED_MS;
  const calls = trailCalls(options.aws, clock, ASKER);
  const targets = knownTargets(options);
  const closed = new AbortController();
  let last: { readonly atMs: number; readonly report: Promise<TrailReport | null> } | null = null;
  const ask = async (): Promise<TrailReport | null> => {
    const signal = AbortSignal.any([closed.signal, AbortSignal.timeout(REPORT_MS_MAX)]);
    try {
      const places = await placesOf(targets);
      return isFailure(places) ? null : { checkedMs: clock(), places: await readPlaces(calls, places, signal) };
    } catch (error) {
      // Whatever it was, the question it stands beside is answered all the same.
      if (!closed.signal.aborted) process.emitWarning(`trails were not looked at: ${String(error)}`);
      return null;
    }
  };
  return {
    report() {
      if (closed.signal.aborted) return Promise.resolve(null);
      if (last === null || clock() - last.atMs > believedMs) last = { atMs: clock(), report: ask() };
      return last.report;
    },
    close() {
      closed.abort();
      calls.close();
    },
  };
}

async function placesOf(targets: () => Promise<KnownTargets | Failure>): Promise<readonly RolePlace[] | Failure> {
  const known = await targets();
  if (isFailure(known)) return known;
  return known.targets.flatMap(({ accountId, role, regions, off = [] }) =>
    [...regions, ...off].map((region) => ({ accountId, region, role })),
  );
}

export async function readPlaces(
  calls: TrailCalls,
  places: readonly RolePlace[],
  signal: AbortSignal,
): Promise<readonly TrailPlace[]> {
  const recordings = new Map<string, Promise<Recording | Unread>>();
  /** Selectors are the same from everywhere: asked once, at home where that is one of our places. */
  const recordingOf = (place: RolePlace, trail: Trail): Promise<Recording | Unread> => {
    const home = places.find((each) => each.accountId === trail.account) ?? place;
    const known =
      recordings.get(trail.arn) ??
      calls.recording({ ...home, region: trail.homeRegion }, trail.arn, signal).then(valueOrUnread);
    recordings.set(trail.arn, known);
    return known;
  };
  return mapAtOnce(places, AT_ONCE, async (place) => {
    const trails = await calls.describe(place, signal);
    const { accountId: account, region } = place;
    if (isTrouble(trails)) return { account, region, trails: unread(trails) };
    const seen: SeenTrail[] = [];
    for (const trail of trails) {
      const status = valueOrUnread(await calls.status(place, trail.arn, signal));
      seen.push({ trail, status, recording: await recordingOf(place, trail) });
    }
    return { account, region, trails: seen };
  });
}

function valueOrUnread<T extends object>(value: T | AwsTrouble): T | Unread {
  return isTrouble(value) ? unread(value) : value;
}

function unread({ trouble, action, code }: AwsTrouble): Unread {
  if (trouble === 'denied' || trouble === 'refused') return { unread: 'denied', action, code };
  // A Region that is switched off does not know the credentials.
  return { unread: trouble === 'credentials' ? 'not-enabled' : 'no-answer', action, code };
}
