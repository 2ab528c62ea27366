// Every source of everyday events with its share of a day. To add one: a file here, and a line in this list.
import type { Draft } from '../draft.ts';
import type { DaySlice, Noise } from './burst.ts';
import { objectTraffic } from './object-traffic.ts';
import { services } from './services-at-work.ts';
import { staff } from './staff-at-work.ts';
import { config, monitoring, pipelines } from './tools-at-work.ts';

/** Shares of what the day holds; what nobody takes up (a quiet Sunday) goes to monitoring, which never rests. */
const SHARES: readonly (readonly [Noise, number])[] = [
  [staff, 0.2],
  [config, 0.18],
  [pipelines, 0.14],
  [services, 0.16],
  [objectTraffic, 0.08],
];

/** Exactly `count` everyday events in the slice; none when the slice is shorter than one delivery. */
export function everydayEvents(slice: DaySlice, count: number): readonly Draft[] {
  const made = SHARES.flatMap(([noise, share]) => noise(slice, Math.floor(count * share)));
  return [...made, ...monitoring(slice, count - made.length)];
}
