// Text of a query → its tokens. How Logs Insights reads a backslash or a quote inside a literal is not published: the fake
// refuses both, so that nobody comes to depend on a guess.
import { type AwsError, refuse } from '../outcome.ts';

export type Token =
  | { readonly kind: 'word'; readonly text: string }
  /** In backticks: a field, whatever its letters. */
  | { readonly kind: 'field'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'pattern'; readonly pattern: RegExp }
  | { readonly kind: 'sign'; readonly text: string };

export function malformed(message: string): AwsError {
  return refuse('MalformedQueryException', message);
}

const SPACE = /^(?:\s+|#[^\n]*)/;
const WORD = /^@?[A-Za-z_][A-Za-z0-9_.@]*/;
const BACKTICKED = /^(@?)`([^`\n]+)`/;
const TEXT = /^(?:"([^"]*)"|'([^']*)')/;
/** What may stand in a literal without anybody having to know how it is escaped. */
const PLAIN = /^[A-Za-z0-9:/_.@+=,-]*$/;
const NUMBER = /^-?[0-9]+(?:\.[0-9]+)?/;
/** Where a pattern may stand: after `like` or `=~`. */
const PATTERN = /^\/([^/\n]+)\//;
const PLAIN_PATTERN = /^[\x20-\x7e]+$/;
const SIGN = /^(?:!=|<=|>=|=~|[=<>()[\],|:*])/;

export function tokensOf(query: string): readonly Token[] | AwsError {
  const tokens: Token[] = [];
  for (let rest = query; rest !== ''; ) {
    const space = SPACE.exec(rest);
    if (space) {
      rest = rest.slice(space[0].length);
      continue;
    }
    const read = readToken(rest, tokens.at(-1));
    if (read === undefined) return malformed(`unexpected symbol found ${JSON.stringify(rest.slice(0, 20))}`);
    if ('kind' in read) return read;
    tokens.push(read.token);
    rest = rest.slice(read.length);
  }
  return tokens;
}

type Read = { readonly token: Token; readonly length: number } | AwsError | undefined;

function readToken(rest: string, before: Token | undefined): Read {
  const pattern = isBeforePattern(before) ? PATTERN.exec(rest) : null;
  if (pattern) return readPattern(pattern);
  const backticked = BACKTICKED.exec(rest);
  if (backticked) {
    return { token: { kind: 'field', text: `${backticked[1]}${backticked[2]}` }, length: backticked[0].length };
  }
  const text = TEXT.exec(rest);
  if (text) {
    const inner = text[1] ?? text[2] ?? '';
    if (!PLAIN.test(inner)) return malformed(`the fake does not know how this literal is escaped: ${text[0]}`);
    return { token: { kind: 'text', text: inner }, length: text[0].length };
  }
  const number = NUMBER.exec(rest);
  if (number) return { token: { kind: 'number', value: Number(number[0]) }, length: number[0].length };
  const word = WORD.exec(rest);
  if (word) return { token: { kind: 'word', text: word[0] }, length: word[0].length };
  const sign = SIGN.exec(rest);
  return sign ? { token: { kind: 'sign', text: sign[0] }, length: sign[0].length } : undefined;
}

function isBeforePattern(before: Token | undefined): boolean {
  return before?.kind === 'word'
    ? before.text.toLowerCase() === 'like'
    : before?.kind === 'sign' && before.text === '=~';
}

/** Without the `u` flag: the letters beyond ASCII have no other case here, which is the harder reading. */
function readPattern([whole, inner = '']: RegExpExecArray): Read {
  if (!PLAIN_PATTERN.test(inner) || /["'`\\]/.test(inner)) {
    return malformed(`the fake does not know how this pattern is escaped: ${whole}`);
  }
  const ignoresCase = inner.startsWith('(?i)');
  try {
    const pattern = new RegExp(ignoresCase ? inner.slice(4) : inner, ignoresCase ? 'i' : '');
    return { token: { kind: 'pattern', pattern }, length: whole.length };
  } catch {
    return malformed(`invalid regular expression ${whole}`);
  }
}
