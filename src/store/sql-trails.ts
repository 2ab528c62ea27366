// The TrailBook port in SQL. Each method is one statement, and with that one transaction; the ledger's row is written by the
// same statement (version 8 of the schema).
import type { LedgerEntry } from '../domain/state.ts';
import type { KeptBaseline, KeptIncident, PinnedBaseline, TrailBook } from '../domain/trail-book.ts';
import { ledgerParams } from './ledger-params.ts';
import type { SqlPool } from './sql.ts';
import { storable } from './storable.ts';

interface BaselineRow {
  readonly team_id: string;
  readonly subject: string;
  readonly version: number;
  readonly accepted_by: string;
  readonly accepted_at: string | number;
  readonly body: string;
  readonly hash: string;
}

interface IncidentRow {
  readonly id: string;
  readonly team_id: string;
  readonly subject: string;
  readonly opened_at: string | number;
  readonly ended_at: string | number | null;
  readonly revision: number;
  readonly body: string;
}

/** Incidents looked at in one go: more than ever are of interest at once. */
const INCIDENTS_MAX = 500;

export function sqlTrails(pool: SqlPool): TrailBook {
  const rows = async <R>(text: string, params: readonly unknown[]) => (await pool.query<R>(text, params)).rows;
  const written = async (sql: string, given: object, about: LedgerEntry | null): Promise<boolean> => {
    const { entry, head, tail } = about === null ? { entry: null, head: null, tail: null } : ledgerParams(about);
    const [row] = await rows<{ written: boolean }>(`SELECT ${sql}($1, $2, $3, $4) AS written`, [
      JSON.stringify(storable(given)),
      entry,
      head,
      tail,
    ]);
    return row?.written === true;
  };
  return {
    baselines: async (teamId) => {
      const found = await rows<BaselineRow>(
        'SELECT * FROM whodid.trail_baseline WHERE team_id = $1 ORDER BY subject, version',
        [teamId],
      );
      return found.map(toBaseline);
    },
    pinned: async (teamId) => {
      const found = await rows<{ detail: string }>(
        `SELECT detail FROM whodid.ledger WHERE team_id = $1 AND kind = 'baseline' ORDER BY seq`,
        [teamId],
      );
      return found.flatMap(({ detail }) => toPinned(detail));
    },
    accept: (baseline, entry) => written('whodid.accept_baseline', baseline, entry),
    incident: async (id) => {
      const [row] = await rows<IncidentRow>('SELECT * FROM whodid.trail_incident WHERE id = $1', [id]);
      return row === undefined ? null : toIncident(row);
    },
    incidents: async (teamId, endedSince) => {
      const found = await rows<IncidentRow>(
        `SELECT * FROM whodid.trail_incident WHERE team_id = $1 AND (ended_at IS NULL OR ended_at >= $2)
         ORDER BY opened_at DESC, id LIMIT $3`,
        [teamId, endedSince, INCIDENTS_MAX],
      );
      return found.map(toIncident);
    },
    keepIncident: (incident, entry) => written('whodid.keep_incident', incident, entry),
    lookedUpTo: async (teamId) => {
      const [row] = await rows<{ looked_at: string | number }>(
        'SELECT looked_at FROM whodid.trail_look WHERE team_id = $1',
        [teamId],
      );
      return row === undefined ? null : Number(row.looked_at);
    },
    setLookedUpTo: async (teamId, at) => {
      await rows(
        `INSERT INTO whodid.trail_look (team_id, looked_at) VALUES ($1, $2)
         ON CONFLICT (team_id) DO UPDATE SET looked_at = greatest(trail_look.looked_at, excluded.looked_at)`,
        [teamId, at],
      );
    },
  };
}

function toBaseline(row: BaselineRow): KeptBaseline {
  return {
    teamId: row.team_id,
    subject: row.subject,
    version: Number(row.version),
    acceptedBy: row.accepted_by,
    acceptedAt: Number(row.accepted_at),
    body: row.body,
    hash: row.hash,
  };
}

function toIncident(row: IncidentRow): KeptIncident {
  return {
    id: row.id,
    teamId: row.team_id,
    subject: row.subject,
    openedAt: Number(row.opened_at),
    endedAt: row.ended_at === null ? null : Number(row.ended_at),
    revision: Number(row.revision),
    body: row.body,
  };
}

function toPinned(detail: string): readonly PinnedBaseline[] {
  const { subject, version, hash } = JSON.parse(detail) as Readonly<Record<string, unknown>>;
  if (typeof subject !== 'string' || typeof version !== 'number' || typeof hash !== 'string') return [];
  return [{ subject, version, hash }];
}
