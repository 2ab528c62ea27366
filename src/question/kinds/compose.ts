// The parts of a question to one condition on events: calls, resources, actors and filters must all hold.
import type { EventTest, ResourceRef } from '../../domain/question.ts';
import { allOf, anyOf } from '../filters/index.ts';
import type { Meaning } from '../grammar/meaning.ts';

/** Every group must be named by the event; within a group, one of its members. */
export function resourceTests(groups: readonly (readonly ResourceRef[])[]): readonly EventTest[] {
  return groups.map((refs) => anyOf(refs.map((resource) => ({ kind: 'resource', resource }))));
}

export function actorTests(actors: readonly ResourceRef[]): readonly EventTest[] {
  return actors.length === 0 ? [] : [anyOf(actors.map(actorTest))];
}

/** An address acts as the place a call came from. */
export function actorTest(resource: ResourceRef): EventTest {
  if (resource.form === 'ip' || resource.form === 'cidr') return { kind: 'source-ip', ip: resource.text };
  return { kind: 'actor', resource };
}

/** Calls, resources, actors and filters of a meaning together; parts that say nothing are left out. */
export function compose(calls: EventTest | null, meaning: Meaning): EventTest {
  return allOf([
    // Few events name a resource: what decides most is decided first.
    ...resourceTests(meaning.objects),
    ...actorTests(meaning.actors),
    ...(calls === null || calls.kind === 'always' ? [] : [calls]),
    ...meaning.tests,
  ]);
}
