// The approval machine against a model of its rules, by random histories; and the sentences of its refusals, one by one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApprovalEvent } from '../../src/approval/events.ts';
import { hasEnded, isOpen, step } from '../../src/approval/step.ts';
import { approversNeeded } from '../../src/approval/who-may.ts';
import type { Approval, Suspect } from '../../src/domain/approval.ts';
import {
  byBot,
  CLEAR,
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
const UNPROVEN = { ...MEMBER, unproven: true } as const;
const SUSPECTS: readonly (readonly Suspect[])[] = [
  [],
  [MEMBER],
  [{ kind: 'unmapped', name: 'ben', eventId: 'e' }],
  [{ kind: 'unknown', why: 'No event names them.' }],
  [UNPROVEN],
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
  (model.restore ? 2 : 1) + (model.suspects.some((each) => each.kind !== 'member' || 'unproven' in each) ? 1 : 0);

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
});
