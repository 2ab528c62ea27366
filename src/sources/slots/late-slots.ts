// A slot book for sources that are made before the store is open: this process's own memory until the shared one is there.
import { memorySlots } from './memory-slots.ts';
import type { SlotBook } from './slot-book.ts';

export interface LateSlots {
  readonly book: SlotBook;
  /** From now on all processes share this one. */
  use(shared: SlotBook): void;
}

export function lateSlots(): LateSlots {
  let book = memorySlots();
  return {
    book: {
      take: (key, everyMs) => book.take(key, everyMs),
      leave: (key, call) => book.leave(key, call),
      arrived: (key, call, agoMs) => book.arrived(key, call, agoMs),
      hold: (key, ms) => book.hold(key, ms),
    },
    use: (shared) => {
      book = shared;
    },
  };
}
