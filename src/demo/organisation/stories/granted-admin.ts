// Administrator rights given to a role by hand, long ago enough to be forgotten; a repeat failed, and nobody took it back.
import { DEV, GLOBAL_REGION } from '../accounts.ts';
import type { Draft } from '../draft.ts';
import { BEN } from '../people.ts';
import { openStaffSession } from '../session.ts';
import { ids, type TellStory } from '../story.ts';
import { MINUTE } from '../time.ts';

const ROLE = 'sample-deployer';

export const grantedAdmin: TellStory = (t) => {
  const at = t.ago(31, '20:45:37');
  const ben = openStaffSession(t.random, BEN, DEV, at - 4 * MINUTE, false);
  const call = { account: DEV, region: GLOBAL_REGION, service: 'iam', readOnly: false, caller: ben.caller } as const;
  const policyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const mistyped: Draft = {
    ...call,
    id: t.id(),
    time: at - MINUTE,
    name: 'AttachRolePolicy',
    request: { roleName: ROLE, policyArn: 'arn:aws:iam::aws:policy/AdminstratorAccess' },
    error: {
      code: 'NoSuchEntityException',
      message: 'Policy arn:aws:iam::aws:policy/AdminstratorAccess does not exist or is not attachable.',
    },
  };
  const attached: Draft = {
    ...call,
    id: t.id(),
    time: at,
    name: 'AttachRolePolicy',
    request: { roleName: ROLE, policyArn },
  };
  return {
    events: [...ben.events, mistyped, attached],
    asked: [
      {
        question: `who attached a policy to role ${ROLE}?`,
        why: 'the first try was mistyped and failed',
        doneIds: ids(attached),
        attemptedIds: ids(mistyped),
      },
    ],
  };
};
