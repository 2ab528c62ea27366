// PostgreSQL → the slot book that all processes share: one statement an act, by the database's clock. The rule is that of
// src/sources/slots/memory-slots.ts, written again as whodid.leave_slot in the schema.
import { SLOT_TIMES, type SlotBook, type SlotTimes } from '../sources/slots/slot-book.ts';
import type { SqlPool } from './sql.ts';

/** Milliseconds since 1970 with a fraction; clock_timestamp() goes on within a transaction. */
const NOW = 'extract(epoch FROM clock_timestamp())::double precision * 1000';

const TAKE = `
  INSERT INTO whodid.slot AS known (key, next_at) VALUES ($1, ${NOW} + $2)
  ON CONFLICT (key) DO UPDATE SET next_at = greatest(known.next_at, ${NOW}) + $2
  RETURNING greatest(0, next_at - $2 - ${NOW}) AS wait`;

const ARRIVED = `
  UPDATE whodid.slot SET
    arrived_1 = CASE WHEN call_1 = $2 THEN greatest(left_1, ${NOW} - $3) ELSE arrived_1 END,
    arrived_2 = CASE WHEN call_2 = $2 THEN greatest(left_2, ${NOW} - $3) ELSE arrived_2 END
  WHERE key = $1 AND $2 IN (call_1, call_2)`;

const HOLD = `
  INSERT INTO whodid.slot AS known (key, held_until) VALUES ($1, ${NOW} + $2)
  ON CONFLICT (key) DO UPDATE SET held_until = greatest(known.held_until, ${NOW} + $2)`;

const LEAVE = 'SELECT whodid.leave_slot($1, $2, $3, $4, $5) AS wait';

/** `pool`: of the schema whodid, migrated. */
export function sqlSlots(pool: SqlPool, times: SlotTimes = SLOT_TIMES): SlotBook {
  const { windowMs, unansweredMs, lookAgainMs } = times;
  const waitOf = async (text: string, params: readonly unknown[]): Promise<number> =>
    Number((await pool.query<{ wait: number | string }>(text, params)).rows[0]?.wait ?? 0);
  return {
    take: (key, everyMs) => waitOf(TAKE, [key, everyMs]),
    leave: (key, call) => waitOf(LEAVE, [key, call, windowMs, unansweredMs, lookAgainMs]),
    async arrived(key, call, agoMs) {
      await pool.query(ARRIVED, [key, call, agoMs]);
    },
    async hold(key, ms) {
      await pool.query(HOLD, [key, ms]);
    },
  };
}
