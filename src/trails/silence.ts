// Times in which trails recorded less, and a way to look for events → those that can have left holes in the logs at hand.
// A trail whose events went on appearing while it was off is not the one (or not the only one) these logs come from.
import type { EventTest } from '../domain/question.ts';
import { type OffTime, type TrailReach, within } from './off-times.ts';
import { all } from './recording.ts';

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

/** `endMs`: the end of what the logs hold, for times that have not ended. */
export async function silentTimes(
  times: readonly OffTime[],
  endMs: number,
  find: Find,
): Promise<readonly SilentTime[]> {
  const found: SilentTime[] = [];
  for (const time of times) {
    const reach = await silentReach(time, endMs, find);
    if (reach !== null) found.push({ ...time, reach, missing: all([within(reach), time.left.maybe]) });
  }
  return found;
}

/** null: events went on, or there never were any to miss. */
async function silentReach(time: OffTime, endMs: number, find: Find): Promise<TrailReach | null> {
  const certain = time.reaches.at(-1);
  if (certain === undefined || !(await isSilent(time, certain, endMs, find))) return null;
  if (time.needsEarlier) {
    const before = { fromMs: Number.NEGATIVE_INFINITY, toMs: time.fromMs };
    const earlier = await find(all([within(certain), time.left.surely]), before, time.managementOnly);
    if (earlier === false) return null;
  }
  for (const reach of time.reaches) {
    if (reach === certain || (await isSilent(time, reach, endMs, find))) return reach;
  }
  return certain;
}

async function isSilent(time: OffTime, reach: TrailReach, endMs: number, find: Find): Promise<boolean> {
  const between = { fromMs: time.fromMs, toMs: time.toMs ?? endMs };
  return isSilentIn(all([within(reach), time.left.surely]), between, time.managementOnly, find);
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
