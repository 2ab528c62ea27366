// A span of wall time → two instants: clock changes read so that nothing is missed, the end cut at now, both said.
import { edgeInstant } from './edge-instant.ts';
import type { Resolved } from './resolved.ts';
import { refuse } from './resolved.ts';
import { clockOf, DAY, isoDay, SECOND } from './wall.ts';
import type { Edge, Scene, Span, Trouble } from './when.ts';
import { offsetAt, readClock, wallAt } from './zone-edges.ts';

export interface Settled {
  /** Epoch milliseconds, whole seconds; null: as far back as there is. */
  readonly from: number | null;
  readonly to: number;
  readonly notes: readonly string[];
}

/** Before this no log of AWS exists. */
const EARLIEST = Date.UTC(1970, 0, 1);
const floor = (ms: number): number => Math.floor(ms / SECOND) * SECOND;

export function settle(span: Span, scene: Scene): Settled | { readonly trouble: Trouble } {
  const [start, end] = instants(span, scene);
  const from = start === null ? null : floor(start);
  const to = end === null ? scene.now : Math.ceil(end / SECOND) * SECOND;
  const future = from !== null && from >= scene.now;
  if (future)
    return trouble(refuse(futureText(from, scene), ['in the last hour', 'today', 'yesterday'], 'future-window'));
  if (from !== null && (from < EARLIEST || !Number.isFinite(from)))
    return trouble(refuse('That is too long ago: no log reaches back before 1970.'));
  if (!(to > (from ?? EARLIEST))) {
    const skipped = span.grain === 'day' && from === to;
    if (skipped) return trouble(refuse(`That day does not exist in ${scene.zone}: its clocks skipped it.`));
    return trouble(refuse('The end of that window lies before its start.', [], 'inverted-window'));
  }
  const notes = [...span.notes, ...surroundings(span, from, to, scene), ...clockChanges(span, scene)];
  if (to <= scene.now) return { from, to, notes };
  const cut = `The window ends now, ${isoDay(scene.wall)} ${clockOf(scene.wall)}: the rest of it is still to come.`;
  return { from, to: scene.now, notes: [...notes, cut] };
}

const trouble = (resolved: Resolved): { readonly trouble: Trouble } =>
  'trouble' in resolved ? resolved : { trouble: { kind: 'bad-date', text: '', phrases: [] } };

function futureText(from: number, scene: Scene): string {
  const wall = wallAt(from, scene.zone);
  return `That starts at ${isoDay(wall)} ${clockOf(wall)} (${scene.zone}), which is still to come.`;
}

/** A point is read with what lies around it, and that is said. */
function surroundings(span: Span, from: number | null, to: number, scene: Scene): readonly string[] {
  const { anchor } = span;
  if (anchor === null || from === null || span.grain === 'day') return [];
  const at = anchor.kind === 'instant' ? wallAt(anchor.at, scene.zone) : anchor.at;
  const [start, end] = [wallAt(from, scene.zone), wallAt(to, scene.zone)];
  return start === at ? [] : [`${clockOf(floor(at))} was read as ${clockOf(start)} to ${clockOf(end)}.`];
}

/** A time that the clocks skipped could be meant by either of them: its surroundings are read by both. */
function instants(span: Span, scene: Scene): readonly [number | null, number | null] {
  const { anchor, from, to } = span;
  if (anchor?.kind === 'clock' && from !== null && to !== null && from.kind !== 'instant' && to.kind !== 'instant') {
    const clock = readClock(anchor.at, scene.zone);
    if (clock.times === 'never') return [clock.earliest + from.at - anchor.at, clock.latest + to.at - anchor.at];
  }
  const start = from === null ? null : edgeInstant(from, scene.zone, 'start');
  return [start, to === null ? null : edgeInstant(to, scene.zone, 'end')];
}

function clockChanges(span: Span, scene: Scene): readonly string[] {
  const edges = [span.anchor, span.from, span.to].filter((edge) => edge !== null);
  return [...new Set(edges.flatMap((edge) => clockChange(edge, scene)))].slice(0, 1);
}

function clockChange(edge: Edge, scene: Scene): readonly string[] {
  if (edge.kind !== 'clock') return [];
  const clock = readClock(edge.at, scene.zone);
  const said = `${isoDay(edge.at)} ${clockOf(edge.at)}`;
  if (clock.times === 'never') {
    return [`Clocks in ${scene.zone} skipped ${said}; both readings of it are covered, so that nothing is missed.`];
  }
  if (clock.times === 'once') return [];
  const hours = Math.abs(offsetAt(edge.at - 2 * DAY, scene.zone) - offsetAt(edge.at + 2 * DAY, scene.zone)) / 60_000;
  return [
    `Clocks in ${scene.zone} showed ${said} twice, ${hours} minutes apart; both are covered, so that nothing is missed.`,
  ];
}
