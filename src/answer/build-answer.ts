// Sorted events, chains and coverage → the answer. Pure; nothing is cut here.
import type { Answer, Human } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Coverage } from '../domain/coverage.ts';
import type { Assumption, Question, Window } from '../domain/question.ts';
import { actorKey, answeredActors } from './answered-actors.ts';
import { byTime, type SortedEvents } from './sort-events.ts';
import { writeSentence } from './write-sentence.ts';

export interface AnswerParts {
  readonly question: Question;
  readonly window: Window;
  readonly assumptions: readonly Assumption[];
  readonly sorted: SortedEvents;
  readonly coverage: Coverage;
  readonly humanOf: (event: AuditEvent) => Human | null;
  /** The hops of the chains: context worth linking. */
  readonly hops: readonly AuditEvent[];
  /** Names in the question that no event of the source bears at all. */
  readonly unseen: readonly string[];
}

export function buildAnswer(parts: AnswerParts): Answer {
  const { question, window, assumptions, sorted, coverage } = parts;
  const { done, attempted } = sorted;
  const shown = new Set([...done, ...attempted].map((event) => event.eventID));
  const related = distinctById([...sorted.related, ...parts.hops]).filter((event) => !shown.has(event.eventID));
  // Whoever only tried did not do it: they are the answer's actors only where nobody succeeded.
  const actors = answeredActors(done.length > 0 ? done : attempted, parts.humanOf);
  const everyone = answeredActors([...done, ...attempted], parts.humanOf);
  const byKey = new Map(everyone.map((answered) => [actorKey(answered.actor), answered]));
  const receipt = { ...coverage, complete: coverage.gaps.length === 0 };
  const sentence = writeSentence({
    ...sorted,
    question,
    window,
    receipt,
    actors,
    unseen: parts.unseen,
    actorOf: (event) => byKey.get(actorKey(event.actor)) ?? { actor: event.actor, human: null },
  });
  return { status: 'answered', question, window, assumptions, done, attempted, related, actors, sentence, receipt };
}

function distinctById(events: readonly AuditEvent[]): readonly AuditEvent[] {
  return [...new Map(events.map((event) => [event.eventID, event])).values()].sort(byTime);
}
