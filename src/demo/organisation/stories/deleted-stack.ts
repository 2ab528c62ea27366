// A person deletes a stack; CloudFormation, in its service role, terminates the instances seconds later.
import { DEV, HOME_REGION } from '../accounts.ts';
import { roleCaller } from '../caller.ts';
import type { Draft } from '../draft.ts';
import { FINN } from '../people.ts';
import { uniqueId } from '../random.ts';
import { openStaffSession } from '../session.ts';
import { ids, type TellStory } from '../story.ts';
import { MINUTE, SECOND } from '../time.ts';

const STACK = 'sample-web-canary';
const FIRST = 'i-0ca5cade0ca5cade0';
const SECOND_INSTANCE = 'i-0ca5cade0ca5cade1';

export const deletedStack: TellStory = (t) => {
  const at = t.ago(4, '11:08:30');
  const finn = openStaffSession(t.random, FINN, DEV, at - 5 * MINUTE, true);
  const stack: Draft = {
    id: t.id(),
    account: DEV,
    region: HOME_REGION,
    service: 'cloudformation',
    name: 'DeleteStack',
    readOnly: false,
    time: at,
    caller: finn.caller,
    request: {
      stackName: `arn:aws:cloudformation:${HOME_REGION}:${DEV.id}:stack/${STACK}/${t.random.uuid()}`,
      clientRequestToken: t.random.uuid(),
    },
  };
  const terminated: Draft = {
    id: t.id(),
    account: DEV,
    region: HOME_REGION,
    service: 'ec2',
    name: 'TerminateInstances',
    readOnly: false,
    time: at + 7 * SECOND,
    caller: roleCaller({
      account: DEV,
      roleName: 'sample-cloudformation',
      sessionName: 'AWSCloudFormation',
      accessKeyId: uniqueId('ASIA', t.random),
      started: at + 2 * SECOND,
      ip: 'cloudformation.amazonaws.com',
      userAgent: 'cloudformation.amazonaws.com',
      invokedBy: 'cloudformation.amazonaws.com',
    }),
    request: { instancesSet: { items: [{ instanceId: FIRST }, { instanceId: SECOND_INSTANCE }] } },
    response: {
      instancesSet: {
        items: [FIRST, SECOND_INSTANCE].map((instanceId) => ({
          instanceId,
          currentState: { code: 32, name: 'shutting-down' },
          previousState: { code: 16, name: 'running' },
        })),
      },
    },
  };
  return {
    events: [...finn.events, stack, terminated],
    asked: [
      {
        question: `who terminated ${SECOND_INSTANCE}?`,
        why: 'CloudFormation did, because finn deleted its stack seven seconds before',
        doneIds: ids(terminated),
        attemptedIds: [],
      },
      {
        question: `who deleted stack ${STACK}?`,
        why: 'the stack is named by its ARN',
        doneIds: ids(stack),
        attemptedIds: [],
      },
    ],
  };
};
