// Sorted events, chains and coverage → the answer. Pure; nothing is cut here.
import type { Answer, Chain } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Coverage } from '../domain/coverage.ts';
import type { Assumption, Question, Window } from '../domain/question.ts';
import { actorFinder, answeredActors } from './answered-actors.ts';
import { byTime, type SortedEvents } from './sort-events.ts';
import { writeSentence } from './write-sentence.ts';

export interface AnswerParts {
  readonly question: Question;
  readonly window: Window;
  readonly assumptions: readonly Assumption[];
  readonly sorted: SortedEvents;
  readonly coverage: Coverage;
  /** An event's chain; null: its record names the caller, and that is all. */
  readonly chainOf: (event: AuditEvent) => Chain | null;
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
  const actors = answeredActors(done.length > 0 ? done : attempted, parts.chainOf);
  const everyone = actorFinder(answeredActors([...done, ...attempted], parts.chainOf));
  const receipt = { ...coverage, complete: coverage.gaps.length === 0 };
  const sentence = writeSentence({
    ...sorted,
    question,
    window,
    receipt,
    actors,
    unseen: parts.unseen,
    actorOf: (event) => everyone(event) ?? { actor: event.actor, human: null },
  });
  return { status: 'answered', question, window, assumptions, done, attempted, related, actors, sentence, receipt };
}

function distinctById(events: readonly AuditEvent[]): readonly AuditEvent[] {
  return [...new Map(events.map((event) => [event.eventID, event])).values()].sort(byTime);
}
