// accept, reject, release, allocate, leave, invite: verbs between accounts, and on what is handed out and given back.
import type { VerbFamily } from './family.ts';

export const acceptVerbs: VerbFamily = {
  id: 'accept',
  words: ['accept', 'approve', 'agree to', 'sign', 'consent to', 'say yes to', 'subscribe to', 'ok'],
  acts: ['acceptance', 'approval', 'approvals'],
  aws: ['Accept', 'Approve', 'Confirm', 'Subscribe'],
  opposite: 'reject',
  rules: [
    {
      nouns: ['pipeline'],
      types: ['codepipeline:pipeline'],
      actions: ['codepipeline:PutApprovalResult'],
      reason: 'a manual approval in a pipeline, given or refused, is one call',
    },
    {
      nouns: ['agreement', 'privateoffer'],
      actions: [
        'agreement-marketplace:AcceptAgreementRequest',
        'agreement-marketplace:AcceptAgreementApprovalRequest',
        'aws-marketplace:Subscribe',
        'aws-marketplace:AcceptAgreementRequest',
      ],
      undoneBy: {
        actions: [
          'agreement-marketplace:CancelAgreement',
          'agreement-marketplace:CancelAgreementRequest',
          'aws-marketplace:Unsubscribe',
        ],
      },
      reason: 'Marketplace logs under several services',
    },
  ],
  examples: [
    {
      text: 'who accepted the marketplace agreement agmt-7x2?',
      kind: 'who',
      includes: ['agreement-marketplace:AcceptAgreementRequest'],
      resources: ['agmt-7x2'],
    },
    { text: 'who accepted pcx-0a1b2c3d4e5f60718?', kind: 'who', eventNames: ['ec2:AcceptVpcPeeringConnection'] },
  ],
};

export const rejectVerbs: VerbFamily = {
  id: 'reject',
  words: ['reject', 'decline', 'refuse', 'turn down the'],
  acts: ['rejection'],
  aws: ['Reject', 'Decline'],
  opposite: 'accept',
  examples: [
    { text: 'who rejected pcx-0a1b2c3d4e5f60718?', kind: 'who', eventNames: ['ec2:RejectVpcPeeringConnection'] },
  ],
};

export const releaseVerbs: VerbFamily = {
  id: 'release',
  words: ['release', 'free', 'free up', 'let go of', 'give up', 'deallocate'],
  acts: ['releases'],
  aws: ['Release', 'Deallocate'],
  orElse: ['Disassociate', 'Delete'],
  opposite: 'allocate',
  examples: [
    {
      text: 'who released the elastic ip eipalloc-0a1b2c3d4e5f60718?',
      kind: 'who',
      eventNames: ['ec2:ReleaseAddress'],
    },
  ],
};

export const allocateVerbs: VerbFamily = {
  id: 'allocate',
  words: ['allocate', 'reserve', 'claim'],
  acts: ['allocation', 'allocations'],
  aws: ['Allocate', 'Reserve'],
  orElse: ['Purchase', 'Request', 'Create'],
  opposite: 'release',
  examples: [{ text: 'who allocated eipalloc-0a1b2c3d4e5f60718', kind: 'who', eventNames: ['ec2:AllocateAddress'] }],
};

export const leaveVerbs: VerbFamily = {
  id: 'leave',
  words: ['leave', 'quit the', 'exit', 'move out of'],
  acts: ['departure'],
  aws: ['Leave'],
  rules: [
    {
      nouns: ['organization', 'account'],
      actions: ['organizations:LeaveOrganization', 'organizations:RemoveAccountFromOrganization'],
      undoneBy: { actions: ['organizations:AcceptHandshake', 'organizations:InviteAccountToOrganization'] },
      reason: 'an account leaves by its own call or is removed by the management account',
    },
  ],
  examples: [{ text: 'did we leave the organization?', kind: 'who', includes: ['organizations:LeaveOrganization'] }],
};

export const joinVerbs: VerbFamily = {
  id: 'join',
  words: ['join'],
  aws: ['Join'],
  opposite: 'leave',
  rules: [
    {
      nouns: ['organization'],
      actions: [
        'organizations:AcceptHandshake',
        'organizations:InviteAccountToOrganization',
        'organizations:CreateAccount',
        'organizations:CreateOrganization',
      ],
      undoneBy: { actions: ['organizations:LeaveOrganization', 'organizations:RemoveAccountFromOrganization'] },
      reason: 'an account joins by accepting a handshake, or is created inside',
    },
  ],
  examples: [
    { text: 'which account joined the organization?', kind: 'list', includes: ['organizations:AcceptHandshake'] },
  ],
};

export const inviteVerbs: VerbFamily = {
  id: 'invite',
  words: ['invite'],
  acts: ['invitation', 'invitations'],
  aws: ['Invite'],
  orElse: ['Create', 'Send'],
  examples: [
    {
      text: 'who invited account 210987654321 to the organization?',
      kind: 'who',
      eventNames: ['organizations:InviteAccountToOrganization'],
    },
  ],
};
