// A condition → one sentence on what Athena would be asked for it. Asks nothing.
import type { EventTest } from '../../domain/question.ts';
import { conditionWords } from '../sql/condition-words.ts';
import { accountsAsked, regionsAsked } from './places-asked.ts';

export function describeQuery(test: EventTest, table: string): string {
  const places = [
    ...(accountsAsked(test) === null ? [] : ['the accounts named']),
    ...(regionsAsked(test) === null ? [] : ['the Regions named']),
  ];
  const only = places.length === 0 ? '' : `, over log files of ${places.join(' and ')} alone`;
  return `One SQL query over table ${table} asks for ${conditionWords(test)}${only}; the rest is filtered here.`;
}
