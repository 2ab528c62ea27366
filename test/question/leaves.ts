// Helpers for looking into a condition: its leaves, and the event names it accepts.
import type { EventTest, Question } from '../../src/domain/question.ts';

export function leaves(test: EventTest): readonly EventTest[] {
  if (test.kind === 'all' || test.kind === 'any') return test.tests.flatMap(leaves);
  return [test];
}

/** `service:Name` of every call the condition accepts; `*:Name` for any service. */
export function eventNamesOf(test: EventTest): readonly string[] {
  const names = leaves(test).flatMap((leaf) => (leaf.kind === 'action' ? [`${leaf.service ?? '*'}:${leaf.name}`] : []));
  return [...new Set(names)];
}

export function textsOf(refs: Question['resources']): readonly string[] {
  return refs.map(({ text }) => text);
}
