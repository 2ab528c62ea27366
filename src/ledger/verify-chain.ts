// A team's ledger rows, in order → whether anything in them was changed, taken out or moved. Says where, and why.
// What no chain can show: rows cut off at its end. Whoever kept an earlier `hash` elsewhere can (pass `until`).
import type { LedgerRow } from '../domain/state.ts';
import { hashRow, noHash } from './hash-row.ts';

/** A row known to have been in the chain. */
export interface Anchor {
  readonly seq: number;
  readonly hash: string;
}

export type ChainCheck =
  | { readonly ok: true; readonly rows: number; readonly last: Anchor }
  | { readonly ok: false; readonly seq: number; readonly why: string };

const start: Anchor = { seq: 0, hash: noHash };

/**
 * Checks rows that follow `after` (the default: from the first row on), so that a long ledger can be checked page by page.
 * `until`: a row noted earlier that must be in these rows, with that hash.
 */
export function verifyChain(rows: readonly LedgerRow[], after: Anchor = start, until?: Anchor): ChainCheck {
  let last = after;
  let met = until === undefined || until.seq <= after.seq;
  for (const row of rows) {
    const why = whatIsWrong(row, last, rows[0]?.teamId);
    if (why !== null) return { ok: false, seq: row.seq, why };
    last = { seq: row.seq, hash: row.hash };
    if (row.seq !== until?.seq) continue;
    if (row.hash !== until.hash)
      return { ok: false, seq: row.seq, why: 'it is not the row that was noted under this number' };
    met = true;
  }
  if (!met && until !== undefined) {
    return { ok: false, seq: last.seq + 1, why: `the ledger ends before row ${until.seq}, which was noted earlier` };
  }
  return { ok: true, rows: rows.length, last };
}

function whatIsWrong(row: LedgerRow, last: Anchor, teamId: string | undefined): string | null {
  if (row.teamId !== teamId) return 'it belongs to another team';
  if (row.seq !== last.seq + 1) return `row ${last.seq + 1} was expected here: rows are missing or out of order`;
  if (row.previousHash !== last.hash) return 'it does not continue the row before it';
  if (row.hash !== hashRow(row)) return 'its content does not fit its hash';
  return null;
}
