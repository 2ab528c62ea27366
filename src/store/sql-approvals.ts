// The Approvals port in SQL. A change holds its row from the moment it is read until the new state, its step and its ledger
// row are written: two people at once take turns, and the second decides on what the first one left.
import type { Approval, Approvals, KeptApproval, Transition } from '../domain/approval.ts';
import type { LedgerEntry } from '../domain/state.ts';
import { ledgerParams } from './ledger-params.ts';
import type { SqlClient, SqlPool } from './sql.ts';
import { storable } from './storable.ts';

interface Row {
  readonly state_json: string;
  readonly version: number;
  readonly shown: number;
}

/** A message that lags behind is left to whoever is changing it for this long, in milliseconds. */
const SHOWN_WITHIN_MS = 30_000;

/** `isOpen`: whether a state still keeps others from asking for the same thing. */
export function sqlApprovals(pool: SqlPool, isOpen: (approval: Approval) => boolean): Approvals {
  const find = async (client: Pick<SqlClient, 'query'>, where: string, params: readonly unknown[]) =>
    (await client.query<Row>(`SELECT state_json, version, shown FROM whodid.approval ${where}`, params)).rows.map(kept);

  const insert = async (client: SqlClient, approval: Approval, key: string, dueAt: number | null) => {
    const { id, teamId, state, requestedAt } = approval;
    const { rows } = await client.query(
      `INSERT INTO whodid.approval (id, team_id, key, open, state, state_json, changed_at, due_at, requested_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $7) ON CONFLICT DO NOTHING RETURNING id`,
      [id, teamId, storable(key), isOpen(approval), state, JSON.stringify(storable(approval)), requestedAt, dueAt],
    );
    return rows.length > 0;
  };

  return {
    open: (approval, key, dueAt, entry) =>
      inTransaction(pool, async (client) => {
        if (await insert(client, approval, key, dueAt)) {
          await note(client, approval, 1, entry);
          return { kind: 'kept', kept: { approval, version: 1, shown: 0 } };
        }
        const [own] = await find(client, 'WHERE id = $1', [approval.id]);
        if (own !== undefined) return { kind: 'kept', kept: own };
        const [other] = await find(client, 'WHERE team_id = $1 AND key = $2 AND open', [
          approval.teamId,
          storable(key),
        ]);
        // It ended between the two statements: the next try finds its place free.
        if (other === undefined) throw new Error('another request for the same thing has just ended');
        return { kind: 'open', kept: other };
      }),
    get: async (id) => (await find(pool, 'WHERE id = $1', [id]))[0] ?? null,
    change: (id, decide) =>
      inTransaction(pool, async (client): Promise<Transition> => {
        const [before] = await find(client, 'WHERE id = $1 FOR UPDATE', [id]);
        if (before === undefined) return { kind: 'gone' };
        const decided = decide(before.approval);
        if (!decided.ok) return { kind: 'refused', refusal: decided.refusal, kept: before };
        const { approval, dueAt, entry } = decided;
        const version = before.version + 1;
        await client.query(
          `UPDATE whodid.approval SET state = $2, state_json = $3, version = $4, changed_at = $5, due_at = $6, open = $7
           WHERE id = $1`,
          [id, approval.state, JSON.stringify(storable(approval)), version, entry.at, dueAt, isOpen(approval)],
        );
        await note(client, approval, version, entry);
        return { kind: 'changed', kept: { approval, version, shown: before.shown } };
      }),
    shown: async (id, version) => {
      await pool.query('UPDATE whodid.approval SET shown = greatest(shown, $2) WHERE id = $1', [id, version]);
    },
    due: async (now, limit) => {
      const { rows } = await pool.query<{ id: string; at: string | number }>(
        `SELECT id, least(due_at, CASE WHEN shown < version THEN changed_at + $3 END) AS at FROM whodid.approval
         WHERE due_at <= $1 OR (shown < version AND changed_at + $3 <= $1) ORDER BY at, id LIMIT $2`,
        [now, limit, SHOWN_WITHIN_MS],
      );
      return rows.map(({ id, at }) => ({ id, at: Number(at) }));
    },
    openOnes: (teamId, limit) =>
      find(pool, 'WHERE team_id = $1 AND open ORDER BY requested_at DESC, id LIMIT $2', [teamId, limit]),
  };
}

async function inTransaction<T>(pool: SqlPool, work: (client: SqlClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => null);
    throw error;
  } finally {
    client.release();
  }
}

/** The step that led to this state, and its ledger row. */
async function note(client: SqlClient, approval: Approval, version: number, given: LedgerEntry): Promise<void> {
  const step = approval.steps.at(-1);
  if (step === undefined) throw new Error('an approval without a step');
  await client.query(
    `INSERT INTO whodid.approval_step (approval_id, version, kind, actor_id, by_id, at, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [approval.id, version, step.kind, step.actorId, step.byId, step.at, approval.state],
  );
  const { entry, head, tail } = ledgerParams(given);
  await client.query('SELECT whodid.append_ledger($1, $2, $3)', [entry, head, tail]);
}

function kept({ state_json, version, shown }: Row): KeptApproval {
  // Written by this file and nobody else.
  return { approval: JSON.parse(state_json) as Approval, version: Number(version), shown: Number(shown) };
}
