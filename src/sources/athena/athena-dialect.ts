// Athena's SQL over a table of a trail's log files: partitions first, for they decide what is scanned and paid, then the
// time of the event itself.
import type { Dialect } from '../sql/dialect.ts';
import { trinoLiteral } from '../sql/literal.ts';
import type { SelectColumn, Span } from '../sql/statement.ts';
import type { DayPartition, TableFacts } from './table-facts.ts';

/** Bytes; statements are ASCII. https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html */
const STATEMENT_CHARACTERS_MAX = 262_144;

export const ATHENA_COLUMNS: readonly SelectColumn[] = ['eventid', 'eventjson'];

/**
 * A log file lies in the folder of the day it was delivered: minutes after the call, and past midnight now and then.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
export const PADDING_DAYS = 1;
const DAY_MS = 86_400_000;

export interface AskedPlaces {
  /** null: all that the table has. */
  readonly accounts: readonly string[] | null;
  readonly regions: readonly string[] | null;
}

/** Throws for a table that is no plain `database.table`: it goes into the statement as it is. */
export function athenaDialect({ name, record, days, accounts, regions }: TableFacts, asked: AskedPlaces): Dialect {
  if (!/^[a-z0-9_]+\.[a-z0-9_]+$/.test(name)) throw new Error('not the name of a table');
  const places = [...within(accounts.column, asked.accounts), ...within(regions.column, asked.regions)];
  return {
    table: name.split('.').map(quoted).join('.'),
    charactersMax: STATEMENT_CHARACTERS_MAX,
    literal: trinoLiteral,
    select: (column) => (column === 'eventjson' ? `${record.expression} AS record` : column),
    column: (column) => column,
    // A text here, whatever the table calls it; one that is neither true nor false says nothing.
    readOnly: 'try_cast(readonly AS boolean)',
    // The very text that is selected: what is not in it cannot be in the record that is read from it.
    recordText: `lower(${record.expression})`,
    span: (span) => [...places, ...daysOf(span, days), ...timeOf(span)],
  };
}

/** The last day read for a window, the instant it ends. Epoch milliseconds. */
export function readTo({ toMs }: Span): number {
  return (Math.floor((toMs - 1) / DAY_MS) + PADDING_DAYS + 1) * DAY_MS;
}

function within(column: string | null, values: readonly string[] | null): readonly string[] {
  if (column === null || values === null) return [];
  return [`${quoted(column)} IN (${values.map(trinoLiteral).join(', ')})`];
}

function daysOf(span: Span, { column, separator }: DayPartition): readonly string[] {
  const day = (ms: number) => trinoLiteral(new Date(ms).toISOString().slice(0, 10).replaceAll('-', separator));
  return [`${quoted(column)} >= ${day(span.fromMs)}`, `${quoted(column)} <= ${day(readTo(span) - 1)}`];
}

/** Texts such as 2026-11-20T10:00:00Z; without the last letter they compare with parts of a second as well. */
function timeOf({ fromMs, toMs }: Span): readonly string[] {
  const text = (ms: number) => trinoLiteral(new Date(ms).toISOString().slice(0, 19));
  return [`eventtime >= ${text(fromMs)}`, `eventtime < ${text(toMs)}`];
}

/** Names of the table's own, plain letters: checked where they are read. */
function quoted(name: string): string {
  if (!/^\w+$/.test(name)) throw new Error('not a plain name');
  return `"${name}"`;
}
