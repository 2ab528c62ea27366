// Somebody looks at Home in a process that reads no events → it is shown from here.
import type { Payload } from '../src/queue/payloads.ts';
import type { Handler, WorkerHooks } from '../src/queue/queues.ts';

interface HomeJobDeps {
  /** Never rejects. null: there is no Home. */
  readonly showHome: ((wish: Payload<'home'>) => Promise<void>) | null;
  readonly warn: (what: string, error: unknown) => void;
}

export function home(deps: HomeJobDeps): Handler<'home'> {
  return async (wish) => {
    await deps.showHome?.(wish);
    return null;
  };
}

export function gaveUpHome(deps: HomeJobDeps): WorkerHooks<'home'> {
  return { onGaveUp: async (_, reason) => deps.warn('a Home was not shown', new Error(reason)) };
}
