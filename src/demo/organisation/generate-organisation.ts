// The sample organisation's trail: stories worth asking about, in ninety days of everyday noise. Same seed and same
// `now`, same bytes. Nothing in it comes from a real account.
import { deliver, type LogFile, NOT_YET_DELIVERED } from './delivery.ts';
import type { Draft } from './draft.ts';
import { everydayEvents } from './noise/index.ts';
import { randomFor } from './random.ts';
import { DEFAULT_SEED, storyEvents } from './sample-stories.ts';
import { DAY, startOfDay } from './time.ts';

export interface OrganisationOptions {
  /** Epoch milliseconds. Events lie in the 90 days before it. */
  readonly now: number;
  readonly seed?: number;
  /** Distinct events in all, stories included. */
  readonly events?: number;
}

const HORIZON_DAYS = 90;
const DEFAULT_EVENTS = 50_000;
/** How busy a Saturday or Sunday is, beside a weekday. */
const WEEKEND = 0.55;

interface Slice {
  readonly from: number;
  readonly to: number;
  /** Its share of the noise, relative to a full weekday. */
  readonly weight: number;
}

function slicesOf(now: number): readonly Slice[] {
  const from = now - HORIZON_DAYS * DAY;
  const delivered = now - NOT_YET_DELIVERED;
  const slices: Slice[] = [];
  for (let day = startOfDay(from); day < delivered; day += DAY) {
    const start = Math.max(day, from);
    const end = Math.min(day + DAY, delivered);
    const weekday = new Date(day).getUTCDay() % 6 === 0 ? WEEKEND : 1;
    slices.push({ from: start, to: end, weight: ((end - start) / DAY) * weekday });
  }
  return slices;
}

function byDay(events: readonly Draft[]): ReadonlyMap<number, readonly Draft[]> {
  const days = new Map<number, Draft[]>();
  for (const event of events) {
    const day = startOfDay(event.time);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return days;
}

/**
 * Log files of the organisation's trail, day by day, oldest first: `path` as under the trail's bucket, `records` as in
 * `{"Records": […]}`. About 1 in 180 files repeats events of another.
 */
export function* generateOrganisation(options: OrganisationOptions): Generator<LogFile> {
  const { now, seed = DEFAULT_SEED, events = DEFAULT_EVENTS } = options;
  const told = storyEvents(now, seed);
  const stories = byDay(told);
  const slices = slicesOf(now);
  const noise = Math.max(0, events - told.length);
  const total = slices.reduce((sum, slice) => sum + slice.weight, 0);
  let weight = 0;
  let given = 0;
  for (const slice of slices) {
    weight += slice.weight;
    // Rounding the running total, not each day, makes the days add up to the whole.
    const due = Math.round((noise * weight) / total);
    const day = startOfDay(slice.from);
    const random = randomFor(seed, `day/${day}`);
    const everyday = everydayEvents({ from: slice.from, to: slice.to, random }, due - given);
    given += everyday.length;
    yield* deliver([...(stories.get(day) ?? []), ...everyday], random);
  }
}
