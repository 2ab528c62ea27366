// What a source found → done, attempted and related, kept apart: a call that failed never counts as something that
// happened. The one place where a question's test meets an event's outcome.
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Question } from '../domain/question.ts';
import { holds } from '../records/holds.ts';
import { outcomeFor } from '../records/outcome.ts';

export interface SortedEvents {
  readonly done: readonly AuditEvent[];
  readonly attempted: readonly AuditEvent[];
  readonly related: readonly AuditEvent[];
}

/** Oldest first; an event of more than one group stands in the first of done, attempted, related. */
export function sortEvents(question: Question, events: readonly AuditEvent[]): SortedEvents {
  const done: AuditEvent[] = [];
  const attempted: AuditEvent[] = [];
  const related: AuditEvent[] = [];
  for (const event of [...events].sort(byTime)) {
    if (holds(question.test, event)) {
      (outcomeFor(event, question.resources) === 'attempted' ? attempted : done).push(event);
    } else if (question.related !== null && holds(question.related, event)) related.push(event);
  }
  return { done, attempted, related };
}

/** CloudTrail defines no order within a second: the event id makes it at least the same every time. */
export function byTime(left: AuditEvent, right: AuditEvent): number {
  return left.timeMs - right.timeMs || (left.eventID < right.eventID ? -1 : left.eventID > right.eventID ? 1 : 0);
}
