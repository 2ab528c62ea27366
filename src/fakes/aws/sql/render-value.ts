// A result value as the text GetQueryResults gives: everything is a string there, Trino's way of writing it.
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetQueryResults.html says only "string"; the forms of
// timestamps (milliseconds, no zone), maps and rows ({key=value}) are Trino's and Athena's, unproven for Lake.
import {
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api';

/** The text of a value; null for SQL's null. */
export function renderValue(value: DuckDBValue): string | null {
  return value === null ? null : inner(value);
}

function inner(value: DuckDBValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return value;
  if (value instanceof DuckDBTimestampValue) return timestamp(value.micros);
  if (value instanceof DuckDBTimestampTZValue) return `${timestamp(value.micros)} UTC`;
  if (value instanceof DuckDBListValue) return `[${value.items.map(inner).join(', ')}]`;
  if (value instanceof DuckDBMapValue) {
    return `{${value.entries.map((entry) => `${inner(entry.key)}=${inner(entry.value)}`).join(', ')}}`;
  }
  if (value instanceof DuckDBStructValue) {
    const fields = Object.entries(value.entries).map(([name, field]) => `${name.toLowerCase()}=${inner(field)}`);
    return `{${fields.join(', ')}}`;
  }
  return String(value);
}

function timestamp(micros: bigint): string {
  return new Date(Number(micros / 1_000n)).toISOString().replace('T', ' ').replace('Z', '');
}
