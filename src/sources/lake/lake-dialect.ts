// CloudTrail Lake's SQL: an event data store is named by the id at the end of its ARN, without quotes.
// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-limitations.html
import type { Dialect } from '../sql/dialect.ts';
import { trinoLiteral } from '../sql/literal.ts';
import type { SelectColumn } from '../sql/statement.ts';

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartQuery.html */
const STATEMENT_CHARACTERS_MAX = 10_000;

/** The whole record is in `eventjson`; the id tells rows apart without reading it. */
export const LAKE_COLUMNS: readonly SelectColumn[] = ['eventid', 'eventjson'];

/** Throws for anything but a UUID: it goes into the statement as it is. */
export function lakeDialect(storeId: string): Dialect {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(storeId)) {
    throw new Error('not the id of an event data store');
  }
  return {
    table: storeId,
    charactersMax: STATEMENT_CHARACTERS_MAX,
    literal: trinoLiteral,
    select: (column) => column,
    column: (column) => column,
    readOnly: 'readonly',
    // Searched whole: some names stand in fields that are no column, and how Lake writes a nested parameter into its maps
    // is not documented. As it is selected, it is read in any case.
    recordText: 'lower(eventjson)',
    span: ({ fromMs, toMs }) => [`eventtime >= ${timestamp(fromMs)}`, `eventtime < ${timestamp(toMs)}`],
  };
}

/** UTC. Event times have whole seconds; milliseconds are kept all the same. */
function timestamp(ms: number): string {
  return `timestamp '${new Date(ms).toISOString().replace('T', ' ').replace('Z', '')}'`;
}
