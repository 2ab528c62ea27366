// An approval, what happened, and the policy → the approval after it and what to do, or a sentence that says why not. The one
// place where its states follow each other; asks nobody, and knows no time but what it is given.
import type { Approval, ApprovalState } from '../domain/approval.ts';
import type { ApprovalEvent, ApprovalPolicy, Stepped } from './events.ts';
import { decideEvent } from './step-decisions.ts';
import { runEvent } from './step-run.ts';
import { changed, refuse } from './stepped.ts';

/** Nothing follows these, but that the blind window of what was verified is told. */
const ENDED: readonly ApprovalState[] = ['preflight-failed', 'denied', 'cancelled', 'expired', 'verified', 'failed'];

export function hasEnded({ state }: Pick<Approval, 'state'>): boolean {
  return ENDED.includes(state);
}

/** Somebody or some time may still change it: nobody asks for the same thing meanwhile. */
export function isOpen(approval: Approval): boolean {
  return !hasEnded(approval) && !(approval.state === 'inconclusive' && approval.lookAt === null);
}

/** `approval` null: there is none yet, and only `request` makes one. */
export function step(approval: Approval | null, event: ApprovalEvent, policy: ApprovalPolicy): Stepped {
  if (event.kind === 'request')
    return approval === null ? request(event, policy) : refuse('This was asked for before.');
  if (approval === null) return refuse('There is no such request any more.');
  switch (event.kind) {
    case 'begin-run':
    case 'resume-run':
    case 'ran':
    case 'verified':
    case 'inconclusive':
    case 'failed':
    case 'closed':
      return runEvent(approval, event, policy);
    default:
      return decideEvent(approval, event, policy);
  }
}

/** The longest reason that is kept, in characters. */
export const REASON_MAX = 500;

function request(event: Extract<ApprovalEvent, { kind: 'request' }>, policy: ApprovalPolicy): Stepped {
  if (!policy.on) return refuse('Nobody is named here who may approve it, so I change nothing.');
  const reason = event.reason.trim();
  if (reason === '') return refuse('Say why: put “because …” at the end.');
  if (reason.length > REASON_MAX) return refuse(`The reason is too long: at most ${REASON_MAX} characters.`);
  const { id, teamId, action, userId, at } = event;
  const state: Approval = {
    id,
    teamId,
    action,
    state: 'requested',
    requesterId: userId,
    reason,
    suspects: [],
    preflight: { passed: [], unchecked: [], problems: [] },
    approvers: [],
    glass: null,
    requestedAt: at,
    // Until approvers are asked: whoever looks at it beforehand may be dead.
    expiresAt: at + policy.beginWithinMs,
    remindedAt: null,
    offSince: null,
    run: null,
    lookAt: null,
    looks: 0,
    closed: false,
    steps: [],
  };
  return changed(state, event, {}, reason, ['show'], userId);
}
