// A back end with its store and queues open: what the suites work on.
import type { Backend } from '../../src/config/backend.ts';
import type { JobSettings } from '../../src/config/config.ts';
import { isFailure } from '../../src/domain/failure.ts';
import { openQueues } from '../../src/queue/open-queues.ts';
import type { Queues } from '../../src/queue/queues.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import type { ReportError } from '../../src/store/sql.ts';

export interface Opened {
  readonly store: Store;
  readonly queues: Queues;
  close(): Promise<void>;
}

export async function open(backend: Backend, settings: JobSettings, report: ReportError): Promise<Opened> {
  const store = await openStore(backend.state, Date.now, report);
  if (isFailure(store)) throw new Error(`${store.what} ${store.why}`);
  const queues = await openQueues(backend.queue, store.database, settings, report);
  if (isFailure(queues)) throw new Error(`${queues.what} ${queues.why}`);
  const close = async () => {
    await queues.close();
    await store.state.close();
  };
  return { store, queues, close };
}
