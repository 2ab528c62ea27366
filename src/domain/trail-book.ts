// What is kept about trails: how somebody accepted that they should be, version by version, and what was found to be
// otherwise. Bodies are JSON that `trails/` makes and reads; nothing else looks into them.
import type { LedgerEntry } from './state.ts';

/** How one trail or event data store should be, as it was accepted. */
export interface KeptBaseline {
  readonly teamId: string;
  /** ARN of the trail or event data store. */
  readonly subject: string;
  /** 0: as it was first seen, accepted by nobody; then 1, 2, 3 … */
  readonly version: number;
  /** A Slack user id, or SYSTEM for version 0. */
  readonly acceptedBy: string;
  /** Epoch milliseconds. */
  readonly acceptedAt: number;
  readonly body: string;
  /** SHA-256 (hex) over all of the above. The ledger has it too. */
  readonly hash: string;
}

/** What the ledger says was accepted. */
export interface PinnedBaseline {
  readonly subject: string;
  readonly version: number;
  readonly hash: string;
}

export interface KeptIncident {
  readonly id: string;
  readonly teamId: string;
  readonly subject: string;
  /** Epoch milliseconds; `endedAt` null: it goes on. */
  readonly openedAt: number;
  readonly endedAt: number | null;
  /** 1, 2, 3 …: one more with each change. */
  readonly revision: number;
  readonly body: string;
}

/** Each method is one transaction. */
export interface TrailBook {
  /** Every version of every subject, oldest first. */
  baselines(teamId: string): Promise<readonly KeptBaseline[]>;
  /** From the ledger, in its order. */
  pinned(teamId: string): Promise<readonly PinnedBaseline[]>;
  /** Writes the baseline and its ledger row. False: there is such a version already, and nothing was written. */
  accept(baseline: KeptBaseline, entry: LedgerEntry): Promise<boolean>;
  incident(id: string): Promise<KeptIncident | null>;
  /** Open ones, and those that ended since then (epoch ms), newest first. */
  incidents(teamId: string, endedSince: number): Promise<readonly KeptIncident[]>;
  /**
   * Writes revision 1, or the next one. False: somebody else was first (or another one is open for its subject), and nothing
   * was written. `entry`: for the ledger, where it begins or ends.
   */
  keepIncident(incident: KeptIncident, entry: LedgerEntry | null): Promise<boolean>;
  /** Up to when events were looked at, epoch milliseconds; null: never. */
  lookedUpTo(teamId: string): Promise<number | null>;
  setLookedUpTo(teamId: string, at: number): Promise<void>;
}
