// The distinct callers of an answer, in order of first appearance, with the person behind each where known. What records
// name alike (a shared session name, a service) is kept apart where different people are behind it.
import type { AnsweredActor, Chain } from '../domain/answer.ts';
import type { Actor, AuditEvent } from '../domain/audit-event.ts';

interface Group {
  readonly actor: Actor;
  readonly chain: Chain | null;
  readonly hints: Set<string>;
  readonly eventIDs: string[];
}

/** Sentences said of one actor: more are read by nobody. */
const HINTS_MAX = 6;

/** `chainOf` gives an event's chain; null: its record names the caller, and that is all. */
export function answeredActors(
  events: readonly AuditEvent[],
  chainOf: (event: AuditEvent) => Chain | null,
): readonly AnsweredActor[] {
  const groups = new Map<string, Group>();
  const behind = new Map<string, Set<string>>();
  for (const event of events) {
    const chain = chainOf(event);
    const key = actorKey(event.actor);
    const end = endOf(chain);
    const ends = behind.get(key) ?? new Set();
    behind.set(key, ends.add(end));
    const group = groups.get(`${key}\n${end}`);
    if (group === undefined) {
      groups.set(`${key}\n${end}`, {
        actor: event.actor,
        chain,
        hints: new Set(chain?.hints),
        eventIDs: [event.eventID],
      });
    } else {
      group.eventIDs.push(event.eventID);
      for (const hint of chain?.hints ?? []) if (group.hints.size < HINTS_MAX) group.hints.add(hint);
    }
  }
  return [...groups.values()].map(({ actor, chain, hints, eventIDs }) => ({
    actor,
    human: chain?.human ?? null,
    ...(chain === null ? {} : { chain: { ...chain, hints: [...hints] } }),
    ...((behind.get(actorKey(actor))?.size ?? 0) > 1 ? { eventIDs } : {}),
  }));
}

/** Whom a chain ends at, for telling two apart: the person, or whatever is nearest to one. */
function endOf(chain: Chain | null): string {
  if (chain === null) return '';
  return (chain.human?.name ?? chain.hops.at(-1)?.name ?? '').toLowerCase();
}

/** Two events have the same actor when kind, ARN (or name) and the service acting for it agree. */
export function actorKey(actor: Actor): string {
  return [actor.kind, actor.arn ?? actor.name, actor.accountId ?? '', actor.invokedBy ?? ''].join('\n');
}

/** Whose an event is, of an answer's actors; null: of none of them, as an attempt beside what others did. */
export function actorFinder(actors: readonly AnsweredActor[]): (event: AuditEvent) => AnsweredActor | null {
  const byEvent = new Map<string, AnsweredActor>();
  const byKey = new Map<string, AnsweredActor>();
  for (const answered of actors) {
    if (answered.eventIDs === undefined) byKey.set(actorKey(answered.actor), answered);
    else for (const id of answered.eventIDs) byEvent.set(id, answered);
  }
  return (event) => byEvent.get(event.eventID) ?? byKey.get(actorKey(event.actor)) ?? null;
}
