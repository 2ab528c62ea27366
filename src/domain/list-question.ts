// A condition and a time → the question that lists the events of both: what the program itself asks, in words nobody typed.
import type { EventTest, Question, Window } from './question.ts';

interface Listed {
  /** For receipts and files; '' where nobody sees it. */
  readonly text: string;
  readonly test: EventTest;
  readonly window: Window;
  /** As in `Question`; left out: the planner chooses. */
  readonly source?: string | null;
  /** As in `Question`; left out: it is not. */
  readonly private?: boolean;
}

export function listQuestion({ text, test, window, source = null, private: hidden = false }: Listed): Question {
  return {
    kind: 'list',
    text,
    verb: null,
    resources: [],
    actors: [],
    test,
    related: null,
    asksForAttempts: false,
    window,
    private: hidden,
    source,
  };
}
