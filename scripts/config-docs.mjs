// Writes .env.example, and the settings table between its markers in README.md. Run after `npm run build`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { envExample, tableMarkers, withConfigTable } from '../dist/src/config/config-docs.js';

const at = (name) => new URL(`../${name}`, import.meta.url);

writeFileSync(at('.env.example'), envExample());
const readme = existsSync(at('README.md')) ? withConfigTable(readFileSync(at('README.md'), 'utf8')) : null;
if (readme === null)
  process.stderr.write(`README.md has no ${tableMarkers.start} … ${tableMarkers.end}: left as it is.\n`);
else writeFileSync(at('README.md'), readme);
