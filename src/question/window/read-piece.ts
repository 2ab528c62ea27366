// Operators around date words: since, until, before, after, between … and, from … to, and those that follow their date.
import type { Language } from './languages/language.ts';
import type { Reader } from './read-date.ts';
import { type Moment, readMoment } from './read-moment.ts';
import { compile } from './template.ts';
import { trouble, type When } from './when.ts';

export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly when: When;
}

type Bound = 'since' | 'until' | 'before' | 'after';
const BOUNDS: readonly Bound[] = ['since', 'until', 'before', 'after'];

interface Operators {
  readonly prefixes: readonly (readonly [Bound | 'from' | 'between' | 'around', RegExp])[];
  readonly suffixes: readonly (readonly [Bound | 'around', RegExp])[];
  readonly to: RegExp | null;
  readonly and: RegExp | null;
}

const compiled = new Map<Language, Operators>();

function connector(source: string | null, language: Language): RegExp | null {
  if (source === null) return null;
  const words = source.replaceAll(' ', '\\s');
  return new RegExp(
    language.spaced
      ? `(?:\\s{1,3}(?:${words})\\s{1,3}|\\s{0,2}(?:-{1,2}|\u2192{1,2})\\s{0,2})(?:(?:on|the|and)\\s)?`
      : `(?:${words})`,
    'y',
  );
}

function operatorsOf(language: Language): Operators {
  const known = compiled.get(language);
  if (known !== undefined) return known;
  const { operators, suffixes } = language;
  const prefix = (kind: Bound | 'from' | 'between' | 'around', source: string | null) =>
    source === null ? [] : [[kind, compile(`(?:${source})`, language)] as const];
  const made: Operators = {
    prefixes: [
      ...BOUNDS.flatMap((kind) => prefix(kind, operators[kind])),
      ...prefix('from', operators.from),
      ...prefix('between', operators.between),
      ...prefix('around', language.around),
    ],
    suffixes: (['since', 'until', 'before', 'after', 'around'] as const).flatMap((kind) => {
      const source = suffixes[kind];
      return source === undefined ? [] : [[kind, compile(`(?:${source})`, language, !language.spaced)] as const];
    }),
    to: connector(operators.to, language),
    and: connector(operators.and, language),
  };
  compiled.set(language, made);
  return made;
}

function endOf(pattern: RegExp | null, text: string, at: number): number | null {
  if (pattern === null) return null;
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found === null || found[0] === '' ? null : at + found[0].length;
}

const skipBlanks = (text: string, at: number): number =>
  at + (/^[\s:]{0,3}/.exec(text.slice(at, at + 3))?.[0].length ?? 0);

/** @returns the longest reading that starts exactly at `at`, operators included; null where there is no date */
export function readPiece(reader: Reader, at: number): Piece | null {
  const plain = readPlain(reader, at);
  const operated = readOperated(reader, at);
  if (plain === null) return operated;
  return operated === null || plain.end >= operated.end ? plain : operated;
}

/** A date, then perhaps an operator that follows it, or the end of a range. */
function readPlain(reader: Reader, at: number): Piece | null {
  const first = readMoment(reader, at, '');
  if (first === null) return null;
  const range = readRest(reader, first, 'to');
  if (range !== null) return { start: at, end: range.end, when: { kind: 'pair', first: first.when, last: range.when } };
  const suffixed = readSuffix(reader, first);
  if (suffixed !== null) return { start: at, ...suffixed };
  if (first.weak || namesAThing(reader.text, at, first)) return null;
  return { start: at, end: first.end, when: first.when };
}

/** "the friday backup": what comes round, after an article alone and before a noun, is part of a name. */
function namesAThing(text: string, at: number, moment: Moment): boolean {
  if (moment.when.kind !== 'floating') return false;
  const article =
    /^the\s/.test(text.slice(at, at + 4)) || /(?<![a-z])the\s{1,3}$/.test(text.slice(Math.max(0, at - 7), at));
  if (!article) return false;
  return NOUN_AFTER.test(text.slice(moment.end, moment.end + 20));
}

const NOUN_AFTER =
  /^\s{1,3}(?!(?:and|or|to|of|at|who|what|which|when|did|was|were|has|had|is|by|in|on|until|till|through|before|after|from|between|around|with|via|using|not|except|please|for|against)\b)[a-z]/;

function readRest(reader: Reader, first: Moment, word: 'to' | 'and'): Moment | null {
  const afterZone =
    first.end + (/^[\s\uE000]*\uE000/.exec(reader.text.slice(first.end, first.end + 60))?.[0].length ?? 0);
  for (const language of reader.languages) {
    const middle = endOf(operatorsOf(language)[word], reader.text, afterZone);
    if (middle === null) continue;
    const last = readMoment(reader, middle, word);
    if (last === null) continue;
    const closed = language.spaced ? null : endOf(suffixOf(language, 'until'), reader.text, last.end);
    if (!language.spaced && closed === null && reader.text.slice(afterZone, middle) === 'から') continue;
    return closed === null ? last : { ...last, end: closed };
  }
  return null;
}

const suffixOf = (language: Language, kind: Bound): RegExp | null =>
  operatorsOf(language).suffixes.find(([name]) => name === kind)?.[1] ?? null;

function readSuffix(reader: Reader, first: Moment): Omit<Piece, 'start'> | null {
  for (const language of reader.languages) {
    for (const [kind, pattern] of operatorsOf(language).suffixes) {
      const end = endOf(pattern, reader.text, language.spaced ? skipBlanks(reader.text, first.end) : first.end);
      if (end !== null) return { end, when: { kind, of: first.when } };
    }
  }
  return null;
}

function readOperated(reader: Reader, at: number): Piece | null {
  let best: Piece | null = null;
  for (const language of reader.languages) {
    for (const [kind, pattern] of operatorsOf(language).prefixes) {
      const afterWord = endOf(pattern, reader.text, at);
      if (afterWord === null) continue;
      const piece = readOperand(reader, at, kind, reader.text.slice(at, afterWord), skipBlanks(reader.text, afterWord));
      if (piece !== null && (best === null || piece.end > best.end)) best = piece;
    }
  }
  return best;
}

function readOperand(
  reader: Reader,
  start: number,
  kind: Bound | 'from' | 'between' | 'around',
  word: string,
  at: number,
): Piece | null {
  const first = readMoment(reader, at, word);
  if (first === null) return null;
  const pair = (last: Moment): Piece => ({
    start,
    end: last.end,
    when: { kind: 'pair', first: first.when, last: last.when },
  });
  switch (kind) {
    case 'between': {
      const last = readRest(reader, first, 'and');
      if (last !== null) return pair(last);
      const said = reader.text.slice(start, first.end);
      return { start, end: first.end, when: trouble(`"${said}" lacks its other end: say "between … and …".`) };
    }
    case 'from':
    case 'since': {
      const last = readRest(reader, first, 'to');
      if (last !== null) return pair(last);
      const onwards = kind === 'from' ? readSuffix(reader, first) : null;
      if (onwards?.when.kind === 'since') return { start, end: onwards.end, when: onwards.when };
      return { start, end: first.end, when: { kind, of: first.when } };
    }
    case 'until':
    case 'before':
    case 'after':
    case 'around':
      return { start, end: first.end, when: { kind, of: first.when } };
    default: {
      const never: never = kind;
      return never;
    }
  }
}
