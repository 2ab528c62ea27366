// One recorded question and what became of it: the row that makes SQL the truth and the queue only a wake-up.

/**
 * `deed`: a button that does something instead of asking; `link`: a pasted link that is unfurled; `schedule`: nobody asked,
 * it was due.
 */
export type Door = 'slash' | 'mention' | 'direct-message' | 'button' | 'deed' | 'shortcut' | 'link' | 'schedule';

/** Whose an asking is that nobody asked for. */
export const SYSTEM = 'system';

export type ChannelKind = 'public' | 'private' | 'direct' | 'group';

/** What is known of a question the moment Slack hands it over: no look-up is needed to record it. */
export interface Asking {
  /** Deterministic in `deliveryKey`, so that the same delivery is recorded once: `ledger/id-of-asking.ts`. `[0-9a-f]{32}`. */
  readonly id: string;
  readonly teamId: string;
  readonly door: Door;
  /** Slack's trigger id, event id or action timestamp: one per thing the person did; or the thing and time that were due. */
  readonly deliveryKey: string;
  /** SYSTEM: nobody's. */
  readonly userId: string;
  readonly channelId: string;
  /** null when the door does not tell; the worker asks Slack. */
  readonly channelKind: ChannelKind | null;
  /** The thread to answer in; null: start one with a parent message that quotes the question. */
  readonly threadTs: string | null;
  readonly text: string;
  /** Only the asker sees the answer. */
  readonly private: boolean;
  /** Epoch milliseconds. */
  readonly askedAt: number;
}

export type AskingState = 'recorded' | 'queued' | 'answered' | 'refused' | 'failed';

export type MessagePurpose =
  | 'parent'
  | 'progress'
  | 'answer'
  | 'csv'
  | 'picture'
  | 'invite'
  | 'notice'
  /** "Was it you?", to the person named; the note that they stay silent; the word to the security channel. */
  | 'ask-back'
  | 'silence'
  | 'alert'
  /** What follows the first message of a thread of ours, each once. */
  | 'detail'
  | 'reminder'
  | 'outcome';

/** A message of ours in Slack, known to have been posted. */
export interface PostedMessage {
  readonly purpose: MessagePurpose;
  readonly channelId: string;
  /** Slack's message timestamp; for a file, its id. */
  readonly ts: string;
}
