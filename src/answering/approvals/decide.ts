// Approve, Deny, Cancel and Break glass, pressed or typed → the approval after it, its message, and what follows; or a sentence
// for whoever did it. Ends its asking. What was decided by this asking before a crash is not decided again.

import { isTrailAction } from '../../approval/actions.ts';
import type { ApprovalEvent } from '../../approval/events.ts';
import { isSuspect } from '../../approval/who-may.ts';
import type { Approval, Transition } from '../../domain/approval.ts';
import { type Failure, isFailure } from '../../domain/failure.ts';
import { escapeMrkdwn } from '../../render/escape-mrkdwn.ts';
import { endAsking } from '../deps.ts';
import type { WorkingDeps } from '../feature.ts';
import { tell, type Work } from '../work.ts';
import { change } from './change.ts';
import { drive } from './drive.ts';
import { findEvidence } from './evidence.ts';
import { raiseAlarm } from './notices.ts';
import type { ApprovalParts } from './parts.ts';
import { show } from './show.ts';

export const DECISIONS = ['approve', 'deny', 'cancel', 'break-glass'] as const;
export type DecisionKind = (typeof DECISIONS)[number];

/** `reason`: as typed; '' from a button. */
export async function decide(
  deps: WorkingDeps,
  parts: ApprovalParts,
  work: Work,
  kind: DecisionKind,
  id: string,
  reason: string,
): Promise<Failure | null> {
  const { asking } = work;
  const kept = await parts.approvals.get(id);
  if (kept === null || kept.approval.teamId !== asking.teamId) return tell(deps, work, FORGOTTEN);
  if (kind === 'break-glass' && reason.trim() === '')
    return tell(deps, work, howToBreakGlass(parts, kept.approval, work));
  if (!kept.approval.steps.some(({ byId }) => byId === asking.id)) {
    await expireIfDue(deps, parts, kept.approval);
    if (kind === 'approve') await learn(deps, parts, work, kept.approval);
    const changed = await change(parts, id, await eventOf(deps, parts, work, kept.approval, kind, reason));
    if (changed.kind !== 'changed') return refused(deps, parts, work, id, changed);
  }
  await show(deps, parts, id, work.again);
  if (kind === 'break-glass') await raiseAlarm(deps, parts, work, id);
  await drive(deps, parts, id);
  await endAsking(deps, asking, 'answered', null, `approvals ${kind}`);
  return null;
}

const FORGOTTEN = 'I know of no such request. Nothing was done. `/whodid approvals` lists those that are open.';

async function refused(
  deps: WorkingDeps,
  parts: ApprovalParts,
  { asking, again }: Work,
  id: string,
  transition: Exclude<Transition, { kind: 'changed' }>,
): Promise<null> {
  const sentence = transition.kind === 'gone' ? FORGOTTEN : escapeMrkdwn(transition.refusal);
  await deps.threads.whisper(asking, sentence, again);
  await show(deps, parts, id, false);
  await endAsking(deps, asking, 'refused', null, transition.kind === 'gone' ? 'no such request' : 'approval refused');
  return null;
}

export async function expireIfDue(deps: WorkingDeps, parts: ApprovalParts, { id, expiresAt }: Approval): Promise<void> {
  const at = deps.clock();
  if (at >= expiresAt) await change(parts, id, { kind: 'expire', at, byId: null });
}

/** Events arrive late: before somebody decides, it is looked again for who it was, where that is not known. */
async function learn(deps: WorkingDeps, parts: ApprovalParts, work: Work, approval: Approval): Promise<void> {
  if (approval.state !== 'waiting' || !isTrailAction(approval.action)) return;
  if (!approval.suspects.some(({ kind }) => kind === 'unknown')) return;
  const found = await findEvidence(deps, work.asking, approval.action, approval.offSince);
  if (isFailure(found)) return;
  const { suspects, offSince } = found;
  await change(parts, approval.id, { kind: 'learn', at: deps.clock(), byId: null, suspects, offSince });
}

async function eventOf(
  deps: WorkingDeps,
  parts: ApprovalParts,
  { asking, person }: Work,
  approval: Approval,
  kind: DecisionKind,
  reason: string,
): Promise<ApprovalEvent> {
  const by = { at: deps.clock(), byId: asking.id, userId: asking.userId };
  switch (kind) {
    case 'approve':
      return { kind, ...by, rights: parts.mayDecide(person, 'approve'), lapsed: await lapsed(deps, parts, approval) };
    case 'deny':
      return {
        kind,
        ...by,
        rights: parts.mayDecide(person, 'approve'),
        reason: reason.trim() === '' ? null : reason.trim(),
      };
    case 'cancel':
      return { kind, ...by, rights: parts.mayDecide(person, 'approve') };
    case 'break-glass':
      return { kind, ...by, rights: parts.mayDecide(person, 'break-glass'), reason };
    default: {
      const never: never = kind;
      throw new Error(`unknown decision ${String(never)}`);
    }
  }
}

/** Of those who approved before, who may not any more. */
async function lapsed(deps: WorkingDeps, parts: ApprovalParts, { approvers }: Approval): Promise<readonly string[]> {
  const people = await Promise.all(approvers.map((userId) => deps.directory.person(userId)));
  return people.filter((person) => parts.mayDecide(person, 'approve').may === 'no').map(({ userId }) => userId);
}

/** A button carries no words, and a reason is asked for: it is typed. */
function howToBreakGlass(parts: ApprovalParts, approval: Approval, { person }: Work): string {
  const verdict = parts.mayDecide(person, 'break-glass');
  if (isSuspect(approval, person.userId) || verdict.may === 'no') {
    const why =
      verdict.may === 'no' ? `${verdict.why} ${verdict.instead}` : 'The records name you as who switched it off.';
    return `You may not break the glass. ${why}`;
  }
  return (
    'Breaking the glass does it at once, without an approval, and everybody here is told. If it cannot wait, type: ' +
    `\`/whodid approvals break ${approval.id.slice(0, 8)} because …\``
  );
}
