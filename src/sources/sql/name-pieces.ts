// A name asked for → the pieces of it that stand in the text of every record bearing it, however that text was escaped.
//
// `records/identifier.ts` calls two names the same when a form of one is the other, in any case, percent-decoded or not. A
// form is always cut out of the name as written, so each piece of the form stands in the record. Pieces are of characters
// that encoders leave alone: letters, digits, `.`, `_` and `-`; everything else may be written `\/`, `\u0026` or `%2F`. An
// encoder that escaped even those left one of the marks in HIDDEN_LETTERS: such records are let through unseen.
import { identifierTokens, namesOf } from '../../records/identifier.ts';

/** Pieces a form is searched by: the longest; more of them make no search more selective. */
const PIECES_MAX = 4;
/** Longer pieces would not fit a statement; the front of one is a piece as well. */
const PIECE_CHARACTERS_MAX = 200;
/** A form is longer than this only where no name of AWS's is. */
const NAME_CHARACTERS_MAX = 1_100;

/**
 * As a regular expression on lower-case text: a letter, digit, `.`, `_` or `-` behind a percent or \u escape, a percent
 * sign that was escaped itself, and U+212A (the Kelvin sign), whose lower case is a plain k.
 */
export const HIDDEN_LETTERS =
  '(?:%|\\\\u00)(?:2[de]|3[0-9]|4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9a])|%25|%e2%84%aa|\\\\u212a';

/** One list of pieces for each form, none implied by another; null: the name has no piece to search by. */
export function namePieces(asked: string): readonly (readonly string[])[] | null {
  const mine = asked.trim().toLowerCase();
  if (mine === '' || mine.length > NAME_CHARACTERS_MAX) return null;
  const forms = namesOf(mine);
  return piecesOf(forms.length === 0 ? [mine] : forms);
}

/** Pieces of a value that some parameter has, whole or as a form of what is written there. */
export function valuePieces(value: string): readonly (readonly string[])[] | null {
  const mine = value.toLowerCase();
  // A number may be written in many ways: 1.0, 1e3.
  if (mine.trim() === '' || !Number.isNaN(Number(mine)) || identifierTokens(mine).length === 0) return null;
  return piecesOf([mine]);
}

function piecesOf(forms: readonly string[]): readonly (readonly string[])[] | null {
  const each = forms.map(allPieces);
  if (each.some((pieces) => pieces.length === 0)) return null;
  const fewest = [...each].sort((left, right) => left.join().length - right.join().length);
  const kept: (readonly string[])[] = [];
  for (const pieces of fewest) {
    if (!kept.some((known) => implies(pieces, known))) kept.push(pieces);
  }
  return kept.map(longest);
}

/** Text with all of `pieces` in their order has all of `known` in theirs. */
function implies(pieces: readonly string[], known: readonly string[]): boolean {
  let at = 0;
  for (const piece of pieces) {
    if (at < known.length && piece.includes(known[at] ?? '')) at += 1;
  }
  return at === known.length;
}

function allPieces(form: string): readonly string[] {
  // U+0130 has a lower case of two characters, an i and U+0307; in the record it is no i.
  const pieces = form.replaceAll('i\u0307', ' ').match(/[a-z0-9._-]+/g) ?? [];
  return pieces.map((piece) => piece.slice(0, PIECE_CHARACTERS_MAX));
}

/** The longest of them, in their order. */
function longest(pieces: readonly string[]): readonly string[] {
  const byLength = [...pieces.keys()].sort((left, right) => (pieces[right]?.length ?? 0) - (pieces[left]?.length ?? 0));
  const kept = new Set(byLength.slice(0, PIECES_MAX));
  return pieces.filter((_, at) => kept.has(at));
}
