// One end of a span → the instant it means in a zone: where clocks change, the start is read early and the end late.
import type { Edge } from './when.ts';
import { readClock, startOfDayInstant } from './zone-edges.ts';

export function edgeInstant(edge: Edge, zone: string, end: 'start' | 'end'): number {
  if (edge.kind === 'instant') return edge.at;
  if (edge.kind === 'day') return startOfDayInstant(edge.at, zone);
  const clock = readClock(edge.at, zone);
  return end === 'start' ? clock.earliest : clock.latest;
}
