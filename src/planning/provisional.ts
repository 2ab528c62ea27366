// Whether events of a window may still be on their way, and until when that is to be expected. Pure.
import type { Window } from '../domain/question.ts';
import type { Abilities } from '../domain/source.ts';

/**
 * An event arrives about 5 minutes after the call, nearly all within 15.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html
 */
export const DELIVERY_MS = 20 * 60_000;

/** RFC 3339 in UTC; null: all had arrived, or the source is a folder, which somebody else fills. */
export function provisionalUntil(window: Window, sources: readonly Abilities[], now: number): string | null {
  const until = Date.parse(window.to) + DELIVERY_MS;
  const live = sources.some(({ name, reachesUpToMs }) => name !== 'archive' && reachesUpToMs === null);
  return live && now < until ? new Date(until).toISOString().replace('.000Z', 'Z') : null;
}
