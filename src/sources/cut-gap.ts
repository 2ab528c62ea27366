// Only so many events were wanted, and there are more → the gap that says so, from whichever source.
import type { Gap } from '../domain/coverage.ts';

export function cutGap(limit: number): Gap {
  const detail = `Only the first ${limit} events are shown. Ask about a shorter time to see the rest.`;
  return { kind: 'page-limit', detail };
}
