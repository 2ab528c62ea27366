// what did A do (person, role, key, session, address, instance) → every call A made, reads included.

import { allOf } from '../filters/index.ts';
import { actorTests } from './compose.ts';
import type { KindRecogniser } from './kind.ts';

export const actorKind: KindRecogniser = {
  id: 'actor',
  read: ({ meaning, sentence }) => {
    const verb = meaning.verbs[0];
    const does =
      meaning.verbs.length === 1 &&
      verb?.verb.family.id === 'touch' &&
      /^(?:do|did|does|done|doing|up to|been up to|get up to|perform|performed|carried out|carry out)/i.test(verb.word);
    if (!does || sentence.passive || meaning.objects.length > 0 || meaning.head !== null) return null;
    const byAddress = meaning.tests.some(({ kind }) => kind === 'source-ip' || kind === 'root');
    if (meaning.actors.length === 0 && !byAddress) return null;
    return {
      kind: meaning.actors.length === 0 && !meaning.tests.some(({ kind }) => kind === 'source-ip') ? 'list' : 'actor',
      verb: null,
      resources: [],
      actors: meaning.actors,
      test: allOf([...actorTests(meaning.actors), ...meaning.tests]),
      related: null,
      assumptions: [],
      problems: [],
    };
  },
  examples: [
    {
      text: 'what did ci-deploy do in account 123456789012?',
      kind: 'actor',
      actors: ['ci-deploy'],
      leaves: [{ kind: 'account', account: '123456789012' }],
    },
    {
      text: 'what did the instance i-0a1b2c3d4e5f60718 itself do with its role?',
      kind: 'actor',
      actors: ['i-0a1b2c3d4e5f60718'],
    },
    { text: 'what has alice been doing?', kind: 'actor', actors: ['alice'] },
    {
      text: 'how often did ci-deploy assume role break-glass-1?',
      kind: 'count',
      actors: ['ci-deploy'],
      resources: ['break-glass-1'],
    },
    { text: 'how many instances were terminated yesterday?', kind: 'count', eventNames: ['ec2:TerminateInstances'] },
  ],
};
