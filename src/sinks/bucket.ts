// Ledger rows → objects of lines in a bucket. An object is named after its first row: sent again after a crash, it takes the
// place of the one before, which it holds.
import { isTrouble } from '../aws/aws-trouble.ts';
import type { ObjectWriter } from '../aws/object-writer.ts';
import type { Sent, Sink } from '../domain/sink.ts';
import type { LedgerRow } from '../domain/state.ts';
import { auditRecord } from '../ledger/audit-record.ts';
import { sinkFailure } from './refused.ts';

const ROWS_MAX = 1_000;
/** So that keys sort as their rows do. */
const SEQ_DIGITS = 12;

/** `address`: `s3://bucket/prefix`. */
export function bucketSink(writer: ObjectWriter, address: string, prefix: string): Sink {
  const send = async (rows: readonly LedgerRow[]): Promise<Sent> => {
    const [first] = rows;
    if (first === undefined) return { accepted: [], failure: null };
    const key = `${prefix}${first.teamId}/${String(first.seq).padStart(SEQ_DIGITS, '0')}.jsonl`;
    const put = await writer.put(key, rows.map((row) => `${auditRecord(row)}\n`).join(''));
    if (isTrouble(put)) return { accepted: [], failure: sinkFailure(put, address, 'WHODID_AUDIT_BUCKET') };
    return { accepted: rows.map(({ seq }) => seq), failure: null };
  };
  return { name: `bucket:${address}`, rowsMax: ROWS_MAX, send };
}
