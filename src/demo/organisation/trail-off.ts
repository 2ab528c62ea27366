// What the demo begins with: a trail that somebody of the sample organisation switched off a quarter of an hour ago, and
// what was changed since. Told beside the stories, because nobody has switched it on again.
import type { JsonObject } from '../../domain/audit-event.ts';
import { DEV, HOME_REGION } from './accounts.ts';
import { deliver, type LogFile } from './delivery.ts';
import type { Draft } from './draft.ts';
import { BEN } from './people.ts';
import { randomFor } from './random.ts';
import { openStaffSession } from './session.ts';
import { MINUTE } from './time.ts';

/** `sample-dev-trail` of the stories is of long ago; this one has no other history. */
export const OFF_TRAIL = 'sample-sandbox-trail';
const OFF_FOR = 17 * MINUTE;
const SEED = 1;

export interface TrailOff {
  /** Epoch milliseconds. */
  readonly stoppedMs: number;
  readonly files: readonly LogFile[];
}

/** `now`: epoch milliseconds. */
export function trailOff(now: number): TrailOff {
  const random = randomFor(SEED, 'trail-off');
  const stoppedMs = Math.floor((now - OFF_FOR) / 1_000) * 1_000;
  const ben = openStaffSession(random, BEN, DEV, stoppedMs - 3 * MINUTE, false);
  const call = (minutes: number, service: string, name: string, request: JsonObject): Draft => ({
    id: random.uuid(),
    time: stoppedMs + minutes * MINUTE,
    account: DEV,
    region: HOME_REGION,
    service,
    name,
    readOnly: false,
    caller: ben.caller,
    request,
  });
  const drafts: readonly Draft[] = [
    ...ben.events,
    call(0, 'cloudtrail', 'StopLogging', { name: OFF_TRAIL }),
    call(3, 'iam', 'CreateUser', { userName: 'sample-backdoor' }),
    call(4, 'iam', 'AttachUserPolicy', {
      userName: 'sample-backdoor',
      policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
    call(9, 'ec2', 'StopInstances', { instancesSet: { items: [{ instanceId: 'i-0feed0feed0feed01' }] } }),
  ];
  return { stoppedMs, files: [...deliver(drafts, random)] };
}
