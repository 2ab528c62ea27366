// Events in whatever order they came → by time, then by event id. Lake gives no order, and sorting a hundred thousand by a
// comparison holds the process up for a tenth of a second; numbers alone are sorted in a fraction of it.
import type { AuditEvent } from '../../domain/audit-event.ts';
import type { EventsRequest } from '../../domain/source.ts';

export function inOrder(events: Iterable<AuditEvent>, order: EventsRequest['order']): readonly AuditEvent[] {
  const byTime = new Map<number, AuditEvent[]>();
  for (const event of events) {
    const known = byTime.get(event.timeMs);
    if (known === undefined) byTime.set(event.timeMs, [event]);
    else known.push(event);
  }
  const sorted: AuditEvent[] = [];
  for (const time of Float64Array.from(byTime.keys()).sort()) sorted.push(...(byTime.get(time) ?? []).sort(byId));
  return order === 'newest-first' ? sorted.reverse() : sorted;
}

function byId(left: AuditEvent, right: AuditEvent): number {
  return left.eventID < right.eventID ? -1 : left.eventID > right.eventID ? 1 : 0;
}
