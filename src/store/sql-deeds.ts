// Things done once about an answer, and the answers of a thread: the part of the State port that buttons and replies need.
import type { Deed, LedgerEntry, State } from '../domain/state.ts';

type Rows = <R>(text: string, params: readonly unknown[]) => Promise<readonly R[]>;
/** A ledger entry as the functions of migrations.ts want it. */
type Written = (entry: LedgerEntry) => { readonly entry: string; readonly head: string; readonly tail: string };

interface DeedRow {
  readonly of_id: string;
  readonly name: string;
  readonly by_id: string;
  readonly detail: string;
  readonly at: string | number;
}

/**
 * Of team `$1`, in channel `$2`, under message `$3`, up to `$4`: in a thread that was there, or in one of ours. A reply is kept
 * before it is posted, so whoever can see an answer finds it here, though its file may still be on its way.
 */
export const answeredInThread = `
  team_id = $1 AND reply_json IS NOT NULL AND asked_at <= $4 AND (
    (channel_id = $2 AND thread_ts = $3) OR id IN (
      SELECT asking_id FROM whodid.message WHERE channel_id = $2 AND ts = $3 AND purpose = 'parent'))`;

export function sqlDeeds(rows: Rows, written: Written): Pick<State, 'claimDeed' | 'deedsOf'> {
  return {
    claimDeed: async (deed, given) => {
      const { entry, head, tail } = written(given);
      const [row] = await rows<DeedRow>('SELECT * FROM whodid.claim_deed($1, $2, $3, $4)', [
        JSON.stringify(deed),
        entry,
        head,
        tail,
      ]);
      if (row === undefined) throw new Error('the function for deeds returned no row');
      return toDeed(row);
    },
    deedsOf: async (ofId) => {
      const found = await rows<DeedRow>('SELECT * FROM whodid.deed WHERE of_id = $1 ORDER BY at, name', [ofId]);
      return found.map(toDeed);
    },
  };
}

function toDeed(row: DeedRow): Deed {
  return { ofId: row.of_id, name: row.name, byId: row.by_id, detail: row.detail, at: Number(row.at) };
}
