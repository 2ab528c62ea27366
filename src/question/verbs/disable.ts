// disable, deactivate, switch off → Disable…, Deactivate…, Stop…, and the updating calls whose parameters switch off.
import type { Rule, VerbFamily } from './family.ts';

const OFF: readonly Rule[] = [
  {
    nouns: ['managementevent'],
    actions: ['cloudtrail:PutEventSelectors?'],
    facts: ['management-events-off'],
    undoneBy: { actions: ['cloudtrail:PutEventSelectors?'], facts: ['management-events-on'] },
    reason: 'one call sets the selectors; whether management events are in them decides',
  },
  {
    nouns: ['terminationprotection'],
    actions: [],
    facts: ['protection-off'],
    undoneBy: { actions: [], facts: ['protection-on'] },
    reason: 'each service has its own modifying call; the flag in its parameters decides',
  },
  {
    nouns: ['accesskey'],
    types: ['iam:access-key'],
    actions: ['iam:UpdateAccessKey?'],
    facts: ['key-inactive'],
    undoneBy: { actions: ['iam:UpdateAccessKey?'], facts: ['key-active'] },
    reason: 'the same call switches a key off and on; its status decides',
  },
  {
    nouns: ['key', 'kmskey'],
    actions: ['kms:DisableKey', 'iam:UpdateAccessKey?'],
    facts: ['key-inactive', 'disabled'],
    undoneBy: { actions: ['kms:EnableKey', 'iam:UpdateAccessKey?'], facts: ['key-active', 'enabled'] },
    reason: 'KMS disables by its own call, IAM by a status',
  },
  {
    nouns: ['mfa'],
    actions: ['iam:DeactivateMFADevice', 'iam:DeleteVirtualMFADevice'],
    undoneBy: { actions: ['iam:EnableMFADevice'] },
    reason: 'IAM says deactivate for a device',
  },
  {
    nouns: ['logging', 'trail'],
    types: ['cloudtrail:trail'],
    actions: ['cloudtrail:StopLogging'],
    undoneBy: { actions: ['cloudtrail:StartLogging'] },
    reason: 'a trail is switched off by StopLogging',
  },
  {
    nouns: ['detector'],
    types: ['guardduty:detector'],
    actions: [
      'guardduty:DeleteDetector',
      'guardduty:UpdateDetector?',
      'guardduty:StopMonitoringMembers',
      'guardduty:DisableOrganizationAdminAccount',
    ],
    facts: ['disabled'],
    undoneBy: { actions: ['guardduty:CreateDetector'] },
    reason: 'GuardDuty is off when its detector is deleted or updated to be off',
  },
  {
    nouns: ['versioning'],
    actions: ['s3:PutBucketVersioning?'],
    facts: ['disabled'],
    undoneBy: { actions: ['s3:PutBucketVersioning?'], facts: ['enabled'] },
    reason: 'versioning is suspended by the call that sets it',
  },
  {
    nouns: ['publicaccessblock'],
    actions: [
      's3:DeleteBucketPublicAccessBlock',
      's3:DeletePublicAccessBlock',
      's3:DeleteAccountPublicAccessBlock',
      's3:PutBucketPublicAccessBlock?',
      's3:PutAccountPublicAccessBlock?',
      's3:PutPublicAccessBlock?',
    ],
    facts: ['made-public'],
    undoneBy: {
      actions: ['s3:PutBucketPublicAccessBlock?', 's3:PutAccountPublicAccessBlock?', 's3:PutPublicAccessBlock?'],
      facts: ['made-private'],
    },
    reason: 'the block is lifted by deleting it or by putting one with a flag off',
  },
  {
    nouns: ['configrecorder'],
    actions: ['config:StopConfigurationRecorder', 'config:DeleteConfigurationRecorder'],
    undoneBy: { actions: ['config:StartConfigurationRecorder'] },
    reason: 'AWS Config is off when its recorder is',
  },
];

export const disableVerbs: VerbFamily = {
  id: 'disable',
  words: [
    'disable',
    'deactivate',
    'inactivate',
    'switch off',
    'switch … off',
    'turn off',
    'turn … off',
    'opt out of',
    'unset',
    'mute',
    'disarm',
  ],
  acts: ['deactivation', 'disablement'],
  aws: ['Disable', 'Deactivate', 'Stop', 'Suspend', 'Pause'],
  orElse: ['Delete', 'Cancel'],
  opposite: 'enable',
  rules: [...OFF],
  examples: [
    {
      text: 'who switched off management events on the org-trail-1 trail?',
      kind: 'who',
      eventNames: ['cloudtrail:PutEventSelectors'],
      leaves: [{ kind: 'fact', fact: 'management-events-off' }],
    },
    {
      text: 'who disabled the access key AKIAIOSFODNN7EXAMPLE?',
      kind: 'who',
      eventNames: ['iam:UpdateAccessKey'],
      leaves: [{ kind: 'fact', fact: 'key-inactive' }],
    },
    {
      text: 'who turned termination protection off on i-0a1b2c3d4e5f60718?',
      kind: 'who',
      leaves: [{ kind: 'fact', fact: 'protection-off' }],
    },
    { text: 'who turned off i-0a1b2c3d4e5f60718?', kind: 'who', eventNames: ['ec2:StopInstances'] },
    { text: 'who disabled mfa for user build-bot-1?', kind: 'who', includes: ['iam:DeactivateMFADevice'] },
    { text: 'who turned off the alarm cpu-high?', kind: 'who', includes: ['monitoring:DisableAlarmActions'] },
  ],
};
