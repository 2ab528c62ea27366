// Whether every trail and event data store still records as it should. Its findings come from whoever watches the trails.
import type { DigestDefinition } from '../definition.ts';

export const trailHealth: DigestDefinition = {
  name: 'trail-health',
  title: 'Health of the trails',
  about: 'trails that are off, narrowed, unvalidated or undelivered, and accounts without one',
  content: { kind: 'findings', noun: { one: 'finding about trails', many: 'findings about trails' } },
};
