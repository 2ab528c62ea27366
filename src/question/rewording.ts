// Whole questions to type instead: the one typed, with another verb in the form of the one that stood there, or without a
// phrase that could not be read, and with what such a change leaves dangling taken out as well.
import { verbForms } from './text/inflect.ts';
import type { VerbForm } from './verbs/index.ts';

const DANGLING =
  /(?:^|\s)(?:of|from|to|in|on|with|by|for|at|as|via|using|into|onto|under|over|about|between|called|named|and|or|but|not|except|the|a|an|any|some|all|my|our|its|their|this|that)(?=\s*(?:[?!.,;]|$))/i;
/** Words that lead to nothing once what followed is gone: "from in eu-west-1". */
const LEADING =
  /\s(?:of|from|to|in|on|with|by|for|at|via|using|into|onto|between)(?=\s+(?:of|from|to|in|on|with|by|for|at|via|using|into|onto|between|and|or)\s)/gi;
const HANGS =
  /(?:\s(?:of|from|to|in|on|with|by|for|at|via|using|into|onto|having))?(?:\s(?:the|a|an|any|my|our|its|their))?\s$/i;
/** Nothing after it that the preposition could lead to. */
const ENDS =
  /^\s*(?:$|[?!.,;]|(?:of|from|to|in|on|with|by|for|at|via|using|this|last|yesterday|today|tonight|since|before|after|between|during)\b)/i;
/** More rounds than any question has dangling words. */
const ROUNDS_MAX = 6;

/** Where a phrase stands in a text as whole words, -1 if it does not. Case does not matter. */
export function placeOf(text: string, phrase: string): number {
  const [lower, sought] = [text.toLowerCase(), phrase.toLowerCase()];
  for (let at = lower.indexOf(sought); at >= 0 && sought !== ''; at = lower.indexOf(sought, at + 1)) {
    if (!isWord(lower[at - 1]) && !isWord(lower[at + sought.length])) return at;
  }
  return lower.indexOf(sought);
}

function isWord(char: string | undefined): boolean {
  return char !== undefined && /[\p{L}\p{N}_-]/u.test(char);
}

/** The text with a phrase replaced, or as it is when the phrase is not in it. */
export function replaced(text: string, phrase: string, by: string): string {
  const at = placeOf(text, phrase);
  return at < 0 ? text : text.slice(0, at) + by + text.slice(at + phrase.length);
}

/** The text without a phrase, and without the preposition or article that stood before it alone. */
export function without(text: string, phrase: string): string {
  const at = placeOf(text, phrase);
  // "changed the ttl of record R": without the part, the thing itself.
  const of = at < 0 ? '' : (/^ of(?= )/i.exec(text.slice(at + phrase.length))?.[0] ?? '');
  const gone = at < 0 ? phrase : text.slice(at, at + phrase.length) + of;
  // "a user with console access this week": the preposition goes with what it led to.
  const before = at < 0 ? '' : (HANGS.exec(text.slice(0, at))?.[0] ?? '');
  const alone = ENDS.test(text.slice(at + gone.length));
  let out = tidy(replaced(text, alone && of === '' ? before + gone : gone, ' '));
  for (let round = 0; round < ROUNDS_MAX && DANGLING.test(out); round++) out = tidy(out.replace(DANGLING, ''));
  return tidy(out.replace(LEADING, ''))
    .replace(/\ba(?= [aeio])/gi, 'an')
    .replace(/\ban(?= [^aeiouh\d\s"])/gi, 'a');
}

/** One blank between words, none before punctuation. */
export function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\s+([?!.,;])/g, '$1')
    .replace(/([,;])(?=[?!.])/g, '')
    .trim();
}

/** Another verb in the form in which this one was typed: delete, deletes, deleted or deleting. */
export function inflectedLike(word: string, { base, form }: Pick<VerbForm, 'base' | 'form'>, other: string): string {
  const at = verbForms(base.split(' ')[0] ?? base).indexOf((word.split(' ')[0] ?? word).toLowerCase());
  const forms = verbForms(other);
  const past = forms[2] ?? other;
  if (form === 'base' && (at === 0 || at === 1)) return forms[at] ?? other;
  return /ing$/i.test(word.split(' ')[0] ?? '') ? (forms.at(-1) ?? other) : past;
}
