// share, unshare → the calls that let another account use a thing; whom they add or remove decides in which direction.
import type { Rule, VerbFamily } from './family.ts';
import { decided, PUBLISHING, SHARING } from './publishing.ts';

/** Giving access to a snapshot or image is sharing it. */
export const SNAPSHOT_SHARING: Rule = {
  nouns: ['snapshot', 'ebssnapshot', 'rdssnapshot', 'ami', 'image'],
  types: ['ec2:snapshot', 'ec2:image', 'rds:snapshot', 'rds:cluster-snapshot'],
  ownService: true,
  actions: decided(SHARING),
  facts: ['shared-outside', 'made-public'],
  undoneBy: { actions: decided(SHARING), facts: ['unshared', 'made-private'] },
  reason: 'one attribute call shares and withdraws; whom it adds decides',
};

export const shareVerbs: VerbFamily = {
  id: 'share',
  words: ['share', 'share … outside', 'hand out'],
  acts: ['sharing'],
  aws: ['Share'],
  opposite: 'unshare',
  rules: [
    SNAPSHOT_SHARING,
    {
      nouns: ['subnet', 'transitgateway', 'prefixlist', 'resolverrule', 'capacityreservation', 'licenseconfiguration'],
      types: ['ec2:subnet', 'ec2:transit-gateway', 'ec2:prefix-list', 'ec2:capacity-reservation'],
      actions: ['ram:CreateResourceShare', 'ram:AssociateResourceShare'],
      undoneBy: { actions: ['ram:DeleteResourceShare', 'ram:DisassociateResourceShare'] },
      reason: 'these are shared through Resource Access Manager',
    },
    {
      ownService: true,
      actions: [...decided([...SHARING, ...PUBLISHING]), 'ram:CreateResourceShare', 'ram:AssociateResourceShare'],
      facts: ['shared-outside', 'made-public'],
      undoneBy: {
        actions: [...decided(SHARING), 'ram:DeleteResourceShare', 'ram:DisassociateResourceShare'],
        facts: ['unshared', 'made-private'],
      },
      reason: 'things are shared by launch permissions, resource policies or Resource Access Manager',
    },
  ],
  examples: [
    {
      text: 'who shared the rds snapshot nightly-7?',
      kind: 'who',
      includes: ['rds:ModifyDBSnapshotAttribute'],
      leaves: [{ kind: 'fact', fact: 'shared-outside' }],
    },
    {
      text: 'who shared snap-0a1b2c3d4e5f60718 with account 210987654321?',
      kind: 'who',
      includes: ['ec2:ModifySnapshotAttribute'],
      leaves: [{ kind: 'value', value: '210987654321' }],
    },
    { text: 'who shared the AMI?', kind: 'who', eventNames: ['ec2:ModifyImageAttribute'] },
    { text: 'who shared an ebs snapshot?', kind: 'who', eventNames: ['ec2:ModifySnapshotAttribute'] },
    {
      text: 'who shared ami-0a1b2c3d4e5f60718 outside the account?',
      kind: 'who',
      includes: ['ec2:ModifyImageAttribute'],
    },
  ],
};

export const unshareVerbs: VerbFamily = {
  id: 'unshare',
  words: ['unshare', 'stop sharing', 'withdraw', 'un-share'],
  aws: ['Unshare'],
  opposite: 'share',
  rules: [
    {
      nouns: SNAPSHOT_SHARING.nouns ?? [],
      types: SNAPSHOT_SHARING.types ?? [],
      ownService: true,
      actions: decided(SHARING),
      facts: ['unshared', 'made-private'],
      undoneBy: { actions: decided(SHARING), facts: ['shared-outside', 'made-public'] },
      reason: SNAPSHOT_SHARING.reason,
    },
    {
      actions: [...decided(SHARING), 'ram:DeleteResourceShare', 'ram:DisassociateResourceShare'],
      facts: ['unshared', 'made-private'],
      undoneBy: { actions: decided(SHARING), facts: ['shared-outside', 'made-public'] },
      reason: 'one attribute call shares and withdraws; whom it removes decides',
    },
  ],
  examples: [
    { text: 'who unshared snap-0a1b2c3d4e5f60718?', kind: 'who', leaves: [{ kind: 'fact', fact: 'unshared' }] },
  ],
};
