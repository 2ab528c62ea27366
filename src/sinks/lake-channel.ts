// Ledger rows → a channel of CloudTrail Lake, event by event: those it refuses are sent again, those it took are not.

import { isTrouble } from '../aws/aws-trouble.ts';
import type { AuditChannel } from '../aws/put-audit-events.ts';
import type { Sent, Sink } from '../domain/sink.ts';
import type { LedgerRow } from '../domain/state.ts';
import { activityEvent, auditRecordId } from '../ledger/audit-record.ts';
import { sinkFailure } from './refused.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html */
const EVENTS_MAX = 100;
/** Of 1 MB, with room for ids, checksums and what JSON puts around them. */
const BYTES_MAX = 900_000;
/** What another try may mend. */
const PASSING: readonly string[] = ['Throttling', 'InternalFailure'];

export function lakeChannelSink(channel: AuditChannel, channelArn: string, accountId: string): Sink {
  const send = async (rows: readonly LedgerRow[]): Promise<Sent> => {
    const events = firstThatFit(
      rows.map((row) => ({ seq: row.seq, id: auditRecordId(row), eventData: activityEvent(row, accountId) })),
    );
    const put = await channel.put(events.map(({ id, eventData }) => ({ id, eventData })));
    if (isTrouble(put)) return { accepted: [], failure: sinkFailure(put, channelArn, 'WHODID_AUDIT_CHANNEL') };
    const taken = new Set(put.accepted);
    const accepted = events.filter(({ id }) => taken.has(id)).map(({ seq }) => seq);
    const [failed] = put.failed;
    if (failed === undefined) return { accepted, failure: null };
    return {
      accepted,
      failure: {
        failure: PASSING.includes(failed.code) ? 'timed-out' : 'not-allowed',
        what: `Audit record ${failed.id} was not taken by ${channelArn}.`,
        why: `CloudTrail said ${failed.code}${failed.message === '' ? '' : `: ${failed.message}`}.`,
        instead: 'Check WHODID_AUDIT_CHANNEL and the account that owns the channel; what is missing follows by itself.',
      },
    };
  };
  return { name: `lake-channel:${channelArn}`, rowsMax: EVENTS_MAX, send };
}

function firstThatFit<E extends { readonly eventData: string }>(events: readonly E[]): readonly E[] {
  let bytes = 0;
  const fit = events.findIndex(({ eventData }) => {
    // Quoted in the request once more.
    bytes += Buffer.byteLength(JSON.stringify(eventData)) + 256;
    return bytes > BYTES_MAX;
  });
  return fit < 1 ? events.slice(0, fit === 0 ? 1 : events.length) : events.slice(0, fit);
}
