// One request → the events of an opened archive for which it holds, exactly and in order. Looks up what the condition
// must name, narrows by columns where that leaves much, and decides with `records/holds.ts`.
import type { AuditEvent } from '../domain/audit-event.ts';
import type { EventsRequest } from '../domain/source.ts';
import { holds } from '../records/holds.ts';
import { requiredActorTokens, requiredTokens } from '../records/prune.ts';
import { columnBound } from './column-bound.ts';
import { betweenOf } from './coverage.ts';
import { INTERRUPTED } from './interrupted.ts';
import type { Between, OpenedArchive, Place } from './opened.ts';
import { type TokenKind, tokenHash } from './token-hash.ts';

export interface FoundEvents {
  /** In the order asked. */
  readonly events: readonly AuditEvent[];
  /** True when the request's limit left events out (or may have). */
  readonly cut: boolean;
}

/** From this many candidates on it pays to ask DuckDB first: reading one back takes about 0.05 ms, a scan 10 or more. */
const NARROW_FROM = 400;
/** Candidates read back at a time when a limit may end the search early. */
const BATCH = 256;

export async function findEvents(archive: OpenedArchive, request: EventsRequest): Promise<FoundEvents | 'stopped'> {
  const places = await candidates(archive, request);
  if (places === INTERRUPTED) return 'stopped';
  return request.limit === null ? all(archive, request, places) : upTo(archive, request, places, request.limit);
}

async function candidates(archive: OpenedArchive, { test, window, signal }: EventsRequest) {
  const between = betweenOf(window);
  const named = await lookUp(archive, 'resource', requiredTokens(test), between);
  const called = await lookUp(archive, 'actor', requiredActorTokens(test), between);
  const found = both(named, called);
  if (found !== null && found.length < NARROW_FROM) return found;
  const bound = columnBound(test);
  if (found !== null && bound === null) return found;
  const narrowed = await archive.byColumns(bound, between, signal);
  return narrowed === INTERRUPTED ? INTERRUPTED : (both(found, narrowed) ?? []);
}

async function lookUp(archive: OpenedArchive, kind: TokenKind, tokens: readonly string[] | null, between: Between) {
  if (tokens === null) return null;
  return archive.byTokens([...new Set(tokens.map((token) => tokenHash(kind, token)))], between);
}

function both(left: readonly Place[] | null, right: readonly Place[] | null): readonly Place[] | null {
  if (left === null || right === null) return left ?? right;
  const wanted = new Set(right);
  return left.filter((place) => wanted.has(place));
}

async function all(archive: OpenedArchive, request: EventsRequest, places: readonly Place[]) {
  const events = await holding(archive, request, places);
  return events === 'stopped' ? events : { events: events.sort(byOrder(request.order)), cut: false };
}

/** Reads in the order asked and stops as soon as enough is known; events of one instant are settled together. */
async function upTo(archive: OpenedArchive, request: EventsRequest, places: readonly Place[], limit: number) {
  const sign = request.order === 'oldest-first' ? 1 : -1;
  const timed = [...places].sort((a, b) => sign * (archive.timeOf(a) - archive.timeOf(b)));
  const events: AuditEvent[] = [];
  for (let from = 0; from < timed.length && events.length <= limit; ) {
    let to = Math.min(timed.length, from + BATCH);
    while (to < timed.length && archive.timeOf(timed[to] ?? 0) === archive.timeOf(timed[to - 1] ?? 0)) to += 1;
    const batch = await holding(archive, request, timed.slice(from, to));
    if (batch === 'stopped') return batch;
    events.push(...batch.sort(byOrder(request.order)));
    from = to;
  }
  return { events: events.slice(0, limit), cut: events.length > limit };
}

async function holding(archive: OpenedArchive, { test, signal }: EventsRequest, places: readonly Place[]) {
  const events: AuditEvent[] = [];
  for await (const event of archive.read(places)) {
    if (signal?.aborted === true) return 'stopped';
    if (holds(test, event)) events.push(event);
  }
  return events;
}

/** By time, then event id: CloudTrail defines no order within a second. */
function byOrder(order: EventsRequest['order']): (a: AuditEvent, b: AuditEvent) => number {
  const sign = order === 'oldest-first' ? 1 : -1;
  return (a, b) => sign * (a.timeMs - b.timeMs || (a.eventID < b.eventID ? -1 : a.eventID > b.eventID ? 1 : 0));
}
