// Services that act because somebody made them: stacks, groups, environments.
import { autoScaling, inServiceRole, launch, stackArn, terminateNow } from './acts.ts';
import { assume, type Entered, service, staff, user } from './callers.ts';
import { ACCOUNTS, type Cloud } from './cloud.ts';
import type { Story } from './story.ts';

const [A, B, C] = ACCOUNTS;
/** Apart from every other cause, so that time alone may tell. */
const APART_S = 3 * 3_600;

export function serviceStories(cloud: Cloud): readonly Story[] {
  return [
    deletedStack(cloud),
    updatedStack(cloud),
    chainedStack(cloud),
    forwarded(cloud),
    desiredCapacity(cloud),
    namedInstance(cloud),
    onlyInTime(cloud),
    beanstalk(cloud),
    opsWorks(cloud),
  ];
}

interface Stack {
  readonly name: string;
  readonly arn: string;
  readonly instance: string;
}

/** An instance that CloudFormation launched for a stack, with the tags it gives. */
function stackOf(cloud: Cloud, account: string): Stack {
  const name = cloud.role('stack');
  const arn = stackArn(cloud, account, name);
  const tags = { 'aws:cloudformation:stack-name': name, 'aws:cloudformation:stack-id': arn };
  const { instance } = launch(cloud, service('cloudformation', account), tags);
  cloud.wait(APART_S);
  return { name, arn, instance };
}

const CFN = 'cloudformation.amazonaws.com';

function deletedStack(cloud: Cloud): Story {
  const person = user(cloud, A);
  const { name, instance } = stackOf(cloud, A);
  const cause = cloud.write(person.caller, {
    service: 'cloudformation',
    name: 'DeleteStack',
    request: { stackName: name },
  });
  cloud.wait(7);
  const eventID = terminateNow(cloud, inServiceRole(cloud, A, CFN, 'AWSCloudFormation'), instance);
  const hop = { kind: 'service-acting', name: person.name };
  return { name: 'a deleted stack', human: person.name, hops: [cause], hop, instance, eventID };
}

/** By ARN, through a role. */
function updatedStack(cloud: Cloud): Story {
  const person = `${cloud.person()}@example.com`;
  const { arn, instance } = stackOf(cloud, B);
  const entered = assume(cloud, staff(cloud, A, person), { account: B });
  cloud.wait(20);
  const cause = cloud.write(entered.caller, {
    service: 'cloudformation',
    name: 'UpdateStack',
    request: { stackName: arn },
    response: { stackId: arn },
  });
  cloud.wait(95);
  const eventID = terminateNow(cloud, inServiceRole(cloud, B, CFN, 'AWSCloudFormation'), instance);
  return { name: 'an updated stack', human: person, hops: [cause, ...entered.hops], instance, eventID };
}

/** Somebody else updated another stack in between. */
function chainedStack(cloud: Cloud): Story {
  const [person, other] = [user(cloud, C), user(cloud, C)];
  const { name, instance } = stackOf(cloud, C);
  const cause = cloud.write(person.caller, {
    service: 'cloudformation',
    name: 'DeleteStack',
    request: { stackName: name },
  });
  cloud.wait(5);
  cloud.write(other.caller, {
    service: 'cloudformation',
    name: 'UpdateStack',
    request: { stackName: cloud.role('other') },
  });
  cloud.wait(6);
  const eventID = terminateNow(cloud, inServiceRole(cloud, C, CFN, 'AWSCloudFormation'), instance);
  return {
    name: 'a deleted stack beside another',
    human: person.name,
    hops: [cause],
    notInHistory: 'which stack the instance was of is in its launch, a fact in passing',
    instance,
    eventID,
  };
}

