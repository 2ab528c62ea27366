// A statement → SQL that the service takes: where a condition is too long for it, its longest part is let go of, step by
// step. That lets more through, and costs nothing but rows: what is read is billed by the window.
import { ALWAYS, allOf, anyOf, type Condition, type Leaf } from './condition.ts';
import type { Dialect } from './dialect.ts';
import type { Statement } from './statement.ts';
import { writeCondition } from './write-condition.ts';

/** Event names written out; more are asked for by their first words. */
const NAMES_MAX = 120;

/** Throws for a window that is none: nothing may be asked without one. */
export function writeStatement({ columns, span, where, besides }: Statement, dialect: Dialect): string {
  if (!(Number.isFinite(span.fromMs) && Number.isFinite(span.toMs) && span.fromMs < span.toMs)) {
    throw new Error('a statement needs a window');
  }
  const select = columns.map((column) => dialect.select(column)).join(', ');
  const write = (condition: Condition): string => {
    const wanted = besides === null ? condition : anyOf([condition, besides]);
    const clauses = [...dialect.span(span), ...(wanted.kind === 'always' ? [] : [writeCondition(wanted, dialect)])];
    return `SELECT ${select} FROM ${dialect.table} WHERE ${clauses.join(' AND ')}`;
  };
  const lengthOf = (leaf: Leaf) => writeCondition(leaf, dialect).length;
  return writeFitting(where, write, lengthOf, dialect.charactersMax);
}

/** `write`: a whole statement with this condition. Throws where even one without a condition is too long. */
export function writeFitting(
  where: Condition,
  write: (condition: Condition) => string,
  lengthOf: (leaf: Leaf) => number,
  charactersMax: number,
): string {
  let condition = shortNames(where);
  let statement = write(condition);
  while (statement.length > charactersMax && condition.kind !== 'always') {
    condition = withoutLongest(condition, lengthOf);
    statement = write(condition);
  }
  if (statement.length > charactersMax) throw new Error('a statement without a condition is too long');
  return statement;
}

function shortNames(condition: Condition): Condition {
  return mapLeaves(condition, (leaf) =>
    leaf.kind === 'event-name' && leaf.names.length > NAMES_MAX ? (looser(leaf) ?? ALWAYS) : leaf,
  );
}

function withoutLongest(condition: Condition, lengthOf: (leaf: Leaf) => number): Condition {
  const found: { leaf: Leaf; length: number }[] = [];
  mapLeaves(condition, (leaf) => {
    found.push({ leaf, length: lengthOf(leaf) });
    return leaf;
  });
  const [longest] = found.sort((left, right) => right.length - left.length);
  return mapLeaves(condition, (leaf) => (leaf === longest?.leaf ? (looser(leaf) ?? ALWAYS) : leaf));
}

/** `DeleteBucket` → `delete`: the first word stays. null: there is nothing looser but everything. */
function looser(leaf: Leaf): Condition | null {
  if (leaf.kind !== 'event-name') return null;
  const words = new Set(
    leaf.names.map((name) => (/^[A-Za-z][a-z0-9]*(?=[A-Z_-])/.exec(name)?.[0] ?? name).toLowerCase()),
  );
  const oneOf = [...words].filter((word) => ![...words].some((other) => other !== word && word.startsWith(other)));
  return { kind: 'begins', column: 'eventname', oneOf };
}

function mapLeaves(condition: Condition, of: (leaf: Leaf) => Condition): Condition {
  switch (condition.kind) {
    case 'always':
    case 'never':
      return condition;
    case 'all':
      return allOf(condition.parts.map((part) => mapLeaves(part, of)));
    case 'any':
      return anyOf(condition.parts.map((part) => mapLeaves(part, of)));
    default:
      return of(condition);
  }
}
