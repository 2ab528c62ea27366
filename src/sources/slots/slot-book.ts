// Where the times of paced calls are kept, for one process or for all that share a store: which moment is whose, and when
// the last calls had arrived at AWS. Times go by the book's own clock; only spans pass through here.

export interface SlotBook {
  /**
   * Takes the next free slot of `key` and says in how many milliseconds it begins: one every `everyMs`, in the order of
   * asking, whichever process asks. Slots nobody took are not saved up.
   */
  take(key: string, everyMs: number): Promise<number>;
  /**
   * At the slot: 0, and `call` is noted as leaving now; or so many milliseconds to wait and ask again, because one of the
   * calls before may have arrived late, or `key` is held. Asked again for the same call it is still one call.
   */
  leave(key: string, call: string): Promise<number>;
  /** `call` was answered: it had arrived at AWS `agoMs` milliseconds ago at the latest. */
  arrived(key: string, call: string, agoMs: number): Promise<void>;
  /** AWS throttled: nobody leaves for `key` for so long. */
  hold(key: string, ms: number): Promise<void>;
}

export interface SlotTimes {
  /** AWS counts two calls in so many milliseconds. */
  readonly windowMs: number;
  /** A call not answered yet is taken to have arrived by so many milliseconds after it left. */
  readonly unansweredMs: number;
  /** While that is what a call waits for, it looks again after so many milliseconds: an answer frees it earlier. */
  readonly lookAgainMs: number;
}

/**
 * Two a second (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html), and 5 ms for
 * clocks that do not tick alike. An answer takes AWS up to a second and more; waiting for each would halve the pace, so one
 * that is missing counts as a quarter of a second late: more than a new connection takes to be made.
 */
export const SLOT_TIMES: SlotTimes = { windowMs: 1_005, unansweredMs: 250, lookAgainMs: 40 };
