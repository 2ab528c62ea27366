// What people decide, and what time decides for them, before anything is run: preflight, approve, deny, cancel, break the
// glass, remind, expire.
import type { Approval, ApprovalState, Suspect } from '../domain/approval.ts';
import type { ApprovalEvent, ApprovalPolicy, Stepped } from './events.ts';
import { changed, refuse } from './stepped.ts';
import { approversNeeded, isSuspect, mayNotApprove, mayNotBreakGlass, mayNotCancel, mayNotDeny } from './who-may.ts';

type Of<K extends ApprovalEvent['kind']> = Extract<ApprovalEvent, { kind: K }>;

type Decision = Of<'preflight' | 'learn' | 'approve' | 'deny' | 'cancel' | 'break-glass' | 'remind' | 'expire'>;

export function decideEvent(approval: Approval, event: Decision, policy: ApprovalPolicy): Stepped {
  switch (event.kind) {
    case 'preflight':
      return preflight(approval, event, policy);
    case 'learn':
      return learn(approval, event, policy);
    case 'approve':
      return approve(approval, event, policy);
    case 'deny':
      return deny(approval, event);
    case 'cancel':
      return cancel(approval, event);
    case 'break-glass':
      return breakGlass(approval, event, policy);
    case 'remind':
      return remind(approval, event, policy);
    case 'expire':
      return expire(approval, event);
    default: {
      const never: never = event;
      throw new Error(`unknown event ${JSON.stringify(never)}`);
    }
  }
}

function preflight(approval: Approval, event: Of<'preflight'>, policy: ApprovalPolicy): Stepped {
  if (approval.state !== 'requested') return refuse('It was looked at before.');
  const { preflight: found, suspects, offSince } = event;
  const known = { preflight: found, suspects, offSince };
  const [problem] = found.problems;
  if (problem !== undefined) {
    return changed(approval, event, { ...known, state: 'preflight-failed' }, problem, ['show', 'tell-requester']);
  }
  const expiresAt = event.at + policy.expireAfterMs;
  return changed(approval, event, { ...known, state: 'waiting', expiresAt }, null, ['ask-approvers', 'show']);
}

/** Only adds to what is known: records read later may lack what they had, and nobody gets off that way. */
function learn(approval: Approval, event: Of<'learn'>, policy: ApprovalPolicy): Stepped {
  if (approval.state !== 'waiting') return refuse(whyNot(approval));
  const named = event.suspects.filter((suspect) => !sameAsKnown(approval.suspects, suspect));
  if (named.length === 0 || event.suspects.some(({ kind }) => kind === 'unknown'))
    return refuse('Nothing new is known.');
  const kept = approval.suspects.filter(({ kind }) => kind !== 'unknown');
  const suspects = [...kept, ...named];
  const approvers = approval.approvers.filter((userId) => !isSuspect({ suspects }, userId));
  const offSince = approval.offSince ?? event.offSince;
  const words = named.map((each) => (each.kind === 'unknown' ? each.why : each.name)).join(', ');
  return enough(changed(approval, event, { suspects, approvers, offSince }, words, ['show']), event.at, policy);
}

function sameAsKnown(known: readonly Suspect[], suspect: Suspect): boolean {
  return known.some((each) => JSON.stringify(each) === JSON.stringify(suspect));
}

function approve(approval: Approval, event: Of<'approve'>, policy: ApprovalPolicy): Stepped {
  if (approval.state !== 'waiting') return refuse(whyNot(approval));
  if (event.at >= approval.expiresAt) return refuse(EXPIRED);
  const { userId, rights, lapsed } = event;
  const no = mayNotApprove(approval, userId, rights);
  if (no !== null) return refuse(no);
  const standing = approval.approvers.filter((each) => !lapsed.includes(each));
  if (standing.includes(userId)) {
    return refuse('You approved this before. It waits for somebody else now; nothing was done twice.');
  }
  const stepped = changed(approval, event, { approvers: [...standing, userId] }, null, ['show'], userId);
  return enough(stepped, event.at, policy);
}

