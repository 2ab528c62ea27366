// What is open to the outside and who opened it. Its findings come from IAM Access Analyzer.
import type { DigestDefinition } from '../definition.ts';

export const exposure: DigestDefinition = {
  name: 'exposure',
  title: 'Open to the outside',
  about: 'what Access Analyzer finds open to other accounts or the world, and who opened it',
  content: { kind: 'findings', noun: { one: 'thing open to the outside', many: 'things open to the outside' } },
};
