// A morning's changes by hand in the console, among them one that makes a database reachable from outside.
import { HOME_REGION, PROD } from '../accounts.ts';
import type { Draft } from '../draft.ts';
import { DAN } from '../people.ts';
import { openStaffSession } from '../session.ts';
import { ids, type TellStory } from '../story.ts';
import { MINUTE } from '../time.ts';

const DATABASE = 'reporting-db';
const TABLE = 'rtb-0d1d1d1d1d1d1d1d1';

export const consoleChanges: TellStory = (t) => {
  const at = t.ago(2, '02:15:00');
  const dan = openStaffSession(t.random, DAN, PROD, at - MINUTE, true);
  const here = { account: PROD, region: HOME_REGION, readOnly: false, caller: dan.caller } as const;
  const modified: Draft = {
    ...here,
    id: t.id(),
    time: at + 2 * MINUTE,
    service: 'rds',
    name: 'ModifyDBInstance',
    request: { dBInstanceIdentifier: DATABASE, publiclyAccessible: true, applyImmediately: true },
    response: {
      dBInstanceIdentifier: DATABASE,
      dBInstanceStatus: 'available',
      engine: 'postgres',
      dBInstanceArn: `arn:aws:rds:${HOME_REGION}:${PROD.id}:db:${DATABASE}`,
    },
  };
  const routed: Draft = {
    ...here,
    id: t.id(),
    time: at + 9 * MINUTE,
    service: 'ec2',
    name: 'CreateRoute',
    request: { routeTableId: TABLE, destinationCidrBlock: '0.0.0.0/0', gatewayId: 'igw-0a1a1a1a1a1a1a1a1' },
    response: { _return: true },
  };
  const alarm: Draft = {
    ...here,
    id: t.id(),
    time: at + 15 * MINUTE,
    service: 'monitoring',
    name: 'DeleteAlarms',
    request: { alarmNames: ['reporting-db-connections'] },
  };
  return {
    events: [...dan.events, modified, routed, alarm],
    asked: [
      {
        question: `who modified the database ${DATABASE}?`,
        why: 'dan, by hand in the console',
        doneIds: ids(modified),
        attemptedIds: [],
      },
    ],
  };
};
