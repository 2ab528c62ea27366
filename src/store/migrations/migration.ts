// One step of the schema. Plain PostgreSQL 13+, the same for a server and for PGlite. Names are qualified, so that no
// search_path can mislead them.

export interface Migration {
  readonly version: number;
  readonly about: string;
  readonly sql: string;
}
