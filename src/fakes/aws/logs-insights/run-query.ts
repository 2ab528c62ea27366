// Commands of a query over log events → its rows. Comparisons with a field that is not there are neither true nor false.
import type { Field } from './fields.ts';
import type { LogEvent } from './log-groups.ts';
import type { Expression, Operand, ParsedQuery } from './parse-query.ts';

export type Row = readonly (readonly [field: string, value: string])[];

export type Ran = { readonly rows: readonly Row[]; readonly matched: number };

type Fields = ReadonlyMap<string, Field>;

/** `limit`: rows at most. */
export function runQuery(query: ParsedQuery, events: readonly LogEvent[], limit: number): Ran {
  const found = events
    .map((event) => event.fields())
    .filter((fields) => query.filters.every((filter) => holds(filter, fields) === true));
  if (query.count !== null) return { rows: counted(query.count, found).slice(0, limit), matched: found.length };
  const { field, descending } = query.sort ?? { field: '@timestamp', descending: true };
  const sorted = [...found].sort((a, b) => (descending ? -1 : 1) * order(a.get(field), b.get(field)));
  const columns = query.fields ?? ['@timestamp', '@message'];
  const rows = sorted.slice(0, limit).map((fields) => rowOf(fields, [...columns, '@ptr']));
  return { rows, matched: found.length };
}

function rowOf(fields: Fields, columns: readonly string[]): Row {
  return columns.flatMap((column) => {
    const value = fields.get(column);
    return value === undefined ? [] : [[column, shown(column, value)] as const];
  });
}

/** `2026-11-20 12:00:00.000` */
function shown(column: string, value: Field): string {
  const isTime = column === '@timestamp' || column === '@ingestionTime';
  return isTime && typeof value === 'number'
    ? new Date(value).toISOString().replace('T', ' ').replace('Z', '')
    : String(value);
}

function counted({ as, by }: { readonly as: string; readonly by: readonly string[] }, found: readonly Fields[]) {
  const groups = new Map<string, { readonly row: Row; count: number }>();
  for (const fields of found) {
    const row = rowOf(fields, by);
    const key = JSON.stringify(row);
    const group = groups.get(key) ?? { row, count: 0 };
    group.count += 1;
    groups.set(key, group);
  }
  return [...groups.values()].map(({ row, count }): Row => [...row, [as, String(count)]]);
}

/** null: a field it needs is not there. */
function holds(expression: Expression, fields: Fields): boolean | null {
  switch (expression.kind) {
    case 'and': {
      const each = expression.parts.map((part) => holds(part, fields));
      return each.includes(false) ? false : each.includes(null) ? null : true;
    }
    case 'or': {
      const each = expression.parts.map((part) => holds(part, fields));
      return each.includes(true) ? true : each.includes(null) ? null : false;
    }
    case 'not': {
      const inner = holds(expression.inner, fields);
      return inner === null ? null : !inner;
    }
    case 'present':
      return fields.has(expression.field);
    case 'like': {
      const value = fields.get(expression.field);
      if (value === undefined) return null;
      const { pattern } = expression;
      return typeof pattern === 'string' ? String(value).includes(pattern) : pattern.test(String(value));
    }
    case 'in': {
      const value = fields.get(expression.field);
      return value === undefined ? null : expression.values.some((one) => compare(value, '=', one));
    }
    case 'compare': {
      const [left, right] = [operandOf(expression.left, fields), operandOf(expression.right, fields)];
      return left === undefined || right === undefined ? null : compare(left, expression.by, right);
    }
    default:
      throw new Error(`unknown expression ${JSON.stringify(expression satisfies never)}`);
  }
}

function operandOf(operand: Operand, fields: Fields): Field | undefined {
  return 'field' in operand ? fields.get(operand.field) : operand.value;
}

/** A number is no text: `readOnly = "0"` finds nothing. A text of digits is taken as the number it is compared with. */
function compare(left: Field, by: string, right: Field): boolean {
  const [a, b] = typeof left === typeof right ? [left, right] : [numeric(left, right), numeric(right, left)];
  switch (by) {
    case '=':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      throw new Error(`unknown comparison ${by}`);
  }
}

function numeric(value: Field, beside: Field): Field {
  const isDigits = typeof value === 'string' && /^-?[0-9]+$/.test(value) && typeof beside === 'number';
  return isDigits && value.length > 1 ? Number(value) : value;
}

function order(a: Field | undefined, b: Field | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
