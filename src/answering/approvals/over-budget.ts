// The button under a question that would have cost too much → a request to the approvers, with what it costs now.
import type { Failure } from '../../domain/failure.ts';
import { askedBy } from '../deps.ts';
import { errandFor } from '../errand.ts';
import type { WorkingDeps } from '../feature.ts';
import { answerBefore, NO_ANSWER, tell, type Work } from '../work.ts';
import type { ApprovalParts } from './parts.ts';
import { requestApproval } from './request.ts';

/** Planned only: nothing is spent for the price. */
const NO_MONEY = { perQuestionUsd: 0, personLeftUsd: 0, channelLeftUsd: 0 } as const;
const REASON = 'by the button under the question';

export async function requestQuery(
  deps: WorkingDeps,
  parts: ApprovalParts,
  work: Work,
  ofId: string,
): Promise<Failure | null> {
  const before = await answerBefore(deps, work.asking, ofId);
  const question = before?.reply.question.text ?? '';
  if (before === null || question === '') return tell(deps, work, NO_ANSWER);
  const asker = await deps.directory.person(before.asking.userId);
  const errand = await errandFor(deps, work.asking, new AbortController().signal, () => {});
  const reply = await deps.ask(question, askedBy(before.asking, asker), { ...errand, budget: NO_MONEY });
  const problem = reply.status === 'refused' ? reply.problems.find(({ kind }) => kind === 'over-budget') : undefined;
  if (problem === undefined) {
    return tell(deps, work, 'I asked nobody: this would not be billed any more. Ask the question again.');
  }
  const usd = problem.usd ?? null;
  if (usd === null) {
    return tell(deps, work, 'I asked nobody: what it would cost is not known, and nobody can agree to that.');
  }
  return requestApproval(parts)(deps, work, { kind: 'over-budget-query', question, usd }, REASON);
}
