// Calls that were denied, by who and what: a stolen key tries doors, and so does a broken deployment.
import { type DigestDefinition, type DigestSection, firstOf } from '../definition.ts';

const sections: readonly DigestSection[] = [
  {
    id: 'services',
    title: 'Denied to AWS services',
    counted: null,
    holds: ({ actor, tool }) => actor.kind === 'aws-service' || tool.startsWith('aws-service:'),
  },
  {
    id: 'people',
    title: 'Denied to people and roles',
    counted: { one: 'denied call', many: 'denied calls' },
    holds: () => true,
  },
];

export const denied: DigestDefinition = {
  name: 'denied',
  title: 'Denied calls',
  about: 'who was denied what, and who was not before',
  content: {
    kind: 'events',
    test: { kind: 'outcome', outcome: 'denied' },
    words: 'denied calls',
    noun: { one: 'denied call', many: 'denied calls' },
    sections: [...sections].reverse(),
    sectionOf: firstOf(sections),
    note: () => null,
  },
};
