// A recogniser's templates ("last <n> <unit>") → regular expressions over folded text, per language, and back: what the
// slots of a match hold. Longest match wins where several fit.
import type { Language, LanguageCode, Unit } from './languages/language.ts';
import type { WindowExample } from './reading.ts';
import type { Scene, When } from './when.ts';

export interface TemplateMatch {
  readonly text: string;
  readonly groups: Readonly<Record<string, string | undefined>>;
  readonly language: Language;
  /** The preposition or operator just before it, lower case; empty: none. */
  readonly led: string;
  /** What a template that leads a date ("end of …") leads; null in all others. */
  readonly inner: When | null;
}

/** One way to say a date or period. One file each, with the phrases that document and test it. */
export interface Recogniser {
  readonly name: string;
  /** `any`: in every language. */
  readonly templates: Readonly<Partial<Record<LanguageCode | 'any', readonly string[]>>>;
  /** The templates end where another date begins: "end of" + "last month". */
  readonly leadsADate?: boolean;
  /** @returns null where the words fit and yet are no date */
  readonly read: (match: TemplateMatch, scene: Scene) => When | null;
  readonly examples: readonly WindowExample[];
  /** Phrases that it recognises only to say why they cannot be answered. */
  readonly refuses?: readonly string[];
}

const BLANKS: Readonly<Record<string, string>> = { ' ': '\\s{1,3}', ' ?': '\\s?', ' *': '\\s*' };

/** Blanks of a template match one to three typed ones; those inside brackets stay. */
const blanks = (source: string): string => source.replace(/\[[^\]]*\]| \?| \*| /g, (piece) => BLANKS[piece] ?? piece);

const longestFirst = (words: readonly string[]): string => [...words].sort((a, b) => b.length - a.length).join('|');
/** Digits may touch their unit ("3d"); a number in words may not ("as" is not "a s"). */
const digits = (language: Language): string =>
  `\\d{1,5}(?:\\.\\d{1,2})?|(?:${longestFirst(Object.keys(language.numbers))})${language.spaced ? '(?=\\s)' : ''}`;

function slotSource(name: string, language: Language): string {
  const kind = name.replace(/\d$/, '');
  switch (kind) {
    case 'n':
      return digits(language);
    case 'unit':
      return Object.values(language.units).join('|');
    case 'weekday':
      return language.weekdays.join('|');
    case 'month':
      return language.months.join('|');
    case 'dom':
      return '\\d{1,2}';
    case 'year':
      return '(?:19|20)\\d\\d';
    default:
      throw new Error(`a template has no slot <${name}>`);
  }
}

/** @returns a sticky regular expression with one named group for each slot */
export function compile(template: string, language: Language, open = false): RegExp {
  const source = template.replace(
    /(?<!\(\?)<(\w+)>/g,
    (_, name: string) => `(?<${name}>${slotSource(name, language)})`,
  );
  const end = open ? '' : language.spaced ? '(?![a-z0-9]|[-/.:]\\d)' : '(?!(?<=[a-z0-9])[a-z0-9])';
  return new RegExp(`(?:${blanks(source)})${end}`, 'y');
}

/** @returns the number said, or NaN */
export function numberOf(text: string | undefined, language: Language): number {
  if (text === undefined) return Number.NaN;
  if (/^[\d.]+$/.test(text)) return Number(text);
  return language.numbers[text.replace(/\s+/g, ' ')] ?? Number.NaN;
}

const wholly = (source: string): RegExp => new RegExp(`^(?:${blanks(source)})$`);
const SOURCES = new Map<string, RegExp>();

function fits(source: string, text: string): boolean {
  let pattern = SOURCES.get(source);
  if (pattern === undefined) {
    pattern = wholly(source);
    SOURCES.set(source, pattern);
  }
  return pattern.test(text);
}

export function unitOf(text: string | undefined, language: Language): Unit | null {
  if (text === undefined) return null;
  const units = Object.entries(language.units) as readonly (readonly [Unit, string])[];
  return units.find(([, source]) => fits(source, text))?.[0] ?? null;
}

/** A number of units as said in two slots; null: no length of time ("a s" is none). */
export function lengthSaid(
  match: TemplateMatch,
  numberSlot = 'n',
  unitSlot = 'unit',
): { readonly n: number; readonly unit: Unit } | null {
  const { groups, language } = match;
  const unit = unitOf(groups[unitSlot], language);
  const n = numberOf(groups[numberSlot], language);
  const inWords = !/^\d/.test(groups[numberSlot] ?? '');
  const abbreviated = language.spaced && (groups[unitSlot] ?? '').length < 3;
  return unit === null || Number.isNaN(n) || (inWords && abbreviated) ? null : { n, unit };
}

const position = (sources: readonly string[], text: string | undefined): number =>
  text === undefined ? 0 : sources.findIndex((source) => fits(source, text)) + 1;

/** 1 is Monday; 0: none. */
export const weekdayNumber = (match: TemplateMatch, slot = 'weekday'): number =>
  position(match.language.weekdays, match.groups[slot]);
/** 1 is January; 0: none. */
export const monthNumber = (match: TemplateMatch, slot = 'month'): number =>
  position(match.language.months, match.groups[slot]);
export const yearNumber = (match: TemplateMatch, slot = 'year'): number | null =>
  match.groups[slot] === undefined ? null : Number(match.groups[slot]);
