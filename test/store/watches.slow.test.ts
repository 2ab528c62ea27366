// Watches on both databases: each event kept and told once, each look given to one caller, each end written down.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFailure } from '../../src/domain/failure.ts';
import type { LedgerEntry } from '../../src/domain/state.ts';
import type { Watch, Watches } from '../../src/domain/watch.ts';
import { openStore, type Store } from '../../src/store/open-store.ts';
import { sqlWatches } from '../../src/store/sql-watches.ts';
import { embedded, postgres, type StartedBackEnd } from '../servers/back-ends.ts';
import { sampleAsking } from './sample-asking.ts';

const NOW = Date.parse('2026-03-10T08:00:00Z');
const MINUTE = 60_000;

describe.each([embedded, postgres])('watches on $title', ({ skipped, start }) => {
  let started: StartedBackEnd | undefined;
  let store: Store;
  let watches: Watches;
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
    watches = sqlWatches(store.database.pool('whodid'));
  });
  afterAll(async () => {
    if (skipped) return;
    await store?.state.close();
    await started?.stop();
  });

  const test = it.skipIf(skipped);
  const entry = (teamId: string, kind: 'watched' | 'unwatched', id: string): LedgerEntry => ({
    teamId,
    kind,
    actorId: 'U0SAMPLE',
    askingId: null,
    at: NOW,
    detail: { watch: id },
  });
  const added = async (id: string, teamId: string, more: Partial<Watch> = {}): Promise<Watch> => {
    const asking = sampleAsking(id, { teamId });
    await store.state.recordAsking(asking);
    const watch: Watch = {
      id,
      teamId,
      ownerId: 'U0SAMPLE',
      askingId: asking.id,
      channelId: 'C0SAMPLE',
      threadTs: null,
      text: 'who stopped trail sample-trail',
      zone: 'Europe/Berlin',
      locale: 'en-GB',
      state: 'active',
      from: NOW,
      seenTo: NOW,
      nextAt: NOW + MINUTE,
      expiresAt: NOW + 1_000 * MINUTE,
      blindSince: null,
      ...more,
    };
    expect(await watches.add(watch, entry(teamId, 'watched', id))).toBe('added');
    return watch;
  };
  const kinds = async (teamId: string) => (await store.state.ledger(teamId, 0, 100)).map(({ kind }) => kind);
  const kept = (hits: readonly string[], more: Partial<Parameters<Watches['keep']>[1]> = {}) => ({
    hits: hits.map((eventId, index) => ({ eventId, at: NOW + index })),
    seenTo: NOW + MINUTE,
    nextAt: NOW + 2 * MINUTE,
    blindSince: null,
    ...more,
  });

  test('is kept as it was given, once, with one row in the ledger', async () => {
    const watch = await added('w1', 'T1', {
      text: 'who deleted “a\u0000b” \u{1F600} ?',
      threadTs: '1.2',
      blindSince: 5,
    });
    expect(await watches.add(watch, entry('T1', 'watched', 'w1'))).toBe('already');
    // PostgreSQL holds no NUL: all else comes back as it went in.
    expect(await watches.watch('w1')).toEqual({ ...watch, text: expect.stringContaining('\u{1F600}') });
    expect((await kinds('T1')).filter((kind) => kind === 'watched')).toHaveLength(1);
    expect(await watches.watch('none')).toBeNull();
  });

  test('is given to one of two who look for what is due, and to nobody before or after its end', async () => {
    await added('w2', 'T2');
    await added('w2-other', 'T2-other');
    expect(await watches.claimDue('T2', NOW, NOW + 9 * MINUTE, 10)).toEqual([]);
    const both = await Promise.all([1, 2].map(() => watches.claimDue('T2', NOW + MINUTE, NOW + 9 * MINUTE, 10)));
    expect(both.flat().map(({ id }) => id)).toEqual(['w2']);
    expect(both.flat()[0]?.nextAt).toBe(NOW + 9 * MINUTE);
    expect(await watches.end('w2', 'expired', entry('T2', 'unwatched', 'w2'))).toBe(true);
    expect(await watches.end('w2', 'removed', entry('T2', 'unwatched', 'w2'))).toBe(false);
    expect(await watches.claimDue('T2', NOW + 99 * MINUTE, NOW + 100 * MINUTE, 10)).toEqual([]);
    expect(await watches.list('T2')).toEqual([]);
    expect((await kinds('T2')).filter((kind) => kind === 'unwatched')).toHaveLength(1);
  });

  test('tells each event once, in one message with those that waited beside it', async () => {
    await added('w3', 'T3');
    await watches.keep('w3', kept(['e1', 'e2']));
    await watches.keep('w3', kept(['e2', 'e1', 'e1-later']));
    const [waiting] = await watches.waiting('T3', NOW - 60 * MINUTE);
    expect(waiting).toMatchObject({ watch: { id: 'w3' }, toldAt: [] });
    const folded = await Promise.all([1, 2].map((each) => watches.fold('w3', NOW + each)));
    expect([...folded].sort()).toEqual([0, 3]);
    const [message, ...others] = await watches.unscheduled('T3', 10);
    expect(others).toEqual([]);
    const at = message?.at ?? 0;
    expect((await watches.hitsOf('w3', at)).map(({ eventId }) => eventId)).toEqual(['e1', 'e2', 'e1-later']);
    await watches.markScheduled('w3', at);
    expect(await watches.unscheduled('T3', 10)).toEqual([]);
    await watches.keep('w3', kept(['e1', 'e2', 'e3']));
    expect(await watches.waiting('T3', NOW - 60 * MINUTE)).toMatchObject([{ toldAt: [at] }]);
    expect(await watches.waiting('T3', NOW + 60 * MINUTE)).toMatchObject([{ toldAt: [] }]);
    expect(await watches.fold('w3', NOW + 5)).toBe(1);
    expect(await watches.waiting('T3', NOW)).toEqual([]);
  });

  test('never forgets how far it has seen, and remembers since when it cannot see', async () => {
    await added('w4', 'T4');
    await watches.keep('w4', kept([], { seenTo: NOW + 9 * MINUTE }));
    await watches.keep('w4', kept([], { seenTo: NOW, blindSince: NOW + MINUTE }));
    expect(await watches.watch('w4')).toMatchObject({ seenTo: NOW + 9 * MINUTE, blindSince: NOW + MINUTE });
    await watches.keep('w4', kept([]));
    expect(await watches.watch('w4')).toMatchObject({ blindSince: null, nextAt: NOW + 2 * MINUTE });
  });

  test('tells what it found before it ended', async () => {
    await added('w5', 'T5');
    await watches.keep('w5', kept(['e1']));
    await watches.end('w5', 'expired', entry('T5', 'unwatched', 'w5'));
    expect(await watches.waiting('T5', NOW)).toMatchObject([{ watch: { id: 'w5', state: 'expired' } }]);
  });
});
