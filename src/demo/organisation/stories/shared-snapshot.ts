// A database snapshot shared with an account outside the organisation, and taken back.
import type { JsonObject } from '../../../domain/audit-event.ts';
import { HOME_REGION, OUTSIDE_ACCOUNT_ID, PROD } from '../accounts.ts';
import type { Draft } from '../draft.ts';
import { CLEO, DAN } from '../people.ts';
import { openStaffSession } from '../session.ts';
import { ids, type TellStory } from '../story.ts';
import { MINUTE } from '../time.ts';

const SNAPSHOT = 'orders-db-before-migration';

export const sharedSnapshot: TellStory = (t) => {
  const rds = {
    account: PROD,
    region: HOME_REGION,
    service: 'rds',
    name: 'ModifyDBSnapshotAttribute',
    readOnly: false,
  } as const;
  const sharedWith = (attributeValues: readonly string[]): JsonObject => ({
    dBSnapshotIdentifier: SNAPSHOT,
    dBSnapshotAttributes: [{ attributeName: 'restore', attributeValues }],
  });
  const at = t.ago(10, '04:50:15');
  const dan = openStaffSession(t.random, DAN, PROD, at - 14 * MINUTE, false);
  const shared: Draft = {
    ...rds,
    id: t.id(),
    time: at,
    caller: dan.caller,
    request: { dBSnapshotIdentifier: SNAPSHOT, attributeName: 'restore', valuesToAdd: [OUTSIDE_ACCOUNT_ID] },
    response: sharedWith([OUTSIDE_ACCOUNT_ID]),
  };
  const backAt = t.ago(9, '08:15:00');
  const cleo = openStaffSession(t.random, CLEO, PROD, backAt - 2 * MINUTE, false);
  const unshared: Draft = {
    ...rds,
    id: t.id(),
    time: backAt,
    caller: cleo.caller,
    request: { dBSnapshotIdentifier: SNAPSHOT, attributeName: 'restore', valuesToRemove: [OUTSIDE_ACCOUNT_ID] },
    response: sharedWith([]),
  };
  return {
    events: [...dan.events, shared, ...cleo.events, unshared],
    asked: [
      {
        question: `who shared the rds snapshot ${SNAPSHOT}?`,
        why: 'sharing and taking back are the same event name',
        doneIds: ids(shared),
        attemptedIds: [],
      },
    ],
  };
};
