// The slot book of one process: what a shared book keeps in a store, in memory. The rule is the same in src/queue/slot-book.ts
// (Redis) and in the store's function whodid.leave_slot; test/sources/slots/slot-book-suite.ts holds all three to it.
import { SLOT_TIMES, type SlotBook, type SlotTimes } from './slot-book.ts';

interface Call {
  readonly call: string;
  readonly leftAt: number;
  /** null: not answered yet. */
  readonly arrivedAt: number | null;
}

/** One key. Of the calls that left, two are enough: a third may arrive when a second has passed since the earlier. */
interface Page {
  nextAt: number;
  heldUntil: number;
  calls: readonly Call[];
}

export function memorySlots(times: SlotTimes = SLOT_TIMES, now: () => number = () => performance.now()): SlotBook {
  const pages = new Map<string, Page>();
  const pageOf = (key: string): Page => {
    const known = pages.get(key) ?? { nextAt: 0, heldUntil: 0, calls: [] };
    pages.set(key, known);
    return known;
  };
  return {
    async take(key, everyMs) {
      const page = pageOf(key);
      const asked = now();
      const at = Math.max(asked, page.nextAt);
      page.nextAt = at + everyMs;
      return at - asked;
    },
    async leave(key, call) {
      const page = pageOf(key);
      const at = now();
      const others = page.calls.filter((each) => each.call !== call);
      const wait = Math.max(page.heldUntil - at, others.length < 2 ? 0 : waitFor(others, at, times));
      if (wait > 0) return wait;
      page.calls = [...latest(others, times), { call, leftAt: at, arrivedAt: null }];
      return 0;
    },
    async arrived(key, call, agoMs) {
      const page = pageOf(key);
      const at = now() - agoMs;
      page.calls = page.calls.map((each) =>
        each.call === call ? { ...each, arrivedAt: Math.max(each.leftAt, at) } : each,
      );
    },
    async hold(key, ms) {
      const page = pageOf(key);
      page.heldUntil = Math.max(page.heldUntil, now() + ms);
    },
  };
}

function waitFor(calls: readonly Call[], at: number, { windowMs, unansweredMs, lookAgainMs }: SlotTimes): number {
  const surely = Math.min(...calls.map(({ leftAt, arrivedAt }) => arrivedAt ?? leftAt + unansweredMs)) + windowMs - at;
  const atLeast = Math.min(...calls.map(({ leftAt, arrivedAt }) => arrivedAt ?? leftAt)) + windowMs - at;
  if (surely <= 0) return 0;
  return atLeast > 0 ? atLeast : Math.min(surely, lookAgainMs);
}

/** The one of two that counts on: the later to arrive. */
function latest(calls: readonly Call[], { unansweredMs }: SlotTimes): readonly Call[] {
  const arrival = ({ leftAt, arrivedAt }: Call) => arrivedAt ?? leftAt + unansweredMs;
  return [...calls].sort((left, right) => arrival(left) - arrival(right)).slice(-1);
}
