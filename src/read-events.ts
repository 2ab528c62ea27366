// A condition and a time, for one asking → events from the sources that planning chooses for them, within what may be spent.
// For what is no question of its own: who opened what is found open. What is asked in words goes through `ask.ts`.

import { type AskDeps, type Errand, Interruption, plan, sourceOf } from './ask.ts';
import { type Failure, isFailure } from './domain/failure.ts';
import { listQuestion } from './domain/list-question.ts';
import type { AskedBy, Window } from './domain/question.ts';
import type { ReadThrough } from './identity/chain-read.ts';

export function readEvents(asked: AskedBy, deps: AskDeps, errand: Errand): ReadThrough {
  return async ({ test, fromMs, toMs, limit, worth }) => {
    const from = fromMs === null ? null : instant(fromMs);
    const window: Window = { from, to: instant(toMs), zone: asked.zone, phrase: null };
    const planned = await plan(listQuestion({ text: '', test, window }), asked, deps, errand);
    if (!planned.ok) return 'failure' in planned ? planned.failure : notPlanned(planned.problem.text);
    const source = sourceOf(planned.plan, deps, errand);
    if (worth === 'when-free' && !source.free) return null;
    try {
      const read = await source.events({ test, window, order: 'oldest-first', limit });
      const { gaps } = planned.plan;
      if (isFailure(read) || gaps.length === 0) return read;
      return { ...read, coverage: { ...read.coverage, gaps: [...read.coverage.gaps, ...gaps] } };
    } catch (error) {
      // Still running, or stopped: what a question would end with for now.
      if (error instanceof Interruption) return error.failure;
      throw error;
    }
  };
}

function notPlanned(why: string): Failure {
  return {
    failure: 'unsupported',
    what: 'The events could not be searched.',
    why,
    instead: 'Ask whoever runs me for a source of events, or for more to spend.',
  };
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
