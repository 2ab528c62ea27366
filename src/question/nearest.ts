// The known word that a mistyped one was probably meant to be: "deletd" → "deleted". Only offered, never applied.

import { NOUNS } from '../catalog/nouns.ts';
import type { Lexicon } from './text/items.ts';
import { SMALL_WORDS } from './text/small-words.ts';

/** Letters that may differ, by the length of the word. */
function tolerance(length: number): number {
  return length < 5 ? 0 : length < 9 ? 1 : 2;
}

/** Of a mistyped word the beginning is right, mostly: "drained" is not "trained", nor "offboarded" "onboarded". */
function beginsAlike(word: string, known: string, edits: number): boolean {
  return word.slice(0, edits) === known.slice(0, edits);
}

interface Near {
  readonly word: string;
  readonly distance: number;
}

/** The nearest verb, noun or small word in lower case; null when none is near. */
export function nearest(word: string, words: Lexicon): string | null {
  const limit = tolerance(word.length);
  if (limit === 0 || word.length > 24) return null;
  let best: Near | null = null;
  const nouns = [...NOUNS.values()].map(({ text }) => text);
  for (const known of [...words.verbs.phrases.keys(), ...nouns, ...SMALL_WORDS.keys()]) {
    if (known.includes(' ') || Math.abs(known.length - word.length) > limit) continue;
    const here = distance(word, known, best?.distance ?? limit);
    if (here === null || !beginsAlike(word, known, here)) continue;
    const better = best === null || here < best.distance || (here === best.distance && known.length > best.word.length);
    if (better) best = { word: known, distance: here };
  }
  return best?.word ?? null;
}

/** Edits (a letter more, less, other, or two swapped) between two words; null when more than `limit`. */
export function distance(left: string, right: string, limit: number): number | null {
  let before: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1] ? 0 : 1;
      const edits = [(row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same];
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (swapped) edits.push((before[j - 2] ?? 0) + 1);
      next.push(Math.min(...edits));
    }
    if (Math.min(...next) > limit) return null;
    before = row;
    row = next;
  }
  const result = row[right.length] ?? limit + 1;
  return result > limit ? null : result;
}
