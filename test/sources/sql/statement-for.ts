// The statement Lake is asked for a condition, without what the source adds to it.
import type { EventTest } from '../../../src/domain/question.ts';
import { LAKE_COLUMNS, lakeDialect } from '../../../src/sources/lake/lake-dialect.ts';
import { conditionOf } from '../../../src/sources/sql/condition-of.ts';
import type { Span } from '../../../src/sources/sql/statement.ts';
import { writeStatement } from '../../../src/sources/sql/write-statement.ts';
import { STORE } from '../lake/stage.ts';

export const SPAN: Span = { fromMs: Date.parse('2026-11-01T00:00:00Z'), toMs: Date.parse('2026-11-20T10:00:00Z') };

export function statementFor(test: EventTest, span: Span = SPAN): string {
  return writeStatement({ columns: LAKE_COLUMNS, span, where: conditionOf(test), besides: null }, lakeDialect(STORE));
}
