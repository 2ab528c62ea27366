// Eve tries to give herself more rights: every call denied, in both of AWS's spellings.
import { DEV, GLOBAL_REGION, HOME_REGION } from '../accounts.ts';
import { eveCaller } from '../caller.ts';
import type { Draft } from '../draft.ts';
import { ids, type TellStory } from '../story.ts';
import { SECOND } from '../time.ts';

const ROLE = 'sample-admin';
const PROFILE_INSTANCE = 'i-0d15ea5e0d15ea5e0';

export const deniedAttempts: TellStory = (t) => {
  const at = t.ago(17, '17:02:44');
  const caller = eveCaller(DEV);
  const self = `arn:aws:iam::${DEV.id}:user/eve`;
  const refused = (action: string, resource: string): string =>
    `User: ${self} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
  const iam = { account: DEV, region: GLOBAL_REGION, service: 'iam', readOnly: false, caller } as const;
  const attach: Draft = {
    ...iam,
    id: t.id(),
    time: at,
    name: 'AttachUserPolicy',
    error: { code: 'AccessDenied', message: refused('iam:AttachUserPolicy', 'user eve') },
  };
  const createUser: Draft = {
    ...iam,
    id: t.id(),
    time: at + 21 * SECOND,
    name: 'CreateUser',
    error: { code: 'AccessDenied', message: refused('iam:CreateUser', `arn:aws:iam::${DEV.id}:user/eve2`) },
  };
  const role = `arn:aws:iam::${DEV.id}:role/${ROLE}`;
  const assume: Draft = {
    id: t.id(),
    account: DEV,
    region: HOME_REGION,
    service: 'sts',
    name: 'AssumeRole',
    readOnly: true,
    time: at + 63 * SECOND,
    caller,
    error: {
      code: 'AccessDenied',
      message: `User: ${self} is not authorized to perform: sts:AssumeRole on resource: ${role}`,
    },
  };
  const profile: Draft = {
    id: t.id(),
    account: DEV,
    region: HOME_REGION,
    service: 'ec2',
    name: 'AssociateIamInstanceProfile',
    readOnly: false,
    time: at + 95 * SECOND,
    caller,
    request: {
      AssociateIamInstanceProfileRequest: { InstanceId: PROFILE_INSTANCE, IamInstanceProfile: { Name: ROLE } },
    },
    error: {
      code: 'Client.UnauthorizedOperation',
      message: `You are not authorized to perform this operation. ${refused('ec2:AssociateIamInstanceProfile', `arn:aws:ec2:${HOME_REGION}:${DEV.id}:instance/${PROFILE_INSTANCE}`)}`,
    },
  };
  return {
    events: [attach, createUser, assume, profile],
    asked: [
      {
        question: `who tried to assume role ${ROLE}?`,
        why: 'denied: the record has no parameters, the role is named only in the error message',
        doneIds: [],
        attemptedIds: ids(assume),
      },
    ],
  };
};
