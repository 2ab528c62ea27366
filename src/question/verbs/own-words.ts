// Things for which AWS's verb is not the one people use, and no name of a call tells: a service that is stopped by scaling
// it to nothing, a job that is run by starting a run of it.
import type { Rule } from './family.ts';

export const STOPPED_BY_UPDATE: readonly Rule[] = [
  {
    nouns: ['ecsservice'],
    types: ['ecs:service'],
    loosely: true,
    actions: ['ecs:UpdateService', 'ecs:DeleteService'],
    reason: 'a service is stopped by setting its count to none, or by deleting it',
  },
];

export const RUN: readonly Rule[] = [
  { types: ['glue:job'], actions: ['glue:StartJobRun'], reason: 'a job is run by starting a run of it' },
];

export const ROLLED_BACK: readonly Rule[] = [
  {
    nouns: ['lambda'],
    types: ['lambda:function'],
    loosely: true,
    actions: ['lambda:UpdateAlias', 'lambda:UpdateFunctionCode'],
    reason: 'a function goes back by pointing its alias at an earlier version, or by its earlier code',
  },
];

export const FAILED_OVER: readonly Rule[] = [
  {
    nouns: ['cache'],
    types: ['elasticache:cluster', 'elasticache:replicationgroup'],
    loosely: true,
    actions: [
      'elasticache:TestFailover',
      'elasticache:ModifyReplicationGroup',
      'elasticache:FailoverGlobalReplicationGroup',
    ],
    reason: 'another primary is set by changing the replication group',
  },
];

export const MOUNTED: readonly Rule[] = [
  {
    nouns: ['filesystem'],
    types: ['elasticfilesystem:file-system'],
    actions: ['elasticfilesystem:CreateMountTarget'],
    undoneBy: { actions: ['elasticfilesystem:DeleteMountTarget'] },
    reason: 'a file system is mounted through a mount target; the mount itself leaves no audit event of the API',
  },
];

export const SENT: readonly Rule[] = [
  {
    nouns: ['email'],
    actions: ['ses:SendEmail', 'ses:SendRawEmail', 'ses:SendBulkEmail', 'ses:SendTemplatedEmail'],
    reason: 'each form of an e-mail has its own call',
  },
];
