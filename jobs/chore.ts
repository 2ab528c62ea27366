// Long work of a feature that says nothing itself: a poll, an evaluation. What it finds it records as askings.
import { type Answering, featureOf } from '../src/answering/feature.ts';
import type { Handler, WorkerHooks } from '../src/queue/queues.ts';

export function chore(deps: Answering): Handler<'chore'> {
  return async ({ feature, id }) => (await featureOf(deps.features, feature)?.chore?.(deps, id)) ?? null;
}

/** Its next due time makes a new job. */
export function gaveUpChore(deps: Answering): WorkerHooks<'chore'> {
  return {
    onGaveUp: async ({ feature }, reason) =>
      deps.warn(`work of ${feature} was given up until it is due again`, new Error(reason)),
  };
}
