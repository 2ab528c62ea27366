// Times in which trails recorded less, and a way to look for events → those that can have left holes in the logs at hand.
// A trail whose events went on appearing while it was off is not the one (or not the only one) these logs come from.
import type { EventTest } from '../domain/question.ts';
import { type OffTime, type TrailReach, within } from './off-times.ts';
import { allOf } from './recording.ts';

/**
 * Whether the logs hold an event in `fromMs` ≤ t < `toMs` for which `test` holds; null: that could not be told.
 * `managementOnly`: data events do not count.
 */
export type Find = (
  test: EventTest,
  between: { readonly fromMs: number; readonly toMs: number },
  managementOnly: boolean,
) => Promise<boolean | null>;

export interface SilentTime extends OffTime {
  /** The widest reach without any of the lost events: how far the hole may extend. */
  readonly reach: TrailReach;
  /** Holds for every event that may be missing. */
  readonly missing: EventTest;
}

/** What was under way when a trail was switched off may still be recorded. Measured on nothing: a guess on the long side. */
const GRACE_MS = 15_000;
const MINUTE_MS = 60_000;
/** A busy account is found out in the first of these; only true silence is searched to its end. */
const PROBES_MS: readonly number[] = [10 * MINUTE_MS, 4 * 60 * MINUTE_MS, 3 * 24 * 60 * MINUTE_MS];

/** How the files of an account lie: as an organization's trail writes them, or as one of its own does; null: not known. */
export type Layout = 'organization' | 'account' | null;

/** What has to be known of the logs at hand. */
export interface Logs {
  /** The end of what they hold, for times that have not ended. Epoch milliseconds. */
  readonly endMs: number;
  readonly find: Find;
  readonly layoutOf: (account: string) => Layout;
  /** When events of a reach happened, epoch milliseconds, in any order; null: that could not be told. */
  readonly eventTimes: (
    reach: TrailReach,
    between: { readonly fromMs: number; readonly toMs: number },
  ) => Promise<readonly number[] | null>;
}

export async function silentTimes(times: readonly OffTime[], logs: Logs): Promise<readonly SilentTime[]> {
  const found: SilentTime[] = [];
  for (const time of times) {
    const reach = await silentReach(time, logs);
    if (reach !== null) found.push({ ...time, reach, missing: allOf([within(reach), time.left.maybe]) });
  }
  return found;
}

/** null: it is another trail's, events went on, or there never were any to miss. */
async function silentReach(time: OffTime, logs: Logs): Promise<TrailReach | null> {
  const layout = logs.layoutOf(time.trail.account);
  if (layout !== null && time.organization === (layout === 'account')) return null;
  const reaches = possibleReaches(time, layout);
  const certain = reaches.at(-1);
  if (certain === undefined || !(await isSilent(time, certain, logs))) return null;
  if (time.needsEarlier) {
    const before = { fromMs: Number.NEGATIVE_INFINITY, toMs: time.fromMs };
    const earlier = await logs.find(allOf([within(certain), time.left.surely]), before, time.managementOnly);
    if (earlier === false) return null;
  }
  const guessed = layout === 'organization' && time.organization === null;
  if (guessed && (await isOrdinary(time, certain, logs))) return null;
  for (const reach of reaches) {
    if (reach === certain || (await isSilent(time, reach, logs))) return reach;
  }
  return certain;
}

/** Files laid out as an organization's can only be missing for all its accounts; those laid out otherwise, for one. */
function possibleReaches({ reaches }: OffTime, layout: Layout): readonly TrailReach[] {
  if (layout === 'account') return reaches.filter(({ account }) => account !== null);
  if (layout === null) return reaches;
  const wide = reaches.map(({ account, region }) => ({ account: account?.is === 'out' ? account : null, region }));
  return wide.filter(
    (reach, at) => wide.findIndex(({ account, region }) => account === reach.account && region === reach.region) === at,
  );
}

const DAY_MS = 24 * 60 * MINUTE_MS;
/** Before and after a time, where quiet spells are looked for. */
const AROUND_MS = 7 * DAY_MS;
/** So many quiet spells at least as long as the time make its quiet nothing out of the ordinary. */
const ORDINARY_MIN = 3;

/**
 * Whether such logs are often quiet for as long. Any account can have trails of its own beside the organization's, so
 * there one's being off tells little; a silence of all accounts that stands out tells enough.
 */
async function isOrdinary(time: OffTime, reach: TrailReach, { endMs, eventTimes }: Logs): Promise<boolean> {
  const toMs = time.toMs ?? endMs;
  let spells = 0;
  for (const between of [
    { fromMs: time.fromMs - AROUND_MS, toMs: time.fromMs },
    { fromMs: toMs, toMs: toMs + AROUND_MS },
  ]) {
    const times = Float64Array.from((await eventTimes(reach, between)) ?? []).sort();
    for (let at = 1; at < times.length; at++) {
      if ((times[at] ?? 0) - (times[at - 1] ?? 0) >= toMs - time.fromMs) spells += 1;
    }
  }
  return spells >= ORDINARY_MIN;
}

async function isSilent(time: OffTime, reach: TrailReach, { endMs, find }: Logs): Promise<boolean> {
  const between = { fromMs: time.fromMs, toMs: time.toMs ?? endMs };
  return isSilentIn(allOf([within(reach), time.left.surely]), between, time.managementOnly, find);
}

/** Whether no such event is to be found from a little after `fromMs` on; what could not be told counts as silence. */
export async function isSilentIn(
  test: EventTest,
  between: { readonly fromMs: number; readonly toMs: number },
  managementOnly: boolean,
  find: Find,
): Promise<boolean> {
  const { toMs } = between;
  let fromMs = between.fromMs + GRACE_MS;
  if (!Number.isFinite(fromMs)) return (await find(test, between, managementOnly)) !== true;
  for (const lengthMs of [...PROBES_MS, Number.POSITIVE_INFINITY]) {
    if (fromMs >= toMs) return true;
    const until = Math.min(toMs, fromMs + lengthMs);
    if ((await find(test, { fromMs, toMs: until }, managementOnly)) === true) return false;
    fromMs = until;
  }
  return true;
}
