// terminate, kill, nuke → Terminate…, and for what has no such call, the calls that delete it.
import { deleteVerbs } from './delete.ts';
import type { VerbFamily } from './family.ts';

export const terminateVerbs: VerbFamily = {
  id: 'terminate',
  words: [
    'terminate',
    'kill',
    'nuke',
    'zap',
    'annihilate',
    'term',
    'murder',
    'obliterate',
    'kill off',
    'finish off',
    'end',
  ],
  acts: ['termination', 'terminations'],
  aws: ['Terminate'],
  bare: ['Terminate', 'Delete', 'Deregister'],
  orElse: ['Delete', 'Stop', 'Cancel', 'Abort', 'Deregister'],
  opposite: 'create',
  rules: deleteVerbs.rules ?? [],
  examples: [
    {
      text: '/whodid i-0a1b2c3d4e5f60718 terminate',
      kind: 'who',
      eventNames: ['ec2:TerminateInstances'],
      resources: ['i-0a1b2c3d4e5f60718'],
    },
    { text: 'i-0a1b2c3d4e5f60718 was terminated by whom?', kind: 'who', eventNames: ['ec2:TerminateInstances'] },
    { text: 'who nuked bucket orders-archive', kind: 'who', includes: ['s3:DeleteBucket'] },
    { text: 'who terminated the session abc-1?', kind: 'who', includes: ['ssm:TerminateSession'] },
  ],
};
