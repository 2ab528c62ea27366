// A slot book shared by all processes → one that goes on when the store is away: by this process's own memory, which says
// so once. Its own memory is kept beside the shared one all along, so that neither change forgets a call just made.
import { memorySlots } from './memory-slots.ts';
import type { SlotBook } from './slot-book.ts';

/** A store that has not answered after this long is as good as away: a slot comes every half second. */
const ANSWER_MS_MAX = 2_000;
/** How long this process keeps to its own memory before it asks the store again. */
const AWAY_MS = 5_000;

/** Called once when the store goes away, and once when it is back; `error` null: it is back. */
export type TellAway = (words: string, error: unknown) => void;

const GONE =
  'the store that paces calls to AWS over all processes cannot be reached; each process now paces its own, and AWS may throttle';
const BACK = 'the store that paces calls to AWS over all processes is back';

export function ownWhenAway(
  shared: SlotBook,
  tell: TellAway,
  own: SlotBook = memorySlots(),
  awayMs: number = AWAY_MS,
): SlotBook {
  let awayUntil = 0;
  let told = false;
  const ask = async <T>(act: () => Promise<T>, instead: T): Promise<T> => {
    if (performance.now() < awayUntil) return instead;
    // One asks whether it is back; meanwhile the others go on by themselves.
    if (told) awayUntil = performance.now() + awayMs;
    try {
      const value = await within(act(), ANSWER_MS_MAX);
      awayUntil = 0;
      if (told) tell(BACK, null);
      told = false;
      return value;
    } catch (error) {
      awayUntil = performance.now() + awayMs;
      if (!told) tell(GONE, error);
      told = true;
      return instead;
    }
  };
  return {
    async take(key, everyMs) {
      const wait = await ask<number | null>(() => shared.take(key, everyMs), null);
      return wait ?? own.take(key, everyMs);
    },
    async leave(key, call) {
      const wait = await ask(() => shared.leave(key, call), 0);
      return wait > 0 ? wait : own.leave(key, call);
    },
    async arrived(key, call, agoMs) {
      await own.arrived(key, call, agoMs);
      await ask(() => shared.arrived(key, call, agoMs), undefined);
    },
    async hold(key, ms) {
      await own.hold(key, ms);
      await ask(() => shared.hold(key, ms), undefined);
    },
  };
}

async function within<T>(answer: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} milliseconds`)), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
