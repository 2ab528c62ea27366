// Calls that stop, start, change or delete an event data store, as the store itself recorded them → when it recorded
// nothing. They come with the question's own query, which is told to let them through: they cost no other.
import type { LakeStore } from '../../aws/lake-store.ts';
import type { AuditEvent } from '../../domain/audit-event.ts';
import type { Gap } from '../../domain/coverage.ts';
import { objectOf, someLeaf } from '../../records/json.ts';
import { allOf, type Condition } from '../sql/condition.ts';
import { namePieces } from '../sql/name-pieces.ts';
import type { Span } from '../sql/statement.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopEventDataStoreIngestion.html and its neighbours. */
const STOPS = ['StopEventDataStoreIngestion', 'DeleteEventDataStore'];
const STARTS = ['StartEventDataStoreIngestion', 'RestoreEventDataStore'];
const CHANGES = ['UpdateEventDataStore'];
/** Parameters of UpdateEventDataStore that change which events come in. */
const WHAT_COMES_IN = /^(advancedEventSelectors|multiRegionEnabled|organizationEnabled)$/i;

/** Off from … to …; `toMs` null: still. Epoch milliseconds. */
export interface Off {
  readonly fromMs: number;
  readonly toMs: number | null;
}

/** What a query lets through besides, for `isStoreChange`. */
export function storeChanges(storeId: string): Condition {
  return allOf([
    { kind: 'is', column: 'eventsource', oneOf: ['cloudtrail.amazonaws.com'], orMissing: false },
    { kind: 'event-name', names: [...STOPS, ...STARTS, ...CHANGES] },
    { kind: 'named', names: namePieces(storeId) ?? [] },
  ]);
}

export function isStoreChange(event: AuditEvent, storeId: string): boolean {
  return (
    event.service === 'cloudtrail' &&
    [...STOPS, ...STARTS, ...CHANGES].includes(event.action) &&
    event.outcome.kind !== 'attempted' &&
    someLeaf(
      objectOf(event.record.requestParameters),
      (leaf) => typeof leaf === 'string' && leaf.toLowerCase().endsWith(storeId.toLowerCase()),
    )
  );
}

/** `changes`: oldest first. */
export function offTimes(changes: readonly AuditEvent[], span: Span): readonly Off[] {
  const off: Off[] = [];
  let since: number | null = null;
  let known = false;
  for (const { action, timeMs } of changes) {
    if (STOPS.includes(action)) since ??= timeMs;
    if (STARTS.includes(action)) {
      // Only what is off can be started: it had been since before the window.
      if (since !== null || !known) off.push({ fromMs: since ?? span.fromMs, toMs: timeMs });
      since = null;
    }
    known ||= !CHANGES.includes(action);
  }
  if (since !== null) off.push({ fromMs: since, toMs: null });
  return off.filter(({ fromMs, toMs }) => toMs === null || toMs > fromMs);
}

/** `store` null: what it is now is not known. */
export function offGaps(
  changes: readonly AuditEvent[],
  span: Span,
  store: LakeStore | null,
  storeName: string,
): readonly Gap[] {
  const off = offTimes(changes, span).map(({ fromMs, toMs }): Gap => {
    const until = toMs === null ? 'on' : `to ${instant(toMs)}`;
    const detail = `${storeName} recorded nothing from ${instant(fromMs)} ${until}: its ingestion was stopped. Ask a source that has that time.`;
    return { kind: 'trail-off', detail };
  });
  const stopped = /STOPP|DELETION/.test(store?.status ?? '') && off.length === 0;
  const unknown: readonly Gap[] = stopped
    ? [
        {
          kind: 'trail-off',
          detail: `${storeName} is stopped now (${store?.status}), and since when cannot be told from what it holds: events of that time may be missing. Ask a source that has them.`,
        },
      ]
    : [];
  const changed = changes
    .filter((event) => CHANGES.includes(event.action) && changesWhatComesIn(event))
    .map(({ eventTime }): Gap => {
      const detail = `What ${storeName} records was changed at ${eventTime}; before, it may have left out events that it has now, or the other way round.`;
      return { kind: 'trail-off', detail };
    });
  return [...off, ...unknown, ...changed];
}

function changesWhatComesIn(event: AuditEvent): boolean {
  return Object.keys(objectOf(event.record.requestParameters) ?? {}).some((key) => WHAT_COMES_IN.test(key));
}

/** UTC, RFC 3339. */
function instant(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}
