// How far the ledger has been sent to each place outside, in SQL.
import type { SinkBook } from '../domain/sink.ts';
import type { SqlPool } from './sql.ts';

interface Row {
  readonly seq: string | number;
  readonly beyond: readonly number[];
}

export function sqlSinks(pool: SqlPool): SinkBook {
  return {
    async take(teamId, sink, now, leaseUntil) {
      const { rows } = await pool.query<Row>(
        `INSERT INTO whodid.sink (team_id, name, lease_until) VALUES ($1, $2, $4)
         ON CONFLICT (team_id, name) DO UPDATE SET lease_until = $4 WHERE sink.lease_until <= $3
         RETURNING seq, beyond`,
        [teamId, sink, now, leaseUntil],
      );
      const [row] = rows;
      return row === undefined ? null : { seq: Number(row.seq), beyond: row.beyond };
    },
    async advance(teamId, sink, { seq, beyond }, leaseUntil) {
      await pool.query(
        'UPDATE whodid.sink SET seq = $3, beyond = $4, lease_until = $5 WHERE team_id = $1 AND name = $2',
        [teamId, sink, seq, JSON.stringify(beyond), leaseUntil],
      );
    },
    async release(teamId, sink) {
      await pool.query('UPDATE whodid.sink SET lease_until = 0 WHERE team_id = $1 AND name = $2', [teamId, sink]);
    },
  };
}
