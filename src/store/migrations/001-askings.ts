// Version 1 of the schema: questions, their messages, and the ledger.
import type { Migration } from './migration.ts';

export const askings: Migration = {
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
};
