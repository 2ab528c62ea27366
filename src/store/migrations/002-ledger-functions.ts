// Version 2 of the schema: the functions that write the ledger in the transaction of what it records.
import type { Migration } from './migration.ts';

export const ledgerFunctions: Migration = {
  version: 2,
  about: 'the functions that write the ledger in the transaction of what it records',
  sql: `
-- Only ever appended to. Who owns the table can still drop this; the chain shows what they did.
CREATE FUNCTION whodid.refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is only ever appended to';
END $$;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON whodid.ledger
  FOR EACH STATEMENT EXECUTE FUNCTION whodid.refuse_ledger_change();

-- entry: the fields of a row; head and tail: its canonical JSON around the sequence number (src/ledger/hash-row.ts).
-- The lock is per team and held until the end of the transaction, so numbers have no holes and hashes no forks.
CREATE FUNCTION whodid.append_ledger(entry jsonb, head text, tail text)
RETURNS whodid.ledger LANGUAGE plpgsql AS $$
DECLARE
  written whodid.ledger;
BEGIN
  PERFORM pg_advisory_xact_lock(2003202148, hashtext(entry ->> 'teamId'));
  SELECT * INTO written FROM whodid.ledger WHERE team_id = entry ->> 'teamId' ORDER BY seq DESC LIMIT 1;
  written.seq := coalesce(written.seq, 0) + 1;
  written.previous_hash := coalesce(written.hash, repeat('0', 64));
  written.hash := encode(sha256(convert_to(written.previous_hash || head || written.seq || tail, 'UTF8')), 'hex');
  written.team_id := entry ->> 'teamId';
  written.kind := entry ->> 'kind';
  written.actor_id := entry ->> 'actorId';
  written.asking_id := entry ->> 'askingId';
  written.at := (entry ->> 'at')::bigint;
  written.detail := entry ->> 'detailJson';
  INSERT INTO whodid.ledger SELECT written.*;
  RETURN written;
END $$;

-- False: this delivery was recorded before; nothing was written.
CREATE FUNCTION whodid.record_asking(asking jsonb, entry jsonb, head text, tail text)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO whodid.asking (id, team_id, door, delivery_key, user_id, channel_id, channel_kind, thread_ts, text, private, asked_at)
  VALUES (asking ->> 'id', asking ->> 'teamId', asking ->> 'door', asking ->> 'deliveryKey', asking ->> 'userId',
          asking ->> 'channelId', asking ->> 'channelKind', asking ->> 'threadTs', asking ->> 'text',
          (asking ->> 'private')::boolean, (asking ->> 'askedAt')::bigint)
  ON CONFLICT (id) DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM whodid.append_ledger(entry, head, tail);
  RETURN true;
END $$;

-- False: it had ended already, or there is no such question; nothing was written.
CREATE FUNCTION whodid.end_asking(asking_id text, end_state text, entry jsonb, head text, tail text)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE whodid.asking SET state = end_state, ended_at = (entry ->> 'at')::bigint WHERE id = asking_id AND ended_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM whodid.append_ledger(entry, head, tail);
  RETURN true;
END $$;
`,
};
