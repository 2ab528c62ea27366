// Version 6 of the schema: digests and the periods that were told.
import type { Migration } from './migration.ts';

export const digests: Migration = {
  version: 6,
  about: 'digests and the periods that were told',
  sql: `
CREATE TABLE whodid.digest (
  id text PRIMARY KEY,
  team_id text NOT NULL,
  name text NOT NULL,
  owner_id text NOT NULL,
  channel_id text NOT NULL,
  schedule text NOT NULL,
  zone text NOT NULL,
  state text NOT NULL CHECK (state IN ('active', 'paused', 'removed')),
  -- End of the period recorded last: who records the next ones moves it, so two that tick at once record them once.
  last_to bigint NOT NULL,
  created_at bigint NOT NULL
);
CREATE INDEX digest_of_team ON whodid.digest (team_id, created_at) WHERE state <> 'removed';

-- One row a period, each recorded once. run_to: the period whose row stands for the message that tells them.
CREATE TABLE whodid.digest_run (
  digest_id text NOT NULL REFERENCES whodid.digest (id),
  period_from bigint NOT NULL,
  period_to bigint NOT NULL,
  run_to bigint NOT NULL,
  late boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('recorded', 'scheduled', 'told', 'failed')),
  facts text,
  PRIMARY KEY (digest_id, period_to)
);
CREATE INDEX digest_run_unscheduled ON whodid.digest_run (period_to) WHERE state = 'recorded';
`,
};
