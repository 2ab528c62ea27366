// What a recogniser of one kind of question is given, and what it gives back: the condition on events and its echo.
import type { EventTest, Problem, QuestionKind, ResourceRef } from '../../domain/question.ts';
import type { Meaning } from '../grammar/meaning.ts';
import type { Sentence } from '../grammar/sentence.ts';
import type { Lexicon } from '../text/items.ts';
import type { Example } from '../verbs/family.ts';

/** Set phrases that decide the kind before any grammar: "history of", "where does … come from". */
export type Lead = 'timeline' | 'origin' | 'identity' | 'person' | 'deeds';

export interface KindInput {
  /** The sentence as cleaned, for quoting in "did you mean". */
  readonly text: string;
  readonly leads: ReadonlySet<Lead>;
  readonly sentence: Sentence;
  readonly meaning: Meaning;
  readonly words: Lexicon;
  /** A date was typed. */
  readonly dated: boolean;
}

export interface Draft {
  readonly kind: QuestionKind;
  readonly verb: { readonly word: string; readonly eventNames: readonly string[] } | null;
  readonly resources: readonly ResourceRef[];
  readonly actors: readonly ResourceRef[];
  readonly test: EventTest;
  readonly related: EventTest | null;
  readonly assumptions: readonly string[];
  readonly problems: readonly Problem[];
}

export interface KindRecogniser {
  readonly id: string;
  /** null: not a question of this kind. */
  readonly read: (input: KindInput) => Draft | null;
  readonly examples: readonly Example[];
}
