// Any text → Slack mrkdwn that shows it and does nothing. A word of plain letters, digits and ordinary punctuation stays;
// every other word becomes a code span, in which Slack parses neither formatting, emoji, mentions nor bare links.
// Code spans rather than zero-width characters: an id copied out of an answer is then the id, and nothing else.
// & < > become entities in both, as in https://docs.slack.dev/messaging/formatting-message-text . Backticks, which would
// close the span, become U+02CB (a look-alike). Text objects are also sent with `verbatim: true` (see `block-kit.ts`).
import { visibleText } from './visible-text.ts';

/** Section text is the longest mrkdwn Slack takes: https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
const MRKDWN_MAX = 3000;

const BACKTICK_LOOKALIKE = 'ˋ';
const BLANK_PICTURE = '␠';

/** Punctuation that may stand outside a code span, before and after it. */
const OPENING = '("“';
const CLOSING = ')"”.,;!?…';
/** A longer word is shown in part: it would push the rest of the sentence out of sight. */
const WORD_MAX = 400;
/** A clock time would pass for an emoji name between colons; it is the one word with inner colons left plain. */
const CLOCK_TIME = /^\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/;
const PLAIN_WORD = /^(?:[\p{L}\p{N}\p{M}'’&%+=/–—·,-]|(?<=\p{N})\.(?=\p{N})|(?<=\p{L})_(?=\p{L}))*:?$/u;
/** At the start of a line these would open a list. */
const LIST_MARK = /^(?:[-–—·+]|\d+[.)])$/;

/**
 * `text` as inert mrkdwn on one line, at most `most` UTF-16 units long; "…" closes what was cut. Never empty for a
 * non-empty text.
 */
export function escapeMrkdwn(text: string, most = MRKDWN_MAX): string {
  let escaped = '';
  let empty = true;
  for (const [index, word] of visibleText(text).split(' ').entries()) {
    const piece = (index === 0 ? '' : ' ') + escapeWord(word, empty);
    if (escaped.length + piece.length >= most) return empty ? codeSpan(word, most) : `${escaped.trimEnd()}…`;
    escaped += piece;
    empty = empty && word === '';
  }
  return escaped;
}

/**
 * `text` whole in one code span, at most `most` UTF-16 units long: for ids, names and codes standing alone.
 * An empty text gives "–".
 */
export function codeSpan(text: string, most = WORD_MAX): string {
  return text === '' ? '–' : `\`${escapeInCode(text, most - 2)}\``;
}

/** Text for inside a code span or block: entities, look-alike backticks, edge blanks made visible; cut to `most`. */
export function escapeInCode(text: string, most = MRKDWN_MAX): string {
  const shown = visibleText(text).replaceAll('`', BACKTICK_LOOKALIKE).replace(/^ | $/g, BLANK_PICTURE);
  const whole = entities(shown);
  if (whole.length <= most) return whole;
  let kept = '';
  for (const character of shown) {
    const next = entities(character);
    if (kept.length + next.length > most - 1) break;
    kept += next;
  }
  return `${kept}…`;
}

function escapeWord(word: string, first: boolean): string {
  if (isPlain(word, first)) return entities(word);
  const { open, core, close } = peel(word);
  // A word of punctuation only, or one that would start a line with a mark, is spanned whole; so is a colon before
  // closing punctuation, which could pass for an emoticon.
  if (core === '' || (core.endsWith(':') && close !== '') || (first && LIST_MARK.test(word))) return codeSpan(word);
  return isPlain(core, false) ? open + entities(core) + close : open + codeSpan(core) + close;
}

/** Plain words pass as they are; so do clock times, whose inner colons alone could be an emoji's. */
function isPlain(word: string, first: boolean): boolean {
  if (word.length > WORD_MAX || (first && LIST_MARK.test(word))) return false;
  return PLAIN_WORD.test(word) || CLOCK_TIME.test(word);
}

function peel(word: string): { readonly open: string; readonly core: string; readonly close: string } {
  let from = 0;
  let to = word.length;
  while (from < to && OPENING.includes(word.charAt(from))) from += 1;
  while (to > from && CLOSING.includes(word.charAt(to - 1))) to -= 1;
  return { open: word.slice(0, from), core: word.slice(from, to), close: word.slice(to) };
}

function entities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
