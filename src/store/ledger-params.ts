// A ledger entry → the parameters of whodid.append_ledger(entry, head, tail), which writes it in the statement that records
// what it is about: `WITH changed AS (UPDATE … RETURNING …) SELECT whodid.append_ledger($1, $2, $3) FROM changed`.
import type { LedgerEntry } from '../domain/state.ts';
import { canonicalJson } from '../ledger/canonical-json.ts';
import { hashedText } from '../ledger/hash-row.ts';
import { storable } from './storable.ts';

export interface LedgerParams {
  readonly entry: string;
  readonly head: string;
  readonly tail: string;
}

export function ledgerParams(given: LedgerEntry): LedgerParams {
  const entry = storable(given);
  const { detail, ...fields } = entry;
  return { entry: JSON.stringify({ ...fields, detailJson: canonicalJson(detail) }), ...hashedText(entry) };
}
