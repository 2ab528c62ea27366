// stop, pause, halt → Stop…, Pause…, Suspend…; "shut down" is said of stopping and of terminating, so both are read.
import { disableVerbs } from './disable.ts';
import type { VerbFamily } from './family.ts';
import { STOPPED_BY_UPDATE } from './own-words.ts';

/** What is switched off and is said to be stopped or suspended as well. */
const STOPPED = new Set([
  'managementevent',
  'flowlog',
  'bucketlogging',
  'loadbalancerlogging',
  'versioning',
  'configrecorder',
  'detector',
  'lambda',
]);

export const stopVerbs: VerbFamily = {
  id: 'stop',
  words: [
    'stop',
    'halt',
    'pause',
    'suspend',
    'power off',
    'power … off',
    'power down',
    'power … down',
    'hibernate',
    'quit',
    'cease',
    'quiesce',
    'abort',
  ],
  acts: ['stops', 'stoppage'],
  aws: ['Stop', 'Pause', 'Suspend', 'Halt'],
  orElse: ['Disable', 'Cancel', 'Abort', 'Terminate', 'Deactivate'],
  opposite: 'start',
  rules: [
    ...STOPPED_BY_UPDATE,
    ...(disableVerbs.rules ?? []).filter(({ nouns }) => nouns?.some((noun) => STOPPED.has(noun))),
    {
      nouns: ['logging', 'trail'],
      types: ['cloudtrail:trail'],
      actions: ['cloudtrail:StopLogging'],
      undoneBy: { actions: ['cloudtrail:StartLogging'] },
      reason: 'a trail is stopped by StopLogging: the call is named after what stops',
    },
  ],
  examples: [
    {
      text: 'who stopped logging on trail org-trail-1?',
      kind: 'who',
      eventNames: ['cloudtrail:StopLogging'],
      resources: ['org-trail-1'],
    },
    { text: 'who stopped I-0A1B2C3D4E5F60718 ?', kind: 'who', eventNames: ['ec2:StopInstances'] },
    { text: 'who stopped the ecs task web-1?', kind: 'who', includes: ['ecs:StopTask'] },
  ],
};

export const shutDownVerbs: VerbFamily = {
  id: 'shut-down',
  words: ['shut down', 'shut … down', 'shutdown', 'take … offline', 'pull the plug on', 'turn down', 'wind down'],
  acts: ['shutdown', 'shutdowns'],
  aws: ['Stop', 'Terminate', 'Shutdown'],
  orElse: ['Delete', 'Disable'],
  opposite: 'start',
  rules: stopVerbs.rules ?? [],
  assumption: 'Shutting down is read as stopping or terminating.',
  examples: [
    {
      text: 'who shut down i-0a1b2c3d4e5f60718 last night?',
      kind: 'who',
      eventNames: ['ec2:StopInstances', 'ec2:TerminateInstances'],
    },
  ],
};

export const takeDownVerbs: VerbFamily = {
  id: 'take-down',
  words: ['take down', 'take … down', 'bring down', 'bring … down', 'knock out', 'kill … off'],
  acts: ['takedown'],
  aws: ['Stop', 'Terminate', 'Shutdown', 'Delete'],
  orElse: ['Disable', 'Deregister'],
  opposite: 'start',
  // Taking a function down may be deleting it.
  rules: (stopVerbs.rules ?? []).filter(({ nouns }) => !nouns?.includes('lambda')),
  assumption: 'Taking down is read as stopping, terminating or deleting.',
  examples: [
    {
      text: 'who took down the database orders-db-1?',
      kind: 'who',
      includes: ['rds:StopDBInstance', 'rds:DeleteDBInstance'],
    },
  ],
};
