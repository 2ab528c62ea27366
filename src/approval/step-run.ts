// What happens once it is approved: begun once, ended, looked at until it is seen to work or not, and closed.
import type { Approval } from '../domain/approval.ts';
import type { ApprovalEvent, ApprovalPolicy, Stepped } from './events.ts';
import { remindAt, whyNot } from './step-decisions.ts';
import { changed, refuse } from './stepped.ts';

type Of<K extends ApprovalEvent['kind']> = Extract<ApprovalEvent, { kind: K }>;

type Run = Of<'begin-run' | 'resume-run' | 'ran' | 'verified' | 'inconclusive' | 'failed' | 'closed'>;

export function runEvent(approval: Approval, event: Run, policy: ApprovalPolicy): Stepped {
  switch (event.kind) {
    case 'begin-run':
      return begin(approval, event, policy);
    case 'resume-run':
      return resume(approval, event, policy);
    case 'ran':
      return ran(approval, event, policy);
    case 'verified':
    case 'inconclusive':
      return looked(approval, event, policy);
    case 'failed':
      return failed(approval, event);
    case 'closed':
      if (approval.state !== 'verified' || approval.closed) return refuse('It was closed before.');
      return changed(approval, event, { closed: true }, event.words, ['show']);
    default: {
      const never: never = event;
      throw new Error(`unknown event ${JSON.stringify(never)}`);
    }
  }
}

function begin(approval: Approval, event: Of<'begin-run'>, policy: ApprovalPolicy): Stepped {
  if (approval.state !== 'approved' || approval.run !== null) return refuse(whyNot(approval));
  if (event.at >= approval.expiresAt) return refuse('It was approved too long ago to be begun now.');
  const run = { begunAt: event.at, until: event.at + policy.runWithinMs, ranAt: null };
  return changed(approval, event, { state: 'running', run }, null, ['show']);
}

function resume(approval: Approval, event: Of<'resume-run'>, policy: ApprovalPolicy): Stepped {
  const { run } = approval;
  if (approval.state !== 'running' || run === null) return refuse(whyNot(approval));
  if (event.at < run.until) return refuse('It is being done now.');
  return changed(approval, event, { run: { ...run, until: event.at + policy.runWithinMs } }, null, ['run']);
}

function ran(approval: Approval, event: Of<'ran'>, policy: ApprovalPolicy): Stepped {
  const { run } = approval;
  if (approval.state !== 'running' || run === null) return refuse(whyNot(approval));
  const lookAt = event.at + policy.lookEveryMs;
  const change = { state: 'verifying', run: { ...run, ranAt: event.at }, lookAt } as const;
  return changed(approval, event, change, event.words, ['show', 'look']);
}

function looked(approval: Approval, event: Of<'verified' | 'inconclusive'>, policy: ApprovalPolicy): Stepped {
  const ranAt = approval.run?.ranAt ?? null;
  if ((approval.state !== 'verifying' && approval.state !== 'inconclusive') || ranAt === null) {
    return refuse(whyNot(approval));
  }
  const looks = approval.looks + 1;
  if (event.kind === 'verified') {
    const change = { state: 'verified', lookAt: null, looks } as const;
    return changed(approval, event, change, event.words, ['show', 'tell-blind-window']);
  }
  const next = event.at + policy.lookEveryMs;
  const lookAt = next - ranAt > policy.lookForMs ? null : next;
  const change = { state: 'inconclusive', lookAt, looks } as const;
  if (lookAt !== null) return changed(approval, event, change, event.words, ['show']);
  const words = `${event.words}; I do not look any more: see for yourself how the trail stands`;
  return changed(approval, event, change, words, ['show', 'tell-requester']);
}

function failed(approval: Approval, event: Of<'failed'>): Stepped {
  if (!['running', 'verifying', 'inconclusive'].includes(approval.state)) return refuse(whyNot(approval));
  return changed(approval, event, { state: 'failed', lookAt: null }, event.words, ['show', 'tell-requester']);
}

/** When something is to be done about it next, epoch milliseconds; null: never, or only when somebody presses. */
export function dueAt(approval: Approval, policy: ApprovalPolicy): number | null {
  switch (approval.state) {
    case 'requested':
      return approval.expiresAt;
    case 'waiting':
      return approval.remindedAt === null ? remindAt(approval, policy) : approval.expiresAt;
    case 'approved':
      return approval.steps.at(-1)?.at ?? approval.requestedAt;
    case 'running':
      return approval.run?.until ?? approval.requestedAt;
    case 'verifying':
    case 'inconclusive':
      return approval.lookAt;
    case 'verified':
      return approval.closed ? null : (approval.steps.at(-1)?.at ?? approval.requestedAt);
    case 'preflight-failed':
    case 'failed':
    case 'denied':
    case 'cancelled':
    case 'expired':
      return null;
    default: {
      const never: never = approval.state;
      throw new Error(`unknown state ${JSON.stringify(never)}`);
    }
  }
}
