// Ledger rows → lines in a log group of CloudWatch Logs.
import { isTrouble } from '../aws/aws-trouble.ts';
import type { LogLine, LogWriter } from '../aws/log-writer.ts';
import type { Clock } from '../domain/clock.ts';
import type { Sent, Sink } from '../domain/sink.ts';
import type { LedgerRow } from '../domain/state.ts';
import { auditRecord } from '../ledger/audit-record.ts';
import { sinkFailure } from './refused.ts';

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
const ROWS_MAX = 1_000;
const BYTES_MAX = 900_000;
/** Bytes AWS counts for each event beside its text. */
const OVERHEAD = 26;
const SPAN_MS = 23 * 3_600_000;
/** Older ones are refused after 14 days: they are written as of the oldest time that is taken, and say their own. */
const OLDEST_MS = 13 * 86_400_000;

export function logGroupSink(writer: LogWriter, logGroupArn: string, clock: Clock): Sink {
  const send = async (rows: readonly LedgerRow[]): Promise<Sent> => {
    const batch = firstThatFit(rows, clock());
    const lines = batch.map(({ line }) => line).sort((a, b) => a.at - b.at);
    const written = await writer.write(lines);
    if (isTrouble(written))
      return { accepted: [], failure: sinkFailure(written, logGroupArn, 'WHODID_AUDIT_LOG_GROUP') };
    if (written) return { accepted: batch.map(({ seq }) => seq), failure: null };
    return {
      accepted: [],
      failure: {
        failure: 'not-allowed',
        what: `Audit records were not taken by ${logGroupArn}.`,
        why: 'CloudWatch Logs refused their times.',
        instead: 'Check that this machine’s clock is right; what is missing follows by itself.',
      },
    };
  };
  return { name: `log-group:${logGroupArn}`, rowsMax: ROWS_MAX, send };
}

interface Placed {
  readonly seq: number;
  readonly line: LogLine;
}

/** As many rows from the first on as one call takes: by bytes, and within a day. */
function firstThatFit(rows: readonly LedgerRow[], now: number): readonly Placed[] {
  const fit: Placed[] = [];
  let bytes = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    const line = { at: Math.max(row.at, now - OLDEST_MS), text: auditRecord(row) };
    bytes += Buffer.byteLength(line.text) + OVERHEAD;
    first = Math.min(first, line.at);
    last = Math.max(last, line.at);
    if (fit.length > 0 && (bytes > BYTES_MAX || last - first > SPAN_MS)) break;
    fit.push({ seq: row.seq, line });
  }
  return fit;
}
