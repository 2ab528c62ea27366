// A minute has passed → what has fallen due is recorded or enqueued, feature by feature; one that fails holds up no other.
import type { Answering } from '../src/answering/feature.ts';
import type { Failure } from '../src/domain/failure.ts';
import type { Handler, WorkerHooks } from '../src/queue/queues.ts';

export function tick(deps: Answering): Handler<'tick'> {
  return async (): Promise<Failure | null> => {
    for (const feature of deps.features) {
      try {
        await feature.tick?.(deps, deps.clock());
      } catch (error) {
        deps.warn(`${feature.name} could not look for what is due; it will in a minute`, error);
      }
    }
    return null;
  };
}

/** The next minute looks again, for this one too. */
export function gaveUpTick(deps: Answering): WorkerHooks<'tick'> {
  return { onGaveUp: async (_, reason) => deps.warn('a minute was missed', new Error(reason)) };
}
