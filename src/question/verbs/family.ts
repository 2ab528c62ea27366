// What a verb family is: words people type, and how they become AWS event names through the catalog.
import type { EventTest, ParameterFact, QuestionKind } from '../../domain/question.ts';

/** A question and what it must be read as. Each is a test, and a row of docs/questions.md. */
export interface Example {
  readonly text: string;
  readonly kind: QuestionKind;
  /** Event names it must be read as, all of them and no others; absent: not checked. */
  readonly eventNames?: readonly string[];
  /** Event names that must be among those read; for families too long to list. */
  readonly includes?: readonly string[];
  readonly resources?: readonly string[];
  readonly actors?: readonly string[];
  /** Leaves that must be in the test, beside event names, resources and actors. */
  readonly leaves?: readonly EventTest[];
}

/** Where the event names alone do not say what was asked, or AWS's words differ from people's. */
export interface Rule {
  /** Ids of nouns (see `catalog/nouns.ts`), one of which must be what the verb acts on. Empty: it acts on a bare name. */
  readonly nouns?: readonly string[];
  /** Types of the resource asked about, one of which will do when no noun says what the verb acts on: `iam:role`.
   * Neither nouns, types nor targets: whatever it acts on. */
  readonly types?: readonly string[];
  /** Types, or ids of nouns, of what the noun is a part of, one of which must be there as well. */
  readonly of?: readonly string[];
  /** Types, or ids of nouns, of two things joined or parted by the verb: one of each must be there. */
  readonly both?: readonly [readonly string[], readonly string[]];
  /** Only where a port or an address says which traffic is meant. */
  readonly traffic?: true;
  /** Words beside the verb: `world` (to the internet, 0.0.0.0/0), `port`, `outside` (another account), `outbound`. */
  readonly mark?: Mark;
  /** `service:Name`, or `*:Name` for that name in any service; with a `?` at its end, only when one of `facts` holds
   * too. Empty: any call for which one of `facts` holds. */
  readonly actions: readonly string[];
  readonly facts?: readonly ParameterFact[];
  /** The undo of it, by facts on the same calls and by other calls. */
  readonly undoneBy?: { readonly actions: readonly string[]; readonly facts?: readonly ParameterFact[] };
  /** Only the calls of the thing's own service, where there are any. */
  readonly ownService?: true;
  /** Types of what a bare name is put to or taken from: "attached AdministratorAccess to role ci". */
  readonly targets?: readonly string[];
  /** Only of something named of which nothing says what it is. */
  readonly untyped?: true;
  /** Only where the noun is what something is put into or taken from: "to a group". */
  readonly moved?: true;
  /** In place of `actions`, where the thing's own service has tagging calls for it: those. */
  readonly tagging?: 'put' | 'take' | 'change';
  /** The calls change the thing in other ways too, and do not tell: the answer says "changed". */
  readonly loosely?: true;
  readonly reason: string;
}

export type Mark = 'world' | 'port' | 'outside' | 'outbound';

export interface VerbFamily {
  readonly id: string;
  /** Base forms in lower case. `turn … off` is read with words in between, and as `turn off`. */
  readonly words: readonly string[];
  /** Nouns that mean the act: "deletion", "logins". */
  readonly acts?: readonly string[];
  /** First words of action names, tried together. */
  readonly aws: readonly string[];
  /** In place of `aws` for a bare name, which may be of anything. */
  readonly bare?: readonly string[];
  /** Tried when none of `aws` is there for the thing. */
  readonly orElse?: readonly string[];
  /** Tried when none of those is there either. */
  readonly lastly?: readonly string[];
  /** Needed at the end of an action's name, besides the verb: `Create…Assignment`. */
  readonly tails?: readonly { readonly verb: string; readonly tail: string }[];
  /** Any call that writes, or reads, when there is no noun to go by. */
  readonly whole?: 'write' | 'read';
  /** The family whose calls are meant, as "changed", where the thing has none of this one's. */
  readonly loosely?: string;
  /** The family that undoes it. */
  readonly opposite?: string;
  readonly rules?: readonly Rule[];
  /** Named to the asker whenever the verb is read. */
  readonly assumption?: string;
  readonly examples: readonly Example[];
}
