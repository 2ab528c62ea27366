// Any text → text a terminal only prints: no escape sequence, control or bidirectional override is left, and its width
// in columns is known. Leaves colours to `terminal.ts`, which adds its own after escaping.
import { visibleText } from './visible-text.ts';

const SAFE_ASCII = /^[\x20-\x7E]*$/;
const ZERO_WIDTH = /^\p{M}+$/u;
/** East Asian wide and full-width ranges, and emoji, take two columns (Unicode Standard Annex 11). */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** `text` on one line with everything unseen made visible. */
export function escapeTerminal(text: string): string {
  return visibleText(text);
}

/** Columns `text` takes once escaped. */
export function columnsOf(text: string): number {
  if (SAFE_ASCII.test(text)) return text.length;
  let columns = 0;
  for (const { segment } of segmenter.segment(text)) columns += columnsOfGrapheme(segment);
  return columns;
}

/** `text` cut to at most `columns` columns, closed by "…" when cut. `columns` ≥ 1. */
export function cutToColumns(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of segmenter.segment(text)) {
    const width = columnsOfGrapheme(segment);
    if (used + width > columns - 1) break;
    kept += segment;
    used += width;
  }
  return `${kept}…`;
}

/** `text` with blanks after it to fill `columns`. */
export function padToColumns(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/** `text` in lines of at most `columns`, broken at blanks; a longer word is broken where it must be. */
export function wrapToColumns(text: string, columns: number, indent = ''): readonly string[] {
  const margin = columnsOf(indent);
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of text.split(' ').flatMap((word) => piecesOf(word, columns - margin))) {
    const width = columnsOf(piece);
    const room = columns - (lines.length === 0 ? 0 : margin);
    if (line !== '' && used + 1 + width > room) {
      lines.push(line);
      line = piece;
      used = width;
    } else {
      used += line === '' ? width : width + 1;
      line = line === '' ? piece : `${line} ${piece}`;
    }
  }
  lines.push(line);
  return lines.map((each, index) => (index === 0 ? each : indent + each));
}

function piecesOf(word: string, columns: number): readonly string[] {
  if (columnsOf(word) <= columns) return [word];
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const { segment } of segmenter.segment(word)) {
    const width = columnsOfGrapheme(segment);
    if (used + width > columns && piece !== '') {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += segment;
    used += width;
  }
  return [...pieces, piece];
}

function columnsOfGrapheme(segment: string): number {
  if (ZERO_WIDTH.test(segment)) return 0;
  return WIDE.test(segment) ? 2 : 1;
}
