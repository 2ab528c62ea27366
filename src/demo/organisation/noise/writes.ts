// Small everyday changes, on the fleet's own resources.
import type { Json } from '../../../domain/audit-event.ts';
import type { Random } from '../random.ts';
import type { Fleet } from './fleet.ts';
import type { Call } from './reads.ts';

export interface Change extends Call {
  readonly response?: (random: Random, fleet: Fleet) => Json;
}

const OK = (): Json => ({ _return: true });

/** What staff change by hand. */
export const STAFF_CHANGES: readonly Change[] = [
  {
    service: 'ec2',
    name: 'CreateTags',
    request: (random, fleet) => ({
      resourcesSet: {
        items: [{ resourceId: random.pick(fleet.instances) }, { resourceId: random.pick(fleet.volumes) }],
      },
      tagSet: { items: [{ key: 'owner', value: 'sample-team' }] },
    }),
    response: OK,
  },
  {
    service: 'ec2',
    name: 'CreateSnapshot',
    request: (random, fleet) => ({ volumeId: random.pick(fleet.volumes), description: 'before the change' }),
    response: (random, fleet) => ({
      snapshotId: `snap-06${random.hex(15)}`,
      ownerId: fleet.account.id,
      status: 'pending',
    }),
  },
  {
    service: 'ec2',
    name: 'RebootInstances',
    request: (random, fleet) => ({ instancesSet: { items: [{ instanceId: random.pick(fleet.instances) }] } }),
    response: OK,
  },
  {
    service: 'monitoring',
    name: 'PutMetricAlarm',
    request: (random, fleet) => ({
      alarmName: `${random.pick(fleet.databases)}-cpu`,
      threshold: 80,
      evaluationPeriods: 3,
    }),
  },
  {
    service: 'ssm',
    name: 'PutParameter',
    request: (random, fleet) => ({
      name: random.pick(fleet.parameters),
      value: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      type: 'SecureString',
      overwrite: true,
    }),
    response: (random) => ({ version: 2 + random.int(40), tier: 'Standard' }),
  },
  {
    service: 'logs',
    name: 'PutRetentionPolicy',
    request: (random, fleet) => ({ logGroupName: random.pick(fleet.logGroups), retentionInDays: 30 }),
  },
  {
    service: 'ecs',
    name: 'UpdateService',
    request: (random, fleet) => ({
      cluster: random.pick(fleet.clusters),
      service: 'web',
      desiredCount: 2 + random.int(4),
    }),
  },
];

/** What a deployment job changes. */
export const PIPELINE_CHANGES: readonly Change[] = [
  {
    service: 'lambda',
    name: 'UpdateFunctionCode20150331v2',
    request: (random, fleet) => ({ functionName: random.pick(fleet.functions), publish: true, dryRun: false }),
    response: (random) => ({ version: String(1 + random.int(90)), state: 'Active' }),
  },
  {
    service: 'lambda',
    name: 'UpdateFunctionConfiguration20150331v2',
    request: (random, fleet) => ({ functionName: random.pick(fleet.functions), memorySize: 512, timeout: 30 }),
  },
  {
    service: 'ecs',
    name: 'RegisterTaskDefinition',
    request: (random) => ({ family: `sample-${random.pick(['web', 'api'])}`, networkMode: 'awsvpc' }),
  },
  {
    service: 'ecs',
    name: 'UpdateService',
    request: (random, fleet) => ({
      cluster: random.pick(fleet.clusters),
      service: random.pick(['web', 'api']),
      forceNewDeployment: true,
    }),
  },
  {
    service: 'ecr',
    name: 'PutImage',
    request: (random, fleet) => ({
      repositoryName: 'sample/web',
      registryId: fleet.account.id,
      imageTag: random.hex(7),
    }),
  },
  {
    service: 'cloudformation',
    name: 'CreateChangeSet',
    request: (random, fleet) => ({
      stackName: `${fleet.account.name}-${random.pick(['network', 'web'])}`,
      changeSetName: `ci-${random.hex(6)}`,
    }),
  },
];
