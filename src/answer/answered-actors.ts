// The distinct callers of an answer, in order of first appearance, with the person behind each where known.
import type { AnsweredActor, Human } from '../domain/answer.ts';
import type { Actor, AuditEvent } from '../domain/audit-event.ts';

/** `humanOf` gives the end of an actor's chain, or null when it is not known. */
export function answeredActors(
  events: readonly AuditEvent[],
  humanOf: (event: AuditEvent) => Human | null,
): readonly AnsweredActor[] {
  const found = new Map<string, AnsweredActor>();
  for (const event of events) {
    const key = actorKey(event.actor);
    if (!found.has(key)) found.set(key, { actor: event.actor, human: humanOf(event) });
  }
  return [...found.values()];
}

/** Two events have the same actor when kind, ARN (or name) and the service acting for it agree. */
export function actorKey(actor: Actor): string {
  return [actor.kind, actor.arn ?? actor.name, actor.accountId ?? '', actor.invokedBy ?? ''].join('\n');
}
