// A condition → one sentence on what Lake would be asked for it. Asks nothing.
import type { EventTest } from '../../domain/question.ts';
import type { Condition } from '../sql/condition.ts';
import { conditionOf } from '../sql/condition-of.ts';

export function describeQuery(test: EventTest, storeId: string): string {
  const by = [...new Set(wordsOf(conditionOf(test)))];
  const what = by.length === 0 ? 'every event of the time' : `events by ${by.join(', ')}`;
  return `One SQL query over event data store ${storeId} asks for ${what}; the rest is filtered here.`;
}

const COLUMNS: Readonly<Record<string, string>> = {
  eventsource: 'service',
  awsregion: 'Region',
  recipientaccountid: 'account',
  sourceipaddress: 'source address',
  eventname: 'event name',
};

function wordsOf(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.parts.flatMap(wordsOf);
    case 'is':
    case 'begins':
    case 'holds':
      return [COLUMNS[condition.column] ?? 'caller'];
    case 'event-name':
      return ['event name'];
    case 'read-only':
      return ['whether they read or write'];
    case 'named':
      return ['the names asked for, anywhere in the record'];
    default:
      return [];
  }
}
