// Watches, kept until they end: a question that is looked at again and again, and which events were told for it.
import type { LedgerEntry } from './state.ts';

export type WatchState = 'active' | 'expired' | 'removed' | 'ended';

export interface Watch {
  /** 8 characters, `[0-9a-z]`. */
  readonly id: string;
  readonly teamId: string;
  readonly ownerId: string;
  /** The asking that set it up: it is told where that was answered. */
  readonly askingId: string;
  readonly channelId: string;
  /** The thread it was set up in; null: that of the asking's own first message. */
  readonly threadTs: string | null;
  /** The question as typed; its words for time are left out of account. */
  readonly text: string;
  readonly zone: string;
  readonly locale: string;
  readonly state: WatchState;
  /** Events from here on count. Epoch milliseconds, as all below. */
  readonly from: number;
  /** Looked at in full up to here. */
  readonly seenTo: number;
  readonly nextAt: number;
  readonly expiresAt: number;
  /** Since when it cannot be looked at in full; null: it can. */
  readonly blindSince: number | null;
}

export interface WatchHit {
  readonly eventId: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** One look. */
export interface WatchLook {
  readonly hits: readonly WatchHit[];
  readonly seenTo: number;
  readonly nextAt: number;
  readonly blindSince: number | null;
}

export interface Watches {
  add(watch: Watch, entry: LedgerEntry): Promise<'added' | 'already'>;
  watch(id: string): Promise<Watch | null>;
  /** Active ones, oldest first. */
  list(teamId: string): Promise<readonly Watch[]>;
  /** False: it had ended already. */
  end(id: string, state: Exclude<WatchState, 'active'>, entry: LedgerEntry): Promise<boolean>;
  /** Active ones due by `now`, each given to one caller: their next look is put off until `again`. */
  claimDue(teamId: string, now: number, again: number, limit: number): Promise<readonly Watch[]>;
  /** Keeps a look, each event once. */
  keep(id: string, look: WatchLook): Promise<void>;
  /** Watches with events that wait to be told, and when the latest messages for each were made (epoch ms). */
  waiting(
    teamId: string,
    since: number,
  ): Promise<readonly { readonly watch: Watch; readonly toldAt: readonly number[] }[]>;
  /** Puts all that waits into one message named `at`; how many events. */
  fold(id: string, at: number): Promise<number>;
  /** Messages whose asking may not exist yet. */
  unscheduled(teamId: string, limit: number): Promise<readonly { readonly watch: Watch; readonly at: number }[]>;
  markScheduled(id: string, at: number): Promise<void>;
  hitsOf(id: string, at: number): Promise<readonly WatchHit[]>;
}
