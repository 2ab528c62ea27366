// "between A and B", "from A to B" → one stretch. The end is found first, looking back from now; the start is the latest
// that lies before it. Days, weeks and months at the end are included whole; a clock time is a point.
import { edgeInstant } from './edge-instant.ts';
import { type Resolved, refuse } from './resolved.ts';
import { DAY, isoDay, type WallSpan } from './wall.ts';
import type { Edge, Floating, Scene, Span, When } from './when.ts';

/** Beyond this a date that had to be put a year back was more likely meant the other way round. */
const LONGEST_OVER_NEW_YEAR = 183 * DAY;

type Resolve = (when: When, scene: Scene, limits?: WallSpan | null) => Resolved;

/** @param resolve decides what one of the two means; handed in, as it decides pairs by this function */
export function resolvePair(
  first: When,
  last: When,
  scene: Scene,
  limits: WallSpan | null,
  resolve: Resolve,
): Resolved {
  if (last.kind === 'clock') return toAClockTime(first, last, scene, limits, resolve);
  const end = resolveEnd(first, last, scene, limits, resolve);
  if ('trouble' in end) return end;
  const start = startBefore(first, end.span, scene, limits, resolve);
  if ('trouble' in start) return start;
  return joined(start.span, end.span, first, scene);
}

/** "from 10pm yesterday to 2am": the first 2am after the start; after a whole day, today's. */
function toAClockTime(
  first: When,
  last: Extract<When, { kind: 'clock' }>,
  scene: Scene,
  limits: WallSpan | null,
  resolve: Resolve,
): Resolved {
  const start = resolve(first, scene, limits);
  if ('trouble' in start) return start;
  const from = startOf(start.span);
  if (from === null || from.kind === 'instant') return refuse('Say the date of both times.');
  const timed = start.span.anchor !== null;
  const base = timed ? from.at - (((from.at % DAY) + DAY) % DAY) : scene.today;
  for (const day of [base, base + DAY]) {
    const end = resolve({ kind: 'dated', date: dayOf(day), clocks: last.clocks }, scene);
    if ('trouble' in end) return end;
    const to = endOf(end.span);
    if (to !== null && to.at > from.at)
      return { span: { ...end.span, from, to, anchor: null, notes: [...start.span.notes, ...end.span.notes] } };
  }
  return inverted();
}

const dayOf = (day: number): When => ({
  kind: 'fixed',
  span: { from: { kind: 'day', at: day }, to: { kind: 'day', at: day + DAY }, grain: 'day', anchor: null, notes: [] },
});

const startOf = (span: Span): Edge | null => span.anchor ?? span.from;
const endOf = (span: Span): Edge | null => span.anchor ?? span.to;

function resolveEnd(first: When, last: When, scene: Scene, limits: WallSpan | null, resolve: Resolve): Resolved {
  const end = resolve(last, scene, limits);
  if ('trouble' in end || limits !== null || last.kind !== 'floating' || last.weekday) return end;
  const start = knownStart(first, last, scene, resolve);
  if (start === null || start.kind === 'instant') return end;
  const next = last.list(start.at, start.at + last.backDays * DAY)[0];
  return next !== undefined && next.from < scene.wall ? resolve(last, scene, next) : end;
}

/** Where the end is looked for from: "2025-12-28 to 3 January", "1 October to the 5th". */
function knownStart(first: When, last: Floating, scene: Scene, resolve: Resolve): Edge | null {
  const known = first.kind === 'fixed' || (last.inAnyMonth === true && first.kind === 'floating' && !first.inAnyMonth);
  if (!known) return null;
  const start = resolve(first, scene);
  return 'trouble' in start ? null : startOf(start.span);
}

function startBefore(first: When, end: Span, scene: Scene, limits: WallSpan | null, resolve: Resolve): Resolved {
  const edge = endOf(end);
  if (limits !== null || edge === null || edge.kind === 'instant') return resolve(first, scene, limits);
  if (first.kind === 'floating') return latestBefore(first, edge.at, scene, resolve);
  if (first.kind === 'dated' && first.date.kind === 'floating') {
    const day = latestBefore(first.date, edge.at, scene, resolve);
    return 'trouble' in day
      ? day
      : resolve({ kind: 'dated', date: { kind: 'fixed', span: day.span }, clocks: first.clocks }, scene);
  }
  if (first.kind !== 'clock') return resolve(first, scene, limits);
  const midnight = edge.at - (((edge.at % DAY) + DAY) % DAY);
  const same = resolve({ kind: 'dated', date: dayOf(midnight), clocks: first.clocks }, scene);
  if ('trouble' in same || (startOf(same.span)?.at ?? 0) < edge.at) return same;
  return resolve({ kind: 'dated', date: dayOf(midnight - DAY), clocks: first.clocks }, scene);
}

function latestBefore(first: Floating, end: number, scene: Scene, resolve: Resolve): Resolved {
  const candidate = first.list(end - first.backDays * DAY, end).at(-1);
  return candidate === undefined ? resolve(first, scene) : resolve(first, scene, candidate);
}

function joined(start: Span, end: Span, first: When, scene: Scene): Resolved {
  const [from, to] = [startOf(start), endOf(end)];
  if (from === null) return refuse('There is no start to count from.');
  const [fromMs, toMs] = [
    edgeInstant(from, scene.zone, 'start'),
    to === null ? scene.now : edgeInstant(to, scene.zone, 'end'),
  ];
  const wrapped =
    first.kind === 'floating' && first.grain === 'day' && !first.weekday && toMs - fromMs > LONGEST_OVER_NEW_YEAR;
  if (fromMs >= toMs || wrapped)
    return inverted(wrapped ? [`from ${say(from)} to ${say(end.from)}`] : swapped(start, end));
  return { span: { from, to, grain: 'rolling', anchor: null, notes: [...start.notes, ...end.notes] } };
}

const say = (edge: Edge | null): string => (edge === null ? 'now' : isoDay(edge.at));
const swapped = (start: Span, end: Span): readonly string[] =>
  say(end.from) === say(start.from) ? [] : [`between ${say(end.from)} and ${say(start.from)}`];

const inverted = (phrases: readonly string[] = []): Resolved =>
  refuse('The end of that window lies before its start.', phrases, 'inverted-window');
