// Version 8 of the schema: how trails should be, and what was found to be otherwise.
import type { Migration } from './migration.ts';

export const trails: Migration = {
  version: 8,
  about: 'how trails should be, and what was found to be otherwise',
  sql: `
CREATE TABLE whodid.trail_baseline (
  team_id text NOT NULL,
  subject text NOT NULL,
  version integer NOT NULL,
  accepted_by text NOT NULL,
  accepted_at bigint NOT NULL,
  body text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (team_id, subject, version)
);

-- False: there is such a version already; nothing was written.
CREATE FUNCTION whodid.accept_baseline(given jsonb, entry jsonb, head text, tail text)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO whodid.trail_baseline (team_id, subject, version, accepted_by, accepted_at, body, hash)
  VALUES (given ->> 'teamId', given ->> 'subject', (given ->> 'version')::integer, given ->> 'acceptedBy',
          (given ->> 'acceptedAt')::bigint, given ->> 'body', given ->> 'hash')
  ON CONFLICT (team_id, subject, version) DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM whodid.append_ledger(entry, head, tail);
  RETURN true;
END $$;

CREATE TABLE whodid.trail_incident (
  id text PRIMARY KEY,
  team_id text NOT NULL,
  subject text NOT NULL,
  opened_at bigint NOT NULL,
  ended_at bigint,
  revision integer NOT NULL,
  body text NOT NULL
);
CREATE UNIQUE INDEX trail_incident_open ON whodid.trail_incident (team_id, subject) WHERE ended_at IS NULL;
CREATE INDEX trail_incident_of_team ON whodid.trail_incident (team_id, opened_at DESC);

-- False: another revision was first, or another incident is open for the subject; nothing was written.
CREATE FUNCTION whodid.keep_incident(given jsonb, entry jsonb, head text, tail text)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO whodid.trail_incident (id, team_id, subject, opened_at, ended_at, revision, body)
  VALUES (given ->> 'id', given ->> 'teamId', given ->> 'subject', (given ->> 'openedAt')::bigint,
          (given ->> 'endedAt')::bigint, (given ->> 'revision')::integer, given ->> 'body')
  ON CONFLICT (id) DO UPDATE
    SET ended_at = excluded.ended_at, revision = excluded.revision, body = excluded.body
    WHERE trail_incident.revision = excluded.revision - 1;
  IF NOT FOUND THEN RETURN false; END IF;
  IF entry IS NOT NULL THEN PERFORM whodid.append_ledger(entry, head, tail); END IF;
  RETURN true;
EXCEPTION WHEN unique_violation THEN
  RETURN false;
END $$;

-- Up to when events were looked at.
CREATE TABLE whodid.trail_look (team_id text PRIMARY KEY, looked_at bigint NOT NULL);
`,
};
