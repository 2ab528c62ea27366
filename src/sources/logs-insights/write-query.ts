// A condition, log groups and a time → the text of a query. Where a condition is too long for it, its longest part is let
// go of: that lets more through, and costs nothing but rows, as what is read is billed by the time.
import { addressed } from '../../aws/logs-insights.ts';
import { allOf, anyOf, type Condition } from '../sql/condition.ts';
import type { Span } from '../sql/statement.ts';
import { writeFitting } from '../sql/write-statement.ts';
import type { GroupChoice } from './group-choice.ts';
import { writeFilter } from './write-filter.ts';

export interface QueryOrder {
  readonly choice: GroupChoice;
  /** Names the log groups within AWS's calls. */
  readonly key: string;
  /** Of log timestamps, whole seconds, half-open. */
  readonly span: Span;
  readonly where: Condition;
  /** Let through besides: what the source must know to judge the answer. null: nothing. */
  readonly besides: Condition | null;
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
const CHARACTERS_MAX = 10_000;

/** Throws for a time that is none: nothing may be asked without one. */
export function writeQuery({ choice, key, span, where, besides }: QueryOrder): string {
  if (!(Number.isFinite(span.fromMs) && Number.isFinite(span.toMs) && span.fromMs < span.toMs)) {
    throw new Error('a query needs a window');
  }
  // AWS takes whole seconds, both in it; log events are stamped to the millisecond. Neighbours share one instant.
  const [from, to] = [Math.floor(span.fromMs / 1000), Math.ceil(span.toMs / 1000)];
  const write = (condition: Condition): string => {
    const filter = writeFilter(besides === null ? allOf([condition]) : anyOf([condition, besides]));
    const commands = [...sourceOf(choice), 'fields @message', ...(filter === null ? [] : [`filter ${filter}`])];
    return addressed(commands.join('\n| '), key, from, to);
  };
  return writeFitting(where, write, (leaf) => writeFilter(leaf)?.length ?? 0, CHARACTERS_MAX);
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Source.html */
function sourceOf(choice: GroupChoice): readonly string[] {
  switch (choice.kind) {
    case 'listed':
      return [];
    case 'prefix':
      return [`SOURCE logGroups(namePrefix: ['${choice.prefix}'])`];
    case 'discovered':
      return ['SOURCE logGroups()', 'filterIndex @data_source_name in ["aws_cloudtrail"]'];
    default:
      throw new Error(`unknown choice ${JSON.stringify(choice satisfies never)}`);
  }
}
