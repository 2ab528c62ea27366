// One ledger entry, its place and the hash before it → its hash. SQL computes the same one when it writes the row
// (src/store/migrations.ts), so that reading the last row and adding the next is one step; a test holds the two together.
import { createHash } from 'node:crypto';
import type { LedgerEntry, LedgerRow } from '../domain/state.ts';
import { canonicalJson } from './canonical-json.ts';

/** `previousHash` of a team's first row. */
export const noHash = '0'.repeat(64);

/**
 * The canonical JSON of an entry, cut where the sequence number goes: `head + seq + tail`. Keys are sorted, so `seq` has
 * its fixed place between `kind` and `teamId`.
 */
export function hashedText(entry: LedgerEntry): { readonly head: string; readonly tail: string } {
  const { actorId, askingId, at, detail, kind, teamId } = entry;
  const before = canonicalJson({ actorId, askingId, at, detail, kind });
  return { head: `${before.slice(0, -1)},"seq":`, tail: `,"teamId":${canonicalJson(teamId)}}` };
}

/** SHA-256 (hex) over `previousHash` and the canonical JSON of every other field but `hash`. */
export function hashRow(row: Omit<LedgerRow, 'hash'>): string {
  const { head, tail } = hashedText(row);
  return createHash('sha256').update(`${row.previousHash}${head}${row.seq}${tail}`, 'utf8').digest('hex');
}
