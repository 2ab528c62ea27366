// "ben" asked for, ben@example.com found: says so. Two people of that name found: asks back, never adds them up.
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Assumption, Problem, Question, ResourceRef } from '../domain/question.ts';
import { localPart, sameThing } from '../records/identifier.ts';

export interface Meant {
  readonly assumptions: readonly Assumption[];
  readonly problems: readonly Problem[];
}

/** `events`: those that answer the question. */
export function whoWasMeant(question: Question, events: readonly AuditEvent[]): Meant {
  const assumptions: Assumption[] = [];
  const problems: Problem[] = [];
  for (const asked of question.actors) {
    const people = peopleCalled(asked, events);
    const [only, second] = people;
    if (only === undefined) continue;
    if (second === undefined) assumptions.push(`“${asked.text}” is ${only} in these logs.`);
    else problems.push(severalPeople(question, asked, people));
  }
  return { assumptions, problems };
}

/** Full names that were matched by their local part; with them, the bare name itself where somebody bears it too. */
function peopleCalled(asked: ResourceRef, events: readonly AuditEvent[]): readonly string[] {
  const wanted = asked.text.trim().toLowerCase();
  const names = new Set(events.flatMap((event) => event.actor.names.filter((name) => sameThing(asked, name))));
  const addresses = [...names].map((name) => name.toLowerCase()).filter((name) => localPart(name) === wanted);
  if (addresses.length === 0) return [];
  const itself = [...names].some((name) => name.toLowerCase() === wanted) ? [wanted] : [];
  return [...new Set([...addresses, ...itself])].sort();
}

function severalPeople(question: Question, asked: ResourceRef, people: readonly string[]): Problem {
  const addresses = people.filter((name) => name.includes('@'));
  return {
    kind: 'ambiguous-name',
    text: `${people.length} callers are called “${asked.text}”: ${people.join(', ')}. Which one?`,
    instead: addresses.map((name) => question.text.replace(asked.text, () => name)),
  };
}
