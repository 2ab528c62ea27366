// Which Friday is meant: the tree of date words → one stretch of time, looking back from now, or what is wrong with it.

import { applyClocks, sayClocks } from './apply-clocks.ts';
import { edgeInstant } from './edge-instant.ts';
import { everyDay } from './periods.ts';
import { resolvePair } from './resolve-pair.ts';
import { type Resolved, refuse } from './resolved.ts';
import { DAY, daySpan, isoDay, namedDay, type WallSpan } from './wall.ts';
import {
  AROUND,
  type Clock,
  type Edge,
  type Floating,
  period,
  type Scene,
  type Span,
  stretch,
  type When,
} from './when.ts';

/** @param limits what is being narrowed ("last week" for "on Monday"); null: look back from now */
export function resolve(when: When, scene: Scene, limits: WallSpan | null = null): Resolved {
  switch (when.kind) {
    case 'trouble':
      return { trouble: when.trouble };
    case 'fixed':
      return inLimits(when.span, scene, limits);
    case 'floating':
      return pick(when, [], scene, limits);
    case 'clock':
      return pick(everyDay(), when.clocks, scene, limits);
    case 'dated':
      return dated(when.date, when.clocks, scene, limits);
    case 'within':
      return within(when.outer, when.inner, scene, limits);
    case 'since':
    case 'until':
    case 'before':
    case 'after':
      return bounded(when.kind, when.of, scene, limits);
    case 'from':
      return from(when.of, scene, limits);
    case 'around':
      return around(when.of, scene, limits);
    case 'pair':
      return resolvePair(when.first, when.last, scene, limits, resolve);
    case 'both':
      return both(when.first, when.last, scene, limits);
    case 'either':
      return either(when.first, when.last, scene, limits);
    default: {
      const never: never = when;
      return never;
    }
  }
}

/** Wall time of a span that has any; null where an end is an instant or open. */
export function wallSpanOf(span: Span): WallSpan | null {
  if (span.from === null || span.to === null || span.from.kind === 'instant' || span.to.kind === 'instant') return null;
  return { from: span.from.at, to: span.to.at };
}

function inLimits(span: Span, scene: Scene, limits: WallSpan | null): Resolved {
  if (limits === null) return { span };
  const [from, to] = ends(span, scene);
  const outer = ends(stretch(limits, 'rolling'), scene);
  if (from >= outer[0] && to <= outer[1]) return { span };
  if (from <= outer[0] && to >= outer[1]) return { span: { ...stretch(limits, span.grain), notes: span.notes } };
  return refuse('Two different dates: say one, or join them with "between … and …".');
}

function ends(span: Span, scene: Scene): readonly [number, number] {
  const from = span.from === null ? Number.NEGATIVE_INFINITY : edgeInstant(span.from, scene.zone, 'start');
  const to = span.to === null ? scene.now : edgeInstant(span.to, scene.zone, 'end');
  return [from, to];
}

/** The latest of those that have begun; of those inside limits, the only one. */
function pick(floating: Floating, clocks: readonly Clock[], scene: Scene, limits: WallSpan | null): Resolved {
  const candidates =
    limits === null
      ? floating.list(scene.today - floating.backDays * DAY, scene.wall + 1)
      : contained(floating, limits);
  if (limits !== null && candidates.length > 1) {
    return refuse(
      `${limits.to - limits.from > DAY ? 'That covers' : 'That names'} more than one ${floating.name}: say which.`,
    );
  }
  let failure: Resolved | null = null;
  for (const candidate of [...candidates].reverse()) {
    const applied = applyClocks(wholeDays(candidate, floating.grain), clocks, scene);
    if ('trouble' in applied) failure ??= applied;
    else if (limits !== null || begun(applied.span, scene)) {
      return {
        span: {
          ...applied.span,
          notes: [...floating.notes, ...saidOf(floating, candidate, clocks), ...applied.span.notes],
        },
      };
    }
  }
  if (failure !== null) return failure;
  return limits === null
    ? refuse(`There is no "${floating.name}" that has begun.`)
    : refuse(`There is no "${floating.name}" in what else was said.`);
}

