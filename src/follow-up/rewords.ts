// Small changes of a question's text that keep the rest of it as typed: a name for a name, a date for a date, a filter
// taken out. Each gives texts to try, best first; whoever asks for them reads them and judges.
import type { EventTest, Question } from '../domain/question.ts';
import { placeOf, replaced, tidy, without } from '../question/rewording.ts';
import { conditionsOf, keyOf, questionIn, type Read, sameDeed, sameThings, sameTime } from './reading.ts';

/** A question of more words is not searched for its filters: each try reads it once more. */
const WORDS_MAX = 40;
/** No filter is said in more words than this: "not from the AWS console". */
const FILTER_WORDS_MAX = 5;

/** The question with other words for its time; appended where it had none. */
export function withTime(question: Question, phrase: string): readonly string[] {
  const { text, window } = question;
  if (window === null || window.phrase === null) return [tidy(`${closed(text)} ${phrase}`)];
  return [tidy(replaced(text, window.phrase, phrase)), tidy(`${closed(without(text, window.phrase))} ${phrase}`)];
}

/** The question with more words at its end. */
export function appended(text: string, words: string): string {
  return tidy(`${closed(text)} ${words}`);
}

/** `by` put where the name stands, with its quotes and, first, with the words before it that may be its noun. */
export function withName(text: string, name: string, by: string, nouns: boolean): readonly string[] {
  const found = [`"${name}"`, `'${name}'`, `\`${name}\``, name].find((form) => placeOf(text, form) >= 0);
  if (found === undefined) return [];
  const at = placeOf(text, found);
  const plain = text.slice(0, at) + by + text.slice(at + found.length);
  const before = text.slice(0, at).trimEnd().split(' ');
  const noNoun = [1, 2]
    .filter((words) => before.length > words)
    .map((words) => `${before.slice(0, -words).join(' ')} ${by}${text.slice(at + found.length)}`);
  return (nouns ? [...noNoun, plain] : [plain, ...noNoun]).map(tidy);
}

/**
 * The text with `by` where it asked for `gone`, the fewest words replaced, and the same question otherwise. `by` empty
 * takes it out. null: it cannot be done.
 */
export function inPlaceOf(
  text: string,
  gone: EventTest,
  by: string,
  added: readonly EventTest[],
  read: Read,
): string | null {
  const before = questionIn(text, read);
  const words = text.split(/\s+/);
  if (before === null || words.length > WORDS_MAX) return null;
  const wanted = [...conditionsOf(before.test).filter((test) => keyOf(test) !== keyOf(gone)), ...added];
  for (let length = 1; length <= FILTER_WORDS_MAX; length += 1) {
    for (let from = 0; from + length <= words.length; from += 1) {
      const changed = [...words.slice(0, from), by, ...words.slice(from + length)].join(' ');
      // A preposition left behind would stand before the next one.
      if (DOUBLED.test(changed)) continue;
      const rest = by === '' ? without(changed, '\0') : tidy(changed);
      const question = questionIn(rest, read);
      if (question !== null && isOnly(question, wanted) && isSame(question, before)) return rest;
    }
  }
  return null;
}

const DOUBLED =
  /\b(?:in|from|by|with|via|on|at|of|for|not)\s+(?:not\s+)?(?:in|from|by|with|via|on|at|of|for)\b|\b(\w+)\s+\1\b/i;

function isOnly(question: Question, rest: readonly EventTest[]): boolean {
  const left = conditionsOf(question.test).map(keyOf).sort();
  return left.join('\n') === rest.map(keyOf).sort().join('\n');
}

function isSame(left: Question, right: Question): boolean {
  return sameDeed(left, right) && sameThings(left, right) && sameTime(left.window, right.window);
}

function closed(text: string): string {
  return text.replace(/[\s?!.,;]+$/, '');
}
