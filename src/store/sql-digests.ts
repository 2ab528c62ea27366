// The Digests port in SQL. Each method is one statement, and with that one transaction; where the ledger must know, the same
// statement writes its row.
import type { Digest, DigestRun, DigestState, Digests, SpentRow } from '../domain/digest.ts';
import { ledgerParams } from './ledger-params.ts';
import type { SqlPool } from './sql.ts';

interface DigestRow {
  readonly id: string;
  readonly team_id: string;
  readonly name: string;
  readonly owner_id: string;
  readonly channel_id: string;
  readonly schedule: string;
  readonly zone: string;
  readonly state: string;
  readonly last_to: string | number;
  readonly created_at: string | number;
}

interface RunRow {
  readonly digest_id: string;
  readonly began: string | number;
  readonly period_to: string | number;
  readonly periods: string | number;
  readonly late: boolean;
  readonly state: string;
  readonly facts: string | null;
}

/** Rows that stand for a message, with the beginning and the number of the periods it tells. */
const selectRuns = `
  SELECT run.digest_id, run.period_to, run.late, run.state, run.facts,
    (SELECT min(period_from) FROM whodid.digest_run each WHERE each.digest_id = run.digest_id AND each.run_to = run.run_to) AS began,
    (SELECT count(*) FROM whodid.digest_run each WHERE each.digest_id = run.digest_id AND each.run_to = run.run_to) AS periods
  FROM whodid.digest_run run JOIN whodid.digest ON digest.id = run.digest_id
  WHERE run.period_to = run.run_to`;

export function sqlDigests(pool: SqlPool): Digests {
  const rows = async <R>(text: string, params: readonly unknown[]) => (await pool.query<R>(text, params)).rows;
  return {
    add: async (digest, given) => {
      const { entry, head, tail } = ledgerParams(given);
      const { id, teamId, name, ownerId, channelId, schedule, zone, state, lastTo, createdAt } = digest;
      const added = await rows(
        `WITH added AS (
           INSERT INTO whodid.digest (id, team_id, name, owner_id, channel_id, schedule, zone, state, last_to, created_at)
           VALUES ($4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO NOTHING RETURNING id)
         SELECT whodid.append_ledger($1, $2, $3) FROM added`,
        [entry, head, tail, id, teamId, name, ownerId, channelId, schedule, zone, state, lastTo, createdAt],
      );
      return added.length > 0 ? 'added' : 'already';
    },
    digest: async (id) => {
      const [row] = await rows<DigestRow>('SELECT * FROM whodid.digest WHERE id = $1', [id]);
      return row === undefined ? null : toDigest(row);
    },
    list: async (teamId) => {
      const found = await rows<DigestRow>(
        `SELECT * FROM whodid.digest WHERE team_id = $1 AND state <> 'removed' ORDER BY created_at, id`,
        [teamId],
      );
      return found.map(toDigest);
    },
    change: async (id, state, lastTo, given) => {
      const { entry, head, tail } = ledgerParams(given);
      const changed = await rows(
        `WITH changed AS (
           UPDATE whodid.digest SET state = $5, last_to = coalesce($6, last_to)
           WHERE id = $4 AND state <> $5 AND state <> 'removed' RETURNING id)
         SELECT whodid.append_ledger($1, $2, $3) FROM changed`,
        [entry, head, tail, id, state, lastTo],
      );
      return changed.length > 0;
    },
    record: async ({ id, lastTo }, runs) => {
      const periods = runs.flatMap((run) =>
        run.periods.map(({ from, to }) => ({ from, to, run: run.periods.at(-1)?.to ?? to, late: run.late })),
      );
      const last = periods.at(-1);
      if (last === undefined) return false;
      const recorded = await rows(
        `WITH moved AS (
           UPDATE whodid.digest SET last_to = $3 WHERE id = $1 AND last_to = $2 AND state = 'active' RETURNING id)
         INSERT INTO whodid.digest_run (digest_id, period_from, period_to, run_to, late, state)
         SELECT moved.id, "from", "to", run, late, 'recorded'
         FROM moved, jsonb_to_recordset($4::jsonb) AS each("from" bigint, "to" bigint, run bigint, late boolean)
         ON CONFLICT (digest_id, period_to) DO NOTHING RETURNING digest_id`,
        [id, lastTo, last.to, JSON.stringify(periods)],
      );
      return recorded.length > 0;
    },
    unscheduled: async (teamId, limit) => {
      const found = await rows<RunRow>(
        `${selectRuns} AND run.state = 'recorded' AND digest.team_id = $1 ORDER BY run.period_to LIMIT $2`,
        [teamId, limit],
      );
      return found.map(toRun);
    },
    markScheduled: async ({ digestId, to }) => {
      await rows(
        `UPDATE whodid.digest_run SET state = 'scheduled' WHERE digest_id = $1 AND run_to = $2 AND state = 'recorded'`,
        [digestId, to],
      );
    },
    run: async (digestId, to) => {
      const [row] = await rows<RunRow>(`${selectRuns} AND run.digest_id = $1 AND run.period_to = $2`, [digestId, to]);
      return row === undefined ? null : toRun(row);
    },
    runsBefore: async (digestId, to, limit) => {
      const found = await rows<RunRow>(
        `${selectRuns} AND run.digest_id = $1 AND run.period_to < $2 AND run.facts IS NOT NULL
         ORDER BY run.period_to DESC LIMIT $3`,
        [digestId, to, limit],
      );
      return found.map(toRun).reverse();
    },
    finish: async ({ digestId, to }, state, facts) => {
      await rows(
        `UPDATE whodid.digest_run SET state = $3, facts = CASE WHEN period_to = run_to THEN coalesce(facts, $4) END
         WHERE digest_id = $1 AND run_to = $2 AND state <> 'told'`,
        [digestId, to, state, facts],
      );
    },
    ...spending(rows),
  };
}