function contained(floating: Floating, limits: WallSpan): readonly WallSpan[] {
  const sameDay = limits.to - limits.from <= 1.5 * DAY && floating.name === 'day';
  if (sameDay) return [limits];
  return floating.list(limits.from, limits.to).filter((span) => span.to <= limits.to);
}

const begun = (span: Span, scene: Scene): boolean => ends(span, scene)[0] < scene.now;
const wholeDays = (span: WallSpan, grain: Span['grain']): Span => ({
  from: { kind: 'day', at: span.from },
  to: { kind: 'day', at: span.to },
  grain,
  anchor: null,
  notes: [],
});

function saidOf(floating: Floating, span: WallSpan, clocks: readonly Clock[]): readonly string[] {
  if (floating.name === 'day') return [`${sayClocks(clocks)} was read as that of ${namedDay(span.from)}.`];
  if (span.to - span.from === DAY) return [`"${floating.name}" was read as ${namedDay(span.from)}.`];
  return [`"${floating.name}" was read as ${isoDay(span.from)} to ${isoDay(span.to - 1)}.`];
}

function dated(date: When, clocks: readonly Clock[], scene: Scene, limits: WallSpan | null): Resolved {
  if (date.kind === 'floating') return pick(date, clocks, scene, limits);
  const base = resolve(date, scene, limits);
  return 'trouble' in base ? base : applyClocks(base.span, clocks, scene);
}

function within(outer: When, inner: When, scene: Scene, limits: WallSpan | null): Resolved {
  const around = resolve(outer, scene, limits);
  if ('trouble' in around) return around;
  const walls = wallSpanOf(around.span);
  if (walls !== null) {
    const found = resolve(inner, scene, walls);
    return 'trouble' in found ? contradiction(outer, inner, walls, found) : found;
  }
  const narrow = resolve(inner, scene, limits);
  if ('trouble' in narrow) return narrow;
  const small = wallSpanOf(narrow.span);
  return small === null ? refuse('Two different times: say one.') : resolve(outer, scene, small);
}

function contradiction(outer: When, inner: When, walls: WallSpan, found: Resolved): Resolved {
  const aWeekdayOfADay = inner.kind === 'floating' && inner.weekday && walls.to - walls.from === DAY;
  if (!aWeekdayOfADay || outer.kind === 'trouble') return found;
  return refuse(`${isoDay(walls.from)} was a ${namedDay(walls.from).split(' ')[0]}, not a ${inner.name}.`, [
    `on ${isoDay(walls.from)}`,
  ]);
}

/** "before noon" asked at ten is today's noon: all up to now, rather than up to yesterday's. */
const today = (scene: Scene): When => period(daySpan(scene.today), 'day');

/** A bound is a point: "since 15:20" starts there, though "at 15:20" covers half an hour. */
function bounded(
  kind: 'since' | 'until' | 'before' | 'after',
  of: When,
  scene: Scene,
  limits: WallSpan | null,
): Resolved {
  const upTo = kind === 'until' || kind === 'before';
  const resolved = resolve(
    upTo && of.kind === 'clock' ? { ...of, kind: 'dated', date: today(scene) } : of,
    scene,
    limits,
  );
  if ('trouble' in resolved) return resolved;
  const { span } = resolved;
  const { from, to } = kind === 'before' || kind === 'after' ? coreOf(span) : span;
  const start = span.anchor ?? from;
  const end = span.anchor ?? to;
  const rest = { grain: 'rolling', anchor: null, notes: span.notes } as const;
  if (kind === 'since')
    return start === null ? refuse('There is no start to count from.') : { span: { ...rest, from: start, to: null } };
  if (kind === 'after') return { span: { ...rest, from: end ?? nowEdge(scene), to: null } };
  const last = kind === 'until' ? end : start;
  if (last === null && kind === 'before') return refuse('There is no start to stop before.');
  return { span: { ...rest, from: null, to: last } };
}

