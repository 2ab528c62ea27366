// The Watches port in SQL. Each method is one statement, and with that one transaction.
import type { Watch, Watches, WatchState } from '../domain/watch.ts';
import { ledgerParams } from './ledger-params.ts';
import type { SqlPool } from './sql.ts';
import { storable } from './storable.ts';

interface WatchRow {
  readonly id: string;
  readonly team_id: string;
  readonly owner_id: string;
  readonly asking_id: string;
  readonly channel_id: string;
  readonly thread_ts: string | null;
  readonly text: string;
  readonly zone: string;
  readonly locale: string;
  readonly state: string;
  readonly from_at: string | number;
  readonly seen_to: string | number;
  readonly next_at: string | number;
  readonly expires_at: string | number;
  readonly blind_since: string | number | null;
}

export function sqlWatches(pool: SqlPool): Watches {
  const rows = async <R>(text: string, params: readonly unknown[]) => (await pool.query<R>(text, params)).rows;
  return {
    add: async (given, entryGiven) => {
      const { entry, head, tail } = ledgerParams(entryGiven);
      const watch = storable(given);
      const { id, teamId, ownerId, askingId, channelId, threadTs, text, zone, locale, state } = watch;
      const { from, seenTo, nextAt, expiresAt, blindSince } = watch;
      const values = [id, teamId, ownerId, askingId, channelId, threadTs, text, zone, locale, state];
      const added = await rows(
        `WITH added AS (
           INSERT INTO whodid.watch (id, team_id, owner_id, asking_id, channel_id, thread_ts, text, zone, locale, state,
             from_at, seen_to, next_at, expires_at, blind_since)
           VALUES ($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
           ON CONFLICT (id) DO NOTHING RETURNING id)
         SELECT whodid.append_ledger($1, $2, $3) FROM added`,
        [entry, head, tail, ...values, from, seenTo, nextAt, expiresAt, blindSince],
      );
      return added.length > 0 ? 'added' : 'already';
    },
    watch: async (id) => {
      const [row] = await rows<WatchRow>('SELECT * FROM whodid.watch WHERE id = $1', [id]);
      return row === undefined ? null : toWatch(row);
    },
    list: async (teamId) => {
      const found = await rows<WatchRow>(
        `SELECT * FROM whodid.watch WHERE team_id = $1 AND state = 'active' ORDER BY from_at, id`,
        [teamId],
      );
      return found.map(toWatch);
    },
    end: async (id, state, given) => {
      const { entry, head, tail } = ledgerParams(given);
      const ended = await rows(
        `WITH ended AS (UPDATE whodid.watch SET state = $5 WHERE id = $4 AND state = 'active' RETURNING id)
         SELECT whodid.append_ledger($1, $2, $3) FROM ended`,
        [entry, head, tail, id, state],
      );
      return ended.length > 0;
    },
    claimDue: async (teamId, now, again, limit) => {
      const claimed = await rows<WatchRow>(
        `UPDATE whodid.watch SET next_at = $3 WHERE state = 'active' AND next_at <= $2 AND id IN (
           SELECT id FROM whodid.watch WHERE team_id = $1 AND state = 'active' AND next_at <= $2
           ORDER BY next_at LIMIT $4)
         RETURNING *`,
        [teamId, now, again, limit],
      );
      return claimed.map(toWatch);
    },
    keep: async (id, { hits, seenTo, nextAt, blindSince }) => {
      await rows(
        `WITH kept AS (
           INSERT INTO whodid.watch_hit (watch_id, event_id, at)
           SELECT $1, "eventId", at FROM jsonb_to_recordset($2::jsonb) AS hit("eventId" text, at bigint)
           ON CONFLICT (watch_id, event_id) DO NOTHING)
         UPDATE whodid.watch SET seen_to = greatest(seen_to, $3), next_at = $4, blind_since = $5 WHERE id = $1`,
        [id, JSON.stringify(storable(hits)), seenTo, nextAt, blindSince],
      );
    },
    waiting: async (teamId, since) => {
      const found = await rows<WatchRow & { readonly told: readonly (string | number)[] | null }>(
        `SELECT watch.*, (SELECT json_agg(DISTINCT told_in) FROM whodid.watch_hit told
           WHERE told.watch_id = watch.id AND told.told_in > $2) AS told
         FROM whodid.watch WHERE team_id = $1 AND EXISTS (
           SELECT 1 FROM whodid.watch_hit WHERE watch_id = watch.id AND told_in IS NULL)`,
        [teamId, since],
      );
      return found.map((row) => ({ watch: toWatch(row), toldAt: (row.told ?? []).map(Number) }));
    },
    fold: async (id, at) => {
      const folded = await rows(
        'UPDATE whodid.watch_hit SET told_in = $2 WHERE watch_id = $1 AND told_in IS NULL RETURNING event_id',
        [id, at],
      );
      return folded.length;
    },
    unscheduled: async (teamId, limit) => {
      const found = await rows<WatchRow & { readonly told_in: string | number }>(
        `SELECT DISTINCT watch.*, told_in FROM whodid.watch_hit JOIN whodid.watch ON watch.id = watch_id
         WHERE team_id = $1 AND told_in IS NOT NULL AND NOT scheduled ORDER BY told_in LIMIT $2`,
        [teamId, limit],
      );
      return found.map((row) => ({ watch: toWatch(row), at: Number(row.told_in) }));
    },
    markScheduled: async (id, at) => {
      await rows('UPDATE whodid.watch_hit SET scheduled = true WHERE watch_id = $1 AND told_in = $2', [id, at]);
    },
    hitsOf: async (id, at) => {
      const found = await rows<{ event_id: string; at: string | number }>(
        'SELECT event_id, at FROM whodid.watch_hit WHERE watch_id = $1 AND told_in = $2 ORDER BY at, event_id',
        [id, at],
      );
      return found.map((row) => ({ eventId: row.event_id, at: Number(row.at) }));
    },
  };
}

function toWatch(row: WatchRow): Watch {
  return {
    id: row.id,
    teamId: row.team_id,
    ownerId: row.owner_id,
    askingId: row.asking_id,
    channelId: row.channel_id,
    threadTs: row.thread_ts,
    text: row.text,
    zone: row.zone,
    locale: row.locale,
    state: row.state as WatchState,
    from: Number(row.from_at),
    seenTo: Number(row.seen_to),
    nextAt: Number(row.next_at),
    expiresAt: Number(row.expires_at),
    blindSince: row.blind_since === null ? null : Number(row.blind_since),
  };
}
