// The sentences with which the approval machine refuses, how many must approve, and when it is due: one case each.
import { describe, expect, it } from 'vitest';
import type { ApprovalEvent } from '../../src/approval/events.ts';
import { isOpen, step } from '../../src/approval/step.ts';
import { dueAt } from '../../src/approval/step-run.ts';
import { approversNeeded, whyOneMore } from '../../src/approval/who-may.ts';
import type { Suspect } from '../../src/domain/approval.ts';
import {
  approve,
  byBot,
  ID,
  MEMBER,
  MINUTE,
  NO,
  NOW,
  PEOPLE,
  POLICY,
  preflight,
  RESTORE,
  request,
  START,
  stateAfter,
  told,
  YES,
} from './an-approval.ts';

describe('the approval machine', () => {
  const waiting = [request(), preflight()];
  const refusalOf = (events: readonly ApprovalEvent[], event: ApprovalEvent) => {
    const stepped = step(events.length === 0 ? null : stateAfter(events), event, POLICY);
    return stepped.ok ? null : stepped.refusal;
  };

  it.each([
    ['the requester', waiting, approve(PEOPLE.requester), 'you asked for it'],
    ['whoever switched it off', waiting, approve(PEOPLE.suspect), 'the records name you'],
    ['somebody without the right', waiting, approve('U0OUTSIDER', NOW + MINUTE, NO), 'none of the approvers'],
    ['somebody whose groups are not known', waiting, approve('U1', NOW, { may: 'unknown' }), 'could not find out'],
    ['anybody after it expired', waiting, approve(PEOPLE.first, NOW + 241 * MINUTE), 'expired'],
    ['anybody twice', [request(RESTORE), preflight(), approve(PEOPLE.first)], approve(PEOPLE.first), 'before'],
    ['anybody before it was looked at', [request()], approve(PEOPLE.first), 'still being looked at'],
  ])('refuses an approval of %s, in a sentence', (_who, events, event, words) => {
    expect(refusalOf(events, event)).toContain(words);
  });

  it('needs one approver to switch on, two for anything else, one more where it is not known who did it', () => {
    const unknown: Suspect = { kind: 'unknown', why: 'No event names them.' };
    const unmapped: Suspect = { kind: 'unmapped', name: 'ben', eventId: 'e' };
    expect(approversNeeded({ action: START, suspects: [MEMBER] })).toBe(1);
    expect(approversNeeded({ action: START, suspects: [unknown] })).toBe(2);
    const unproven = { ...MEMBER, unproven: true } as const;
    expect(approversNeeded({ action: START, suspects: [unproven] })).toBe(2);
    expect(whyOneMore([unproven])).toContain('likely and not proven');
    expect(approversNeeded({ action: RESTORE, suspects: [] })).toBe(2);
    expect(approversNeeded({ action: RESTORE, suspects: [unmapped] })).toBe(3);
    expect(whyOneMore([MEMBER])).toBeNull();
    expect(whyOneMore([unmapped])).toContain('ben, who did it, is nobody I know in Slack');
    expect(whyOneMore([unknown])).toContain('No event names them.');
  });

  it('asks for a reason, and for approvers to be named at all', () => {
    expect(refusalOf([], request(START, { reason: '  ' } as Partial<ApprovalEvent>))).toContain('because');
    expect(refusalOf([], request(START, { reason: 'x'.repeat(501) } as Partial<ApprovalEvent>))).toContain('too long');
    const off = step(null, request(), { ...POLICY, on: false });
    expect(off.ok).toBe(false);
  });

  it('does not count an approval of somebody who may not approve any more', () => {
    const first = stateAfter([request(RESTORE), preflight(), approve(PEOPLE.first)]);
    const stepped = step(
      first,
      { kind: 'approve', at: NOW, byId: null, userId: PEOPLE.second, rights: YES, lapsed: [PEOPLE.first] },
      POLICY,
    );
    expect(stepped.ok && [stepped.state.state, stepped.state.approvers]).toEqual(['waiting', [PEOPLE.second]]);
  });

  it('is due for its reminder, its end, its run and its looks, and never again once it ended', () => {
    const wait = stateAfter(waiting);
    expect(dueAt(wait, POLICY)).toBe(NOW + 120 * MINUTE);
    const reminded = stateAfter([...waiting, byBot('remind', NOW + 120 * MINUTE)]);
    expect(dueAt(reminded, POLICY)).toBe(NOW + 2_000 + 240 * MINUTE);
    const run = [...waiting, approve(PEOPLE.first), byBot('begin-run', NOW + MINUTE)];
    expect(dueAt(stateAfter(run), POLICY)).toBe(NOW + 3 * MINUTE);
    const ran = [...run, told('ran', NOW + MINUTE)];
    expect(dueAt(stateAfter(ran), POLICY)).toBe(NOW + 2 * MINUTE);
    const stale = stateAfter([...ran, told('inconclusive', NOW + 60 * MINUTE)]);
    expect([dueAt(stale, POLICY), isOpen(stale)]).toEqual([null, false]);
    const verified = [...ran, told('verified', NOW + 9 * MINUTE)];
    expect(dueAt(stateAfter(verified), POLICY)).toBe(NOW + 9 * MINUTE);
    expect(dueAt(stateAfter([...verified, told('closed', NOW + 10 * MINUTE)]), POLICY)).toBeNull();
    expect(refusalOf(verified, { kind: 'cancel', at: NOW, byId: ID, userId: PEOPLE.requester, rights: NO })).toContain(
      'done already',
    );
  });
});
