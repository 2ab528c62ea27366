// How date words are read, part by part. One file runs them all, so that the languages are loaded once.
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import './windows/assumptions.ts';
import './windows/cut-out-ids.ts';
import './windows/examples.ts';
import './windows/first-characters.ts';
import './windows/phrases.ts';
import './windows/properties.ts';
import './windows/refusals.ts';

const PARTS = 7;

it('are all run: every file of the folder is imported above', () => {
  const files = readdirSync(new URL('windows', import.meta.url)).filter((file) => file.endsWith('.ts'));
  expect(files.length).toBe(PARTS);
});
