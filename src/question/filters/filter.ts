// What a filter recogniser is: one way of narrowing a question, read from an item and the phrase it stands in.
import type { EventTest } from '../../domain/question.ts';
import type { Phrase } from '../grammar/state.ts';
import type { Item } from '../text/items.ts';
import type { Example, Mark } from '../verbs/family.ts';

export interface FilterContext {
  readonly phrase: Phrase;
  /** Ids of the verb families in the question; empty when it has none. */
  readonly families: readonly string[];
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  /** The item before in the phrase, and after. */
  readonly before: Item | null;
  readonly after: Item | null;
  /** Something in the phrase is named. */
  readonly hasRef: boolean;
}

export interface FilterReading {
  readonly tests: readonly EventTest[];
  readonly marks?: readonly Mark[];
  readonly assumption?: string;
  /** The wording asks for attempts. */
  readonly attempts?: boolean;
  /** The item after this one belongs to it. */
  readonly takesNext?: boolean;
}

export interface FilterRecogniser {
  readonly id: string;
  readonly read: (item: Item, context: FilterContext) => FilterReading | null;
  readonly examples: readonly Example[];
}

/** Prepositions after which a means or maker stands: "via terraform", "by root". */
export function saysHow(prep: string | null): boolean {
  return /^(?:came from|come from|comes from|by|via|using|through|with|from|in|on|when using|by using|by means of|made \w+|done by|performed by|run by|issued by|carried out by|initiated by|triggered by|coming from|originating from|under|over|at|as)$/.test(
    prep ?? '',
  );
}

/** Prepositions after which a place stands: "in eu-west-1", "from account …". */
export function saysWhere(prep: string | null): boolean {
  return /^(?:in|within|inside|across|from|on|at|under|for|of|to|into|against|about|over|through)$/.test(prep ?? '');
}
