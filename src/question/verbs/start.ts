// start, resume, boot → Start…, Resume…; reboot, restart, bounce → Reboot…, Restart….
import type { VerbFamily } from './family.ts';

export const startVerbs: VerbFamily = {
  id: 'start',
  words: [
    'start',
    'resume',
    'boot',
    'boot up',
    'power on',
    'power … on',
    'power up',
    'start up',
    'wake up',
    'kick off',
    'begin',
    'bring … back up',
    'unpause',
    'start … up',
  ],
  acts: ['starts', 'start-up', 'startup'],
  aws: ['Start', 'Resume', 'Begin'],
  orElse: ['Run', 'Enable', 'Activate', 'Initiate', 'Launch'],
  opposite: 'stop',
  rules: [
    {
      nouns: ['logging', 'trail'],
      types: ['cloudtrail:trail'],
      actions: ['cloudtrail:StartLogging'],
      undoneBy: { actions: ['cloudtrail:StopLogging'] },
      reason: 'a trail is started by StartLogging',
    },
  ],
  examples: [
    { text: 'who started i-0a1b2c3d4e5f60718', kind: 'who', eventNames: ['ec2:StartInstances'] },
    { text: 'who started logging on trail org-trail-1?', kind: 'who', eventNames: ['cloudtrail:StartLogging'] },
  ],
};

export const rebootVerbs: VerbFamily = {
  id: 'reboot',
  words: ['reboot', 'restart', 'bounce', 'power cycle', 'recycle', 'cycle', 'relaunch'],
  acts: ['reboots', 'restarts'],
  aws: ['Reboot', 'Restart'],
  orElse: ['Reset', 'Start', 'Update'],
  examples: [
    { text: 'who rebooted i-0a1b2c3d4e5f60718 today?', kind: 'who', eventNames: ['ec2:RebootInstances'] },
    { text: 'who restarted the database orders-db-1?', kind: 'who', includes: ['rds:RebootDBInstance'] },
  ],
};
