// Something that happened → the approval after it, kept with its ledger row. The one way in which this feature changes one.
import type { ApprovalEvent } from '../../approval/events.ts';
import { entryOfStep } from '../../approval/ledger-entry.ts';
import { step } from '../../approval/step.ts';
import { dueAt } from '../../approval/step-run.ts';
import type { Transition } from '../../domain/approval.ts';
import type { ApprovalParts } from './parts.ts';

export function change({ approvals, policy }: ApprovalParts, id: string, event: ApprovalEvent): Promise<Transition> {
  return approvals.change(id, (approval) => {
    const stepped = step(approval, event, policy);
    if (!stepped.ok) return stepped;
    const { state } = stepped;
    return { ok: true, approval: state, entry: entryOfStep(state), dueAt: dueAt(state, policy) };
  });
}
