// What reading the date words of a question gives back, in the words of the domain.
import type { Assumption, Problem, Window } from '../../domain/question.ts';

/** Half-open range of characters (UTF-16 units) of the text that was read. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** A problem with date words. Replace the characters of `span` by one of `phrases` to get a question that is read. */
export interface WindowProblem extends Problem {
  readonly span: TextSpan;
  /** Date phrases to type instead, best first; may be empty. */
  readonly phrases: readonly string[];
}

export interface WindowReading {
  /** null: no date words, or date words with a problem. */
  readonly window: Window | null;
  /** Characters read as date or time words, leading prepositions included; refused ones too. Ascending, disjoint. */
  readonly spans: readonly TextSpan[];
  readonly assumptions: readonly Assumption[];
  readonly problems: readonly WindowProblem[];
}

/** A phrase with its meaning on Wednesday 18 November 2026, 10:30:00Z, in UTC; documentation and tests are made of these. */
export interface WindowExample {
  readonly phrase: string;
  /** BCP 47; `en-GB` where absent. */
  readonly locale?: string;
  /** Start and end, RFC 3339 without the `Z`, seconds and a midnight left out; null start: as far back as there is. */
  readonly from: string | null;
  readonly to: string;
}
