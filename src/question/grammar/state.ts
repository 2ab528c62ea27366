// What reading a sentence keeps in mind from word to word, and the parts it makes.
import type { Item } from '../text/items.ts';
import type { SmallRole } from '../text/small-words.ts';
import type { VerbForm } from '../verbs/index.ts';

export interface VerbUse {
  readonly verb: VerbForm;
  /** As typed, particle included. */
  readonly word: string;
  readonly index: number;
}

export interface Phrase {
  /** In lower case; null for a subject or an object. */
  readonly prep: string | null;
  /** Everything but: "except", "not". */
  readonly excluded: boolean;
  /** `subject` of the verb in the active voice; `which`: asked for ("which buckets"). */
  readonly role: 'subject' | 'object' | 'which' | 'free';
  readonly items: readonly Item[];
  readonly index: number;
  readonly possessive: boolean;
  /** The verb comes next: "which user deleted …". */
  readonly beforeVerb: boolean;
}

/** Mutable on purpose: one reading owns it, from the first word to the last. */
export interface State {
  readonly asks: Set<SmallRole>;
  readonly verbs: VerbUse[];
  readonly phrases: Phrase[];
  items: Item[];
  prep: string | null;
  excluded: boolean;
  which: boolean;
  /** An auxiliary stands between the question word and here: what follows is the subject. */
  aux: 'do' | 'be' | null;
  be: boolean;
  passive: boolean;
  tries: boolean;
  fails: boolean;
  negates: boolean;
  /** An "except" stands directly before: a deed that follows is left out. */
  excepting: boolean;
  /** Deeds left out: "everything except READS". */
  readonly leftOut: VerbUse[];
  /** Words whose part in the sentence cannot be told. */
  readonly unknown: Item[];
  /** An "and" stands directly before. */
  joined: boolean;
  start: number;
}

/** Verbs that carry another's act: "made changes to", "performed a login", "did the deletion". */
export const LIGHT: ReadonlySet<string> = new Set(['create', 'touch', 'read', 'run', 'start', 'snapshot', 'modify']);
