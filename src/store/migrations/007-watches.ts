// Version 7 of the schema: watches and the events that were told for them.
import type { Migration } from './migration.ts';

export const watches: Migration = {
  version: 7,
  about: 'watches and the events that were told for them',
  sql: `
CREATE TABLE whodid.watch (
  id text PRIMARY KEY,
  team_id text NOT NULL,
  owner_id text NOT NULL,
  asking_id text NOT NULL REFERENCES whodid.asking (id),
  channel_id text NOT NULL,
  thread_ts text,
  text text NOT NULL,
  zone text NOT NULL,
  locale text NOT NULL,
  state text NOT NULL CHECK (state IN ('active', 'expired', 'removed', 'ended')),
  from_at bigint NOT NULL,
  seen_to bigint NOT NULL,
  next_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  blind_since bigint
);
CREATE INDEX watch_due ON whodid.watch (team_id, next_at) WHERE state = 'active';

-- One row an event, whatever looks find it again. told_in: when its message was made, which names it; null: it waits.
CREATE TABLE whodid.watch_hit (
  watch_id text NOT NULL REFERENCES whodid.watch (id),
  event_id text NOT NULL,
  at bigint NOT NULL,
  told_in bigint,
  scheduled boolean NOT NULL DEFAULT false,
  PRIMARY KEY (watch_id, event_id)
);
CREATE INDEX watch_hit_waiting ON whodid.watch_hit (watch_id) WHERE told_in IS NULL;
CREATE INDEX watch_hit_unscheduled ON whodid.watch_hit (watch_id, told_in) WHERE told_in IS NOT NULL AND NOT scheduled;
`,
};
