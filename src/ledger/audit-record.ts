// A ledger row → the audit record others are given of it. Its id is the same however often it is sent. Pure.
import type { LedgerRow } from '../domain/state.ts';

/** What made the records, where they lie beside others. */
const SOURCE = 'whodid';
/** Of the form of these records, not of the program. */
const VERSION = '1.0';

/** `T000SAMPLE-42`: letters, digits, `-` and `_`, at most 128. */
export function auditRecordId({ teamId, seq }: Pick<LedgerRow, 'teamId' | 'seq'>): string {
  return `${teamId.replace(/[^A-Za-z0-9_]/g, '_').slice(0, 100)}-${seq}`;
}

/** One line of JSON with every field of the row, which is what the chain of hashes is checked by. */
export function auditRecord(row: LedgerRow): string {
  return JSON.stringify({ id: auditRecordId(row), source: SOURCE, time: new Date(row.at).toISOString(), ...row });
}

/**
 * The event data of an activity of our own, for a channel of CloudTrail Lake.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-integration-event-schema.html
 */
export function activityEvent(row: LedgerRow, recipientAccountId: string): string {
  const { kind, actorId, at, detail, seq, hash, previousHash, askingId, teamId } = row;
  return JSON.stringify({
    version: VERSION,
    userIdentity: { type: 'SlackUser', principalId: actorId, details: { teamId } },
    userAgent: SOURCE,
    eventSource: SOURCE,
    eventName: kind,
    // Whole seconds in UTC: the schema's form.
    eventTime: new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    UID: auditRecordId(row),
    requestParameters: detail,
    additionalEventData: { seq, hash, previousHash, askingId },
    recipientAccountId,
  });
}
