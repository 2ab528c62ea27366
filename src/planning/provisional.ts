// Whether events of a window may still be on their way, and until when that is to be expected. Pure.
import { DELIVERY_MS } from '../domain/delivery.ts';
import type { Window } from '../domain/question.ts';
import type { Abilities } from '../domain/source.ts';

/** RFC 3339 in UTC; null: all had arrived, or the source is a folder, which somebody else fills. */
export function provisionalUntil(window: Window, sources: readonly Abilities[], now: number): string | null {
  const until = Date.parse(window.to) + DELIVERY_MS;
  const live = sources.some(({ name, reachesUpToMs }) => name !== 'archive' && reachesUpToMs === null);
  return live && now < until ? new Date(until).toISOString().replace('.000Z', 'Z') : null;
}
