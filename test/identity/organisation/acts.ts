// What is asked about: instances terminated, by callers and by services for them.
import { inRole } from './callers.ts';
import type { Caller, Cloud, Raw } from './cloud.ts';

export interface Act {
  readonly instance: string;
  readonly eventID: string;
}

/** Terminates an instance; a new one where none is given. */
export function terminate(cloud: Cloud, caller: Caller, instance: string = cloud.instance(), more: Raw = {}): Act {
  cloud.wait(10 + cloud.random.below(120));
  return { instance, eventID: terminateNow(cloud, caller, instance, more) };
}

export function terminateNow(cloud: Cloud, caller: Caller, instance: string, more: Raw = {}): string {
  return cloud.write(caller, {
    service: 'ec2',
    name: 'TerminateInstances',
    request: { instancesSet: { items: [{ instanceId: instance }] } },
    response: {
      instancesSet: {
        items: [{ instanceId: instance, currentState: { code: 32 }, previousState: { code: 16, name: 'running' } }],
      },
    },
    more,
  });
}

/** Launches an instance, with tags; gives its id. */
export function launch(cloud: Cloud, caller: Caller, tags: Readonly<Record<string, string>> = {}): Act {
  cloud.wait(60);
  const instance = cloud.instance();
  const items = Object.entries(tags).map(([key, value]) => ({ key, value }));
  const eventID = cloud.write(caller, {
    service: 'ec2',
    name: 'RunInstances',
    request: {
      instancesSet: { items: [{ imageId: 'ami-0aaaaaaaaaaaaaaaa', minCount: 1, maxCount: 1 }] },
      ...(items.length === 0 ? {} : { tagSpecificationSet: { items: [{ resourceType: 'instance', tags: items }] } }),
    },
    response: { instancesSet: { items: [{ instanceId: instance, privateIpAddress: '10.0.0.7' }] } },
  });
  return { instance, eventID };
}

/** Auto Scaling, in its service-linked role. */
export function autoScaling(cloud: Cloud, account: string): Caller {
  return inRole(cloud, {
    account,
    role: 'AWSServiceRoleForAutoScaling',
    path: '/aws-service-role/autoscaling.amazonaws.com/',
    session: 'AutoScaling',
    key: cloud.random.id('ASIA'),
    ip: 'autoscaling.amazonaws.com',
    invokedBy: 'autoscaling.amazonaws.com',
  });
}

/** CloudFormation (or another), in a role that was given to it. */
export function inServiceRole(cloud: Cloud, account: string, host: string, session: string): Caller {
  const key = cloud.random.id('ASIA');
  const role = cloud.role('service');
  const roleArn = `arn:aws:iam::${account}:role/${role}`;
  cloud.write(
    { account, identity: { type: 'AWSService', invokedBy: host }, ip: host, agent: host },
    {
      service: 'sts',
      name: 'AssumeRole',
      request: { roleArn, roleSessionName: session },
      response: { credentials: { accessKeyId: key, sessionToken: '<removed>', expiration: 'soon' } },
      more: { resources: [{ ARN: roleArn, accountId: account }] },
    },
  );
  return inRole(cloud, { account, role, session, key, ip: host, invokedBy: host });
}

export function stackArn(cloud: Cloud, account: string, name: string): string {
  return `arn:aws:cloudformation:eu-west-1:${account}:stack/${name}/${cloud.random.uuid()}`;
}
