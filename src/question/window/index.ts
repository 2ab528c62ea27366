// Date words of a question, for the rest of the question reader and for the documentation.
import type { WindowExample } from './reading.ts';
import { recognisers } from './recognisers/index.ts';

export { cutOutIds } from './cut-out-ids.ts';
export { readWindow } from './read-window.ts';
export type { WindowProblem } from './reading.ts';

export interface ExamplesOfARecogniser {
  readonly name: string;
  readonly examples: readonly WindowExample[];
  /** Phrases that are understood and refused. */
  readonly refuses: readonly string[];
}

/** Every recogniser's own phrases with what they mean, for `docs/questions.md`; each is a test. */
export const windowExamples: readonly ExamplesOfARecogniser[] = recognisers.map(({ name, examples, refuses = [] }) => ({
  name,
  examples,
  refuses,
}));
