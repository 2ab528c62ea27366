// What answering is given → the same with what works by itself: how something that fell due is recorded, and long work enqueued.
import type { Queues } from '../queue/queues.ts';
import type { AnswerDeps } from './deps.ts';
import type { Answering, Feature } from './feature.ts';
import { scheduledAsking } from './scheduled.ts';

export function withFeatures(deps: AnswerDeps, queues: Pick<Queues, 'add'>, features: readonly Feature[]): Answering {
  const { state, clock, warn, homeTeamId } = deps;
  return {
    ...deps,
    features,
    async schedule(due) {
      const asking = scheduledAsking(due, homeTeamId, clock());
      const kind = await state.recordAsking(asking);
      if (kind === 'recorded') {
        try {
          await queues.add('answer', asking.id, { askingId: asking.id });
          await state.markQueued(asking.id, clock());
        } catch (error) {
          warn('something due could not be enqueued; the relay will', error);
        }
      }
      return { id: asking.id, kind };
    },
    chore: (feature, id, dueAt) => queues.add('chore', `${feature}${idInJob(id)}at${dueAt}`, { feature, id }),
  };
}

/** A job's id may hold letters and digits only. */
function idInJob(id: string): string {
  return Buffer.from(id).toString('hex');
}
