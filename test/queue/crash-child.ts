// A process for the crash suite to kill: records one question, takes its job, says so, and never ends it.
// Argument: a Backend as JSON.
import type { Backend } from '../../src/config/backend.ts';
import { sampleAsking } from '../store/sample-asking.ts';
import { crashSettings } from './job-settings.ts';
import { open } from './opened.ts';

const backend = JSON.parse(process.argv[2] ?? '') as Backend;
const { store, queues } = await open(backend, crashSettings, (where, error) =>
  process.stderr.write(`${where}: ${error}\n`),
);
const asking = sampleAsking('killed in the middle');
await store.state.recordAsking(asking);
queues.startWorker(
  'answer',
  async ({ askingId }) => {
    process.stdout.write(`working ${askingId}\n`);
    return new Promise(() => {});
  },
  crashSettings,
  { onGaveUp: async () => undefined },
);
await queues.add('answer', asking.id, { askingId: asking.id });