/** CloudFormation calls with the credentials of whoever deleted the stack: the record names them. */
function forwarded(cloud: Cloud): Story {
  const person = user(cloud, A);
  const { instance } = stackOf(cloud, A);
  const identity = { ...person.caller.identity, invokedBy: CFN };
  const eventID = terminateNow(cloud, { account: A, identity, ip: CFN, agent: CFN }, instance);
  return { name: 'a call forwarded by CloudFormation', human: null, hops: [], direct: true, instance, eventID };
}

function group(cloud: Cloud, account: string): { readonly name: string; readonly instance: string } {
  const name = cloud.role('asg');
  const { instance } = launch(cloud, autoScaling(cloud, account), { 'aws:autoscaling:groupName': name });
  cloud.wait(APART_S);
  return { name, instance };
}

function desiredCapacity(cloud: Cloud): Story {
  const person = user(cloud, B);
  const { name, instance } = group(cloud, B);
  const cause = cloud.write(person.caller, {
    service: 'autoscaling',
    name: 'SetDesiredCapacity',
    request: { autoScalingGroupName: name, desiredCapacity: 1 },
  });
  cloud.wait(4);
  const eventID = terminateNow(cloud, autoScaling(cloud, B), instance);
  return { name: 'a changed capacity', human: person.name, hops: [cause], instance, eventID };
}

function namedInstance(cloud: Cloud): Story {
  const person = `${cloud.person()}@example.com`;
  const entered: Entered = staff(cloud, C, person);
  const { instance } = group(cloud, C);
  const cause = cloud.write(entered.caller, {
    service: 'autoscaling',
    name: 'TerminateInstanceInAutoScalingGroup',
    request: { instanceId: instance, shouldDecrementDesiredCapacity: true },
  });
  cloud.wait(40);
  const eventID = terminateNow(cloud, autoScaling(cloud, C), instance);
  const known = { human: person, hops: [cause], confidence: 'certain' } as const;
  return { name: 'an instance ended through its group', ...known, instance, eventID };
}

/** Nothing names the group; nobody else touched any. */
function onlyInTime(cloud: Cloud): Story {
  const person = user(cloud, A);
  cloud.wait(APART_S);
  const cause = cloud.write(person.caller, {
    service: 'autoscaling',
    name: 'UpdateAutoScalingGroup',
    request: { autoScalingGroupName: cloud.role('asg'), minSize: 0, maxSize: 0 },
  });
  cloud.wait(30);
  const instance = cloud.instance();
  const eventID = terminateNow(cloud, autoScaling(cloud, A), instance);
  const known = { human: person.name, hops: [cause], confidence: 'likely' } as const;
  return { name: 'a changed group, by time alone', ...known, instance, eventID };
}

function beanstalk(cloud: Cloud): Story {
  const person = user(cloud, B);
  const name = cloud.role('env');
  const tags = { 'elasticbeanstalk:environment-name': name };
  const { instance } = launch(cloud, service('elasticbeanstalk', B), tags);
  cloud.wait(APART_S);
  const cause = cloud.write(person.caller, {
    service: 'elasticbeanstalk',
    name: 'TerminateEnvironment',
    request: { environmentName: name },
  });
  cloud.wait(45);
  const host = 'elasticbeanstalk.amazonaws.com';
  const eventID = terminateNow(cloud, inServiceRole(cloud, B, host, 'aws-elasticbeanstalk'), instance);
  return { name: 'a terminated environment', human: person.name, hops: [cause], instance, eventID };
}

function opsWorks(cloud: Cloud): Story {
  const person = user(cloud, C);
  cloud.wait(APART_S);
  const cause = cloud.write(person.caller, {
    service: 'opsworks',
    name: 'StopInstance',
    request: { instanceId: cloud.random.uuid() },
  });
  cloud.wait(12);
  const instance = cloud.instance();
  const host = 'opsworks.amazonaws.com';
  const eventID = terminateNow(cloud, inServiceRole(cloud, C, host, 'OpsWorks'), instance);
  return { name: 'a stopped OpsWorks instance', human: person.name, hops: [cause], instance, eventID };
}
