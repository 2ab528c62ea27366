// The schema, as the ordered steps that lead to it. A step that was released is never edited: add the next one.
// Plain PostgreSQL 13+, the same for a server and for PGlite. Names are qualified, so that no search_path can mislead them.

export interface Migration {
  readonly version: number;
  readonly about: string;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [
  {
    version: 1,
    about: 'questions, their messages, and the ledger',
    sql: `
CREATE TABLE whodid.asking (
  id text PRIMARY KEY,
  team_id text NOT NULL,
  door text NOT NULL,
  delivery_key text NOT NULL,
  user_id text NOT NULL,
  channel_id text NOT NULL,
  channel_kind text,
  thread_ts text,
  text text NOT NULL,
  private boolean NOT NULL,
  asked_at bigint NOT NULL,
  state text NOT NULL DEFAULT 'recorded' CHECK (state IN ('recorded', 'queued', 'answered', 'refused', 'failed')),
  queued_at bigint,
  ended_at bigint,
  reply_json text
);
-- The relay's question; only rows that have not ended are in it, so it stays small.
CREATE INDEX asking_not_ended ON whodid.asking (asked_at) WHERE ended_at IS NULL;
CREATE INDEX asking_of_user ON whodid.asking (team_id, user_id, asked_at DESC);

CREATE TABLE whodid.message (
  asking_id text NOT NULL REFERENCES whodid.asking (id),
  purpose text NOT NULL,
  team_id text NOT NULL,
  channel_id text NOT NULL,
  ts text NOT NULL,
  place bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (asking_id, purpose)
);

CREATE TABLE whodid.ledger (
  team_id text NOT NULL,
  seq bigint NOT NULL,
  kind text NOT NULL,
  actor_id text NOT NULL,
  asking_id text,
  at bigint NOT NULL,
  -- Canonical JSON as text: jsonb would write it differently from what was hashed.
  detail text NOT NULL,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (team_id, seq)
);
`,
  },
  {
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
  },
  {
    version: 3,
    about: 'queries that run and are billed elsewhere, asking to stop, and looking again at young answers',
    sql: `
-- One row per statement of a question. Without a query id: it was about to be started.
CREATE TABLE whodid.query (
  asking_id text NOT NULL REFERENCES whodid.asking (id),
  source text NOT NULL,
  statement_hash text NOT NULL,
  query_id text,
  begun_at bigint NOT NULL,
  ended_at bigint,
  bytes_scanned bigint NOT NULL DEFAULT 0,
  usd double precision NOT NULL DEFAULT 0,
  PRIMARY KEY (asking_id, source, statement_hash)
);
CREATE INDEX query_begun ON whodid.query (begun_at);

ALTER TABLE whodid.asking ADD COLUMN stop_at bigint;
-- When a provisional answer is looked at again next; null: it is final.
ALTER TABLE whodid.asking ADD COLUMN recheck_at bigint;
CREATE INDEX asking_to_recheck ON whodid.asking (recheck_at) WHERE recheck_at IS NOT NULL;
`,
  },
  {
    version: 4,
    about: 'when AWS may be called next, for all processes',
    sql: `
-- Times only, milliseconds since 1970; losing them in a crash costs nothing, and unlogged they cost no wait for the disk.
-- One row for each account and Region, whichever team asks: AWS's limit is the account's.
CREATE UNLOGGED TABLE whodid.slot (
  key text PRIMARY KEY,
  next_at double precision NOT NULL DEFAULT 0,
  held_until double precision NOT NULL DEFAULT 0,
  -- The last two calls: who, when it left, and by when it had arrived at AWS (NULL: not answered yet).
  call_1 text, left_1 double precision, arrived_1 double precision,
  call_2 text, left_2 double precision, arrived_2 double precision
);

-- 0: noted as leaving now; else how long to wait and ask again. The rule is told in src/sources/slots/memory-slots.ts.
CREATE FUNCTION whodid.leave_slot(slot_key text, call_id text, window_ms float8, unanswered_ms float8, look_again_ms float8)
RETURNS double precision LANGUAGE plpgsql AS $$
DECLARE
  known whodid.slot;
  now_ms double precision;
  surely_1 double precision;
  surely_2 double precision;
  rest double precision;
  first double precision;
  wait double precision;
BEGIN
  INSERT INTO whodid.slot (key) VALUES (slot_key) ON CONFLICT DO NOTHING;
  SELECT * INTO known FROM whodid.slot WHERE key = slot_key FOR UPDATE;
  now_ms := extract(epoch FROM clock_timestamp()) * 1000;
  wait := greatest(0, known.held_until - now_ms);
  surely_1 := coalesce(known.arrived_1, known.left_1 + unanswered_ms);
  surely_2 := coalesce(known.arrived_2, known.left_2 + unanswered_ms);
  IF known.call_1 <> call_id AND known.call_2 <> call_id THEN
    rest := least(surely_1, surely_2) + window_ms - now_ms;
    first := least(coalesce(known.arrived_1, known.left_1), coalesce(known.arrived_2, known.left_2)) + window_ms - now_ms;
    IF rest > 0 THEN
      wait := greatest(wait, CASE WHEN first > 0 THEN first ELSE least(rest, look_again_ms) END);
    END IF;
  END IF;
  IF wait > 0 THEN RETURN wait; END IF;
  -- Its own place again, else a free one, else that of the earlier of the two.
  IF known.call_1 = call_id OR (known.call_2 IS DISTINCT FROM call_id
      AND (known.call_1 IS NULL OR (known.call_2 IS NOT NULL AND surely_1 <= surely_2))) THEN
    UPDATE whodid.slot SET call_1 = call_id, left_1 = now_ms, arrived_1 = NULL WHERE key = slot_key;
  ELSE
    UPDATE whodid.slot SET call_2 = call_id, left_2 = now_ms, arrived_2 = NULL WHERE key = slot_key;
  END IF;
  RETURN 0;
END $$;
`,
  },
  {
    version: 5,
    about: 'things done once about an answer, and the answers of a thread',
    sql: `
-- Who claimed a thing to be done about an asking (mention somebody, ask them back): the first one does it.
CREATE TABLE whodid.deed (
  of_id text NOT NULL REFERENCES whodid.asking (id),
  name text NOT NULL,
  by_id text NOT NULL REFERENCES whodid.asking (id),
  detail text NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (of_id, name)
);

-- The row that holds it, written now (with its ledger row) or before.
CREATE FUNCTION whodid.claim_deed(given jsonb, entry jsonb, head text, tail text)
RETURNS whodid.deed LANGUAGE plpgsql AS $$
DECLARE
  held whodid.deed;
BEGIN
  INSERT INTO whodid.deed (of_id, name, by_id, detail, at)
  VALUES (given ->> 'ofId', given ->> 'name', given ->> 'byId', given ->> 'detail', (given ->> 'at')::bigint)
  ON CONFLICT (of_id, name) DO NOTHING;
  IF FOUND THEN PERFORM whodid.append_ledger(entry, head, tail); END IF;
  SELECT * INTO held FROM whodid.deed WHERE of_id = given ->> 'ofId' AND name = given ->> 'name';
  RETURN held;
END $$;

-- What was answered in a thread before: in one that was there, or in one that we began.
CREATE INDEX asking_in_thread ON whodid.asking (channel_id, thread_ts, asked_at DESC) WHERE thread_ts IS NOT NULL;
CREATE INDEX message_at ON whodid.message (channel_id, ts) WHERE purpose = 'parent';
`,
  },
];
