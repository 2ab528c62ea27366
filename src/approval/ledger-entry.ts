// What happened to an approval → its ledger row: who, what, to which state. Names of trails and words people typed stay in
// the approval's own row.
import type { Approval, ApprovalEventKind } from '../domain/approval.ts';
import type { LedgerEntry, LedgerKind } from '../domain/state.ts';
import { isTrailAction } from './actions.ts';

const KINDS: Readonly<Record<ApprovalEventKind, LedgerKind>> = {
  request: 'requested',
  preflight: 'checked',
  learn: 'checked',
  approve: 'approved',
  deny: 'denied',
  cancel: 'cancelled',
  remind: 'reminded',
  expire: 'expired',
  'break-glass': 'broke-glass',
  'begin-run': 'running',
  'resume-run': 'running',
  ran: 'ran',
  verified: 'verified',
  inconclusive: 'unverified',
  failed: 'failed',
  closed: 'closed',
};

/** Of the approval's last step. */
export function entryOfStep(approval: Approval): LedgerEntry {
  const { id, teamId, action, state, approvers } = approval;
  const step = approval.steps.at(-1);
  if (step === undefined) throw new Error('nothing has happened');
  const trail = isTrailAction(action) ? action.trail : null;
  return {
    teamId,
    kind: KINDS[step.kind],
    actorId: step.actorId,
    askingId: id,
    at: step.at,
    detail: {
      approval: step.kind,
      action: action.kind,
      state,
      approvers: approvers.join(','),
      ...(trail === null ? {} : { account: trail.account, region: trail.homeRegion, trail: trail.name }),
      ...(step.byId === null ? {} : { by: step.byId }),
    },
  };
}
