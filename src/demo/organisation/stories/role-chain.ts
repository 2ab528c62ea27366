// A snapshot deleted at the end of a chain: Identity Center in one account, a role there, then a role in another account.
// Session names say nothing about the person; only the access keys link the hops.
import { AUDIT, HOME_REGION, PROD } from '../accounts.ts';
import type { Draft } from '../draft.ts';
import { DAN } from '../people.ts';
import { assumeRole, openStaffSession } from '../session.ts';
import { ids, type TellStory } from '../story.ts';
import { MINUTE } from '../time.ts';

const SNAPSHOT = 'snap-0c0ffee1234567890';

export const roleChain: TellStory = (t) => {
  const at = t.ago(8, '07:44:19');
  const from = { ip: DAN.ip, userAgent: DAN.cli } as const;
  const dan = openStaffSession(t.random, DAN, AUDIT, at - 12 * MINUTE, false);
  const first = assumeRole(t.random, {
    from: AUDIT,
    caller: dan.caller,
    time: at - 8 * MINUTE,
    role: { ...from, account: AUDIT, roleName: 'sample-break-glass', sessionName: 'change-2093' },
  });
  const second = assumeRole(t.random, {
    from: AUDIT,
    caller: first.caller,
    time: at - 7 * MINUTE,
    role: { ...from, account: PROD, roleName: 'sample-prod-operator', sessionName: 'maintenance' },
  });
  const deleted: Draft = {
    id: t.id(),
    account: PROD,
    region: HOME_REGION,
    service: 'ec2',
    name: 'DeleteSnapshot',
    readOnly: false,
    time: at,
    caller: second.caller,
    request: { snapshotId: SNAPSHOT, force: false },
    response: { _return: true },
  };
  return {
    events: [...dan.events, ...first.events, ...second.events, deleted],
    asked: [
      {
        question: `who deleted ${SNAPSHOT}?`,
        why: 'the record names only role session "maintenance": the person is three hops back, in another account',
        doneIds: ids(deleted),
        attemptedIds: [],
      },
    ],
  };
};
