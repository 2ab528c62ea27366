// Things done once about an answer, and the answers of a thread, on both databases.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFailure } from '../../src/domain/failure.ts';
import type { Deed, LedgerEntry, State } from '../../src/domain/state.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { embedded, postgres, type StartedBackEnd } from '../servers/back-ends.ts';
import { sampleAsking } from './sample-asking.ts';

const NOW = 1_767_225_600_000;

describe.each([embedded, postgres])('deeds on $title', ({ skipped, start }) => {
  let started: StartedBackEnd | undefined;
  let store: Store;
  let state: State;

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
    state = opened.state;
  });
  afterAll(async () => {
    if (skipped) return;
    await store?.state.close();
    await started?.stop();
  });

  const test = it.skipIf(skipped);
  const recorded = async (key: string, changes = {}) => {
    const asking = sampleAsking(key, changes);
    await state.recordAsking(asking);
    return asking;
  };
  const entryOf = (deed: Deed, teamId: string): LedgerEntry => ({
    teamId,
    kind: 'mentioned',
    actorId: 'U000MEMBER',
    askingId: deed.ofId,
    at: deed.at,
    detail: { userId: deed.detail },
  });

  test('are held by the first to claim them, with one ledger row, however many claim at once', async () => {
    const teamId = 'T-DEED';
    const of = await recorded('deed-of', { teamId });
    const presses = await Promise.all(['a', 'b', 'c', 'd'].map((key) => recorded(`deed-${key}`, { teamId })));
    const claims = await Promise.all(
      presses.map((press) => {
        const deed = { ofId: of.id, name: 'mention U1', byId: press.id, detail: 'U1', at: NOW };
        return state.claimDeed(deed, entryOf(deed, teamId));
      }),
    );
    const holders = new Set(claims.map(({ byId }) => byId));
    expect(holders.size).toBe(1);
    const [first] = claims;
    expect(await state.deedsOf(of.id)).toEqual([first]);
    expect(await state.deedsOf('0'.repeat(32))).toEqual([]);
    const rows = await state.ledger(teamId, 0, 100);
    expect(rows.filter(({ kind }) => kind === 'mentioned')).toHaveLength(1);
    // The same one may go on with it after a crash.
    const again = { ofId: of.id, name: 'mention U1', byId: first?.byId ?? '', detail: 'U1', at: NOW + 1 };
    expect(await state.claimDeed(again, entryOf(again, teamId))).toEqual(first);
  });

  test('finds what was answered in a thread: one that was there, and one of ours; by place, by time, newest first', async () => {
    const teamId = 'T-THREAD';
    const thread = { teamId, channelId: 'C1', threadTs: '10.1' };
    const [early, late, ours, open] = await Promise.all([
      recorded('early', { ...thread, askedAt: NOW }),
      recorded('late', { ...thread, askedAt: NOW + 2 }),
      recorded('ours', { ...thread, threadTs: null, askedAt: NOW + 1 }),
      recorded('open', { ...thread, askedAt: NOW + 3 }),
    ]);
    await recorded('elsewhere', { ...thread, channelId: 'C2' });
    for (const { id } of [early, late, ours]) await state.saveReply(id, '{}');
    await state.saveMessage(ours.id, { purpose: 'parent', channelId: 'C1', ts: '10.1' });
    const idsUntil = async (until: number, limit = 5) =>
      (await state.answeredIn(thread, until, limit)).map(({ id }) => id);
    expect(await idsUntil(NOW + 10)).toEqual([late.id, ours.id, early.id]);
    expect(await idsUntil(NOW + 10, 1)).toEqual([late.id]);
    expect(await idsUntil(NOW + 1)).toEqual([ours.id, early.id]);
    expect(await idsUntil(NOW + 10)).not.toContain(open.id);
    expect(await state.answeredIn({ ...thread, teamId: 'T-OTHER' }, NOW + 10, 5)).toEqual([]);
  });
});
