// export → Export…, and the tasks by which snapshots, instances and logs are exported.
import type { VerbFamily } from './family.ts';

export const exportVerbs: VerbFamily = {
  id: 'export',
  words: ['export'],
  acts: ['exports'],
  aws: ['Export'],
  opposite: 'import',
  rules: [
    {
      nouns: ['snapshot', 'rdssnapshot', 'database', 'dbcluster', 'dbinstance'],
      types: ['rds:snapshot', 'rds:cluster-snapshot', 'rds:cluster', 'rds:db'],
      actions: ['rds:StartExportTask'],
      undoneBy: { actions: ['rds:CancelExportTask'] },
      reason: 'a snapshot or cluster is exported to S3 by a task',
    },
    {
      nouns: ['instance'],
      types: ['ec2:instance'],
      actions: ['ec2:CreateInstanceExportTask'],
      undoneBy: { actions: ['ec2:CancelExportTask'] },
      reason: 'an instance is exported by a task',
    },
    {
      nouns: ['ami', 'image'],
      types: ['ec2:image'],
      actions: ['ec2:ExportImage', 'ec2:CreateStoreImageTask'],
      reason: 'an image is exported as a disk, or stored in a bucket',
    },
    {
      nouns: ['loggroup', 'log', 'logstream'],
      types: ['logs:log-group'],
      actions: ['logs:CreateExportTask'],
      undoneBy: { actions: ['logs:CancelExportTask'] },
      reason: 'logs are exported to S3 by a task',
    },
  ],
  examples: [
    { text: 'who exported the rds snapshot nightly-7 to s3?', kind: 'who', eventNames: ['rds:StartExportTask'] },
    { text: 'who exported the dynamodb table orders-1?', kind: 'who', includes: ['dynamodb:ExportTableToPointInTime'] },
  ],
};
