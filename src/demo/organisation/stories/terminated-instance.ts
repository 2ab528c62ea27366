// An instance terminated yesterday through an Identity Center role, protection lifted a minute before; somebody else was
// denied the day before. Two more instances have ids that begin alike: one stopped only, one ended by Auto Scaling.
import type { JsonObject } from '../../../domain/audit-event.ts';
import { HOME_REGION, PROD } from '../accounts.ts';
import { eveCaller, roleCaller } from '../caller.ts';
import type { Draft } from '../draft.ts';
import { ANA, FINN } from '../people.ts';
import { uniqueId } from '../random.ts';
import { openStaffSession } from '../session.ts';
import { ids, type TellStory } from '../story.ts';
import { MINUTE, SECOND } from '../time.ts';

const TERMINATED = 'i-0abc12de34f567890';
const SCALED_IN = 'i-0abc9f8e7d6c5b4a3';
const STOPPED = 'i-0abcde0123456789f';

const named = (instanceId: string): JsonObject => ({ instancesSet: { items: [{ instanceId }] } });

const changed = (instanceId: string, code: number, name: string): JsonObject => ({
  instancesSet: {
    items: [{ instanceId, currentState: { code, name }, previousState: { code: 16, name: 'running' } }],
  },
});

export const terminatedInstance: TellStory = (t) => {
  const ec2 = { account: PROD, region: HOME_REGION, service: 'ec2', readOnly: false } as const;
  const deniedAt = t.ago(2, '16:05:41');
  const denied: Draft = {
    ...ec2,
    id: t.id(),
    time: deniedAt,
    name: 'TerminateInstances',
    caller: eveCaller(PROD),
    request: named(TERMINATED),
    error: {
      code: 'Client.UnauthorizedOperation',
      message: `You are not authorized to perform this operation. User: arn:aws:iam::${PROD.id}:user/eve is not authorized to perform: ec2:TerminateInstances on resource: arn:aws:ec2:${HOME_REGION}:${PROD.id}:instance/${TERMINATED} because no identity-based policy allows the ec2:TerminateInstances action`,
    },
  };
  const at = t.ago(1, '14:32:07');
  const ana = openStaffSession(t.random, ANA, PROD, at - 9 * MINUTE, true);
  const lifted: Draft = {
    ...ec2,
    id: t.id(),
    time: at - 48 * SECOND,
    name: 'ModifyInstanceAttribute',
    caller: ana.caller,
    request: { instanceId: TERMINATED, disableApiTermination: { value: false } },
    response: { _return: true },
  };
  const terminated: Draft = {
    ...ec2,
    id: t.id(),
    time: at,
    name: 'TerminateInstances',
    caller: ana.caller,
    request: named(TERMINATED),
    response: changed(TERMINATED, 32, 'shutting-down'),
  };
  const scaledInAt = t.ago(13, '03:12:55');
  const scaledIn: Draft = {
    ...ec2,
    id: t.id(),
    time: scaledInAt,
    name: 'TerminateInstances',
    caller: roleCaller({
      account: PROD,
      roleName: 'AWSServiceRoleForAutoScaling',
      rolePath: '/aws-service-role/autoscaling.amazonaws.com/',
      sessionName: 'AutoScaling',
      accessKeyId: uniqueId('ASIA', t.random),
      started: scaledInAt - MINUTE,
      ip: 'autoscaling.amazonaws.com',
      userAgent: 'autoscaling.amazonaws.com',
      invokedBy: 'autoscaling.amazonaws.com',
    }),
    request: named(SCALED_IN),
    response: changed(SCALED_IN, 32, 'shutting-down'),
  };
  const stoppedAt = t.ago(6, '10:20:00');
  const finn = openStaffSession(t.random, FINN, PROD, stoppedAt - 3 * MINUTE, false);
  const stopped: Draft = {
    ...ec2,
    id: t.id(),
    time: stoppedAt,
    name: 'StopInstances',
    caller: finn.caller,
    request: { ...named(STOPPED), force: false },
    response: changed(STOPPED, 64, 'stopping'),
  };
  return {
    events: [denied, ...ana.events, lifted, terminated, scaledIn, ...finn.events, stopped],
    asked: [
      {
        question: `who terminated ${TERMINATED}?`,
        why: 'done through an Identity Center role by ana; eve was denied the day before and must not be named as the one who did it',
        doneIds: ids(terminated),
        attemptedIds: ids(denied),
      },
      {
        question: `who terminated ${SCALED_IN}?`,
        why: 'Auto Scaling did, through its service-linked role: no person',
        doneIds: ids(scaledIn),
        attemptedIds: [],
      },
      {
        question: `who stopped ${STOPPED}?`,
        why: 'finn with the CLI; it was never terminated',
        doneIds: ids(stopped),
        attemptedIds: [],
      },
    ],
  };
};
