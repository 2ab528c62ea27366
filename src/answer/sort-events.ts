// What a source found → done, attempted and related, kept apart: a call that failed never counts as something that
// happened. The one place where a question's test meets an event's outcome.
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Question, ResourceRef } from '../domain/question.ts';
import { holds } from '../records/holds.ts';
import { sameThing } from '../records/identifier.ts';
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
    if (holds(question.test, event) && !merelyMentions(event, question.resources)) {
      (outcomeFor(event, question.resources) === 'attempted' ? attempted : done).push(event);
    } else if (holds(question.test, event) || (question.related !== null && holds(question.related, event))) {
      related.push(event);
    }
  }
  return { done, attempted, related };
}

/** Calls that end something say in their request what they end; their response describes it, neighbours included. */
const ENDS = /^(Delete|Terminate|Remove|Deregister|Release|Revoke|Detach|Disassociate|Disable|Stop)/;

/**
 * True for a call that ends another thing and names this one only in its response: DeleteDBSnapshot answers with the name
 * of the instance that the snapshot was of. Context, not the deed.
 */
function merelyMentions(event: AuditEvent, resources: readonly ResourceRef[]): boolean {
  if (resources.length === 0 || !ENDS.test(event.action)) return false;
  const named = event.identifiers.filter(({ value }) => resources.some((resource) => sameThing(resource, value)));
  const asked = event.identifiers.some(({ place }) => place === 'request');
  return asked && named.length > 0 && named.every(({ place }) => place === 'response');
}

/** CloudTrail defines no order within a second: the event id makes it at least the same every time. */
export function byTime(left: AuditEvent, right: AuditEvent): number {
  return left.timeMs - right.timeMs || (left.eventID < right.eventID ? -1 : left.eventID > right.eventID ? 1 : 0);
}
