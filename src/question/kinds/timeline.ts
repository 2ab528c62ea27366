// history of R · what happened to R · everything about R → every event that names it; a principal's own calls too.
import type { EventTest, ResourceRef } from '../../domain/question.ts';
import { allOf, anyOf } from '../filters/index.ts';
import { actorTest } from './compose.ts';
import type { KindRecogniser } from './kind.ts';

const PRINCIPAL = /^(?:iam:(?:user|role|access-key)|sts:)/;

export const timelineKind: KindRecogniser = {
  id: 'timeline',
  read: ({ leads, meaning }) => {
    if (!leads.has('timeline') || meaning.verbs.length > 0 || meaning.api.length > 0) return null;
    const refs = [...meaning.objects.flat(), ...meaning.actors];
    if (refs.length === 0 && meaning.tests.length === 0) return null;
    const acting = refs.filter(isPrincipal);
    return {
      kind: 'timeline',
      verb: null,
      resources: refs,
      actors: [],
      test: allOf([...(refs.length === 0 ? [] : [anyOf(refs.map(named))]), ...meaning.tests]),
      related: null,
      assumptions: acting.map(({ text }) => `The history of ${text} includes what it did itself.`),
      problems: [],
    };
  },
  examples: [
    { text: 'history of i-0a1b2c3d4e5f60718', kind: 'timeline', resources: ['i-0a1b2c3d4e5f60718'] },
    { text: 'what happened to bucket orders-archive last week?', kind: 'timeline', resources: ['orders-archive'] },
    { text: 'sg-0a1b2c3d4e5f60718 history', kind: 'timeline', resources: ['sg-0a1b2c3d4e5f60718'] },
    { text: 'full history of orders', kind: 'timeline', resources: ['orders'] },
  ],
};

function isPrincipal(ref: ResourceRef): boolean {
  return ref.form === 'access-key' || ref.form === 'principal-id' || (ref.type !== null && PRINCIPAL.test(ref.type));
}

function named(resource: ResourceRef): EventTest {
  const test: EventTest = { kind: 'resource', resource };
  return isPrincipal(resource) ? anyOf([test, actorTest(resource)]) : test;
}
