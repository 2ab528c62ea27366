// How a step of an approval is written down: the state after it with the event noted, or the sentence that refuses it.
import type { Approval, ApprovalStep } from '../domain/approval.ts';
import type { ApprovalEffect, ApprovalEvent, Stepped } from './events.ts';

/** The state with the event noted in it; of several looks that told nothing, the last one is noted. */
export function changed(
  before: Approval,
  event: Pick<ApprovalEvent, 'kind' | 'at' | 'byId'>,
  change: Partial<Approval>,
  words: string | null,
  effects: readonly ApprovalEffect[],
  actorId = 'system',
): Stepped {
  const noted: ApprovalStep = { kind: event.kind, actorId, at: event.at, words, byId: event.byId };
  const again = noted.kind === 'inconclusive' && before.steps.at(-1)?.kind === 'inconclusive';
  const steps = again ? before.steps.slice(0, -1) : before.steps;
  return { ok: true, state: { ...before, ...change, steps: [...steps, noted] }, effects };
}

export function refuse(refusal: string): Stepped {
  return { ok: false, refusal };
}
