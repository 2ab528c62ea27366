// touch, do something to → any call that writes.
import type { VerbFamily } from './family.ts';

export const touchVerbs: VerbFamily = {
  id: 'touch',
  words: [
    'touch',
    'do … to',
    'do to',
    'do what to',
    'do what with',
    'do what on',
    'do what in',
    'do what',
    'do anything to',
    'do something to',
    'do anything with',
    'do anything on',
    'do … with',
    'do … on',
    'do … in',
    'do',
    'interact with',
    'work on',
    'operate on',
    'act on',
    'play around with',
    'be up to',
    'been up to',
    'up to',
    'get up to',
    'perform',
    'carry out',
    'commit',
  ],
  aws: [],
  whole: 'write',
  examples: [
    {
      text: 'who touched bucket orders-archive yesterday?',
      kind: 'who',
      leaves: [{ kind: 'read-only', readOnly: false }],
    },
    {
      text: 'who changed anything in iam last week?',
      kind: 'who',
      leaves: [
        { kind: 'read-only', readOnly: false },
        { kind: 'service', service: 'iam' },
      ],
    },
  ],
};
