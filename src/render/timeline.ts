// An answer's events → how many calls of whom fell into which stretch of time, and how many failed: what every picture of
// it is drawn from, as data. Counts only; drawn by `chart-block.ts`, `chart-svg.ts` and the terminal.
import { DateTime } from 'luxon';
import { countOf, listOf } from '../answer/words/count.ts';
import { cutText } from '../answer/words/cut-text.ts';
import { describeActor } from '../answer/words/describe-actor.ts';
import { zoneName } from '../answer/words/describe-instant.ts';
import type { Answer } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import { visibleText } from './visible-text.ts';

export interface TimelineSeries {
  /** At most 20 UTF-16 units, visible text, unlike every other's. */
  readonly name: string;
  readonly failed: boolean;
  /** One count for each label. */
  readonly counts: readonly number[];
}

export interface Timeline {
  /** `Calls per 15 minutes` */
  readonly title: string;
  /** The zone the labels are in. */
  readonly zone: string;
  /** Starts of the stretches, oldest first, at most 20 UTF-16 units, all different; 2 to 14. */
  readonly labels: readonly string[];
  readonly series: readonly TimelineSeries[];
  /** The whole of it in words, for those who do not see it. */
  readonly alt: string;
}

/** Fewer need no picture. */
const EVENTS_MIN = 3;
const STRETCHES_MAX = 14;
/** Callers with a series of their own; the rest are one. */
const CALLERS_MAX = 3;
const NAME_MAX = 20;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const STEPS: readonly (readonly [number, string])[] = [
  [MINUTE, 'minute'],
  [5 * MINUTE, '5 minutes'],
  [15 * MINUTE, '15 minutes'],
  [30 * MINUTE, '30 minutes'],
  [HOUR, 'hour'],
  [3 * HOUR, '3 hours'],
  [6 * HOUR, '6 hours'],
  [12 * HOUR, '12 hours'],
  [DAY, 'day'],
  [2 * DAY, '2 days'],
  [7 * DAY, 'week'],
  [14 * DAY, '2 weeks'],
  [30 * DAY, '30 days'],
  [91 * DAY, '91 days'],
  [365 * DAY, '365 days'],
  [3650 * DAY, '3,650 days'],
];

/** null where a picture would show nothing: fewer than three events, or all within one stretch. */
export function timelineOf(answer: Answer): Timeline | null {
  const done = answer.done.filter((event) => Number.isFinite(event.timeMs));
  const failed = answer.attempted.filter((event) => Number.isFinite(event.timeMs));
  if (done.length + failed.length < EVENTS_MIN) return null;
  const zone = zoneName(answer.window.zone);
  const grid = gridOf([...extremes(done), ...extremes(failed)], zone);
  if (grid === null || grid.labels.length < 2) return null;
  const series = seriesOf(done, failed, grid);
  const title = `Calls per ${grid.step}`;
  return { title, zone, labels: grid.labels, series, alt: altOf(title, zone, grid.labels, series) };
}

/** Events come oldest first. */
function extremes(events: readonly AuditEvent[]): readonly number[] {
  const [first, last] = [events[0], events.at(-1)];
  return first === undefined || last === undefined ? [] : [first.timeMs, last.timeMs];
}

interface Grid {
  readonly step: string;
  readonly labels: readonly string[];
  readonly at: (timeMs: number) => number;
}

/** Stretches begin on round local times; the offset is that of the first event, so after a clock change they are off by it. */
function gridOf(times: readonly number[], zone: string): Grid | null {
  const first = Math.min(...times);
  const last = Math.max(...times);
  const shift = DateTime.fromMillis(first, { zone }).offset * MINUTE;
  const fits = STEPS.find(
    ([length]) => floorTo(last + shift, length) - floorTo(first + shift, length) < STRETCHES_MAX * length,
  );
  if (fits === undefined) return null;
  const [length, step] = fits;
  const begin = floorTo(first + shift, length);
  const count = (floorTo(last + shift, length) - begin) / length + 1;
  const starts = Array.from({ length: count }, (_, index) => begin - shift + index * length);
  return {
    step,
    labels: labelsOf(starts, length, zone),
    at: (timeMs) => (floorTo(timeMs + shift, length) - begin) / length,
  };
}

function floorTo(value: number, length: number): number {
  return Math.floor(value / length) * length;
}

function labelsOf(starts: readonly number[], length: number, zone: string): readonly string[] {
  const format = length >= DAY ? 'd LLL yyyy' : 'd LLL HH:mm';
  const labels = starts.map((start) => DateTime.fromMillis(start, { zone, locale: 'en-US' }).toFormat(format));
  // The hour that a clock change repeats has the same name twice.
  return labels.map((label, index) => (labels.indexOf(label) === index ? label : `${label} again`));
}

function seriesOf(done: readonly AuditEvent[], failed: readonly AuditEvent[], grid: Grid): readonly TimelineSeries[] {
  const byCaller = new Map<string, AuditEvent[]>();
  for (const event of done) {
    const name = describeActor(event.actor);
    const events = byCaller.get(name);
    if (events === undefined) byCaller.set(name, [event]);
    else events.push(event);
  }
  const callers = [...byCaller].sort(([, left], [, right]) => right.length - left.length);
  const rest = callers.slice(CALLERS_MAX).flatMap(([, events]) => events);
  const all = [
    ...callers.slice(0, CALLERS_MAX).map(([name, events]) => ({ name, failed: false, events })),
    { name: 'other callers', failed: false, events: rest },
    { name: 'failed or denied', failed: true, events: failed },
  ];
  const names = new Set<string>();
  return all
    .filter(({ events }) => events.length > 0)
    .map(({ name, failed: isFailed, events }) => {
      const counts = grid.labels.map(() => 0);
      for (const event of events) {
        const at = grid.at(event.timeMs);
        counts[at] = (counts[at] ?? 0) + 1;
      }
      return { name: unlike(name, names), failed: isFailed, counts };
    });
}

/** A name of at most 20 units that is not in `names` yet; it is added. */
function unlike(name: string, names: Set<string>): string {
  const whole = visibleText(name).trim();
  const base = cutText(whole === '' ? 'no name' : whole, NAME_MAX);
  let found = base;
  for (let number = 2; names.has(found); number += 1) found = `${cutText(base, NAME_MAX - 3)} ${number}`;
  names.add(found);
  return found;
}

function altOf(title: string, zone: string, labels: readonly string[], series: readonly TimelineSeries[]): string {
  const totals = labels.map((_, index) => series.reduce((sum, each) => sum + (each.counts[index] ?? 0), 0));
  const most = Math.max(...totals);
  const parts = series.map((each) => `${each.name} ${sum(each.counts)}`);
  return (
    `${title}, from ${labels[0]} to ${labels.at(-1)} (${zone}): ${countOf(sum(totals), 'call')}, ` +
    `most (${most}) at ${labels[totals.indexOf(most)]}. By series: ${listOf(parts)}.`
  );
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, each) => total + each, 0);
}
