// Writes docs/questions.md from the reader's own examples. Run by `npm run docs:questions`, which builds first.
import { writeFileSync } from 'node:fs';
import { questionsPage } from '../dist/src/question/questions-page.js';

writeFileSync(new URL('../docs/questions.md', import.meta.url), questionsPage());
