// A condition → what a query would ask for, in words.
import type { EventTest } from '../../domain/question.ts';
import type { Condition } from './condition.ts';
import { conditionOf } from './condition-of.ts';

/** `events by event name, caller` */
export function conditionWords(test: EventTest): string {
  const by = [...new Set(wordsOf(conditionOf(test)))];
  return by.length === 0 ? 'every event of the time' : `events by ${by.join(', ')}`;
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
