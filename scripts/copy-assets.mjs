// Copies what tsc does not: the files of the playground page, next to the code that serves them, the thread of the
// embedded database, which is plain JavaScript, and the font that pictures are drawn with.
import { cpSync } from 'node:fs';

cpSync('src/demo/page', 'dist/src/demo/page', { recursive: true });
cpSync('src/store/pglite-thread.js', 'dist/src/store/pglite-thread.js');
cpSync('assets', 'dist/assets', { recursive: true });
