// A change that somebody asked for and others decide on: what is remembered of it, and the port under which it is kept.
// What may follow what is decided in `approval/`; nothing else makes these states.
import type { LedgerEntry } from './state.ts';

export type ApprovalState =
  | 'requested'
  /** Looked at beforehand, and it could not work: nobody is asked. */
  | 'preflight-failed'
  /** Approvers are asked. */
  | 'waiting'
  | 'approved'
  | 'running'
  | 'verifying'
  /** Done, but not (yet) seen to work: looked at again. */
  | 'inconclusive'
  | 'verified'
  | 'failed'
  | 'denied'
  | 'cancelled'
  | 'expired';

/** A trail as people and AWS name it; changed from its home Region only. */
export interface TrailName {
  readonly name: string;
  readonly account: string;
  readonly homeRegion: string;
}

/** What is put back from the accepted baseline. */
export type RestoreKind =
  | 'restore-selectors'
  | 'restore-insights'
  | 'restore-validation'
  | 'restore-bucket'
  | 'restore-kms-key'
  | 'restore-multi-region';

/** A baseline as it was when the change was asked for: no other one is ever put back. */
export interface BaselinePin {
  readonly version: number;
  /** SHA-256 (hex) of its settings as canonical JSON. */
  readonly sha256: string;
}

export type ApprovalAction =
  | { readonly kind: 'start-logging'; readonly trail: TrailName }
  | { readonly kind: RestoreKind; readonly trail: TrailName; readonly baseline: BaselinePin }
  | { readonly kind: 'recreate-trail'; readonly trail: TrailName; readonly baseline: BaselinePin }
  | { readonly kind: 'set-up-trail'; readonly trail: TrailName; readonly bucket: string }
  /** Asked anew without the limits of spending, by whoever asked it. */
  | { readonly kind: 'over-budget-query'; readonly question: string; readonly usd: number }
  /** Something of a feature in a channel that is not one's own; `what`: the feature's own word for it. */
  | {
      readonly kind: 'schedule-elsewhere';
      readonly feature: string;
      readonly what: string;
      readonly channelId: string;
    };

/** Whom the records name as having switched it off. Names are the record's. */
export type Suspect =
  | {
      readonly kind: 'member';
      readonly userId: string;
      readonly name: string;
      readonly eventId: string;
      /** The records make it likely and do not prove it: somebody else may have taken the name. Left out: proven. */
      readonly unproven?: true;
    }
  /** A name without a member of this workspace. */
  | { readonly kind: 'unmapped'; readonly name: string; readonly eventId: string }
  /** `why`: one sentence of plain text. */
  | { readonly kind: 'unknown'; readonly why: string };

/** What was found out before anybody is asked. Sentences or clauses of plain text. */
export interface Preflight {
  readonly passed: readonly string[];
  /** What could not be looked at, and why. */
  readonly unchecked: readonly string[];
  /** Why it cannot work; with any, nobody is asked. */
  readonly problems: readonly string[];
}

/** What people read of what happened: which event, whose, when (epoch ms), with what words. */
export interface ApprovalStep {
  readonly kind: ApprovalEventKind;
  /** A Slack user id, or `system`. */
  readonly actorId: string;
  readonly at: number;
  /** Plain text; null: nothing to add. */
  readonly words: string | null;
  /** The asking that did it: the same one does not do it twice. null: the bot by itself. */
  readonly byId: string | null;
}

export type ApprovalEventKind =
  | 'request'
  | 'preflight'
  | 'learn'
  | 'approve'
  | 'deny'
  | 'cancel'
  | 'remind'
  | 'expire'
  | 'break-glass'
  | 'begin-run'
  | 'resume-run'
  | 'ran'
  | 'verified'
  | 'inconclusive'
  | 'failed'
  | 'closed';

export interface Approval {
  /** That of the asking that requested it: its messages are the approval's. */
  readonly id: string;
  readonly teamId: string;
  readonly action: ApprovalAction;
  readonly state: ApprovalState;
  readonly requesterId: string;
  /** As given, plain text of whoever asked. */
  readonly reason: string;
  /** Empty: nobody switched anything off (a trail that never was). */
  readonly suspects: readonly Suspect[];
  readonly preflight: Preflight;
  /** Who approved, each once, first first. */
  readonly approvers: readonly string[];
  /** Who broke the glass, and why; null: nobody. */
  readonly glass: { readonly userId: string; readonly reason: string } | null;
  /** Epoch milliseconds, as all below. */
  readonly requestedAt: number;
  readonly expiresAt: number;
  readonly remindedAt: number | null;
  /** When the trail stopped recording, as AWS or the records say; null: not known. */
  readonly offSince: number | null;
  /** Set once, before AWS is called; `until`: whoever began it is taken for dead then. */
  readonly run: { readonly begunAt: number; readonly until: number; readonly ranAt: number | null } | null;
  /** When it is looked at again; null: it is not. */
  readonly lookAt: number | null;
  readonly looks: number;
  /** After it was verified: what happened meanwhile was told. */
  readonly closed: boolean;
  readonly steps: readonly ApprovalStep[];
}

export interface KeptApproval {
  readonly approval: Approval;
  /** 1, 2, 3 …: one more with each change. */
  readonly version: number;
  /** The last version that its message shows; 0: none. */
  readonly shown: number;
}

/** What a change of state came to, decided while nobody else can change it. */
export type Decided =
  | { readonly ok: true; readonly approval: Approval; readonly entry: LedgerEntry; readonly dueAt: number | null }
  | { readonly ok: false; readonly refusal: string };

export type Transition =
  | { readonly kind: 'changed'; readonly kept: KeptApproval }
  | { readonly kind: 'refused'; readonly refusal: string; readonly kept: KeptApproval }
  | { readonly kind: 'gone' };

/** Each method is one transaction, with the ledger row of what it records. */
export interface Approvals {
  /**
   * Keeps a new one. `open`: another request for the same thing is open, and nothing was written. The same asking's own
   * comes back as it is by now.
   */
  open(
    approval: Approval,
    key: string,
    dueAt: number | null,
    entry: LedgerEntry,
  ): Promise<{ readonly kind: 'kept' | 'open'; readonly kept: KeptApproval }>;
  get(id: string): Promise<KeptApproval | null>;
  /** `decide` is called once, with the row locked; it must be quick and ask nobody. */
  change(id: string, decide: (approval: Approval) => Decided): Promise<Transition>;
  /** Notes which version the message shows. */
  shown(id: string, version: number): Promise<void>;
  /** Those that wait for a time that has come, and those whose message is behind, oldest first. */
  due(now: number, limit: number): Promise<readonly { readonly id: string; readonly at: number }[]>;
  /** Not ended, newest first. */
  openOnes(teamId: string, limit: number): Promise<readonly KeptApproval[]>;
}
