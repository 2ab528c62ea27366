// Approvals on both databases: one request for one thing, one effect of two presses, a ledger row with every step.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionKey } from '../../src/approval/actions.ts';
import type { ApprovalEvent } from '../../src/approval/events.ts';
import { entryOfStep } from '../../src/approval/ledger-entry.ts';
import { isOpen, step } from '../../src/approval/step.ts';
import { dueAt } from '../../src/approval/step-run.ts';
import type { Approval, Approvals, Decided } from '../../src/domain/approval.ts';
import { isFailure } from '../../src/domain/failure.ts';
import { verifyChain } from '../../src/ledger/verify-chain.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { sqlApprovals } from '../../src/store/sql-approvals.ts';
import {
  approve,
  byBot,
  MINUTE,
  NOW,
  PEOPLE,
  POLICY,
  preflight,
  RESTORE,
  request,
  stateAfter,
  YES,
} from '../approval/an-approval.ts';
import { embedded, postgres, type StartedBackEnd } from '../servers/back-ends.ts';
import { sampleAsking } from './sample-asking.ts';

describe.each([embedded, postgres])('approvals on $title', ({ skipped, start }) => {
  let started: StartedBackEnd | undefined;
  let store: Store;
  let approvals: Approvals;
  beforeAll(async () => {
    if (skipped) return;
    started = await start();
    const opened = await openStore(
      started.backend.state,
      () => NOW,
      () => undefined,
    );
    if (isFailure(opened)) throw new Error(opened.why);
    store = opened;
    approvals = sqlApprovals(store.database.pool('whodid'), isOpen);
  });
  afterAll(async () => {
    if (skipped) return;
    await store?.state.close();
    await started?.stop();
  });

  const test = it.skipIf(skipped);
  const decide =
    (event: ApprovalEvent) =>
    (approval: Approval): Decided => {
      const stepped = step(approval, event, POLICY);
      if (!stepped.ok) return stepped;
      const { state } = stepped;
      return { ok: true, approval: state, entry: entryOfStep(state), dueAt: dueAt(state, POLICY) };
    };
  const asked = async (key: string, teamId: string, action = RESTORE) => {
    const asking = sampleAsking(key, { teamId });
    await store.state.recordAsking(asking);
    const approval = stateAfter([{ ...request(action), id: asking.id, teamId } as ApprovalEvent]);
    return {
      approval,
      open: () => approvals.open(approval, actionKey(action), dueAt(approval, POLICY), entryOfStep(approval)),
    };
  };

  test('are open once for one thing, however many ask at once; the same asking finds its own', async () => {
    const requests = await Promise.all(['a', 'b', 'c'].map((key) => asked(`open-${key}`, 'T-OPEN')));
    const opened = await Promise.all(requests.map(({ open }) => open()));
    expect(opened.map(({ kind }) => kind).sort()).toEqual(['kept', 'open', 'open']);
    expect(new Set(opened.map(({ kept }) => kept.approval.id)).size).toBe(1);
    const own = requests.find(({ approval }) => approval.id === opened[0]?.kept.approval.id);
    expect((await own?.open())?.kind).toBe('kept');
    await approvals.change(
      own?.approval.id ?? '',
      decide({ kind: 'cancel', at: NOW, byId: null, userId: PEOPLE.requester, rights: YES }),
    );
    expect(await approvals.openOnes('T-OPEN', 10)).toEqual([]);
    const [free] = requests.filter(({ approval }) => approval.id !== own?.approval.id);
    expect((await free?.open())?.kind).toBe('kept');
    expect(await approvals.openOnes('T-OPEN', 10)).toHaveLength(1);
  });

  test('take one effect of many presses at once, each on what the one before left; every step is in the ledger', async () => {
    const { approval, open } = await asked('press', 'T-PRESS');
    await open();
    await approvals.change(approval.id, decide(preflight()));
    const users = [PEOPLE.first, PEOPLE.second, PEOPLE.first, 'U0THIRD', PEOPLE.requester, PEOPLE.suspect];
    const pressed = await Promise.all(users.map((user) => approvals.change(approval.id, decide(approve(user)))));
    expect(pressed.filter(({ kind }) => kind === 'changed')).toHaveLength(2);
    const begun = await Promise.all(
      [1, 2, 3].map((ms) => approvals.change(approval.id, decide(byBot('begin-run', NOW + MINUTE + ms)))),
    );
    expect(begun.filter(({ kind }) => kind === 'changed')).toHaveLength(1);
    const kept = await approvals.get(approval.id);
    expect([kept?.version, kept?.shown, kept?.approval.state]).toEqual([5, 0, 'running']);
    const rows = await store.state.ledger('T-PRESS', 0, 100);
    expect(verifyChain(rows).ok).toBe(true);
    expect(rows.slice(1).map(({ kind }) => kind)).toEqual(['requested', 'checked', 'approved', 'approved', 'running']);
    expect(await approvals.change('f'.repeat(32), decide(approve(PEOPLE.first)))).toEqual({ kind: 'gone' });
  });

  test('write neither state nor ledger when the deciding throws', async () => {
    const { approval, open } = await asked('throws', 'T-THROWS');
    await open();
    const broken = () => {
      throw new Error('a bug');
    };
    await expect(approvals.change(approval.id, broken)).rejects.toThrow('a bug');
    expect((await approvals.get(approval.id))?.version).toBe(1);
    expect(await store.state.ledger('T-THROWS', 0, 100)).toHaveLength(2);
  });

  test('are due by their time, or when their message lags behind', async () => {
    const { approval, open } = await asked('due', 'T-DUE');
    await open();
    const dueIds = async (now: number) =>
      (await approvals.due(now, 100)).map(({ id }) => id).filter((id) => id === approval.id);
    expect(await dueIds(NOW + 1_000)).toEqual([]);
    expect(await dueIds(NOW + MINUTE)).toEqual([approval.id]);
    await approvals.shown(approval.id, 1);
    expect(await dueIds(NOW + MINUTE)).toEqual([]);
    expect(await dueIds(NOW + 15 * MINUTE)).toEqual([approval.id]);
  });

  test('keep text that a database could not hold', async () => {
    const { approval } = await asked('hostile', 'T-HOSTILE');
    const hostile = { ...approval, reason: 'a\0b\ud800 <!channel>' };
    await approvals.open(hostile, 'k\0', null, entryOfStep(hostile));
    expect((await approvals.get(approval.id))?.approval.reason).toBe('a\ufffdb\ufffd <!channel>');
  });
});
