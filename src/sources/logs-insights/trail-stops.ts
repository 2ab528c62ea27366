// Calls that stop, start or delete a trail, as the log groups themselves recorded them → when a trail recorded nothing.
// They come with the question's own query, which is told to let them through. Which trail writes to a log group its events
// do not say, so each that was stopped is named. Telemetry rules record without a trail.
import type { AuditEvent } from '../../domain/audit-event.ts';
import type { Gap } from '../../domain/coverage.ts';
import { objectOf } from '../../records/json.ts';
import { allOf, type Condition } from '../sql/condition.ts';
import type { Span } from '../sql/statement.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopLogging.html and its neighbours. */
const STOPS: readonly string[] = ['StopLogging', 'DeleteTrail'];
const STARTS: readonly string[] = ['StartLogging'];

/** What a query lets through besides, for `isTrailStop`. */
export const TRAIL_STOPS: Condition = allOf([
  { kind: 'is', column: 'eventsource', oneOf: ['cloudtrail.amazonaws.com'], orMissing: false },
  { kind: 'event-name', names: [...STOPS, ...STARTS] },
]);

export function isTrailStop({ service, action, outcome }: AuditEvent): boolean {
  return service === 'cloudtrail' && [...STOPS, ...STARTS].includes(action) && outcome.kind !== 'attempted';
}

/** `calls`: oldest first. `where`: the log groups, within a sentence. */
export function stopGaps(calls: readonly AuditEvent[], span: Span, where: string): readonly Gap[] {
  const trails = new Map<string, AuditEvent[]>();
  for (const call of calls) {
    const name = trailOf(call);
    trails.set(name, [...(trails.get(name) ?? []), call]);
  }
  return [...trails].flatMap(([name, each]) => offTimes(each, span).map((words) => gapOf(name, words, where)));
}

function trailOf({ record, accountId }: AuditEvent): string {
  const name = objectOf(record.requestParameters)?.name;
  return typeof name === 'string' ? `${name.split('/').at(-1) ?? name} of account ${accountId ?? '?'}` : 'A trail';
}

/** `from … to …`, or `from … on`. */
function offTimes(calls: readonly AuditEvent[], span: Span): readonly string[] {
  const off: string[] = [];
  let since: string | null = null;
  let isKnown = false;
  for (const { action, eventTime } of calls) {
    if (STOPS.includes(action)) since ??= eventTime;
    else {
      // Only what is off is usually started: it may have been since before the window.
      if (since !== null || !isKnown) off.push(`from ${since ?? instant(span.fromMs)} to ${eventTime}`);
      since = null;
    }
    isKnown = true;
  }
  return since === null ? off : [...off, `from ${since} on`];
}

function gapOf(name: string, words: string, where: string): Gap {
  const trail = name === 'A trail' ? name : `Trail ${name}`;
  const detail = `${trail} was stopped ${words}: if it is the one that writes to ${where}, nothing of that time is in them. Ask a source that has it.`;
  return { kind: 'trail-off', detail };
}

/** UTC, RFC 3339. */
function instant(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}
