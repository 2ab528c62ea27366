// A condition → one sentence on what Lake would be asked for it. Asks nothing.
import type { EventTest } from '../../domain/question.ts';
import { conditionWords } from '../sql/condition-words.ts';

export function describeQuery(test: EventTest, storeId: string): string {
  return `One SQL query over event data store ${storeId} asks for ${conditionWords(test)}; the rest is filtered here.`;
}
