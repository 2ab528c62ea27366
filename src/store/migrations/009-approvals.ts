// Version 9 of the schema: changes that somebody asked for and others decide on.
import type { Migration } from './migration.ts';

export const approvals: Migration = {
  version: 9,
  about: 'changes that somebody asked for and others decide on',
  sql: `
-- The whole approval is in state_json, as src/approval made it; the columns beside it are for finding it.
CREATE TABLE whodid.approval (
  id text PRIMARY KEY REFERENCES whodid.asking (id),
  team_id text NOT NULL,
  key text NOT NULL,
  open boolean NOT NULL,
  state text NOT NULL,
  state_json text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  -- The last version that its message shows; 0: none.
  shown integer NOT NULL DEFAULT 0,
  changed_at bigint NOT NULL,
  due_at bigint,
  requested_at bigint NOT NULL
);
-- One open request for one thing, however many ask at once.
CREATE UNIQUE INDEX approval_open ON whodid.approval (team_id, key) WHERE open;
CREATE INDEX approval_due ON whodid.approval (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX approval_not_shown ON whodid.approval (changed_at) WHERE shown < version;

-- What happened to it, decision by decision; never changed.
CREATE TABLE whodid.approval_step (
  approval_id text NOT NULL REFERENCES whodid.approval (id),
  version integer NOT NULL,
  kind text NOT NULL,
  actor_id text NOT NULL,
  by_id text,
  at bigint NOT NULL,
  state text NOT NULL,
  PRIMARY KEY (approval_id, version)
);
`,
};
