// Version 10 of the schema: how far the ledger has been sent to places outside.
import type { Migration } from './migration.ts';

export const sinks: Migration = {
  version: 10,
  about: 'how far the ledger has been sent to places outside',
  sql: `
CREATE TABLE whodid.sink (
  team_id text NOT NULL,
  name text NOT NULL,
  -- Every row up to here was accepted, and of those after it the ones listed.
  seq bigint NOT NULL DEFAULT 0,
  beyond jsonb NOT NULL DEFAULT '[]',
  lease_until bigint NOT NULL,
  PRIMARY KEY (team_id, name)
);
`,
};