function coreOf(span: Span): Pick<Span, 'from' | 'to'> {
  if (span.core === undefined) return span;
  return { from: { kind: 'day', at: span.core.from }, to: { kind: 'day', at: span.core.to } };
}

const nowEdge = (scene: Scene): Edge => ({ kind: 'instant', at: scene.now });

/** "from 3pm" starts there; "logins from yesterday" are yesterday's; "from 3 March" could be either. */
function from(of: When, scene: Scene, limits: WallSpan | null): Resolved {
  const resolved = resolve(of, scene, limits);
  if ('trouble' in resolved) return resolved;
  const { span } = resolved;
  if (span.anchor !== null) return bounded('since', of, scene, limits);
  if (of.kind === 'dated' && of.clocks.some(({ kind }) => kind === 'range')) return resolved;
  if (span.relative) return { span: { ...span, notes: [...span.notes, FROM_PERIOD] } };
  const walls = wallSpanOf(span);
  const day = walls === null ? null : isoDay(walls.from);
  const during =
    walls === null || walls.to - walls.from <= DAY ? `on ${day}` : `between ${day} and ${isoDay(walls.to - 1)}`;
  const phrases = day === null ? [] : [`since ${day}`, during];
  return refuse('"from" with one date can mean only then, or everything since.', phrases);
}

const FROM_PERIOD = '"from" was read as "during"; type "since" for everything up to now.';

function around(of: When, scene: Scene, limits: WallSpan | null): Resolved {
  const resolved = resolve(of, scene, limits);
  if ('trouble' in resolved) return resolved;
  const { span } = resolved;
  if (span.anchor !== null) {
    const at = span.anchor.at;
    const edge = (shift: number): Edge => ({
      kind: span.anchor?.kind === 'instant' ? 'instant' : 'clock',
      at: at + shift,
    });
    return { span: { ...span, from: edge(-AROUND), to: edge(AROUND) } };
  }
  const walls = wallSpanOf(span);
  if (span.grain !== 'day' || walls === null) return refuse('"around" is read with a time or a day only.');
  const wide = wholeDays({ from: walls.from - DAY, to: walls.to + DAY }, 'day');
  return {
    span: {
      ...wide,
      notes: [...span.notes, `"around ${isoDay(walls.from)}" was read with the day before and the day after.`],
    },
  };
}

function both(first: When, last: When, scene: Scene, limits: WallSpan | null): Resolved {
  const [a, b] = [resolve(first, scene, limits), resolve(last, scene, limits)];
  if ('trouble' in a) return a;
  if ('trouble' in b) return b;
  const [left, right] = [ends(a.span, scene), ends(b.span, scene)];
  const from = left[0] >= right[0] ? a.span.from : b.span.from;
  const to = left[1] <= right[1] ? a.span.to : b.span.to;
  return { span: { from, to, grain: 'rolling', anchor: null, notes: [...a.span.notes, ...b.span.notes] } };
}

function either(first: When, last: When, scene: Scene, limits: WallSpan | null): Resolved {
  const [a, b] = [resolve(first, scene, limits), resolve(last, scene, limits)];
  if ('trouble' in a) return a;
  if ('trouble' in b) return b;
  const [left, right] = [ends(a.span, scene), ends(b.span, scene)];
  if (left[0] > right[1] || right[0] > left[1]) {
    return refuse('Two dates that do not touch: ask about one at a time, or join them with "between … and …".');
  }
  const from = left[0] <= right[0] ? a.span.from : b.span.from;
  const to = left[1] >= right[1] ? a.span.to : b.span.to;
  return { span: { from, to, grain: 'rolling', anchor: null, notes: [...a.span.notes, ...b.span.notes] } };
}
