import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { questionsPage } from '../../../src/question/questions-page.ts';

it('docs/questions.md is what the reader’s own examples print (npm run docs:questions)', () => {
  const page = readFileSync(new URL('../../../docs/questions.md', import.meta.url), 'utf8');
  expect(page).toBe(questionsPage());
});
