// Many calls by one caller in a few minutes, in one Region: how tools and people really arrive in CloudTrail.
// A burst stays inside one delivery bucket, so that 50,000 events make thousands of files and not tens of thousands.
import type { Account } from '../accounts.ts';
import type { Caller } from '../caller.ts';
import { DELIVERY_BUCKET } from '../delivery.ts';
import type { Draft } from '../draft.ts';
import type { Random } from '../random.ts';
import { SECOND } from '../time.ts';
import { fleet } from './fleet.ts';
import type { Call } from './reads.ts';
import type { Change } from './writes.ts';

/** The part of a UTC day that may hold events: `from` ≤ t < `to`, epoch milliseconds. */
export interface DaySlice {
  readonly from: number;
  readonly to: number;
  readonly random: Random;
}

/** One source of everyday events: at most `count` of them in the slice. */
export type Noise = (slice: DaySlice, count: number) => readonly Draft[];

export interface Burst {
  readonly account: Account;
  readonly region: string;
  readonly caller: Caller;
  /** Epoch milliseconds; see `burstStart`. */
  readonly start: number;
  readonly count: number;
  readonly reads: readonly Call[];
  readonly changes?: readonly Change[];
  /** Share of changes among the calls, 0–1. */
  readonly changeShare?: number;
}

/** Where a burst near `time` starts: the beginning of its delivery bucket. */
export function burstStart(time: number): number {
  return Math.floor(time / DELIVERY_BUCKET) * DELIVERY_BUCKET;
}

/** A moment in the slice whose whole bucket lies inside it; null when the slice is too short. */
export function someBucket(slice: DaySlice): number | null {
  const first = Math.ceil(slice.from / DELIVERY_BUCKET);
  const last = Math.floor(slice.to / DELIVERY_BUCKET) - 1;
  return last < first ? null : (first + slice.random.int(last - first + 1)) * DELIVERY_BUCKET;
}

/** Share of reads that are refused, and of those that meet a rate limit. */
const DENIED_SHARE = 0.006;
const THROTTLED_SHARE = 0.004;

function mishap(random: Random, call: Call): Pick<Draft, 'error'> {
  const drawn = random.next();
  if (drawn < DENIED_SHARE) {
    const [code, message] =
      call.service === 'ec2'
        ? ['Client.UnauthorizedOperation', 'You are not authorized to perform this operation.']
        : ['AccessDenied', `User is not authorized to perform: ${call.service}:${call.name}`];
    return { error: { code: code ?? null, message: message ?? '' } };
  }
  if (drawn < DENIED_SHARE + THROTTLED_SHARE)
    return { error: { code: 'ThrottlingException', message: 'Rate exceeded' } };
  return {};
}

/** Lays out the calls of a burst, oldest first. */
export function burst(random: Random, of: Burst): readonly Draft[] {
  const resources = fleet(of.account);
  const span = DELIVERY_BUCKET - 10 * SECOND;
  const calls: Draft[] = [];
  for (let i = 0; i < of.count; i += 1) {
    const change = of.changes !== undefined && random.chance(of.changeShare ?? 0) ? random.pick(of.changes) : null;
    const call = change ?? random.pick(of.reads);
    const region = call.region ?? of.region;
    const error = change === null ? mishap(random, call) : {};
    calls.push({
      id: random.uuid(),
      time: of.start + 3 * SECOND + Math.floor((span * i) / of.count),
      account: of.account,
      region,
      service: call.service,
      name: call.name,
      readOnly: change === null && call.writes !== true,
      caller: of.caller,
      request: call.request(random, resources, region),
      ...(change?.response === undefined ? {} : { response: change.response(random, resources) }),
      ...error,
    });
  }
  return calls;
}
