// change, modify, update, edit → the calls that change the part named ("the trust policy of"), or, when only the thing
// itself is named, every call that changes it short of creating or deleting it.
import type { VerbFamily } from './family.ts';

export const modifyVerbs: VerbFamily = {
  id: 'modify',
  words: [
    'change', 'modify', 'update', 'edit', 'alter', 'adjust', 'tweak', 'reconfigure', 'configure', 'amend', 'overwrite', 'replace', 'patch',
    'upgrade', 'downgrade', 'resize', 'scale', 'scale up', 'scale down', 'rename', 'tamper with', 'mess with', 'fiddle with', 'play with', 'mess up',
    'rewrite', 'set', 'put', 'manipulate', 'customize', 'swap', 'weaken', 'loosen', 'widen', 'extend', 'relax', 'backdoor', 'hijack', 'redefine', 'mod', 'reset', 'poison', 'rework', 'revise', 'meddle with',
  ],
  acts: ['change', 'changes', 'modification', 'modifications', 'update', 'updates', 'edit', 'edits'],
  aws: ['Modify', 'Update', 'Put', 'Set', 'Change', 'Edit', 'Configure', 'Replace', 'Reset', 'Alter', 'Amend', 'Upgrade', 'Rename', 'Reboot'],
  orElse: ['Attach', 'Detach', 'Associate', 'Disassociate', 'Add', 'Remove', 'Authorize', 'Revoke', 'Enable', 'Disable', 'Create', 'Delete', 'Register', 'Publish'],
  whole: 'write',
  rules: [
    {
      nouns: ['trustpolicy'],
      actions: ['iam:UpdateAssumeRolePolicy'],
      reason: 'IAM calls the trust policy AssumeRolePolicy',
    },
    {
      nouns: ['managementevent'],
      actions: ['cloudtrail:PutEventSelectors'],
      reason: 'selectors decide which events a trail records',
    },
    {
      nouns: ['securitygrouprule', 'rule'],
      types: ['ec2:security-group'],
      actions: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:AuthorizeSecurityGroupEgress', 'ec2:RevokeSecurityGroupIngress', 'ec2:RevokeSecurityGroupEgress', 'ec2:ModifySecurityGroupRules', 'ec2:UpdateSecurityGroupRuleDescriptionsIngress', 'ec2:UpdateSecurityGroupRuleDescriptionsEgress'],
      reason: 'rules are changed by authorizing and revoking them',
    },
    {
      nouns: ['password', 'consoleaccess'],
      actions: ['iam:ChangePassword', 'iam:UpdateLoginProfile', 'iam:CreateLoginProfile'],
      reason: 'own password: ChangePassword; somebody else’s: a login profile',
    },
    {
      nouns: ['dnsrecord'],
      actions: ['route53:ChangeResourceRecordSets'],
      reason: 'records of a zone are created, changed and deleted by one call',
    },
    {
      nouns: ['terminationprotection'],
      actions: [],
      facts: ['protection-off', 'protection-on'],
      reason: 'each service has its own modifying call; the flag in its parameters decides',
    },
    {
      nouns: ['object'],
      actions: ['s3:PutObject', 's3:CopyObject', 's3:CompleteMultipartUpload', 's3:PutObjectAcl', 's3:PutObjectTagging', 's3:DeleteObject', 's3:DeleteObjects'],
      reason: 'an object is changed by putting it again',
    },
  ],
  examples: [
    { text: 'who changed the trust policy of ci-deploy-role?', kind: 'who', eventNames: ['iam:UpdateAssumeRolePolicy'], resources: ['ci-deploy-role'] },
    { text: 'who updated the bucket policy of orders-archive?', kind: 'who', includes: ['s3:PutBucketPolicy'] },
    { text: 'who changed lambda invoice-mailer last week?', kind: 'who', includes: ['lambda:UpdateFunctionCode', 'lambda:UpdateFunctionConfiguration'] },
    { text: 'who modified sg-0a1b2c3d4e5f60718?', kind: 'who', includes: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:RevokeSecurityGroupIngress'] },
  ],
};

export const touchVerbs: VerbFamily = {
  id: 'touch',
  words: ['touch', 'do … to', 'do to', 'do … with', 'do … on', 'do … in', 'do', 'interact with', 'work on', 'operate on', 'act on', 'play around with', 'be up to', 'been up to', 'up to', 'get up to', 'perform', 'carry out', 'commit'],
  aws: [],
  whole: 'write',
  examples: [
    { text: 'who touched bucket orders-archive yesterday?', kind: 'who', leaves: [{ kind: 'read-only', readOnly: false }] },
    { text: 'who changed anything in iam last week?', kind: 'who', leaves: [{ kind: 'read-only', readOnly: false }, { kind: 'service', service: 'iam' }] },
  ],
};
