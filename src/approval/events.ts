// What can happen to an approval, and what follows from it, as data.
import type { Approval, ApprovalAction, Preflight, Suspect } from '../domain/approval.ts';
import type { Verdict } from '../domain/rights.ts';

/** When (epoch milliseconds), and which asking did it; null: the bot by itself. */
interface Happened {
  readonly at: number;
  readonly byId: string | null;
}

export type ApprovalEvent = Happened &
  (
    | {
        readonly kind: 'request';
        readonly id: string;
        readonly teamId: string;
        readonly userId: string;
        readonly action: ApprovalAction;
        readonly reason: string;
      }
    /** Looked at AWS and the records; with a problem, nobody is asked. */
    | {
        readonly kind: 'preflight';
        readonly preflight: Preflight;
        readonly suspects: readonly Suspect[];
        readonly offSince: number | null;
      }
    /** The records were read again: events arrive late. */
    | { readonly kind: 'learn'; readonly suspects: readonly Suspect[]; readonly offSince: number | null }
    /** `lapsed`: of those who approved before, who may not any more. */
    | {
        readonly kind: 'approve';
        readonly userId: string;
        readonly rights: Verdict;
        readonly lapsed: readonly string[];
      }
    | { readonly kind: 'deny'; readonly userId: string; readonly rights: Verdict; readonly reason: string | null }
    | { readonly kind: 'cancel'; readonly userId: string; readonly rights: Verdict }
    | { readonly kind: 'break-glass'; readonly userId: string; readonly rights: Verdict; readonly reason: string }
    | { readonly kind: 'remind' }
    | { readonly kind: 'expire' }
    /** About to call AWS. */
    | { readonly kind: 'begin-run' }
    /** Whoever began is dead: look at AWS, then go on. */
    | { readonly kind: 'resume-run' }
    | { readonly kind: 'ran'; readonly words: string }
    | { readonly kind: 'verified'; readonly words: string }
    | { readonly kind: 'inconclusive'; readonly words: string }
    | { readonly kind: 'failed'; readonly words: string }
    /** What happened meanwhile was told. */
    | { readonly kind: 'closed'; readonly words: string }
  );

/** What is to be done outside, once the state is kept. Doing any of it twice must do it once. */
export type ApprovalEffect =
  | 'ask-approvers'
  | 'show'
  | 'remind-approvers'
  | 'raise-alarm'
  | 'run'
  | 'look'
  | 'tell-blind-window'
  | 'tell-requester';

export interface ApprovalPolicy {
  /** False: nobody is named who may approve, so nothing is ever run. */
  readonly on: boolean;
  /** Epoch differences, milliseconds. */
  readonly expireAfterMs: number;
  readonly remindAfterMs: number;
  /** Approved, and not begun for so long: it is not begun any more. */
  readonly beginWithinMs: number;
  /** Whoever began a run and has not ended it for so long is dead. */
  readonly runWithinMs: number;
  readonly lookEveryMs: number;
  /** Looked at for so long after the run; then it stays as it was seen last. */
  readonly lookForMs: number;
}

export type Stepped =
  | { readonly ok: true; readonly state: Approval; readonly effects: readonly ApprovalEffect[] }
  /** One sentence for whoever did it; nothing is changed. */
  | { readonly ok: false; readonly refusal: string };
