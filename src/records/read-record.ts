// One CloudTrail record of any version, as JSON → one AuditEvent. Never throws: what cannot be an event says why.
// Fields: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
import { createHash } from 'node:crypto';
import type { AuditEvent, JsonObject } from '../domain/audit-event.ts';
import { readActor } from './actor.ts';
import { identifierTokens } from './identifier.ts';
import { issuedAccessKey, readIdentifiers } from './identifiers.ts';
import { isObject, text } from './json.ts';
import { readFailedIdentifiers, readOutcome } from './outcome.ts';
import { readCategory, readReadOnly } from './read-only.ts';
import { readTool } from './tool.ts';

export type RecordReading =
  | { readonly ok: true; readonly event: AuditEvent }
  /** `why`: a clause that ends "this record …", e.g. "has no eventName". */
  | { readonly ok: false; readonly why: string };

const INSIGHT = 'AwsCloudTrailInsight';

export function readRecord(raw: unknown): RecordReading {
  if (!isObject(raw)) return { ok: false, why: 'is not a JSON object' };
  // An Insights event is about calls and is none itself: it has no eventName, and its type stands in for one.
  const eventName = text(raw.eventName) ?? (raw.eventType === INSIGHT ? INSIGHT : null);
  if (eventName === null) return { ok: false, why: 'has no eventName' };
  const timeMs = readTime(raw);
  if (timeMs === null) return { ok: false, why: 'has no readable eventTime' };
  const eventSource = text(raw.eventSource) ?? 'unknown';
  const actor = readActor(raw);
  return {
    ok: true,
    event: {
      eventID: text(raw.eventID) ?? contentId(raw),
      eventTime: instant(timeMs),
      timeMs,
      eventVersion: raw.eventVersion === undefined || raw.eventVersion === null ? null : String(raw.eventVersion),
      eventType: text(raw.eventType),
      eventCategory: readCategory(raw, eventSource, eventName),
      eventSource,
      service: eventSource.replace(/\.amazonaws\.com(\.cn)?$/, ''),
      eventName,
      action: actionOf(eventName),
      awsRegion: text(raw.awsRegion),
      accountId: text(raw.recipientAccountId) ?? actor.accountId,
      readOnly: readReadOnly(raw, eventName),
      outcome: readOutcome(raw),
      failedIdentifiers: readFailedIdentifiers(raw),
      actor,
      tool: readTool(raw, actor),
      sourceIp: text(raw.sourceIPAddress),
      userAgent: text(raw.userAgent),
      identifiers: readIdentifiers(raw),
      issuedAccessKeyId: issuedAccessKey(raw),
      requestID: text(raw.requestID),
      sharedEventID: text(raw.sharedEventID),
      record: raw,
    },
  };
}

/** `DeleteFunction20150331`, `UpdateFunctionCode20150331v2` → the action without its API date. */
export function actionOf(eventName: string): string {
  return eventName.replace(/(20\d{2}_?\d{2}_?\d{2})(v\d+)?$/, '') || eventName;
}

/** Epoch milliseconds; null where neither `eventTime` nor (in logstash's form) `@timestamp` is a date. */
function readTime(record: JsonObject): number | null {
  for (const value of [record.eventTime, record['@timestamp']]) {
    if (typeof value !== 'string') continue;
    // Without a zone JavaScript would read the machine's own; CloudTrail's times are UTC.
    const zoned = /(Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value.replace(' ', 'T')}Z`;
    const time = Date.parse(zoned);
    if (!Number.isNaN(time)) return time;
  }
  return null;
}

function instant(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('.000Z', 'Z');
}

/** Records before version 1.01 carry no eventID: their content stands in, so that copies still count once. */
function contentId(record: JsonObject): string {
  return `sha256-${createHash('sha256').update(JSON.stringify(record)).digest('hex').slice(0, 32)}`;
}

/** All look-up forms of the resources an event names: what an index holds. */
export function eventTokens(event: AuditEvent): readonly string[] {
  const tokens = new Set<string>();
  for (const identifier of event.identifiers) {
    for (const token of identifierTokens(identifier.value)) tokens.add(token);
  }
  return [...tokens];
}

/** All look-up forms of the event's caller. */
export function actorTokens(event: AuditEvent): readonly string[] {
  const tokens = new Set<string>();
  for (const name of event.actor.names) {
    for (const token of identifierTokens(name)) tokens.add(token);
  }
  return [...tokens];
}
