// Version 5 of the schema: things done once about an answer, and the answers of a thread.
import type { Migration } from './migration.ts';

export const deeds: Migration = {
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
};
