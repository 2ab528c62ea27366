// Digests and their runs, kept for good: what is told where and when, and which periods were told.
import type { Gap } from './coverage.ts';
import type { LedgerEntry } from './state.ts';

export type DigestState = 'active' | 'paused' | 'removed';

export interface Digest {
  /** 8 characters, `[0-9a-z]`: short enough to type. */
  readonly id: string;
  readonly teamId: string;
  /** A definition's name. */
  readonly name: string;
  readonly ownerId: string;
  readonly channelId: string;
  /** As `readSchedule` reads it. */
  readonly schedule: string;
  /** IANA. */
  readonly zone: string;
  readonly state: DigestState;
  /** End of the period recorded last; the next one begins there. Epoch milliseconds. */
  readonly lastTo: number;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** One message, for one period or, after an outage, several: `from` of the first, `to` of the last. */
export interface DigestRun {
  readonly digestId: string;
  /** Epoch milliseconds; `to` names it. */
  readonly from: number;
  readonly to: number;
  readonly periods: number;
  readonly late: boolean;
  /** `recorded`: its asking may not exist yet. `told`: said in its channel. `failed`: said there that it could not be. */
  readonly state: 'recorded' | 'scheduled' | 'told' | 'failed';
  /** What it kept for the next one, as JSON; null: nothing (yet). */
  readonly facts: string | null;
}

/** One message to be, and the periods it tells, oldest first. Epoch milliseconds. */
export interface RecordedRun {
  readonly periods: readonly { readonly from: number; readonly to: number }[];
  readonly late: boolean;
}

/** What my own paid queries cost. */
export interface SpentRow {
  readonly userId: string;
  readonly channelId: string;
  readonly source: string;
  readonly queries: number;
  readonly usd: number;
  readonly bytesScanned: number;
  /** Queries whose cost is not known (yet): still running, or lost. */
  readonly open: number;
}

export interface Digests {
  /** Written with its ledger row. `already`: this id was recorded before. */
  add(digest: Digest, entry: LedgerEntry): Promise<'added' | 'already'>;
  digest(id: string): Promise<Digest | null>;
  /** Those not removed, oldest first. */
  list(teamId: string): Promise<readonly Digest[]>;
  /** Pauses, resumes (from `lastTo` on) or removes, with its ledger row; false: it was so already, or is gone. */
  change(id: string, state: DigestState, lastTo: number | null, entry: LedgerEntry): Promise<boolean>;
  /** Records runs unless the digest moved on meanwhile (`lastTo`): each period once, whoever else ticks. */
  record(digest: Pick<Digest, 'id' | 'lastTo'>, runs: readonly RecordedRun[]): Promise<boolean>;
  /** Recorded, and not known to have an asking. */
  unscheduled(teamId: string, limit: number): Promise<readonly DigestRun[]>;
  markScheduled(run: Pick<DigestRun, 'digestId' | 'to'>): Promise<void>;
  run(digestId: string, to: number): Promise<DigestRun | null>;
  /** Told ones that kept something, oldest first, the last `limit` before `to`. */
  runsBefore(digestId: string, to: number, limit: number): Promise<readonly DigestRun[]>;
  finish(run: Pick<DigestRun, 'digestId' | 'to'>, state: 'told' | 'failed', facts: string | null): Promise<void>;
  /** Queries begun from ≤ t < to (epoch ms), and how many askings there were. */
  spent(
    teamId: string,
    from: number,
    to: number,
  ): Promise<{ readonly rows: readonly SpentRow[]; readonly askings: number }>;
  /** US dollars by UTC day (`2026-03-01`). */
  spentByDay(
    teamId: string,
    from: number,
    to: number,
  ): Promise<readonly { readonly day: string; readonly usd: number }[]>;
}

/** What a digest tells that is no search: found now by whoever watches it. */
export interface Finding {
  /** The same for the same thing from one look to the next. */
  readonly key: string;
  /** One clause or sentence, plain text; may hold names from AWS. */
  readonly text: string;
  /** `fine`: as it should be, counted and not listed. */
  readonly grade: 'bad' | 'watch' | 'fine';
}

export interface FindingsRead {
  readonly findings: readonly Finding[];
  /** What was looked at, in clauses: `3/3 accounts`, `looked at 2026-03-02 08:59 UTC`. Never empty. */
  readonly looked: readonly string[];
  /** What else belongs into the receipt, in clauses; left out: nothing. */
  readonly also?: readonly string[];
  readonly gaps: readonly Gap[];
  /** null: there is no list worth a file. */
  readonly csv: string | null;
}
