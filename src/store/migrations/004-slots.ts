// Version 4 of the schema: when AWS may be called next, for all processes.
import type { Migration } from './migration.ts';

export const slots: Migration = {
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
};
