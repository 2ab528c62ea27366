// The durable-state port. SQL behind it; each method is one transaction, and what the ledger must know is in the same one.

import type { Asking, AskingState, MessagePurpose, PostedMessage } from './asking.ts';
import type { QueryBook } from './source.ts';

export type LedgerKind =
  | 'asked'
  | 'answered'
  | 'refused'
  | 'failed'
  | 'amended'
  | 'started'
  | 'configured'
  /** Somebody was mentioned by name, asked whether it was them, replied, stayed silent; the security channel was told. */
  | 'mentioned'
  | 'asked-back'
  | 'replied'
  | 'silent'
  | 'alerted'
  /** A digest or watch was begun, changed or ended; a posture was accepted as what it should be. */
  | 'scheduled'
  | 'unscheduled'
  | 'watched'
  | 'unwatched'
  | 'baseline'
  | 'incident'
  /** An approval, step by step. */
  | 'requested'
  | 'approved'
  | 'denied'
  | 'cancelled'
  | 'expired'
  | 'reminded'
  | 'broke-glass'
  | 'checked'
  | 'running'
  | 'ran'
  | 'unverified'
  | 'verified'
  | 'closed';

/** One thing to remember for good. `detail` never holds a credential, a token or record text. */
export interface LedgerEntry {
  readonly teamId: string;
  readonly kind: LedgerKind;
  /** Who: a Slack user id, or `system`. */
  readonly actorId: string;
  readonly askingId: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}

export interface LedgerRow extends LedgerEntry {
  /** 1, 2, 3 … per team, without holes. */
  readonly seq: number;
  /** SHA-256 (hex) of the row before; 64 zeros for the first. */
  readonly previousHash: string;
  /** SHA-256 (hex) over previousHash and the canonical JSON of this row's fields. */
  readonly hash: string;
}

export interface RecordedAsking extends Asking {
  readonly state: AskingState;
  /** Messages already posted for it. */
  readonly messages: readonly PostedMessage[];
  /** The reply in the JSON of `ask --json`, once there is one. */
  readonly replyJson: string | null;
}

/** A thing done once about an asking, whoever asks for it: the first to claim it does it. */
export interface Deed {
  readonly ofId: string;
  readonly name: string;
  /** The asking that did it: the same one may go on with it after a crash. */
  readonly byId: string;
  /** A short word of ours or an id; never record text. */
  readonly detail: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface SpentSince {
  readonly personUsd: number;
  readonly channelUsd: number;
}

export interface State {
  /** Writes the asking and its `asked` ledger row. `already`: this delivery was recorded before; nothing was written. */
  recordAsking(asking: Asking): Promise<'recorded' | 'already'>;
  asking(id: string): Promise<RecordedAsking | null>;
  /** Recorded, not ended, and not enqueued since `before` (epoch ms): what the relay must enqueue. Oldest first. */
  unqueued(before: number, limit: number): Promise<readonly string[]>;
  markQueued(id: string, at: number): Promise<void>;
  saveMessage(id: string, message: PostedMessage): Promise<void>;
  message(id: string, purpose: MessagePurpose): Promise<PostedMessage | null>;
  /** Keeps the reply before anything is posted, so that a retry posts the same answer. */
  saveReply(id: string, replyJson: string): Promise<void>;
  /** Sets the end state and writes `entry`; false when it had already ended (nothing written). */
  end(id: string, state: 'answered' | 'refused' | 'failed', entry: LedgerEntry): Promise<boolean>;
  /** The queries begun elsewhere for one question. `now`: epoch milliseconds, for when each was begun and ended. */
  queriesOf(id: string, now: () => number): QueryBook;
  /** US dollars that queries begun since then (epoch ms) cost, for a person and in a channel. */
  spentSince(of: Pick<Asking, 'teamId' | 'userId' | 'channelId'>, since: number): Promise<SpentSince>;
  /** Asks whoever works on it to stop; false when it had ended, or only its asker may and this is somebody else. */
  requestStop(id: string, userId: string, at: number): Promise<boolean>;
  stopRequested(id: string): Promise<boolean>;
  /** When to look again whether events have arrived late; null: the answer is final. */
  setRecheck(id: string, at: number | null): Promise<void>;
  /** Answers due to be looked at again, oldest first. */
  dueRechecks(now: number, limit: number): Promise<readonly { readonly id: string; readonly at: number }[]>;
  /** A person's latest askings, newest first. */
  recentAskings(teamId: string, userId: string, limit: number): Promise<readonly RecordedAsking[]>;
  /** Claims a deed and writes `entry`, both or neither. The one that holds it: another's when it was claimed before. */
  claimDeed(deed: Deed, entry: LedgerEntry): Promise<Deed>;
  /** Everything done once about an asking. */
  deedsOf(ofId: string): Promise<readonly Deed[]>;
  /** Askings put in a thread until `until` (epoch ms) that have a reply, newest first. */
  answeredIn(
    thread: { readonly teamId: string; readonly channelId: string; readonly threadTs: string },
    until: number,
    limit: number,
  ): Promise<readonly RecordedAsking[]>;
  appendLedger(entry: LedgerEntry): Promise<LedgerRow>;
  ledger(teamId: string, afterSeq: number, limit: number): Promise<readonly LedgerRow[]>;
  close(): Promise<void>;
}
