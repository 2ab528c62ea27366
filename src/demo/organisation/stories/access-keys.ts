// A service user's access key: made by one person, used once from elsewhere, switched off and deleted by another.
import { GLOBAL_REGION, HOME_REGION, PROD } from '../accounts.ts';
import { iamUserCaller } from '../caller.ts';
import type { Draft } from '../draft.ts';
import { BEN, CLEO } from '../people.ts';
import { openStaffSession } from '../session.ts';
import { ids, type TellStory } from '../story.ts';
import { instant, MINUTE } from '../time.ts';
import { BOTO } from '../tools.ts';

const USER = 'sample-legacy-ci';
const KEY = 'AKIASAMPLELEGACYCI22';

export const accessKeys: TellStory = (t) => {
  const iam = { account: PROD, region: GLOBAL_REGION, service: 'iam', readOnly: false } as const;
  const madeAt = t.ago(20, '16:11:09');
  const ben = openStaffSession(t.random, BEN, PROD, madeAt - 4 * MINUTE, true);
  const made: Draft = {
    ...iam,
    id: t.id(),
    time: madeAt,
    name: 'CreateAccessKey',
    caller: ben.caller,
    request: { userName: USER },
    response: { accessKey: { userName: USER, accessKeyId: KEY, status: 'Active', createDate: instant(madeAt) } },
  };
  const used: Draft = {
    id: t.id(),
    account: PROD,
    region: HOME_REGION,
    service: 'sts',
    name: 'GetCallerIdentity',
    readOnly: true,
    time: t.ago(16, '02:40:33'),
    caller: iamUserCaller(PROD, USER, KEY, '192.0.2.180', BOTO),
  };
  const offAt = t.ago(14, '09:30:00');
  const cleo = openStaffSession(t.random, CLEO, PROD, offAt - 3 * MINUTE, false);
  const off: Draft = {
    ...iam,
    id: t.id(),
    time: offAt,
    name: 'UpdateAccessKey',
    caller: cleo.caller,
    request: { userName: USER, accessKeyId: KEY, status: 'Inactive' },
  };
  const deletedAt = t.ago(13, '09:05:10');
  const later = openStaffSession(t.random, CLEO, PROD, deletedAt - MINUTE, false);
  const deleted: Draft = {
    ...iam,
    id: t.id(),
    time: deletedAt,
    name: 'DeleteAccessKey',
    caller: later.caller,
    request: { userName: USER, accessKeyId: KEY },
  };
  return {
    events: [...ben.events, made, used, ...cleo.events, off, ...later.events, deleted],
    asked: [
      {
        question: `who created access keys for user ${USER}?`,
        why: 'the key id is only in the response; the user it is for is not the one who made it',
        doneIds: ids(made),
        attemptedIds: [],
      },
      {
        question: `who deactivated access key ${KEY}?`,
        why: 'the same event name would switch it on: the status tells',
        doneIds: ids(off),
        attemptedIds: [],
      },
      {
        question: `who deleted access key ${KEY}?`,
        why: 'cleo, the day after it was switched off',
        doneIds: ids(deleted),
        attemptedIds: [],
      },
    ],
  };
};
