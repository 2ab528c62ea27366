// AWS services acting by themselves: scaling, agents, decryption for a service, key rotation as AwsServiceEvents.
import { ACCOUNTS, HOME_REGION, PROD, REGIONS } from '../accounts.ts';
import { roleCaller, serviceEventCaller } from '../caller.ts';
import type { Draft } from '../draft.ts';
import { uniqueId } from '../random.ts';
import { MINUTE, SECOND } from '../time.ts';
import { SSM_AGENT } from '../tools.ts';
import { burst, type DaySlice, type Noise } from './burst.ts';
import { fleet } from './fleet.ts';
import type { Call } from './reads.ts';
import { fill } from './tools-at-work.ts';

/** Auto Scaling starts an instance and ends another. */
function scaling(slice: DaySlice, start: number): readonly Draft[] {
  const { random } = slice;
  const host = 'autoscaling.amazonaws.com';
  const caller = roleCaller({
    account: PROD,
    roleName: 'AWSServiceRoleForAutoScaling',
    rolePath: '/aws-service-role/autoscaling.amazonaws.com/',
    sessionName: 'AutoScaling',
    accessKeyId: uniqueId('ASIA', random),
    started: start - MINUTE,
    ip: host,
    userAgent: host,
    invokedBy: host,
  });
  const call = { account: PROD, region: HOME_REGION, service: 'ec2', readOnly: false, caller } as const;
  const [born, gone] = [`i-07${random.hex(15)}`, `i-07${random.hex(15)}`];
  const run: Draft = {
    ...call,
    id: random.uuid(),
    time: start + 20 * SECOND,
    name: 'RunInstances',
    request: {
      instancesSet: { items: [{ minCount: 1, maxCount: 1 }] },
      instanceType: 'm7g.large',
      launchTemplate: { launchTemplateName: 'sample-web' },
    },
    response: {
      ownerId: PROD.id,
      instancesSet: {
        items: [{ instanceId: born, imageId: `ami-07${random.hex(15)}`, instanceState: { code: 0, name: 'pending' } }],
      },
    },
  };
  const end: Draft = {
    ...call,
    id: random.uuid(),
    time: start + 140 * SECOND,
    name: 'TerminateInstances',
    request: { instancesSet: { items: [{ instanceId: gone }] } },
    response: {
      instancesSet: {
        items: [
          {
            instanceId: gone,
            currentState: { code: 32, name: 'shutting-down' },
            previousState: { code: 16, name: 'running' },
          },
        ],
      },
    },
  };
  return [run, end];
}

const AGENT_CALLS: readonly Call[] = [
  {
    service: 'ssm',
    name: 'UpdateInstanceInformation',
    writes: true,
    request: (random, resources) => ({
      instanceId: random.pick(resources.instances),
      agentVersion: '3.3.2746.0',
      agentStatus: 'Active',
      platformType: 'Linux',
    }),
  },
  {
    service: 'ssm',
    name: 'ListInstanceAssociations',
    request: (random, resources) => ({ instanceId: random.pick(resources.instances), maxResults: 20 }),
  },
];

const KEY_USE: readonly Call[] = [
  {
    service: 'kms',
    name: 'Decrypt',
    request: (_, resources, region) => ({
      encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
      encryptionContext: {
        'aws:lambda:FunctionArn': `arn:aws:lambda:${region}:${resources.account.id}:function:${resources.account.name}-api-fn`,
      },
    }),
  },
  {
    service: 'kms',
    name: 'GenerateDataKey',
    request: (random, resources) => ({ keyId: random.pick(resources.keys), keySpec: 'AES_256' }),
  },
];

/** A key rotated by KMS itself: no person, no API call. */
function rotation(slice: DaySlice, start: number): Draft {
  const { random } = slice;
  const account = random.pick(ACCOUNTS);
  const keyId = random.pick(fleet(account).keys);
  return {
    id: random.uuid(),
    account,
    region: HOME_REGION,
    service: 'kms',
    name: 'RotateKey',
    type: 'AwsServiceEvent',
    readOnly: false,
    time: start + 60 * SECOND,
    caller: serviceEventCaller(account, 'kms'),
    resources: [
      { accountId: account.id, type: 'AWS::KMS::Key', ARN: `arn:aws:kms:${HOME_REGION}:${account.id}:key/${keyId}` },
    ],
    serviceEventDetails: { keyId },
  };
}

/** Agents on instances report in; functions decrypt their settings; now and then scaling or a rotation. */
export const services: Noise = (slice, count) => {
  const { random } = slice;
  return fill(slice, count, 24, (start, left) => {
    const drawn = random.next();
    if (drawn < 0.12) return scaling(slice, start);
    if (drawn < 0.14) return [rotation(slice, start)];
    const account = random.pick(ACCOUNTS);
    const agent = drawn < 0.6;
    const sessionName = agent ? random.pick(fleet(account).instances) : `${account.name}-api-fn`;
    const caller = roleCaller({
      account,
      roleName: agent ? 'sample-instance' : 'sample-api-fn',
      sessionName,
      accessKeyId: uniqueId('ASIA', random),
      started: start - 30 * MINUTE,
      ip: agent ? '10.0.12.34' : 'lambda.amazonaws.com',
      userAgent: agent ? SSM_AGENT : 'lambda.amazonaws.com',
      ...(agent ? {} : { invokedBy: 'lambda.amazonaws.com' }),
    });
    const region = random.pick(REGIONS.slice(0, 3));
    return burst(random, { account, region, caller, start, count: left, reads: agent ? AGENT_CALLS : KEY_USE });
  });
};
