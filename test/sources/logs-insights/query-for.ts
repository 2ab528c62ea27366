// The query Logs Insights is asked for a condition, without what the source adds to it.
import type { EventTest } from '../../../src/domain/question.ts';
import { readGroupChoice } from '../../../src/sources/logs-insights/group-choice.ts';
import { writeQuery } from '../../../src/sources/logs-insights/write-query.ts';
import type { Condition } from '../../../src/sources/sql/condition.ts';
import { conditionOf } from '../../../src/sources/sql/condition-of.ts';
import type { Span } from '../../../src/sources/sql/statement.ts';
import { SPAN } from '../sql/statement-for.ts';
import { TRAIL_GROUP } from './stage.ts';

export function queryFor(
  test: EventTest,
  groups: readonly string[] = [TRAIL_GROUP],
  besides: Condition | null = null,
  span: Span = SPAN,
): string {
  const choice = readGroupChoice(groups);
  if (choice === null) throw new Error('no log groups');
  return writeQuery({ choice, key: '0123456789abcdef', span, where: conditionOf(test), besides });
}
