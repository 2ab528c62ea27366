// A time in which a trail was silent → the gap that a receipt shows: which trail, where, when in UTC, by whom, by which event.
import { describeActor } from '../answer/words/describe-actor.ts';
import { dataOnly } from '../catalog/data-only.ts';
import type { Gap } from '../domain/coverage.ts';
import type { EventTest } from '../domain/question.ts';
import { mayConcern } from './concerns.ts';
import type { OffTime } from './off-times.ts';
import type { SilentTime } from './silence.ts';

/** UTC, RFC 3339. */
export function instant(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}

/** How long AWS keeps management events whatever trails do. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html */
const HISTORY = 'Event history keeps management events of the last 90 days even so: ask it (source:event-history).';

export function silenceGap(time: OffTime): Gap {
  const { trail, fromMs, toMs, lost, by } = time;
  const until = toMs === null ? 'on, to the end of these logs' : `to ${instant(toMs)}`;
  const cause = `${by.eventName} by ${describeActor(by.actor)}, event ${by.eventID}`;
  return {
    kind: 'trail-off',
    detail: `Trail ${trail.name} of account ${trail.account} (${trail.homeRegion}): ${lost} from ${instant(fromMs)} ${until} (${cause}). ${HISTORY}`,
  };
}

/** Half-open windows as epoch milliseconds; open ends are infinite. */
export function touches(time: OffTime, fromMs: number, toMs: number): boolean {
  return time.fromMs < toMs && (time.toMs ?? Number.POSITIVE_INFINITY) > fromMs;
}

/** Whether one of the events that may be missing could answer the question. */
export function mayLack(test: EventTest, time: SilentTime): boolean {
  if (time.managementOnly && dataOnly(test) !== null) return false;
  return mayConcern(test, time.missing);
}
