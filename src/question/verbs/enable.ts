// enable, activate, switch on → Enable…, Activate…, Start…, and the updating calls whose parameters switch on.
import { disableVerbs } from './disable.ts';
import type { Rule, VerbFamily } from './family.ts';

/** What `disable` undoes is what `enable` does: its rules, turned round. */
const ON: readonly Rule[] = (disableVerbs.rules ?? []).flatMap((rule) =>
  rule.undoneBy === undefined
    ? []
    : [
        {
          ...(rule.nouns === undefined ? {} : { nouns: rule.nouns }),
          ...(rule.types === undefined ? {} : { types: rule.types }),
          ...(rule.of === undefined ? {} : { of: rule.of }),
          ...(rule.ownService === undefined ? {} : { ownService: rule.ownService }),
          ...(rule.loosely === undefined ? {} : { loosely: rule.loosely }),
          actions: rule.undoneBy.actions,
          ...(rule.undoneBy.facts === undefined ? {} : { facts: rule.undoneBy.facts }),
          undoneBy: { actions: rule.actions, ...(rule.facts === undefined ? {} : { facts: rule.facts }) },
          reason: rule.reason,
        },
      ],
);

export const enableVerbs: VerbFamily = {
  id: 'enable',
  words: [
    'enable',
    'activate',
    'reactivate',
    're-enable',
    'reenable',
    'switch on',
    'switch … on',
    'turn on',
    'turn … on',
    'turn back on',
    'turn … back on',
    'switch … back on',
    'switch back on',
    'opt in to',
    'opt into',
    'arm',
    'make … active',
    'make … active again',
    'set … active',
    'set … to active',
  ],
  acts: ['activation', 'enablement'],
  aws: ['Enable', 'Activate', 'Start', 'Resume'],
  orElse: ['Create', 'Put', 'Associate'],
  opposite: 'disable',
  loosely: 'modify',
  rules: [...ON],
  examples: [
    {
      text: 'who turned management events back on for trail org-trail-1?',
      kind: 'who',
      eventNames: ['cloudtrail:PutEventSelectors'],
      leaves: [{ kind: 'fact', fact: 'management-events-on' }],
    },
    {
      text: 'who enabled key rotation on 1234abcd-12ab-34cd-56ef-1234567890ab?',
      kind: 'who',
      includes: ['kms:EnableKeyRotation'],
    },
    {
      text: 'who activated access key AKIAIOSFODNN7EXAMPLE',
      kind: 'who',
      eventNames: ['iam:UpdateAccessKey'],
      leaves: [{ kind: 'fact', fact: 'key-active' }],
    },
  ],
};
