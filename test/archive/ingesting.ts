// Started as a process of its own by crash.test.ts: `ingesting.ts ingest|ask FOLDER DATA`. Says on stdout how far it is and
// what came of it, one JSON text a line.
import { ingestFolder } from '../../src/archive/ingest.ts';
import { isFailure } from '../../src/domain/failure.ts';
import { archiveSource } from '../../src/sources/archive.ts';

const [verb, folder = '', dataDir = ''] = process.argv.slice(2);
const say = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);

if (verb === 'ingest') {
  const manifest = await ingestFolder({ folder, dataDir, onProgress: (progress) => say(progress) });
  say(isFailure(manifest) ? manifest : { done: manifest.events });
} else {
  say({ asking: true });
  const source = archiveSource({ folder, dataDir });
  const window = { from: null, to: '2100-01-01T00:00:00Z', zone: 'UTC', phrase: null };
  const read = await source.events({ test: { kind: 'always' }, window, order: 'oldest-first', limit: null });
  say(isFailure(read) ? read : { done: read.events.length, gaps: read.coverage.gaps.length });
  await source.close();
}
