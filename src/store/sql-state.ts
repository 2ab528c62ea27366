// The State port in SQL. Each method is one statement, and with that one transaction; what the ledger must know is written
// by the same statement (the functions of migrations.ts).
import { createHash } from 'node:crypto';
import type { Asking, AskingState, ChannelKind, Door, MessagePurpose, PostedMessage } from '../domain/asking.ts';
import type { LedgerEntry, LedgerKind, LedgerRow, RecordedAsking, State } from '../domain/state.ts';
import { ledgerParams } from './ledger-params.ts';
import type { SqlPool } from './sql.ts';
import { answeredInThread, sqlDeeds } from './sql-deeds.ts';
import { sqlQueries } from './sql-queries.ts';
import { storable } from './storable.ts';

interface AskingRow {
  readonly id: string;
  readonly team_id: string;
  readonly door: string;
  readonly delivery_key: string;
  readonly user_id: string;
  readonly channel_id: string;
  readonly channel_kind: string | null;
  readonly thread_ts: string | null;
  readonly text: string;
  readonly private: boolean;
  readonly asked_at: string | number;
  readonly state: string;
  readonly reply_json: string | null;
  readonly messages: readonly PostedMessage[] | null;
}

interface Row {
  readonly team_id: string;
  readonly seq: string | number;
  readonly kind: string;
  readonly actor_id: string;
  readonly asking_id: string | null;
  readonly at: string | number;
  readonly detail: string;
  readonly previous_hash: string;
  readonly hash: string;
}

const selectAsking = `
  SELECT asking.*, (
    SELECT json_agg(json_build_object('purpose', purpose, 'channelId', channel_id, 'ts', ts) ORDER BY place)
    FROM whodid.message WHERE message.asking_id = asking.id) AS messages
  FROM whodid.asking`;

/** The port over a pool whose database is migrated. `close` is what ends the database. */
export function sqlState(pool: SqlPool, close: () => Promise<void>): State {
  const rows = async <R>(text: string, params: readonly unknown[]) => (await pool.query<R>(text, params)).rows;
  const askings = async (text: string, params: readonly unknown[]) =>
    (await rows<AskingRow>(text, params)).map(toAsking);

  return {
    ...sqlQueries(rows),
    ...sqlDeeds(rows, ledgerParams),
    answeredIn: ({ teamId, channelId, threadTs }, before, limit) =>
      askings(`${selectAsking} WHERE ${answeredInThread} ORDER BY asked_at DESC, id LIMIT $5`, [
        teamId,
        channelId,
        threadTs,
        before,
        limit,
      ]),
    recordAsking: async (given) => {
      const asking = storable(given);
      const { entry, head, tail } = ledgerParams(askedEntry(asking));
      const [row] = await rows<{ written: boolean }>('SELECT whodid.record_asking($1, $2, $3, $4) AS written', [
        JSON.stringify(asking),
        entry,
        head,
        tail,
      ]);
      return row?.written === true ? 'recorded' : 'already';
    },
    asking: async (id) => (await askings(`${selectAsking} WHERE id = $1`, [id]))[0] ?? null,
    unqueued: async (before, limit) => {
      const found = await rows<{ id: string }>(
        `SELECT id FROM whodid.asking WHERE ended_at IS NULL AND coalesce(queued_at, 0) < $1
         ORDER BY asked_at, id LIMIT $2`,
        [before, limit],
      );
      return found.map(({ id }) => id);
    },
    markQueued: async (id, at) => {
      await rows(`UPDATE whodid.asking SET state = 'queued', queued_at = $2 WHERE id = $1 AND ended_at IS NULL`, [
        id,
        at,
      ]);
    },
    saveMessage: async (id, message) => {
      await rows(
        `INSERT INTO whodid.message (asking_id, purpose, team_id, channel_id, ts)
         SELECT id, $2, team_id, $3, $4 FROM whodid.asking WHERE id = $1
         ON CONFLICT (asking_id, purpose) DO UPDATE SET channel_id = excluded.channel_id, ts = excluded.ts`,
        [id, message.purpose, message.channelId, message.ts],
      );
    },
    message: async (id, purpose) => {
      const found = await rows<PostedMessage>(
        `SELECT purpose, channel_id AS "channelId", ts FROM whodid.message WHERE asking_id = $1 AND purpose = $2`,
        [id, purpose],
      );
      return found[0] ?? null;
    },
    saveReply: async (id, replyJson) => {
      // The first one stays: a second worker that was slower must post what the first one may have posted already.
      await rows(`UPDATE whodid.asking SET reply_json = coalesce(reply_json, $2) WHERE id = $1`, [
        id,
        storable(replyJson),
      ]);
    },
    end: async (id, state, given) => {
      const { entry, head, tail } = ledgerParams(given);
      const [row] = await rows<{ ended: boolean }>('SELECT whodid.end_asking($1, $2, $3, $4, $5) AS ended', [
        id,
        state,
        entry,
        head,
        tail,
      ]);
      return row?.ended === true;
    },
    recentAskings: async (teamId, userId, limit) =>
      askings(`${selectAsking} WHERE team_id = $1 AND user_id = $2 ORDER BY asked_at DESC, id LIMIT $3`, [
        teamId,
        userId,
        limit,
      ]),
    appendLedger: async (given) => {
      const { entry, head, tail } = ledgerParams(given);
      const [row] = await rows<Row>('SELECT * FROM whodid.append_ledger($1, $2, $3)', [entry, head, tail]);
      if (row === undefined) throw new Error('the ledger function returned no row');
      return toLedgerRow(row);
    },
    ledger: async (teamId, afterSeq, limit) =>
      (
        await rows<Row>('SELECT * FROM whodid.ledger WHERE team_id = $1 AND seq > $2 ORDER BY seq LIMIT $3', [
          teamId,
          afterSeq,
          limit,
        ])
      ).map(toLedgerRow),
    close,
  };
}

/** The text itself stays in its row; its hash binds that row to the chain. */
function askedEntry(asking: Asking): LedgerEntry {
  const textSha256 = createHash('sha256').update(asking.text, 'utf8').digest('hex');
  const { teamId, userId, id, askedAt, door, channelId } = asking;
  const detail = { door, channelId, private: asking.private, textSha256 };
  return { teamId, kind: 'asked', actorId: userId, askingId: id, at: askedAt, detail };
}

function toAsking(row: AskingRow): RecordedAsking {
  return {
    id: row.id,
    teamId: row.team_id,
    door: row.door as Door,
    deliveryKey: row.delivery_key,
    userId: row.user_id,
    channelId: row.channel_id,
    channelKind: row.channel_kind as ChannelKind | null,
    threadTs: row.thread_ts,
    text: row.text,
    private: row.private,
    askedAt: Number(row.asked_at),
    state: row.state as AskingState,
    messages: (row.messages ?? []).map((it) => ({ ...it, purpose: it.purpose as MessagePurpose })),
    replyJson: row.reply_json,
  };
}

function toLedgerRow(row: Row): LedgerRow {
  return {
    teamId: row.team_id,
    seq: Number(row.seq),
    kind: row.kind as LedgerKind,
    actorId: row.actor_id,
    askingId: row.asking_id,
    at: Number(row.at),
    detail: JSON.parse(row.detail) as LedgerRow['detail'],
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
