// A condition → what of it the columns of the events Parquet can tell, as SQL with bound values. Always a superset of
// what `records/holds.ts` decides (a property test holds it to that): a leaf the columns cannot tell bounds nothing.
import type { DuckDBValue } from '@duckdb/node-api';
import type { EventTest } from '../domain/question.ts';

/** SQL with `?` for each value. */
export interface ColumnBound {
  readonly sql: string;
  readonly values: readonly DuckDBValue[];
  /** True when the columns decide exactly: only then may it be negated. */
  readonly exact: boolean;
}

/** null: every event may hold. */
export function columnBound(test: EventTest): ColumnBound | null {
  switch (test.kind) {
    case 'action': {
      const action = is('action', test.name.toLowerCase());
      return test.service === null ? action : joined('AND', [action, is('service', test.service.toLowerCase())]);
    }
    case 'service':
      return is('service', test.service.toLowerCase());
    case 'account':
      return test.account === '' ? null : is('account', test.account);
    case 'region':
      return test.region === '' ? null : is('region', test.region.toLowerCase());
    case 'read-only':
      return exact('read_only = ?', [test.readOnly]);
    case 'root':
      return exact('root', []);
    case 'outcome':
      if (test.outcome === 'denied') return exact("outcome = 'attempted' AND reason = 'denied'", []);
      return exact(test.outcome === 'attempted' ? "outcome = 'attempted'" : "outcome <> 'attempted'", []);
    case 'tool':
      return madeWith(test.tool.toLowerCase());
    case 'source-ip':
      return fromAddress(test.ip.toLowerCase());
    case 'event-id':
      return exact('lower(event_id) = ?', [test.id.toLowerCase()]);
    case 'all': {
      const parts = test.tests.map(columnBound);
      const known = parts.filter((part) => part !== null);
      if (known.length === 0) return null;
      return { ...joined('AND', known), exact: known.length === parts.length && known.every((part) => part.exact) };
    }
    case 'any': {
      const parts = test.tests.map(columnBound);
      const known = parts.filter((part) => part !== null);
      return known.length === parts.length && known.length > 0 ? joined('OR', known) : null;
    }
    case 'not': {
      const inner = columnBound(test.test);
      return inner?.exact === true ? exact(`NOT (${inner.sql})`, inner.values) : null;
    }
    case 'always':
    case 'resource':
    case 'actor':
    case 'fact':
    case 'value':
    case 'port':
      return null;
    default:
      return unreachable(test);
  }
}

function unreachable(test: never): never {
  throw new Error(`unknown test ${JSON.stringify(test)}`);
}

function exact(sql: string, values: readonly DuckDBValue[]): ColumnBound {
  return { sql, values, exact: true };
}

function is(column: 'action' | 'service' | 'account' | 'region', value: string): ColumnBound {
  return exact(`${column} = ?`, [value]);
}

function joined(word: 'AND' | 'OR', parts: readonly ColumnBound[]): ColumnBound {
  return {
    sql: parts.map(({ sql }) => `(${sql})`).join(` ${word} `),
    values: parts.flatMap(({ values }) => values),
    exact: parts.every((part) => part.exact),
  };
}

/** `phone` is told by user agents, which are not a column. */
function madeWith(tool: string): ColumnBound | null {
  if (tool === 'phone') return null;
  return exact('(tool IN (?, ?, ?) OR starts_with(tool, ?))', [tool, `sdk:${tool}`, `aws-service:${tool}`, `${tool}:`]);
}

/** A whole IPv4 address is written in one way only; ranges and IPv6 are not. */
function fromAddress(ip: string): ColumnBound | null {
  return /^[0-9.]+$/.test(ip) ? { sql: 'source_ip = ?', values: [ip], exact: false } : null;
}
