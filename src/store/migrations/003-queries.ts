// Version 3 of the schema: queries that run and are billed elsewhere, asking to stop, and looking again at young answers.
import type { Migration } from './migration.ts';

export const queries: Migration = {
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
};
