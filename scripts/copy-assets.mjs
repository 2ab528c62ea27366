// Copies what tsc does not: the files of the playground page, next to the code that serves them.
import { cpSync } from 'node:fs';

cpSync('src/demo/page', 'dist/src/demo/page', { recursive: true });
