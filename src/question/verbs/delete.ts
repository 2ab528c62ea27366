// delete, remove, drop, destroy → Delete…, Terminate…, Deregister… and kin, whichever the thing's service has.
import type { Rule, VerbFamily } from './family.ts';

const KMS: Rule = {
  nouns: ['kmskey', 'key', 'keydeletion'],
  types: ['kms:key'],
  actions: ['kms:ScheduleKeyDeletion', 'kms:DeleteImportedKeyMaterial'],
  undoneBy: { actions: ['kms:CancelKeyDeletion'] },
  reason: 'KMS has no call that deletes a key at once',
};

export const deleteVerbs: VerbFamily = {
  id: 'delete',
  words: [
    'delete', 'drop', 'destroy', 'erase', 'wipe', 'wipe out', 'purge', 'trash', 'get rid of', 'scrap', 'decommission',
    'deprovision', 'discard', 'blow away', 'tear down', 'tear … down', 'throw away', 'throw out', 'clean up', 'clear',
    'dispose of', 'undeploy', 'axe', 'bin', 'del',
  ],
  acts: ['deletion', 'deletions', 'deletes', 'destruction', 'teardown'],
  aws: ['Delete', 'Terminate', 'Deregister', 'Destroy', 'Drop', 'Purge', 'Deprovision', 'Release', 'Dispose'],
  orElse: ['Remove', 'Deactivate', 'Cancel', 'Disassociate', 'Detach', 'Revoke', 'Close', 'Clear', 'Unsubscribe'],
  opposite: 'create',
  rules: [
    KMS,
    {
      nouns: ['account'],
      actions: ['organizations:CloseAccount', 'organizations:RemoveAccountFromOrganization', 'account:CloseAccount'],
      reason: 'an account is closed or removed, there is no DeleteAccount',
    },
    {
      nouns: ['securitygrouprule', 'rule'],
      types: ['ec2:security-group'],
      actions: ['ec2:RevokeSecurityGroupIngress', 'ec2:RevokeSecurityGroupEgress'],
      undoneBy: { actions: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:AuthorizeSecurityGroupEgress'] },
      reason: 'a rule of a security group is revoked, not deleted',
    },
    {
      nouns: ['mfa'],
      actions: ['iam:DeactivateMFADevice', 'iam:DeleteVirtualMFADevice'],
      reason: 'taking a device from a user is DeactivateMFADevice',
    },
    {
      nouns: ['tag'],
      actions: ['*:UntagResource', '*:DeleteTags', '*:RemoveTagsFromResource', '*:RemoveTags', 's3:DeleteBucketTagging', 's3:DeleteObjectTagging', 'iam:UntagRole', 'iam:UntagUser', 'iam:UntagPolicy', 'sqs:UntagQueue'],
      reason: 'tags have calls of their own in each service',
    },
    {
      nouns: ['dnsrecord'],
      actions: ['route53:ChangeResourceRecordSets'],
      reason: 'records of a zone are created, changed and deleted by one call',
    },
    {
      nouns: ['object'],
      actions: ['s3:DeleteObject', 's3:DeleteObjects'],
      undoneBy: { actions: ['s3:PutObject', 's3:CopyObject'] },
      reason: 'S3 logs the single and the bulk call under two names',
    },
  ],
  examples: [
    { text: 'who deleted bucket orders-archive?', kind: 'who', eventNames: ['s3:DeleteBucket'], resources: ['orders-archive'] },
    { text: 'who deleted flow log fl-0a1b2c3d4e5f60718', kind: 'who', eventNames: ['ec2:DeleteFlowLogs'] },
    { text: 'who got rid of nat-0a1b2c3d4e5f60718 yesterday?', kind: 'who', eventNames: ['ec2:DeleteNatGateway'] },
    { text: 'who deleted a bucket policy on OrdersBucket?', kind: 'who', eventNames: ['s3:DeleteBucketPolicy'], resources: ['OrdersBucket'] },
    { text: 'who deleted the database orders-db-1?', kind: 'who', includes: ['rds:DeleteDBInstance', 'rds:DeleteDBCluster'] },
    { text: 'was kms key 1234abcd-12ab-34cd-56ef-1234567890ab ever deleted?', kind: 'who', includes: ['kms:ScheduleKeyDeletion'] },
  ],
};
