// Queries begun elsewhere for a question, what they cost, and answers to be looked at again: the part of the State port that
// sources and the budget need.
import type { SourceName } from '../domain/coverage.ts';
import type { BegunQuery, QueryBook } from '../domain/source.ts';
import type { State } from '../domain/state.ts';

type Rows = <R>(text: string, params: readonly unknown[]) => Promise<readonly R[]>;

interface QueryRow {
  readonly source: string;
  readonly statement_hash: string;
  readonly query_id: string | null;
  readonly begun_at: string | number;
}

export function sqlQueries(
  rows: Rows,
): Pick<State, 'queriesOf' | 'spentSince' | 'requestStop' | 'stopRequested' | 'setRecheck' | 'dueRechecks'> {
  return {
    queriesOf: (id, now) => bookOf(rows, id, now),
    spentSince: async ({ teamId, userId, channelId }, since) => {
      const [row] = await rows<{ person: number | null; channel: number | null }>(
        `SELECT sum(usd) FILTER (WHERE user_id = $2) AS person, sum(usd) FILTER (WHERE channel_id = $3) AS channel
         FROM whodid.query JOIN whodid.asking ON asking.id = query.asking_id
         WHERE query.begun_at >= $4 AND team_id = $1`,
        [teamId, userId, channelId, since],
      );
      return { personUsd: row?.person ?? 0, channelUsd: row?.channel ?? 0 };
    },
    requestStop: async (id, userId, at) => {
      const found = await rows<{ id: string }>(
        `UPDATE whodid.asking SET stop_at = $3
         WHERE id = $1 AND ended_at IS NULL AND (user_id = $2 OR NOT private) RETURNING id`,
        [id, userId, at],
      );
      return found.length > 0;
    },
    stopRequested: async (id) => {
      const found = await rows('SELECT 1 FROM whodid.asking WHERE id = $1 AND stop_at IS NOT NULL', [id]);
      return found.length > 0;
    },
    setRecheck: async (id, at) => {
      await rows('UPDATE whodid.asking SET recheck_at = $2 WHERE id = $1', [id, at]);
    },
    dueRechecks: async (now, limit) => {
      const found = await rows<{ id: string; recheck_at: string | number }>(
        'SELECT id, recheck_at FROM whodid.asking WHERE recheck_at <= $1 ORDER BY recheck_at, id LIMIT $2',
        [now, limit],
      );
      return found.map((row) => ({ id: row.id, at: Number(row.recheck_at) }));
    },
  };
}

function bookOf(rows: Rows, id: string, now: () => number): QueryBook {
  return {
    asking: id,
    begun: async (source, statementHash) => {
      const [row] = await rows<QueryRow>(
        `SELECT source, statement_hash, query_id, begun_at FROM whodid.query
         WHERE asking_id = $1 AND source = $2 AND statement_hash = $3`,
        [id, source, statementHash],
      );
      return row === undefined ? null : toBegun(row);
    },
    intend: async (source, statementHash) => {
      await rows(
        `INSERT INTO whodid.query (asking_id, source, statement_hash, begun_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (asking_id, source, statement_hash) DO NOTHING`,
        [id, source, statementHash, now()],
      );
    },
    started: async (source, statementHash, queryId) => {
      await rows(
        `INSERT INTO whodid.query (asking_id, source, statement_hash, query_id, begun_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (asking_id, source, statement_hash) DO UPDATE SET query_id = excluded.query_id, ended_at = NULL`,
        [id, source, statementHash, queryId, now()],
      );
    },
    ended: async (source, statementHash, { bytesScanned, usd }) => {
      // A query begun anew is billed anew: its cost is added to that of the one before. One that is told to have ended twice is not.
      await rows(
        `UPDATE whodid.query SET ended_at = $4,
           bytes_scanned = CASE WHEN ended_at IS NULL THEN bytes_scanned + $5 ELSE GREATEST(bytes_scanned, $5) END,
           usd = CASE WHEN ended_at IS NULL THEN usd + $6 ELSE GREATEST(usd, $6) END
         WHERE asking_id = $1 AND source = $2 AND statement_hash = $3`,
        [id, source, statementHash, now(), Math.round(bytesScanned), usd],
      );
    },
    underWay: async () => {
      const found = await rows('SELECT 1 FROM whodid.query WHERE asking_id = $1 AND ended_at IS NULL LIMIT 1', [id]);
      return found.length > 0;
    },
    // What it cost stays counted: only its id is given up. Its time never stays the same, for tokens are made of it.
    forget: async (source, statementHash) => {
      await rows(
        `UPDATE whodid.query SET query_id = NULL, begun_at = GREATEST(begun_at + 1, $4)
         WHERE asking_id = $1 AND source = $2 AND statement_hash = $3`,
        [id, source, statementHash, now()],
      );
    },
  };
}

function toBegun(row: QueryRow): BegunQuery {
  return {
    source: row.source as SourceName,
    statementHash: row.statement_hash,
    queryId: row.query_id,
    begunAt: Number(row.begun_at),
  };
}
