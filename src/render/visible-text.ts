// Text from events → one line of text that shows everything it holds: control characters, line breaks, bidirectional
// overrides, zero-width and tag characters are replaced by something one can see. First step of every escaper.
// Leaves letters, marks and symbols of all scripts alone.

/** Cc and Zl/Zp break lines or steer terminals; Cf reorders or hides text; Cs is half a character. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u115F\u1160\u2800\u3164\uFFA0]/gu;
const SAFE_ASCII = /^[\x20-\x7E]*$/;
/** Unicode's "control pictures" mirror the C0 controls from this code point on. */
const CONTROL_PICTURES = 0x2400;
const DELETE = 0x7f;

/** Never longer than 12 times its input; the same text when nothing was hidden in it. */
export function visibleText(text: string): string {
  return SAFE_ASCII.test(text) ? text : text.replace(UNSEEN, picture);
}

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(CONTROL_PICTURES + code);
  if (code === DELETE) return '␡';
  if (code >= 0xd800 && code <= 0xdfff) return '\uFFFD';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
