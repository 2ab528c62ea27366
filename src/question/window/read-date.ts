// One date or period at a place in the text: every recogniser's templates are tried there, and the longest match wins.

import { firstCharacters } from './first-characters.ts';
import { english } from './languages/en.ts';
import type { Language, LanguageCode } from './languages/language.ts';
import { recognisers } from './recognisers/index.ts';
import { compile, type Recogniser, type TemplateMatch } from './template.ts';
import type { Scene, When } from './when.ts';

export interface DateMatch {
  readonly end: number;
  readonly when: When;
  /** The word alone may be no date at all ("may", "march", "sun"). */
  readonly weak: boolean;
}

/** What a place in the text is read with. */
export interface Reader {
  /** Folded, zone words marked. */
  readonly text: string;
  readonly languages: readonly Language[];
  readonly scene: Scene;
}

interface CompiledTemplate {
  readonly pattern: RegExp;
  readonly language: Language;
  readonly recogniser: Recogniser;
}

/** The templates of a language that can match where a character stands. */
type TemplatesByCharacter = (character: string) => readonly CompiledTemplate[];

const compiled = new Map<LanguageCode | 'any', TemplatesByCharacter>();

function templatesOf(code: LanguageCode | 'any', language: Language): TemplatesByCharacter {
  const known = compiled.get(code);
  if (known !== undefined) return known;
  const templates = recognisers.flatMap((recogniser) =>
    (recogniser.templates[code] ?? []).map((template) => {
      const pattern = compile(template, language, recogniser.leadsADate === true);
      return { pattern, language, recogniser, first: firstCharacters(pattern.source) };
    }),
  );
  const byCharacter = new Map<string, readonly CompiledTemplate[]>();
  const find: TemplatesByCharacter = (character) => {
    const listed = byCharacter.get(character);
    if (listed !== undefined) return listed;
    const able = templates.filter(({ first }) => first === null || first.has(character));
    if (byCharacter.size < MAX_CHARACTERS_KEPT) byCharacter.set(character, able);
    return able;
  };
  compiled.set(code, find);
  return find;
}

const MAX_CHARACTERS_KEPT = 500;
const MAX_NESTED = 3;
/** Words before a date that do not make it one: "the march". */
export const ARTICLES = /^(?:the|all|whole|back|der|die|das|le|la|el|los|o|a|\s)*$/;

/** @param led the preposition or operator before `at`; @returns the longest reading there, or null */
export function readDate(reader: Reader, at: number, led: string, nested = 0): DateMatch | null {
  let best: DateMatch | null = null;
  for (const [code, language] of [
    ...reader.languages.map((language) => [language.code, language] as const),
    ['any', english] as const,
  ]) {
    for (const template of templatesOf(code, language)(reader.text.charAt(at))) {
      const found = tryTemplate(template, reader, at, led, nested);
      if (found !== null && (best === null || found.end > best.end)) best = found;
    }
  }
  return best;
}

function tryTemplate(
  template: CompiledTemplate,
  reader: Reader,
  at: number,
  led: string,
  nested: number,
): DateMatch | null {
  const { pattern, language, recogniser } = template;
  pattern.lastIndex = at;
  const found = pattern.exec(reader.text);
  if (found === null || found[0] === '') return null;
  let end = at + found[0].length;
  let inner: When | null = null;
  if (recogniser.leadsADate) {
    if (nested >= MAX_NESTED) return null;
    const led = /\b(?:of|in)\b/.exec(found[0])?.[0] ?? '';
    const date = readDate(reader, end, led === '' ? 'of' : led, nested + 1);
    if (date === null) return null;
    inner = date.when;
    end = date.end;
  }
  const match: TemplateMatch = { text: found[0], groups: found.groups ?? {}, language, led, inner };
  const when = inner?.kind === 'trouble' ? inner : recogniser.read(match, reader.scene);
  if (when === null) return null;
  return { end: possessive(reader.text, end), when, weak: ARTICLES.test(led) && language.weak.test(found[0]) };
}

/** "yesterday's". */
const possessive = (text: string, end: number): number =>
  /^'s?(?![a-z0-9])/.test(text.slice(end, end + 3)) ? end + (text[end + 1] === 's' ? 2 : 1) : end;