/** Goes on to `approved` where as many approved as are needed. */
function enough(stepped: Stepped, at: number, policy: ApprovalPolicy): Stepped {
  if (!stepped.ok || stepped.state.approvers.length < approversNeeded(stepped.state)) return stepped;
  return { ...stepped, state: approvedState(stepped.state, at, policy), effects: ['show', 'run'] };
}

function approvedState(approval: Approval, at: number, policy: ApprovalPolicy): Approval {
  return { ...approval, state: 'approved', expiresAt: at + policy.beginWithinMs };
}

/** What is approved and not begun may still be stopped. */
const UNDECIDED: readonly ApprovalState[] = ['requested', 'waiting', 'approved'];

function deny(approval: Approval, event: Of<'deny'>): Stepped {
  if (!UNDECIDED.includes(approval.state)) return refuse(whyNot(approval));
  const no = mayNotDeny(approval, event.userId, event.rights);
  if (no !== null) return refuse(no);
  return changed(approval, event, { state: 'denied' }, event.reason, ['show', 'tell-requester'], event.userId);
}

function cancel(approval: Approval, event: Of<'cancel'>): Stepped {
  if (!UNDECIDED.includes(approval.state)) return refuse(whyNot(approval));
  const no = mayNotCancel(approval, event.userId, event.rights);
  return no === null
    ? changed(approval, event, { state: 'cancelled' }, null, ['show', 'tell-requester'], event.userId)
    : refuse(no);
}

function breakGlass(approval: Approval, event: Of<'break-glass'>, policy: ApprovalPolicy): Stepped {
  if (approval.state !== 'waiting') return refuse(whyNot(approval));
  if (event.at >= approval.expiresAt) return refuse(EXPIRED);
  const { userId, rights } = event;
  const reason = event.reason.trim();
  const no = mayNotBreakGlass(approval, userId, rights);
  if (no !== null) return refuse(no);
  if (reason === '') return refuse('Say why the glass has to be broken: put “because …” at the end.');
  const after = approvedState({ ...approval, glass: { userId, reason } }, event.at, policy);
  return changed(approval, event, after, reason, ['raise-alarm', 'show', 'run'], userId);
}

function remind(approval: Approval, event: Of<'remind'>, policy: ApprovalPolicy): Stepped {
  if (approval.state !== 'waiting' || approval.remindedAt !== null) return refuse('There is nobody to remind.');
  if (event.at < remindAt(approval, policy) || event.at >= approval.expiresAt)
    return refuse('It is not time for that.');
  return changed(approval, event, { remindedAt: event.at }, null, ['remind-approvers', 'show']);
}

export function remindAt({ requestedAt, expiresAt }: Approval, policy: ApprovalPolicy): number {
  return Math.min(requestedAt + policy.remindAfterMs, expiresAt);
}

function expire(approval: Approval, event: Of<'expire'>): Stepped {
  if (!UNDECIDED.includes(approval.state)) return refuse(whyNot(approval));
  if (event.at < approval.expiresAt) return refuse('It has not expired.');
  const words = approval.state === 'approved' ? 'approved, and not begun in time' : null;
  return changed(approval, event, { state: 'expired' }, words, ['show', 'tell-requester']);
}

const EXPIRED = 'This has expired, and nothing was done. Ask for it again if it is still needed.';

/** Why nothing more can be decided, in one sentence. */
export function whyNot({ state }: Pick<Approval, 'state'>): string {
  switch (state) {
    case 'requested':
      return 'This is still being looked at. Press again when the message says who may approve it.';
    case 'waiting':
      return 'This still waits for an approval.';
    case 'preflight-failed':
      return 'This could not be done and nobody was asked. Nothing was done.';
    case 'approved':
    case 'running':
      return 'This was approved already and is being done. Nothing was done twice.';
    case 'verifying':
    case 'inconclusive':
    case 'verified':
      return 'This was approved and done already. Nothing was done twice.';
    case 'failed':
      return 'This was approved and tried already, and it failed. Ask for it again to try once more.';
    case 'denied':
      return 'This was denied. Nothing was done.';
    case 'cancelled':
      return 'This was cancelled. Nothing was done.';
    case 'expired':
      return EXPIRED;
    default: {
      const never: never = state;
      throw new Error(`unknown state ${JSON.stringify(never)}`);
    }
  }
}
