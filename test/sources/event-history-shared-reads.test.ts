import { describe, expect, it } from 'vitest';
import { sharedReads } from '../../src/sources/event-history/shared-reads.ts';

const options = { joinMsMax: 10, keep: () => true, weight: () => 1 };

describe('shared reads', () => {
  function stage() {
    let now = 0;
    const started: string[] = [];
    const ends: ((value: string) => void)[] = [];
    const signals: AbortSignal[] = [];
    const shared = sharedReads<string>(() => now);
    const ask = (key: string, more: Partial<Parameters<typeof shared.read>[2]> = {}) =>
      shared.read(
        key,
        (signal) => {
          started.push(key);
          signals.push(signal);
          return new Promise<string>((resolve) => ends.push(resolve));
        },
        { ...options, ...more },
      );
    return { ask, started, ends, signals, later: (ms: number) => (now += ms) };
  }

  it('read once for all who ask the same while it runs', async () => {
    const { ask, started, ends } = stage();
    const all = Array.from({ length: 12 }, () => ask('key'));
    const other = ask('other key');
    ends[0]?.('events');
    ends[1]?.('others');
    expect(new Set(await Promise.all(all))).toEqual(new Set(['events']));
    expect(await other).toBe('others');
    expect(started).toEqual(['key', 'other key']);
  });

  it('read again what was asked about now, once that is past', async () => {
    const { ask, started, later } = stage();
    void ask('key');
    later(11);
    void ask('key');
    expect(started).toHaveLength(2);
  });

  it('keep what may be kept, for an hour', async () => {
    const { ask, started, ends, later } = stage();
    const first = ask('key');
    ends[0]?.('events');
    await first;
    later(59 * 60_000);
    expect(await ask('key')).toBe('events');
    later(61_000);
    void ask('key');
    expect(started).toHaveLength(2);
  });

  it('keep nothing that was not read whole', async () => {
    const { ask, started, ends } = stage();
    const first = ask('key', { keep: () => false });
    ends[0]?.('part');
    await first;
    void ask('key');
    expect(started).toHaveLength(2);
  });

  it('drop the longest unused when there is too much', async () => {
    const { ask, started, ends } = stage();
    for (const key of ['a', 'b', 'c']) {
      const read = ask(key, { weight: () => 9_000 });
      ends.at(-1)?.(key);
      await read;
      if (key === 'b') await ask('a');
    }
    await ask('a');
    void ask('b');
    expect(started).toEqual(['a', 'b', 'c', 'b']);
  });

  it('go on while anybody waits, and stop with the last', async () => {
    const { ask, signals, started } = stage();
    const [ana, ben] = [new AbortController(), new AbortController()];
    const reads = [ask('key', { signal: ana.signal }), ask('key', { signal: ben.signal })];
    ana.abort(new Error('ana left'));
    await expect(reads[0]).rejects.toThrow('ana left');
    expect(signals[0]?.aborted).toBe(false);
    ben.abort(new Error('ben left'));
    await expect(reads[1]).rejects.toThrow('ben left');
    expect(signals[0]?.aborted).toBe(true);
    void ask('key');
    expect(started).toHaveLength(2);
  });

  it('hand on a failure to all, and try again with the next', async () => {
    const shared = sharedReads<string>(() => 0);
    let tries = 0;
    const ask = () =>
      shared.read(
        'key',
        async () => {
          tries += 1;
          throw new Error('a bug');
        },
        options,
      );
    const both = [ask(), ask()];
    await expect(both[0]).rejects.toThrow('a bug');
    await expect(both[1]).rejects.toThrow('a bug');
    await expect(ask()).rejects.toThrow('a bug');
    expect(tries).toBe(2);
  });
});
