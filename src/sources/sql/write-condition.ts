// A condition → the text of a WHERE clause. Texts of a question get in through the dialect's literal, or as pieces of plain
// letters inside a regular expression; nothing else does.
import type { Condition, Leaf } from './condition.ts';
import type { Dialect } from './dialect.ts';
import { HIDDEN_LETTERS } from './name-pieces.ts';

export function writeCondition(condition: Condition, dialect: Dialect): string {
  switch (condition.kind) {
    case 'always':
      return 'TRUE';
    case 'never':
      return 'FALSE';
    case 'all':
      return joined(condition.parts, ' AND ', dialect);
    case 'any':
      return joined(condition.parts, ' OR ', dialect);
    default:
      return writeLeaf(condition, dialect);
  }
}

function joined(parts: readonly Condition[], by: string, dialect: Dialect): string {
  return `(${parts.map((part) => writeCondition(part, dialect)).join(by)})`;
}

/** `DeleteFunction20150331v2`, `DeleteDistribution2020_05_31`: see `catalog/api-date.ts`. */
const API_DATE = '(?:20[0-9]{2}_?[0-9]{2}_?[0-9]{2}(?:v[0-9]+)?)?';

function writeLeaf(leaf: Leaf, dialect: Dialect): string {
  switch (leaf.kind) {
    case 'is':
      return writeIs(leaf, dialect);
    case 'begins':
      return matches(lower(leaf.column, dialect), `^(?:${leaf.oneOf.map(plain).join('|')})`, dialect);
    case 'holds':
      return matches(lower(leaf.column, dialect), leaf.oneOf.map(plain).join('|'), dialect);
    case 'event-name': {
      const names = [...new Set(leaf.names.map((name) => name.toLowerCase()))].map(plain);
      return matches(lower('eventname', dialect), `^(?:${names.join('|')})${API_DATE}$`, dialect);
    }
    case 'read-only':
      return `(${dialect.readOnly} IS NULL OR ${dialect.readOnly} = ${leaf.readOnly})`;
    case 'named': {
      const names = leaf.names.map((pieces) => pieces.map(plain).join('.*'));
      return matches(dialect.recordText, `(?s)${[...new Set(names), HIDDEN_LETTERS].join('|')}`, dialect);
    }
    default:
      return unreachable(leaf);
  }
}

function unreachable(leaf: never): never {
  throw new Error(`unknown condition ${JSON.stringify(leaf)}`);
}

function writeIs({ column, oneOf, orMissing }: Extract<Leaf, { kind: 'is' }>, dialect: Dialect): string {
  const exact = column === 'recipientaccountid';
  const values = exact ? oneOf : oneOf.map((value) => value.toLowerCase());
  const name = dialect.column(column);
  const all = [...new Set(orMissing ? [...values, ''] : values)].map((value) => dialect.literal(value));
  const tested = exact ? name : `lower(${name})`;
  const within = all.length === 1 ? `${tested} = ${all[0]}` : `${tested} IN (${all.join(', ')})`;
  return orMissing ? `(${name} IS NULL OR ${within})` : within;
}

function lower(column: Extract<Leaf, { kind: 'begins' }>['column'], dialect: Dialect): string {
  return `lower(${dialect.column(column)})`;
}

function matches(text: string, pattern: string, dialect: Dialect): string {
  return `regexp_like(${text}, ${dialect.literal(pattern)})`;
}

/** A dot would be any character; nothing else among these means anything to a regular expression. Throws for others. */
function plain(text: string): string {
  if (!/^[a-z0-9._:-]+$/.test(text)) throw new Error(`not plain text for a pattern: ${JSON.stringify(text)}`);
  return text.replaceAll('.', '[.]');
}
