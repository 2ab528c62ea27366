// What a question comes back as. Three ends: answered (also when nothing was found), refused, failed.
import type { Actor, AuditEvent } from './audit-event.ts';
import type { Receipt } from './coverage.ts';
import type { Failure } from './failure.ts';
import type { Assumption, Problem, Question, Window } from './question.ts';

/** How sure we are of the person a chain ends at. */
export type Confidence = 'certain' | 'likely' | 'self-asserted';

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
