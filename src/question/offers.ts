// Questions to type instead, kept to those that read better than what was typed: read whole, or with fewer problems left.
import type { Problem, QuestionReading } from '../domain/question.ts';

/** Characters; a longer one is no button. */
const OFFER_MAX = 300;
/** Questions tried for one that was refused. */
const TRIED_MAX = 4;
/** A stand-in for what the asker has to fill in. */
const STAND_IN = /\bNAME\b/;

/** The problems of a text with what they offer put to the reader. `read` must not offer anything itself. */
export function worthOffering(
  typed: string,
  problems: readonly Problem[],
  read: (text: string) => QuestionReading,
): readonly Problem[] {
  const known = new Map<string, boolean>([[plain(typed), false]]);
  const better = (text: string): boolean => {
    const key = plain(text);
    const before = known.get(key);
    if (before !== undefined) return before;
    const tried = known.size <= TRIED_MAX && text.length <= OFFER_MAX;
    const reading = tried ? read(text) : null;
    const good = STAND_IN.test(text) || (reading !== null && (reading.ok || reading.problems.length < problems.length));
    known.set(key, good);
    return good;
  };
  return problems.map((problem) => ({ ...problem, instead: [...new Set(problem.instead)].filter(better) }));
}

/** Blanks and the mark at the end make no other question. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[\s?.!]+$/, '')
    .trim();
}
