// A sentence to its words, with the punctuation of English taken off and that of names left on.

export interface Token {
  /** Without surrounding punctuation and quotes, as typed. */
  readonly text: string;
  readonly lower: string;
  /** Where it stands in the sentence, punctuation excluded. */
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
  /** A comma or semicolon follows. */
  readonly comma: boolean;
  /** Written with a possessive `'s`. */
  readonly possessive: boolean;
}

/** `region:eu-west-1` is the word and the value; `s3:PutBucketPolicy` is not among these. */
const KEYED = /^(source|region|account|user|role|bucket|ip|tool|service|actor|port|session|key)[:=](?![:=])(\S+)$/i;
const QUOTED_MAX = 1_100;

export function readTokens(sentence: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < sentence.length) {
    const char = sentence[at] ?? '';
    if (/\s/.test(char)) {
      at++;
      continue;
    }
    const quoted = readQuoted(sentence, at);
    const end = quoted?.after ?? endOfWord(sentence, at);
    if (quoted === null) tokens.push(...readWord(sentence.slice(at, end), at));
    else tokens.push(quoted.token);
    at = end;
  }
  return tokens;
}

function endOfWord(sentence: string, from: number): number {
  let at = from;
  while (at < sentence.length && !/\s/.test(sentence[at] ?? '')) at++;
  return at;
}

/** A quotation opens at the beginning of a word and closes at the end of one; an apostrophe within a word does neither. */
function readQuoted(sentence: string, at: number): { readonly token: Token; readonly after: number } | null {
  const quote = sentence[at] ?? '';
  if (!['"', "'", '`'].includes(quote)) return null;
  let close = sentence.indexOf(quote, at + 1);
  const bounded = () => /^(?:'s)?(?:[\s?!.,;:)\]}]|$)/.test(sentence.slice(close + 1, close + 4));
  while (close > 0 && !bounded()) close = sentence.indexOf(quote, close + 1);
  if (close <= at + 1 || close - at > QUOTED_MAX) return null;
  const text = sentence.slice(at + 1, close);
  const tail = /^('s)?([?!.,;:)\]}]*)/.exec(sentence.slice(close + 1));
  const after = close + 1 + (tail?.[0].length ?? 0);
  const comma = /[,;]/.test(tail?.[2] ?? '');
  return { token: token(text, at + 1, { quoted: true, comma, possessive: tail?.[1] !== undefined }), after };
}

function token(text: string, start: number, marks: Partial<Token> = {}): Token {
  const plain = { quoted: false, comma: false, possessive: false };
  return { text, lower: text.toLowerCase(), start, end: start + text.length, ...plain, ...marks };
}

function readWord(word: string, start: number): readonly Token[] {
  // "*.sample.example" is a name that begins so.
  const opening = /^(?:[([{"'`~,;:!?<>|]|\*(?!\.))*/.exec(word)?.[0].length ?? 0;
  const closing = trailing(word.slice(opening));
  let text = word.slice(opening, word.length - closing.length);
  const possessive = /'s$/i.test(text);
  if (possessive) text = text.slice(0, -2);
  if (text === '' || /^[-–—/+&=|.…]+$/.test(text)) return connective(word, start);
  const keyed = KEYED.exec(text);
  const comma = /[,;]/.test(closing);
  if (keyed !== null) {
    const [, key = '', value = ''] = keyed;
    return [token(key, start + opening), token(value, start + opening + key.length + 1, { comma, possessive })];
  }
  return splitList(text).map((part, index, all) =>
    token(part.text, start + opening + part.offset, {
      comma: index < all.length - 1 || comma,
      possessive: index === all.length - 1 && possessive,
    }),
  );
}

/** Punctuation at the end of a word that belongs to the sentence. A name that ends so must be quoted. */
function trailing(word: string): string {
  let at = word.length;
  while (at > 0 && /[?!.,;:)\]}"'`*~>|…]/.test(word[at - 1] ?? '')) at--;
  return word.slice(at);
}

function connective(word: string, start: number): readonly Token[] {
  if (word === '&' || word === '+') return [{ ...token('and', start), end: start + 1 }];
  return word === '/' || word === '|' ? [{ ...token('or', start), end: start + 1 }] : [];
}

/** `i-1,i-2` is a list of ids; a comma inside another name belongs to it (IAM allows commas). */
function splitList(text: string): readonly { readonly text: string; readonly offset: number }[] {
  const parts = text.split(',');
  const listed =
    parts.length > 1 &&
    parts.every((part) =>
      /^(?:[a-z]+(?:-[a-z]+)*-[0-9a-f]{3,}|arn:\S+|\d{12}|[\d.]{7,15}|a[a-z]{3}[A-Z0-9]{12,})$/i.test(part),
    );
  if (!listed) return [{ text, offset: 0 }];
  let offset = 0;
  return parts.map((part) => {
    const here = { text: part, offset };
    offset += part.length + 1;
    return here;
  });
}