type Rows = <R>(text: string, params: readonly unknown[]) => Promise<readonly R[]>;

interface SpentSqlRow {
  readonly user_id: string;
  readonly channel_id: string;
  readonly source: string;
  readonly queries: string | number;
  readonly usd: number | null;
  readonly bytes: string | number | null;
  readonly open: string | number;
}

function spending(rows: Rows): Pick<Digests, 'spent' | 'spentByDay'> {
  return {
    spent: async (teamId, from, to) => {
      const spent = await rows<SpentSqlRow>(
        `SELECT user_id, channel_id, source, count(*) AS queries, sum(usd) AS usd, sum(bytes_scanned) AS bytes,
           count(*) FILTER (WHERE query.ended_at IS NULL) AS open
         FROM whodid.query JOIN whodid.asking ON asking.id = query.asking_id
         WHERE team_id = $1 AND begun_at >= $2 AND begun_at < $3
         GROUP BY user_id, channel_id, source ORDER BY sum(usd) DESC NULLS LAST, user_id, channel_id, source`,
        [teamId, from, to],
      );
      const [asked] = await rows<{ askings: string | number }>(
        'SELECT count(*) AS askings FROM whodid.asking WHERE team_id = $1 AND asked_at >= $2 AND asked_at < $3',
        [teamId, from, to],
      );
      return { rows: spent.map(toSpent), askings: Number(asked?.askings ?? 0) };
    },
    spentByDay: async (teamId, from, to) =>
      rows<{ day: string; usd: number }>(
        `SELECT to_char(to_timestamp(begun_at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, coalesce(sum(usd), 0) AS usd
         FROM whodid.query JOIN whodid.asking ON asking.id = query.asking_id
         WHERE team_id = $1 AND begun_at >= $2 AND begun_at < $3 GROUP BY 1 ORDER BY 1`,
        [teamId, from, to],
      ),
  };
}

function toSpent(row: SpentSqlRow): SpentRow {
  return {
    userId: row.user_id,
    channelId: row.channel_id,
    source: row.source,
    queries: Number(row.queries),
    usd: Number(row.usd ?? 0),
    bytesScanned: Number(row.bytes ?? 0),
    open: Number(row.open),
  };
}

function toDigest(row: DigestRow): Digest {
  return {
    id: row.id,
    teamId: row.team_id,
    name: row.name,
    ownerId: row.owner_id,
    channelId: row.channel_id,
    schedule: row.schedule,
    zone: row.zone,
    state: row.state as DigestState,
    lastTo: Number(row.last_to),
    createdAt: Number(row.created_at),
  };
}

function toRun(row: RunRow): DigestRun {
  return {
    digestId: row.digest_id,
    from: Number(row.began),
    to: Number(row.period_to),
    periods: Number(row.periods),
    late: row.late,
    state: row.state as DigestRun['state'],
    facts: row.facts,
  };
}
