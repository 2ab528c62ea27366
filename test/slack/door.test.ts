// The door: recorded before acknowledged, refused in words, and an end in time whatever the database does.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Asking } from '../../src/domain/asking.ts';
import type { Person, Verdict } from '../../src/domain/rights.ts';
import type { LedgerEntry } from '../../src/domain/state.ts';
import { type DoorDeps, door } from '../../src/slack/door.ts';
import { sampleAsking } from './writer-stage.ts';

const PERSON: Person = {
  userId: 'U000MEMBER',
  teamId: 'T000SAMPLE',
  isBot: null,
  isDeleted: null,
  isGuest: null,
  isStranger: null,
  groups: null,
};
const NO: Verdict = { may: 'no', why: 'Guests may not ask.', instead: 'Ask a member.' };

function stage(changes: Partial<DoorDeps> & { readonly verdict?: Verdict } = {}) {
  const done: string[] = [];
  const ended: LedgerEntry[] = [];
  const deps: DoorDeps = {
    state: {
      recordAsking: async () => {
        done.push('recorded');
        return 'recorded';
      },
      markQueued: async () => void done.push('marked'),
      end: async (_id, _state, entry) => {
        ended.push(entry);
        return true;
      },
      requestStop: async (_id, userId) => userId === 'U000MEMBER',
    },
    enqueue: async () => void done.push('enqueued'),
    may: () => changes.verdict ?? { may: 'unknown' },
    homeTeamId: 'T000SAMPLE',
    clock: () => 1_700_000_000_000,
    warn: (what) => void done.push(what),
    ...changes,
  };
  return {
    done,
    ended,
    admit: (asking: Asking) => door(deps).admit(asking, PERSON),
    stop: (userId: string) => door(deps).stop('0'.repeat(32), userId),
  };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('the door', () => {
  it('records, then wakes the worker', async () => {
    const { admit, done } = stage();
    expect(await admit(sampleAsking())).toEqual({ kind: 'recorded' });
    await vi.waitFor(() => expect(done).toEqual(['recorded', 'enqueued', 'marked']));
  });

  it('does not wait for the queue', async () => {
    const { admit } = stage({ enqueue: () => new Promise(() => undefined) });
    expect(await admit(sampleAsking())).toEqual({ kind: 'recorded' });
  });

  it('leaves a question whose wake-up failed to the relay', async () => {
    const { admit, done } = stage({ enqueue: () => Promise.reject(new Error('no Redis')) });
    expect(await admit(sampleAsking())).toEqual({ kind: 'recorded' });
    await vi.waitFor(() => expect(done.at(-1)).toContain('the relay will'));
    expect(done).not.toContain('marked');
  });

  it('wakes nobody for a delivery that was recorded before', async () => {
    const { admit, done } = stage({ state: { ...noState, recordAsking: async () => 'already' } });
    expect(await admit(sampleAsking())).toEqual({ kind: 'already' });
    expect(done).toEqual([]);
  });

  it('refuses a slash command at once, in the ledger too', async () => {
    const { admit, ended, done } = stage({ verdict: NO });
    const admission = await admit(sampleAsking());
    expect(admission).toEqual({ kind: 'refused', text: 'I did not ask: Guests may not ask. Ask a member.' });
    expect(ended).toMatchObject([{ kind: 'refused', actorId: 'U000MEMBER' }]);
    expect(done).not.toContain('enqueued');
  });

  it('leaves the refusal of a mention to the worker, which can speak to the asker', async () => {
    const { admit, ended } = stage({ verdict: NO });
    expect(await admit(sampleAsking({ door: 'mention' }))).toEqual({ kind: 'recorded' });
    expect(ended).toEqual([]);
  });

  it('says plainly that a question was not taken', async () => {
    const failing = { ...noState, recordAsking: () => Promise.reject(new Error('disk full')) };
    const admission = await stage({ state: failing }).admit(sampleAsking());
    expect(admission.kind).toBe('failed');
    expect(admission).toHaveProperty('text', expect.stringContaining('ask again'));
    expect(JSON.stringify(admission)).not.toContain('disk full');
  });

  it('says whether it could tell the worker to stop', async () => {
    expect(await stage().stop('U000MEMBER')).toBe('Stopping it.');
    expect(await stage().stop('U000OTHER')).toMatch(/ended already, or it is not yours/);
    const broken = { ...noState, requestStop: () => Promise.reject(new Error('no database')) };
    expect(await stage({ state: broken }).stop('U000MEMBER')).toMatch(/press again/);
  });

  it('answers within the three seconds of Slack though the database hangs', async () => {
    vi.useFakeTimers();
    const hanging = { ...noState, recordAsking: () => new Promise<never>(() => undefined) };
    const admitted = stage({ state: hanging }).admit(sampleAsking());
    await vi.advanceTimersByTimeAsync(2_500);
    expect((await admitted).kind).toBe('failed');
  });
});

const noState: DoorDeps['state'] = {
  recordAsking: async () => 'recorded',
  markQueued: async () => undefined,
  end: async () => true,
  requestStop: async () => true,
};
