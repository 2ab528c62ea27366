// A condition → SQL over the columns that decides it exactly as `records/holds.ts` does, or null. For counting, where no
// event is read back and nothing decides after the columns; for narrowing, `column-bound.ts` may err on the safe side.
import type { EventTest, ResourceRef } from '../domain/question.ts';
import { namesOf } from '../records/identifier.ts';
import { type ColumnBound, columnBound } from './column-bound.ts';
import { tokenInList } from './token-list.ts';

const EVERY: ColumnBound = { sql: 'true', values: [], exact: true };
const NONE: ColumnBound = { sql: 'false', values: [], exact: true };

/** null: the columns cannot decide it. */
export function columnTest(test: EventTest): ColumnBound | null {
  switch (test.kind) {
    case 'always':
      return EVERY;
    case 'all':
      return joined('AND', test.tests, EVERY);
    case 'any':
      return joined('OR', test.tests, NONE);
    case 'not': {
      const inner = columnTest(test.test);
      return inner === null ? null : { ...inner, sql: `NOT (${inner.sql})` };
    }
    case 'actor':
      return calledBy(test.resource);
    default: {
      const bound = columnBound(test);
      return bound?.exact === true ? bound : null;
    }
  }
}

function joined(word: 'AND' | 'OR', tests: readonly EventTest[], empty: ColumnBound): ColumnBound | null {
  const parts = tests.map(columnTest).filter((part) => part !== null);
  if (parts.length < tests.length) return null;
  if (parts.length === 0) return empty;
  return {
    sql: parts.map(({ sql }) => `(${sql})`).join(` ${word} `),
    values: parts.flatMap(({ values }) => values),
    exact: true,
  };
}

/** A caller by name. Two ARNs may be one with parts left out, which the tokens do not tell. */
function calledBy({ text }: ResourceRef): ColumnBound | null {
  const asked = text.trim().toLowerCase();
  if (asked.startsWith('arn:')) return null;
  const names = namesOf(asked);
  if (names.length === 0) return NONE;
  return {
    sql: names.map(() => 'contains(actor_tokens, ?)').join(' OR '),
    values: names.map(tokenInList),
    exact: true,
  };
}
