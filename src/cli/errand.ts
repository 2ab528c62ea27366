// What a question at a terminal may use: the budget of one question, and Ctrl-C, which also stops what runs at AWS.
import type { Errand } from '../ask.ts';
import { NO_LIMIT } from '../planning/budget.ts';
import { escapeTerminal } from '../render/escape-terminal.ts';
import { write } from './terminal.ts';

/** `end` lets go of Ctrl-C; a second press before that ends the process at once. */
export function terminalErrand(perQuestionUsd: number | null): { readonly errand: Errand; readonly end: () => void } {
  const stop = new AbortController();
  const onInterrupt = (): void => {
    write.err('Stopping. Press Ctrl-C again to leave at once.\n');
    stop.abort();
  };
  process.once('SIGINT', onInterrupt);
  return {
    errand: {
      signal: stop.signal,
      budget: { ...NO_LIMIT, perQuestionUsd },
      tell: (words) => write.err(`${escapeTerminal(words)}\n`),
    },
    end: () => process.removeListener('SIGINT', onInterrupt),
  };
}
