// The approval machine against a model of its rules, by random histories; and the sentences of its refusals, one by one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApprovalEvent } from '../../src/approval/events.ts';
import { hasEnded, isOpen, step } from '../../src/approval/step.ts';
import { dueAt } from '../../src/approval/step-run.ts';
import { approversNeeded, whyOneMore } from '../../src/approval/who-may.ts';
import type { Approval, Suspect } from '../../src/domain/approval.ts';
import {
  approve,
  byBot,
  CLEAR,
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

/** More take longer; the machine was run with 10,000. */
const RUNS = Number(process.env.WHODID_APPROVAL_RUNS ?? 500);

const USERS = [...Object.values(PEOPLE), 'U0OUTSIDER', 'U0THIRD'] as const;
const SUSPECTS: readonly (readonly Suspect[])[] = [
  [],
  [MEMBER],
  [{ kind: 'unmapped', name: 'ben', eventId: 'e' }],
  [{ kind: 'unknown', why: 'No event names them.' }],
  [MEMBER, { kind: 'unmapped', name: 'eve', eventId: 'e' }],
];

/** The rules once more, as a newcomer would write them down. */
interface Model {
  now: number;
  phase: 'none' | 'requested' | 'waiting' | 'approved' | 'running' | 'looking' | 'verified' | 'over';
  restore: boolean;
  suspects: readonly Suspect[];
  approvers: Set<string>;
  glass: boolean;
  expiresAt: number;
  begun: number;
  stopped: boolean;
}

interface Real {
  approval: Approval | null;
  begun: number;
}

const named = (model: Model, user: string) =>
  model.suspects.some((each) => each.kind === 'member' && each.userId === user);
const needed = (model: Model) =>
  (model.restore ? 2 : 1) + (model.suspects.some(({ kind }) => kind !== 'member') ? 1 : 0);

/** What an event does to the model; false: it must be refused. */
type Expect = (model: Model) => boolean;

class Move implements fc.Command<Model, Real> {
  readonly wait: number;
  readonly event: (at: number) => ApprovalEvent;
  readonly expect: Expect;
  readonly name: string;
  constructor(name: string, wait: number, event: (at: number) => ApprovalEvent, expected: Expect) {
    this.name = name;
    this.wait = wait;
    this.event = event;
    this.expect = expected;
  }
  check = () => true;
  run(model: Model, real: Real): void {
    model.now += this.wait;
    const event = this.event(model.now);
    const stepped = step(real.approval, event, POLICY);
    expect(stepped.ok).toBe(this.expect(model));
    if (!stepped.ok) {
      expect(stepped.refusal).toMatch(/^[A-Z][^\n]{10,}[.”]$/);
      return;
    }
    if (event.kind === 'begin-run') real.begun += 1;
    real.approval = stepped.state;
    expect(real.begun).toBe(model.begun);
    expect(real.begun).toBeLessThanOrEqual(1);
    hold(stepped.state, model);
  }
  toString = () => `${this.name} +${this.wait}`;
}

/** What must be true whatever happened. */
function hold(approval: Approval, model: Model): void {
  const { approvers, requesterId, suspects, run, glass, state } = approval;
  expect(approvers).not.toContain(requesterId);
  for (const suspect of suspects) if (suspect.kind === 'member') expect(approvers).not.toContain(suspect.userId);
  expect(new Set(approvers).size).toBe(approvers.length);
  if (run !== null) {
    expect(glass !== null || approvers.length >= approversNeeded(approval)).toBe(true);
    expect(model.stopped && ['denied', 'cancelled', 'expired'].includes(state)).toBe(false);
  }
  if (['denied', 'cancelled', 'expired', 'preflight-failed'].includes(state)) expect(run).toBeNull();
  expect(hasEnded(approval) && isOpen(approval)).toBe(false);
}

/** Most histories begin where approvers are asked: few random ones would come that far. */
const begins = fc.record({
  asked: fc.constantFrom(true, true, true, false),
  restore: fc.boolean(),
  suspects: fc.constantFrom(...SUSPECTS),
});
const wait = fc.oneof(
  { weight: 40, arbitrary: fc.integer({ min: 0, max: MINUTE / 2 }) },
  { weight: 1, arbitrary: fc.constantFrom(16 * MINUTE, 119 * MINUTE, 241 * MINUTE) },
);
const user = fc.constantFrom(...USERS);
const may = fc.constantFrom(YES, YES, YES, NO, { may: 'unknown' } as const);
const undecided = (model: Model) => ['requested', 'waiting', 'approved'].includes(model.phase);

const approveIfEnough = (model: Model) => {
  if (model.approvers.size < needed(model)) return;
  model.phase = 'approved';
  model.expiresAt = model.now + POLICY.beginWithinMs;
};
const stop = (model: Model) => {
  model.phase = 'over';
  model.stopped = true;
  return true;
};

const moves = [
  fc.tuple(wait, fc.boolean()).map(
    ([ms, restore]) =>
      new Move(
        'request',
        ms,
        (at) => request(restore ? RESTORE : START, { at }),
        (model) => {
          if (model.phase !== 'none') return false;
          Object.assign(model, { phase: 'requested', restore, expiresAt: model.now + POLICY.beginWithinMs });
          return true;
        },
      ),
  ),
  fc.tuple(wait, fc.constantFrom(...SUSPECTS), fc.integer({ min: 0, max: 5 })).map(
    ([ms, suspects, luck]) =>
      new Move(
        'preflight',
        ms,
        (at) => ({ ...preflight(suspects, luck === 0 ? { ...CLEAR, problems: ['It is gone.'] } : CLEAR), at }),
        (model) => {
          if (model.phase !== 'requested') return false;
          Object.assign(model, { suspects, phase: luck === 0 ? 'over' : 'waiting', stopped: luck === 0 });
          model.expiresAt = model.now + POLICY.expireAfterMs;
          return true;
        },
      ),
  ),
  fc.tuple(wait, fc.constantFrom(...SUSPECTS)).map(
    ([ms, suspects]) =>
      new Move(
        'learn',
        ms,
        (at) => ({ kind: 'learn', at, byId: null, suspects, offSince: null }),
        (model) => {
          const fresh = suspects.filter((each) => !model.suspects.includes(each));
          if (model.phase !== 'waiting' || fresh.length === 0 || suspects.some(({ kind }) => kind === 'unknown'))
            return false;
          model.suspects = [...model.suspects.filter(({ kind }) => kind !== 'unknown'), ...fresh];
          for (const approver of [...model.approvers]) if (named(model, approver)) model.approvers.delete(approver);
          approveIfEnough(model);
          return true;
        },
      ),
  ),
  fc.tuple(wait, user, may, fc.subarray([...USERS], { maxLength: 1 })).map(
    ([ms, userId, rights, lapsed]) =>
      new Move(
        `approve ${userId}`,
        ms,
        (at) => ({ kind: 'approve', at, byId: null, userId, rights, lapsed }),
        (model) => {
          if (model.phase !== 'waiting' || model.now >= model.expiresAt || rights.may !== 'yes') return false;
          if (userId === PEOPLE.requester || named(model, userId)) return false;
          const standing = [...model.approvers].filter((each) => !lapsed.some((gone) => gone === each));
          if (standing.includes(userId)) return false;
          model.approvers = new Set([...standing, userId]);
          approveIfEnough(model);
          return true;
        },
      ),
  ),
  fc.tuple(wait, user, may).map(
    ([ms, userId, rights]) =>
      new Move(
        `deny ${userId}`,
        ms,
        (at) => ({ kind: 'deny', at, byId: null, userId, rights, reason: null }),
        (model) => {
          if (!undecided(model) || rights.may !== 'yes' || userId === PEOPLE.requester || named(model, userId))
            return false;
          return stop(model);
        },
      ),
  ),
  fc.tuple(wait, user, may).map(
    ([ms, userId, rights]) =>
      new Move(
        `cancel ${userId}`,
        ms,
        (at) => ({ kind: 'cancel', at, byId: null, userId, rights }),
        (model) => {
          if (!undecided(model)) return false;
          if (userId !== PEOPLE.requester && (rights.may !== 'yes' || named(model, userId))) return false;
          return stop(model);
        },
      ),
  ),
  fc.tuple(wait, user, may, fc.constantFrom('nobody answers', '  ')).map(
    ([ms, userId, rights, reason]) =>
      new Move(
        `glass ${userId}`,
        ms,
        (at) => ({ kind: 'break-glass', at, byId: null, userId, rights, reason }),
        (model) => {
          if (model.phase !== 'waiting' || model.now >= model.expiresAt || rights.may !== 'yes') return false;
          if (named(model, userId) || reason.trim() === '') return false;
          Object.assign(model, { phase: 'approved', glass: true, expiresAt: model.now + POLICY.beginWithinMs });
          return true;
        },
      ),
  ),
  fc.tuple(wait).map(
    ([ms]) =>
      new Move(
        'expire',
        ms,
        (at) => byBot('expire', at),
        (model) => (undecided(model) && model.now >= model.expiresAt ? stop(model) : false),
      ),
  ),
  fc.tuple(wait).map(
    ([ms]) =>
      new Move(
        'begin',
        ms,
        (at) => byBot('begin-run', at),
        (model) => {
          if (model.phase !== 'approved' || model.now >= model.expiresAt || model.stopped) return false;
          Object.assign(model, { phase: 'running', begun: model.begun + 1 });
          return true;
        },
      ),
  ),
  fc.tuple(wait).map(
    ([ms]) =>
      new Move(
        'ran',
        ms,
        (at) => told('ran', at),
        (model) => {
          if (model.phase !== 'running') return false;
          model.phase = 'looking';
          return true;
        },
      ),
  ),
  fc.tuple(wait, fc.constantFrom('verified', 'inconclusive', 'failed')).map(
    ([ms, kind]) =>
      new Move(
        kind,
        ms,
        (at) => told(kind, at),
        (model) => {
          if (model.phase !== 'looking' && !(kind === 'failed' && model.phase === 'running')) return false;
          if (kind !== 'inconclusive') model.phase = kind === 'verified' ? 'verified' : 'over';
          return true;
        },
      ),
  ),
];

/** Approving and beginning: else hardly anything is ever run. */
const often = [3, 8, 3, 8, 9].flatMap((at) => Array.from({ length: 5 }, () => moves[at] ?? [])).flat();

describe('the approval machine', () => {
  it(`keeps its rules over ${RUNS} random histories`, () => {
    let begun = 0;
    fc.assert(
      fc.property(
        begins,
        fc.commands([...moves, ...often], { maxCommands: 60, size: 'max' }),
        ({ restore, suspects, asked }, commands) => {
          const model: Model = {
            now: NOW,
            phase: asked ? 'waiting' : 'none',
            restore,
            suspects: asked ? suspects : [],
            approvers: new Set(),
            glass: false,
            expiresAt: NOW + 2_000 + POLICY.expireAfterMs,
            begun: 0,
            stopped: false,
          };
          const real: Real = {
            approval: asked ? stateAfter([request(restore ? RESTORE : START), preflight(suspects)]) : null,
            begun: 0,
          };
          fc.modelRun(() => ({ model, real }), commands);
          begun += real.begun;
        },
      ),
      { numRuns: RUNS },
    );
    // Histories that never come to a run would prove little.
    expect(begun).toBeGreaterThan(RUNS / 10);
  }, 120_000);

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
