// A trail stopped and restarted half an hour later, after a denied try; and another trail's selectors narrowed and widened.
import type { JsonObject } from '../../../domain/audit-event.ts';
import { DEV, HOME_REGION, PROD } from '../accounts.ts';
import { eveCaller } from '../caller.ts';
import type { Draft } from '../draft.ts';
import { ANA, BEN, CLEO } from '../people.ts';
import { openStaffSession } from '../session.ts';
import { ids, type TellStory } from '../story.ts';
import { MINUTE } from '../time.ts';

const DEV_TRAIL = 'sample-dev-trail';
const PROD_TRAIL = 'sample-prod-trail';

const selectors = (trail: string, management: boolean, kind: string): JsonObject => ({
  trailName: trail,
  eventSelectors: [
    {
      readWriteType: kind,
      includeManagementEvents: management,
      dataResources: [],
      excludeManagementEventSources: [],
    },
  ],
});

export const stoppedTrail: TellStory = (t) => {
  const trail = { region: HOME_REGION, service: 'cloudtrail', readOnly: false } as const;
  const at = t.ago(9, '14:02:11');
  const denied: Draft = {
    ...trail,
    id: t.id(),
    account: DEV,
    time: at - 70 * MINUTE,
    name: 'StopLogging',
    caller: eveCaller(DEV),
    error: {
      code: 'AccessDenied',
      message: `User: arn:aws:iam::${DEV.id}:user/eve is not authorized to perform: cloudtrail:StopLogging on resource: arn:aws:cloudtrail:${HOME_REGION}:${DEV.id}:trail/${DEV_TRAIL} because no identity-based policy allows the cloudtrail:StopLogging action`,
    },
  };
  const ben = openStaffSession(t.random, BEN, DEV, at - 5 * MINUTE, false);
  const stopped: Draft = {
    ...trail,
    id: t.id(),
    account: DEV,
    time: at,
    name: 'StopLogging',
    caller: ben.caller,
    request: { name: DEV_TRAIL },
  };
  const started: Draft = {
    ...trail,
    id: t.id(),
    account: DEV,
    time: at + 29 * MINUTE,
    name: 'StartLogging',
    caller: ben.caller,
    request: { name: `arn:aws:cloudtrail:${HOME_REGION}:${DEV.id}:trail/${DEV_TRAIL}` },
  };
  const narrowedAt = t.ago(23, '09:41:30');
  const ana = openStaffSession(t.random, ANA, PROD, narrowedAt - 2 * MINUTE, true);
  const narrowed: Draft = {
    ...trail,
    id: t.id(),
    account: PROD,
    time: narrowedAt,
    name: 'PutEventSelectors',
    caller: ana.caller,
    request: selectors(PROD_TRAIL, false, 'ReadOnly'),
    response: selectors(PROD_TRAIL, false, 'ReadOnly'),
  };
  const widenedAt = narrowedAt + 200 * MINUTE;
  const cleo = openStaffSession(t.random, CLEO, PROD, widenedAt - MINUTE, false);
  const widened: Draft = {
    ...trail,
    id: t.id(),
    account: PROD,
    time: widenedAt,
    name: 'PutEventSelectors',
    caller: cleo.caller,
    request: selectors(PROD_TRAIL, true, 'All'),
    response: selectors(PROD_TRAIL, true, 'All'),
  };
  return {
    events: [denied, ...ben.events, stopped, started, ...ana.events, narrowed, ...cleo.events, widened],
    asked: [
      {
        question: `who stopped logging on trail ${DEV_TRAIL}?`,
        why: 'ben did; eve was denied an hour before, and that record names the trail only in its error message',
        doneIds: ids(stopped),
        attemptedIds: ids(denied),
      },
      {
        question: `who switched off management events on trail ${PROD_TRAIL}?`,
        why: 'off and on are the same event name: only the parameters tell',
        doneIds: ids(narrowed),
        attemptedIds: [],
      },
    ],
  };
};
