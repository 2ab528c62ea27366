// CREATE EXTERNAL TABLE and CREATE DATABASE, read as far as CloudTrail tables need.
// https://docs.aws.amazon.com/athena/latest/ug/create-table.html
import { type HiveField, readFields } from './hive-types.ts';

export type TableDdl = {
  readonly kind: 'table';
  /** null: that of the query's context. */
  readonly database: string | null;
  readonly name: string;
  readonly ifNotExists: boolean;
  readonly columns: readonly HiveField[];
  readonly partitions: readonly HiveField[];
  readonly location: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly inputFormat: string;
};

export type DatabaseDdl = { readonly kind: 'database'; readonly name: string; readonly ifNotExists: boolean };

const DATABASE = /^CREATE\s+(?:DATABASE|SCHEMA)\s+(IF\s+NOT\s+EXISTS\s+)?`?(\w+)`?$/i;
const TABLE =
  /^CREATE\s+EXTERNAL\s+TABLE\s+(IF\s+NOT\s+EXISTS\s+)?(?:`?(\w+)`?\.)?`?(\w+)`?\s*\(([\s\S]*?)\)\s*PARTITIONED\s+BY\s*\(([^)]*)\)\s*ROW\s+FORMAT\s+SERDE\s+'[^']+'\s*STORED\s+AS\s+INPUTFORMAT\s+'([^']+)'\s*OUTPUTFORMAT\s+'[^']+'\s*LOCATION\s+'([^']+)'\s*TBLPROPERTIES\s*\(([\s\S]*)\)$/i;
const PROPERTY = /\s*'([^']+)'\s*=\s*'([^']*)'\s*(?:,|$)/y;

/** True for what is not a query. */
export function isDdl(sql: string): boolean {
  return /^CREATE\b/i.test(withoutComments(sql));
}

/** The statement, or why AWS does not take it. */
export function readDdl(sql: string): TableDdl | DatabaseDdl | string {
  const text = withoutComments(sql);
  const database = DATABASE.exec(text);
  if (database !== null) return { kind: 'database', name: name(database[2]), ifNotExists: database[1] !== undefined };
  const table = TABLE.exec(text);
  if (table === null) return 'FAILED: ParseException line 1:0 cannot recognize input near CREATE';
  const columns = readFields(table[4] ?? '', ' ');
  const partitions = readFields(table[5] ?? '', ' ');
  const properties = readProperties(table[8] ?? '');
  if (columns === undefined || partitions === undefined) return 'FAILED: ParseException in the columns';
  if (properties === undefined) return 'FAILED: ParseException in TBLPROPERTIES';
  return {
    kind: 'table',
    database: table[2] === undefined ? null : name(table[2]),
    name: name(table[3]),
    ifNotExists: table[1] !== undefined,
    columns,
    partitions,
    inputFormat: table[6] ?? '',
    location: table[7] ?? '',
    properties,
  };
}

function name(text: string | undefined): string {
  return (text ?? '').toLowerCase();
}

function withoutComments(sql: string): string {
  return sql
    .replace(/^\s*--.*$/gm, '')
    .trim()
    .replace(/;$/, '')
    .trim();
}

function readProperties(text: string): Readonly<Record<string, string>> | undefined {
  const found: Record<string, string> = {};
  PROPERTY.lastIndex = 0;
  const trimmed = text.trim();
  while (PROPERTY.lastIndex < trimmed.length) {
    const match = PROPERTY.exec(trimmed);
    if (match === null) return undefined;
    found[match[1] ?? ''] = match[2] ?? '';
  }
  return found;
}
