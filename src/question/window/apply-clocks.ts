// A day or a part of a day, narrowed by the times said with it: "yesterday" + "at 3pm", "last night" + "around 2am".
import { type Resolved, refuse } from './resolved.ts';
import { clockOf, DAY, HOUR, isoDay, MINUTE, startOfDay, type Wall } from './wall.ts';
import { AROUND, type Clock, type Edge, type Scene, type Span, stretch } from './when.ts';

const HALF_DAY = 12 * HOUR;
const EARLY = 6 * HOUR;

/** Parts of the day first: they settle what "at 4" means. */
const rank = (clock: Clock): number => (clock.kind === 'part' ? 0 : 1);

export function applyClocks(base: Span, clocks: readonly Clock[], scene: Scene): Resolved {
  let current: Resolved = { span: base };
  for (const clock of [...clocks].sort((a, b) => rank(a) - rank(b))) {
    if ('trouble' in current) return current;
    current = applyClock(current.span, clock, scene);
  }
  return current;
}

function applyClock(base: Span, clock: Clock, scene: Scene): Resolved {
  if (base.from === null || base.from.kind === 'instant') return refuse('Say either a time or how long ago, not both.');
  const to = base.to ?? { kind: 'clock' as const, at: scene.wall };
  if (to.kind === 'instant') return refuse('Say either a time or how long ago, not both.');
  if (base.grain !== 'day' && base.grain !== 'part') {
    const days = [`on ${isoDay(base.from.at)} at 15:00`];
    return refuse('A time of day goes with one day: say which day of that period.', days);
  }
  if (base.grain === 'day' && to.at - base.from.at > DAY) return refuse('A time of day goes with one day: say which.');
  const settled = settleHour(clock, base, base.from.at, to.at);
  if (settled === null) return outside(clock, base.from.at, to.at);
  if (settled.kind === 'bare' || settled.kind === 'bare-range') return bare(settled);
  return narrowed(base, settled, base.from.at, to.at);
}

/** Hours of the twelve-hour clock, settled by the part of the day; null: the part has no such hour. */
function settleHour(clock: Clock, base: Span, from: Wall, to: Wall): Clock | null {
  if (clock.kind === 'bare' && clock.at > HALF_DAY) return anHour(clock.at, clock.around);
  if (clock.kind === 'bare-range' && Math.max(clock.from, clock.to) > HALF_DAY) {
    return { kind: 'range', from: clock.from, to: clock.to > clock.from ? clock.to : clock.to + DAY };
  }
  if (base.grain !== 'part' || clock.kind === 'part') return clock;
  if (clock.kind === 'bare') {
    const at = [clock.at, clock.at + HALF_DAY].find((time) => placeIn(time, from, to) !== null);
    if (at === undefined) return null;
    return anHour(at, clock.around);
  }
  if (clock.kind === 'bare-range') {
    const start = [clock.from, clock.from + HALF_DAY].find((time) => placeIn(time, from, to) !== null);
    if (start === undefined) return null;
    return {
      kind: 'range',
      from: start,
      to: start + ((((clock.to - clock.from) % HALF_DAY) + HALF_DAY) % HALF_DAY || HALF_DAY),
    };
  }
  if (clock.kind === 'at' && clock.twelve && placeIn(clock.at, from, to) === null) {
    const later = { ...clock, at: clock.at + HALF_DAY, from: clock.from + HALF_DAY, to: clock.to + HALF_DAY };
    return placeIn(later.at, from, to) === null ? clock : withoutNote(later);
  }
  return clock;
}

const anHour = (at: number, around: boolean): Clock =>
  around
    ? { kind: 'at', at, from: at - AROUND, to: at + AROUND, twelve: false }
    : { kind: 'at', at, from: at, to: at + HOUR, twelve: false };

const withoutNote = ({ note: _, ...clock }: Extract<Clock, { kind: 'at' }>): Clock => clock;

/** The day, as wall time, whose clock time lies in the part: the small hours of a night are the next day's. */
function placeIn(time: number, from: Wall, to: Wall): Wall | null {
  const day = startOfDay(from);
  return [day, day + DAY].find((start) => start + time >= from && start + time < to) ?? null;
}

/** An hour without am or pm is none of these. */
type Settled = Exclude<Clock, { kind: 'bare' } | { kind: 'bare-range' }>;

function narrowed(base: Span, clock: Settled, from: Wall, to: Wall): Resolved {
  if (clock.kind === 'after' || clock.kind === 'before') {
    const day = placeIn(clock.at, from, to);
    if (day === null) return outside(clock, from, to);
    const bound = edge(day + clock.at);
    return span(base, clock.kind === 'after' ? { from: bound, to: base.to } : { from: base.from, to: bound }, null);
  }
  const wanted = clock.kind === 'at' ? clock.at : clock.from;
  const day = base.grain === 'day' ? startOfDay(from) : (placeIn(wanted, from, to) ?? earlyMorning(clock, from, to));
  if (day === null) return outside(clock, from, to);
  const grain = clock.kind === 'part' ? 'part' : 'point';
  const walls = stretch({ from: day + clock.from, to: day + clock.to }, grain);
  const anchor: Edge | null = clock.kind === 'at' ? { kind: 'clock', at: day + clock.at } : null;
  return span(base, walls, anchor, clock.kind === 'at' && clock.note !== undefined ? [clock.note] : [], grain);
}

/** "This morning at 3am" is before the morning begins, and still meant. */
function earlyMorning(clock: Clock, from: Wall, to: Wall): Wall | null {
  const morning = from - startOfDay(from) === EARLY && to - from === EARLY;
  const early = clock.kind === 'at' && clock.at < EARLY;
  return morning && early ? startOfDay(from) : null;
}

const edge = (wall: Wall): Edge => ({ kind: 'clock', at: wall });

function span(
  base: Span,
  ends: Pick<Span, 'from' | 'to'>,
  anchor: Edge | null,
  notes: readonly string[] = [],
  grain: Span['grain'] = 'point',
): Resolved {
  return { span: { from: ends.from, to: ends.to, grain, anchor, notes: [...base.notes, ...notes] } };
}

const outside = (clock: Clock, from: Wall, to: Wall): Resolved =>
  refuse(`${sayClocks([clock])} does not lie between ${clockOf(from)} and ${clockOf(to)}.`);

function bare(clock: Extract<Clock, { kind: 'bare' | 'bare-range' }>): Resolved {
  if (clock.kind === 'bare') {
    const hour = clock.at / HOUR;
    return refuse(`"${hour}" could be morning or afternoon.`, [`at ${hour}am`, `at ${hour}pm`]);
  }
  const [from, to] = [clock.from / HOUR, clock.to / HOUR];
  const both = [`between ${from}am and ${to}am`, `between ${from}pm and ${to}pm`];
  const across = [`between ${from}am and ${to}pm`, `between ${from}pm and ${to}am`];
  return refuse(`"${from}" and "${to}" could be morning or afternoon.`, to > from ? [...both, ...across] : across);
}

const sayTime = (time: number): string => clockOf((((Math.round(time / MINUTE) * MINUTE) % DAY) + DAY) % DAY);

/** `15:00`, `22:00 to 02:00`, for people. */
export function sayClocks(clocks: readonly Clock[]): string {
  return clocks
    .map((clock) =>
      'name' in clock
        ? clock.name
        : 'at' in clock
          ? sayTime(clock.at)
          : `${sayTime(clock.from)} to ${sayTime(clock.to)}`,
    )
    .join(', ');
}
