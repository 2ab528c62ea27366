// How questions are read, part by part. One file runs them all, so that the catalog is loaded once.
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import './readings/account-names.ts';
import './readings/counts-and-outcomes.ts';
import './readings/every-word.ts';
import './readings/examples.ts';
import './readings/left-out.ts';
import './readings/negation-and-lists.ts';
import './readings/plain-lists.ts';
import './readings/plain-names.ts';
import './readings/questions-page.ts';
import './readings/read-question.ts';
import './readings/verb-by-resource.ts';
import './readings/who-and-what.ts';
import './readings/whole-and-part.ts';

const PARTS = 13;

it('are all run: every file of the folder is imported above', () => {
  const files = readdirSync(new URL('readings', import.meta.url)).filter((file) => file.endsWith('.ts'));
  expect(files.length).toBe(PARTS);
});
