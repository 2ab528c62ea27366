// Every recogniser's own examples: each is a test, and a row of the generated docs/questions.md.
import { FILTERS } from './filters/index.ts';
import { KINDS } from './kinds/index.ts';
import type { Example } from './verbs/family.ts';
import { VERB_FAMILIES } from './verbs/index.ts';

export interface ExampleGroup {
  readonly part: 'kind' | 'verb' | 'filter';
  readonly recogniser: string;
  /** Words that the recogniser listens to; empty where they are patterns. */
  readonly words: readonly string[];
  readonly examples: readonly Example[];
}

export const questionExamples: readonly ExampleGroup[] = [
  ...KINDS.map(({ id, examples }): ExampleGroup => ({ part: 'kind', recogniser: id, words: [], examples })),
  ...VERB_FAMILIES.map(
    ({ id, words, acts, examples }): ExampleGroup => ({
      part: 'verb',
      recogniser: id,
      words: [...words, ...(acts ?? [])],
      examples,
    }),
  ),
  ...FILTERS.map(({ id, examples }): ExampleGroup => ({ part: 'filter', recogniser: id, words: [], examples })),
];
