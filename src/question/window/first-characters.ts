// The source of a template's regular expression → the characters a match can begin with. Trying only the templates that
// can match at a place saves most of the time of reading, and of compiling what is never tried.
// Knows the syntax that templates use: literals, escapes, classes, groups, lookarounds, alternatives, quantifiers.

/** null: any character. */
export type FirstCharacters = ReadonlySet<string> | null;

interface Part {
  readonly first: FirstCharacters;
  /** It may match nothing, so that what follows may come first. */
  readonly empty: boolean;
  readonly next: number;
}

const NOTHING: ReadonlySet<string> = new Set();
const DIGITS: ReadonlySet<string> = new Set('0123456789');
const BLANKS: ReadonlySet<string> = new Set(' \t\n\r\f\v');

/** @param source of a regular expression over folded text */
export function firstCharacters(source: string): FirstCharacters {
  const { first, empty } = alternatives(source, 0);
  return empty ? null : first;
}

const either = (a: FirstCharacters, b: FirstCharacters): FirstCharacters =>
  a === null || b === null ? null : new Set([...a, ...b]);

function alternatives(source: string, start: number): Part {
  let first: FirstCharacters = NOTHING;
  let empty = false;
  let at = start;
  for (;;) {
    const branch = sequence(source, at);
    first = either(first, branch.first);
    empty ||= branch.empty;
    at = branch.next;
    if (source[at] !== '|') return { first, empty, next: at };
    at += 1;
  }
}

function sequence(source: string, start: number): Part {
  let first: FirstCharacters = NOTHING;
  let empty = true;
  let at = start;
  while (at < source.length && source[at] !== '|' && source[at] !== ')') {
    const part = quantified(source, at);
    if (empty) first = either(first, part.first);
    empty &&= part.empty;
    at = part.next;
  }
  return { first, empty, next: at };
}

function quantified(source: string, start: number): Part {
  const part = atom(source, start);
  const quantifier = /^(?:[?*+]|\{(\d+)(?:,\d*)?\})\??/.exec(source.slice(part.next, part.next + 12));
  if (quantifier === null) return part;
  const mayBeNone = /^[?*]/.test(quantifier[0]) || quantifier[1] === '0';
  return { first: part.first, empty: part.empty || mayBeNone, next: part.next + quantifier[0].length };
}

function atom(source: string, at: number): Part {
  const char = source[at] ?? '';
  if (char === '(') return group(source, at);
  if (char === '[') return characterClass(source, at);
  if (char === '\\') return escaped(source, at);
  if (char === '.') return { first: null, empty: false, next: at + 1 };
  if (char === '^' || char === '$') return { first: NOTHING, empty: true, next: at + 1 };
  return { first: new Set(char), empty: false, next: at + 1 };
}

function group(source: string, at: number): Part {
  const opening = /^\((?:\?:|\?<\w+>|\?<?[=!])?/.exec(source.slice(at, at + 40))?.[0] ?? '(';
  const inside = alternatives(source, at + opening.length);
  const lookaround = /[=!]$/.test(opening);
  return lookaround ? { first: NOTHING, empty: true, next: inside.next + 1 } : { ...inside, next: inside.next + 1 };
}

/** Members of a class; a negated one, or one with a range other than of digits, is any character. */
function characterClass(source: string, at: number): Part {
  const end = source.indexOf(']', at + 1);
  const body = source.slice(at + 1, end);
  const plain = body.replace(/\\[sd]|0-9/g, '');
  const simple = !body.startsWith('^') && !/\\|.-./.test(plain);
  const members = [...plain, ...(/\\s/.test(body) ? BLANKS : []), ...(/\\d|0-9/.test(body) ? DIGITS : [])];
  return { first: simple ? new Set(members) : null, empty: false, next: end + 1 };
}

function escaped(source: string, at: number): Part {
  const kind = source[at + 1] ?? '';
  if (kind === 'd') return { first: DIGITS, empty: false, next: at + 2 };
  if (kind === 's') return { first: BLANKS, empty: false, next: at + 2 };
  if (kind === 'b') return { first: NOTHING, empty: true, next: at + 2 };
  if (kind === 'w') return { first: null, empty: false, next: at + 2 };
  const code = /^u([0-9a-f]{4})/i.exec(source.slice(at + 1, at + 6))?.[1];
  if (code !== undefined)
    return { first: new Set(String.fromCharCode(Number.parseInt(code, 16))), empty: false, next: at + 6 };
  return { first: new Set(kind), empty: false, next: at + 2 };
}
