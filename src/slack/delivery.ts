// What Slack delivered → the deterministic key and id of an asking, so that a delivery made twice is recorded once.
import type { Asking, ChannelKind, Door } from '../domain/asking.ts';
import { idOfAsking } from '../ledger/id-of-asking.ts';

export interface Delivery {
  readonly teamId: string;
  readonly door: Door;
  readonly deliveryKey: string;
  readonly userId: string;
  readonly channelId: string;
  readonly channelKind: ChannelKind | null;
  readonly threadTs: string | null;
  /** What the person typed (or the button stands for), Slack's markup undone. */
  readonly typed: string;
}

/** The asking for a delivery. `now` in epoch milliseconds. */
export function askingFrom(delivery: Delivery, now: number): Asking {
  const { typed, ...known } = delivery;
  const text = typed.trim();
  return { ...known, id: idOfAsking(delivery), text, private: isPrivate(text), askedAt: now };
}

const MADE_PRIVATE = /\b(?:ma[dk]e|making|turn(?:ed)?|set|bec[ao]me|go|went|is|was)\b/i;

/**
 * `private` as the first or last word: only the asker sees the answer. "who made the bucket private" is about the
 * bucket; when in doubt this says true, because an answer that too few people see can be asked for again.
 */
export function isPrivate(text: string): boolean {
  const words = text.toLowerCase().split(/\s+/);
  if (words[0] === 'private' || words[0] === 'private:' || words[0] === 'privately') return true;
  const last = words.at(-1);
  if (last === 'privately' || last === '(private)') return true;
  return last === 'private' && !MADE_PRIVATE.test(text);
}
