// A policy, people and an approval for tests of the machine and of what shows it. Times are epoch milliseconds.
import type { ApprovalEvent, ApprovalPolicy } from '../../src/approval/events.ts';
import { step } from '../../src/approval/step.ts';
import type { Approval, ApprovalAction, Preflight, Suspect } from '../../src/domain/approval.ts';
import type { Verdict } from '../../src/domain/rights.ts';

export const MINUTE = 60_000;
export const NOW = Date.parse('2026-11-20T12:00:00Z');
export const TRAIL = { name: 'sample-trail', account: '111122223333', homeRegion: 'eu-west-1' } as const;

export const POLICY: ApprovalPolicy = {
  on: true,
  expireAfterMs: 240 * MINUTE,
  remindAfterMs: 120 * MINUTE,
  beginWithinMs: 15 * MINUTE,
  runWithinMs: 2 * MINUTE,
  lookEveryMs: MINUTE,
  lookForMs: 30 * MINUTE,
};

export const PEOPLE = {
  requester: 'U000MEMBER',
  suspect: 'U0SUSPECT',
  first: 'U0000ADMIN',
  second: 'U0SECOND',
} as const;

export const YES: Verdict = { may: 'yes' };
export const NO: Verdict = { may: 'no', why: 'You are none of the approvers.', instead: 'Ask one of them.' };

export const START: ApprovalAction = { kind: 'start-logging', trail: TRAIL };
export const RESTORE: ApprovalAction = {
  kind: 'restore-selectors',
  trail: TRAIL,
  baseline: { version: 3, sha256: 'ab'.repeat(32) },
};

export const MEMBER: Suspect = {
  kind: 'member',
  userId: PEOPLE.suspect,
  name: 'ben@sample.example',
  eventId: '00000000-0000-4000-8000-000000000001',
};

export const CLEAR: Preflight = { passed: ['the trail is there'], unchecked: [], problems: [] };

export const ID = '0123456789abcdef0123456789abcdef';

export const request = (action: ApprovalAction = START, over: Partial<ApprovalEvent> = {}): ApprovalEvent =>
  ({
    kind: 'request',
    at: NOW,
    byId: ID,
    id: ID,
    teamId: 'T000SAMPLE',
    userId: PEOPLE.requester,
    action,
    reason: 'the audit needs it',
    ...over,
  }) as ApprovalEvent;

/** The state after all of these; throws where one is refused. */
export function stateAfter(events: readonly ApprovalEvent[], policy: ApprovalPolicy = POLICY): Approval {
  let approval: Approval | null = null;
  for (const event of events) {
    const stepped = step(approval, event, policy);
    if (!stepped.ok) throw new Error(`${event.kind}: ${stepped.refusal}`);
    approval = stepped.state;
  }
  if (approval === null) throw new Error('nothing happened');
  return approval;
}

export const preflight = (suspects: readonly Suspect[] = [MEMBER], found: Preflight = CLEAR): ApprovalEvent => ({
  kind: 'preflight',
  at: NOW + 2_000,
  byId: ID,
  preflight: found,
  suspects,
  offSince: NOW - 37 * MINUTE,
});

export const approve = (userId: string, at = NOW + MINUTE, rights: Verdict = YES): ApprovalEvent => ({
  kind: 'approve',
  at,
  byId: `${userId}-${at}`,
  userId,
  rights,
  lapsed: [],
});

export const byBot = (kind: 'remind' | 'expire' | 'begin-run' | 'resume-run', at: number): ApprovalEvent => ({
  kind,
  at,
  byId: null,
});

export const told = (
  kind: 'ran' | 'verified' | 'inconclusive' | 'failed' | 'closed',
  at: number,
  words = 'so it is',
): ApprovalEvent => ({ kind, at, byId: null, words });
