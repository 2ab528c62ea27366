// What a question comes back as. Three ends: answered (also when nothing was found), refused, failed.
import type { Actor, AuditEvent } from './audit-event.ts';
import type { Receipt } from './coverage.ts';
import type { Failure } from './failure.ts';
import type { Assumption, Problem, Question, Window } from './question.ts';

/** How sure we are of the person a chain ends at. */
export type Confidence = 'certain' | 'likely' | 'self-asserted';

/** How one hop of a chain is known. */
export type HopKind =
  | 'source-identity'
  | 'on-behalf-of'
  | 'identity-center'
  | 'web-identity'
  | 'saml'
  | 'assumed-role'
  | 'console-sign-in'
  | 'switched-role'
  | 'session-name'
  | 'service-acting'
  | 'instance'
  | 'access-key';

/** One step from the caller toward a person. */
export interface Hop {
  readonly kind: HopKind;
  /** Who or what this hop leads to, as the record names it. */
  readonly name: string;
  readonly confidence: Confidence;
  /** The event that shows it; null where the record itself does. */
  readonly eventID: string | null;
  /** What they did that made a service act, and how long before: `deleted stack web 7 s before`. */
  readonly deed?: string;
}

/** What is known of who is behind a call. */
export interface Chain {
  /** Nearest first. */
  readonly hops: readonly Hop[];
  /** null: not known. */
  readonly human: Human | null;
  /** Facts that bear on it without naming anybody, and what would settle it: one sentence each, plain text. */
  readonly hints: readonly string[];
}

export interface Human {
  readonly name: string;
  readonly confidence: Confidence;
  /** Event ids of the hops from actor to person, nearest first. */
  readonly hops: readonly string[];
}

export interface AnsweredActor {
  readonly actor: Actor;
  /** null: not known from what was read. */
  readonly human: Human | null;
  /** How the person was found, or how far that led; left out where the record names the caller and that is all. */
  readonly chain?: Chain;
  /** The events that are theirs, where several people share what the records name; left out where all are. */
  readonly eventIDs?: readonly string[];
}

export interface Answer {
  readonly status: 'answered';
  readonly question: Question;
  readonly window: Window;
  readonly assumptions: readonly Assumption[];
  /** Succeeded or accepted, on the resource asked about. Oldest first. Never cut. */
  readonly done: readonly AuditEvent[];
  /** Failed, denied, dry runs. Oldest first. Never cut. */
  readonly attempted: readonly AuditEvent[];
  readonly related: readonly AuditEvent[];
  /** The distinct callers of `done`; of `attempted` where nothing was done. In order of first appearance. */
  readonly actors: readonly AnsweredActor[];
  /** One true sentence, plain text, unescaped: renderers escape it. */
  readonly sentence: string;
  readonly receipt: Receipt;
  /** Names of accounts that appear in it, by id, where an organisation or the settings give them. */
  readonly accountNames?: Readonly<Record<string, string>>;
  /**
   * Events of the window may still be on their way: the answer is looked at again until this instant (UTC, RFC 3339).
   * Left out: all of the window had been delivered.
   */
  readonly provisionalUntil?: string;
  /** When it was asked, epoch milliseconds: what AWS itself still shows depends on it. Left out: not known. */
  readonly askedAtMs?: number;
  /** Events that had not arrived when it was first answered, and are in it now. */
  readonly lateEvents?: number;
}

export interface Refusal {
  readonly status: 'refused';
  readonly text: string;
  readonly problems: readonly Problem[];
  readonly assumptions: readonly Assumption[];
}

export interface Failed {
  readonly status: 'failed';
  readonly text: string;
  readonly failure: Failure;
}

/** The end of any question. */
export type Reply = Answer | Refusal | Failed;
