// Text as typed → text of the same length to match on: lower case, no accents, one kind of digit, dash, quote and blank.
// Every position stays what it was, so that spans found in the folded text are spans of the text as typed.

/** Stands where an id or a quoted name was cut out; no date word reaches across it. */
export const CUT = '\uFFFC';
/** Stands where zone words were read; date words on both sides still belong together. */
export const ZONE_MARK = '\uE000';

const SAME: ReadonlyMap<string, string> = new Map([
  ...[...'‐‑‒–—―−〜～'].map((dash) => [dash, '-'] as const),
  ...[...'’‘ʼ`´'].map((quote) => [quote, "'"] as const),
  ...[...'\u00A0\u2007\u202F\u3000\u2009\u200A'].map((blank) => [blank, ' '] as const),
  ['：', ':'],
  ['／', '/'],
  ['．', '.'],
  ['，', ','],
  ['、', ','],
  ['（', '('],
  ['）', ')'],
  [ZONE_MARK, CUT],
]);

const LAST_LATIN = 0x24f;
const FULL_WIDTH_FIRST = 0xff10;
const FULL_WIDTH_LAST = 0xff5a;
const FULL_WIDTH_SHIFT = 0xfee0;

function foldChar(char: string): string {
  const same = SAME.get(char);
  if (same !== undefined) return same;
  const code = char.charCodeAt(0);
  if (code < 0x80) return char.toLowerCase();
  if (code <= LAST_LATIN) {
    const base = (char.normalize('NFD')[0] ?? char).toLowerCase();
    return base.length === 1 ? base : char;
  }
  const wide = code >= FULL_WIDTH_FIRST && code <= FULL_WIDTH_LAST;
  return wide ? String.fromCharCode(code - FULL_WIDTH_SHIFT).toLowerCase() : char;
}

/** Stands for the slash, dash or dots between two whole dates written without blanks. */
const RANGE_MARK = '\u2192';
const ISO = '\\d{4}-\\d\\d-\\d\\d(?:t[\\d:.]{4,16}(?:z|[+-]\\d\\d:?\\d\\d)?)?';
const NUMERIC = '\\d{1,2}[./]\\d{1,2}[./]\\d{4}';
const RANGES = [
  new RegExp(`(?<=(?<!\\d)${ISO})(?:/|\\.\\.|-{1,2})(?=\\d{4}-\\d\\d-\\d)`, 'g'),
  new RegExp(`(?<=(?<!\\d)${NUMERIC})-(?=\\d{1,2}[./]\\d)`, 'g'),
];

/** "2026-11-05/2026-11-07": the sign between is "to". Same length. */
export const markRanges = (folded: string): string =>
  RANGES.reduce((text, pattern) => text.replace(pattern, (sign) => RANGE_MARK.repeat(sign.length)), folded);

/** @returns text of the same length; four blanks or more in a row count as something cut out. */
export function fold(text: string): string {
  let folded = '';
  for (let at = 0; at < text.length; at += 1) folded += foldChar(text.charAt(at));
  return folded.replace(/\s{4,}/g, (run) => CUT.repeat(run.length));
}
