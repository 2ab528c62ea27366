// A KMS key disabled and scheduled for deletion, then saved by somebody else.
import type { Json } from '../../../domain/audit-event.ts';
import { HOME_REGION, PROD } from '../accounts.ts';
import type { Draft } from '../draft.ts';
import { ANA, CLEO } from '../people.ts';
import { openStaffSession } from '../session.ts';
import { ids, type TellStory } from '../story.ts';
import { DAY, HOUR, MINUTE, wordyInstant } from '../time.ts';

const KEY = '5a4d1e00-5a4d-4e00-8e00-5a4d1e5a4d1e';
const ARN = `arn:aws:kms:${HOME_REGION}:${PROD.id}:key/${KEY}`;

export const disabledKey: TellStory = (t) => {
  const kms = {
    account: PROD,
    region: HOME_REGION,
    service: 'kms',
    readOnly: false,
    resources: [{ accountId: PROD.id, type: 'AWS::KMS::Key', ARN }],
  } as const;
  const at = t.ago(25, '10:12:00');
  const ana = openStaffSession(t.random, ANA, PROD, at - 3 * MINUTE, true);
  const made = (time: number, name: string, caller: Draft['caller'], request: Json, response: Json): Draft => ({
    ...kms,
    id: t.id(),
    time,
    name,
    caller,
    request,
    response,
  });
  const deletionDate = wordyInstant(at + 7 * DAY);
  const off = made(at, 'DisableKey', ana.caller, { keyId: KEY }, { keyId: ARN });
  const scheduled = made(
    at + 2 * MINUTE,
    'ScheduleKeyDeletion',
    ana.caller,
    { keyId: KEY, pendingWindowInDays: 7 },
    { keyId: ARN, keyState: 'PendingDeletion', pendingWindowInDays: 7, deletionDate },
  );
  const savedAt = at + 5 * HOUR;
  const cleo = openStaffSession(t.random, CLEO, PROD, savedAt - MINUTE, false);
  const cancelled = made(savedAt, 'CancelKeyDeletion', cleo.caller, { keyId: ARN }, { keyId: ARN });
  const on = made(savedAt + MINUTE, 'EnableKey', cleo.caller, { keyId: ARN }, { keyId: ARN });
  return {
    events: [...ana.events, off, scheduled, ...cleo.events, cancelled, on],
    asked: [
      {
        question: `who scheduled deletion of key ${KEY}?`,
        why: 'nothing is deleted yet, and it was called off five hours later',
        doneIds: ids(scheduled),
        attemptedIds: [],
      },
      {
        question: `who disabled kms key ${KEY}?`,
        why: 'disabled and scheduled for deletion are two calls',
        doneIds: ids(off),
        attemptedIds: [],
      },
    ],
  };
};
