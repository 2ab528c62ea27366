// A condition → one sentence on what Logs Insights would be asked for it. Asks nothing.
import type { EventTest } from '../../domain/question.ts';
import type { Condition } from '../sql/condition.ts';
import { conditionOf } from '../sql/condition-of.ts';
import { type GroupChoice, groupWords } from './group-choice.ts';
import { writeFilter } from './write-filter.ts';

export function describeLogs(test: EventTest, choice: GroupChoice): string {
  const leaves = leavesOf(conditionOf(test));
  const by = [...new Set(leaves.filter((leaf) => writeFilter(leaf) !== null).map(wordsOf))];
  const left = [...new Set(leaves.filter((leaf) => writeFilter(leaf) === null).map(wordsOf))];
  const what = by.length === 0 ? 'every event of the time' : `events by ${by.join(', ')}`;
  const rest =
    left.length === 0
      ? 'the rest is filtered here.'
      : `the rest is filtered here, ${left.join(', ')} too, as not all of its characters can safely be written into a query.`;
  return `One query of Logs Insights over ${groupWords(choice)} asks for ${what}; ${rest}`;
}

const FIELDS: Readonly<Record<string, string>> = {
  eventsource: 'service',
  awsregion: 'Region',
  recipientaccountid: 'account',
  sourceipaddress: 'source address',
  eventname: 'event name',
};

function leavesOf(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case 'always':
    case 'never':
      return [];
    case 'all':
    case 'any':
      return condition.parts.flatMap(leavesOf);
    default:
      return [condition];
  }
}

function wordsOf(leaf: Condition): string {
  switch (leaf.kind) {
    case 'is':
    case 'begins':
    case 'holds':
      return FIELDS[leaf.column] ?? 'caller';
    case 'event-name':
      return 'event name';
    case 'read-only':
      return 'whether they read or write';
    default:
      return 'the names asked for, anywhere in the record';
  }
}
