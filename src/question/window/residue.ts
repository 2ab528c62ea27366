// Date words that nothing has read → problems. A question with "since the deploy" in it must not be answered for all time.
import { CUT } from './fold.ts';
import { languages } from './languages/index.ts';
import type { Language } from './languages/language.ts';
import type { TextSpan } from './reading.ts';
import type { Trouble } from './when.ts';
import { editDistance } from './zone-names.ts';

type Residue = TextSpan & { readonly trouble: Trouble };

/** Words that give another language away, whatever the locale. */
const ELSEWHERE: Readonly<Record<string, readonly [string, RegExp]>> = {
  de: [
    'German',
    /(?<![a-z])(?:gestern|vorgestern|heute|letzte[nrs]? (?:woche|monat|jahr|nacht)|vor \d+ (?:tagen|stunden|wochen))(?![a-z])/g,
  ],
  fr: [
    'French',
    /(?<![a-z])(?:avant-hier|aujourd'hui|(?:semaine|annee) derniere|mois dernier|il y a \d+ (?:jours|heures|semaines))(?![a-z])/g,
  ],
  es: [
    'Spanish',
    /(?<![a-z])(?:ayer|anteayer|anoche|(?:semana|mes|ano) pasad[oa]|hace \d+ (?:dias|horas|semanas))(?![a-z])/g,
  ],
  pt: [
    'Portuguese',
    /(?<![a-z])(?:ontem|anteontem|(?:semana|mes|ano) passad[oa]|ha \d+ (?:dias|horas|semanas))(?![a-z])/g,
  ],
  ja: ['Japanese', /昨日|一昨日|今日|先週|今週|先月|今月|昨夜|今朝|去年|\d+(?:日|時間|週間|分)前/g],
};

/** Words worth a guess at a misspelling, and how far off it may be. */
const SPELLED =
  'yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday january february september october november december weekend fortnight afternoon midnight'.split(
    ' ',
  );
const PERIODS = [
  'week',
  'month',
  'year',
  'quarter',
  'weekend',
  'night',
  'hour',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
];
const LONG_WORD = 8;
const SHORT_WORD = 6;
const YEARS =
  /(?<![\d.:/#-]|(?:port|ports|version|v|rule|id|number|no|size|top|first|next|line|error|code|limit|account|release) ?)20[0-3]\d(?![\d.:/-]|\s?(?:events?|times?|calls?|rows?|gb|mb|instances?))/g;

/** "2h", "30m", "7d", "1h30m", unread. */
const LENGTHS = /(?<![a-z0-9.:/-])\d{1,3}(?:h|m|d|w|mo|y|min|hrs?)(?:\d{1,2}m)?(?![a-z0-9.:/-])/g;

/** Names of people too: let be where somebody does something. */
const MONTHS_AND_NAMES =
  /(?<![a-z0-9'-]|(?:did|does|has|had|by|user|role|can|will) )(?:april|june|august)(?![a-z0-9'-])/g;

const NEVER_ALONE =
  /^(?:since|until|till|before|after|during|prior|seit|bis|wahrend|depuis|avant|apres|pendant|desde|hasta|ate|antes|despues|depois|durante|jusqu'(?:a|au))$/;
const FOLLOWING = /^(?:\s+[^\s\uFFFC\uE000?.!,;]+){0,3}/;

const patterns = new Map<Language, RegExp>();
function patternOf(language: Language): RegExp {
  const known = patterns.get(language);
  if (known !== undefined) return known;
  const words = `(?:${language.datelike.replaceAll(' ', '\\s')})`;
  const made = new RegExp(
    language.spaced ? `(?<![a-z0-9'-]|\\b(?:per|by)\\s)(?:\\d{1,4}\\s?)?${words}(?![a-z0-9'-])` : `\\d{0,4}${words}`,
    'g',
  );
  patterns.set(language, made);
  return made;
}

/**
 * @param text folded; what was read or refused already is replaced by `CUT`
 * @returns one problem for each stretch of unread date words
 */
export function readResidue(text: string, active: readonly Language[]): readonly Residue[] {
  const found: Residue[] = [];
  const add = (residue: Residue): void => {
    if (!found.some((other) => residue.start < other.end && other.start < residue.end)) found.push(residue);
  };
  for (const language of active)
    for (const match of text.matchAll(patternOf(language))) add(unread(text, match.index, match[0]));
  for (const language of languages) {
    const [name, pattern] = ELSEWHERE[language.code] ?? [];
    if (active.includes(language) || name === undefined || pattern === undefined) continue;
    for (const match of text.matchAll(pattern)) add(foreign(match.index, match[0], name));
  }
  for (const match of text.matchAll(MONTHS_AND_NAMES)) add(unread(text, match.index, match[0]));
  for (const match of text.matchAll(LENGTHS)) add(unread(text, match.index, match[0]));
  for (const match of text.matchAll(YEARS)) {
    add(problem(match.index, match[0], `Is "${match[0]}" a year?`, [`in ${match[0]}`, `since ${match[0]}`]));
  }
  for (const match of text.matchAll(/(?<![a-z0-9'-])[a-z]{3,10}(?![a-z0-9'-])/g)) {
    const meant = misspelt(text, match.index, match[0]);
    if (meant !== null) add(problem(match.index, match[0], `I cannot read "${match[0]}" as a date.`, [meant]));
  }
  return found.sort((a, b) => a.start - b.start);
}

const problem = (start: number, words: string, text: string, phrases: readonly string[]): Residue => ({
  start,
  end: start + words.length,
  trouble: { kind: 'bad-date', text, phrases },
});

const foreign = (start: number, words: string, language: string): Residue =>
  problem(
    start,
    words,
    `"${words}" looks ${language}; dates are read in English and in the language of your Slack.`,
    [],
  );

function unread(text: string, start: number, word: string): Residue {
  const length = /^(\d{1,4})\s?([a-z]+)$/.exec(word);
  if (length !== null && !/^[12]\d{3}$/.test(length[1] ?? '')) {
    const [, n = '', unit = ''] = length;
    const said = unit.length < 3 ? `${n}${unit}` : `${n} ${unit}`;
    const time = unit === 'h' && Number(n) <= 24 ? [`at ${n}:00`] : [];
    return problem(start, word, `"${word}" alone is no time.`, [...time, `in the last ${said}`, `${said} ago`]);
  }
  if (!NEVER_ALONE.test(word)) {
    const phrase = WEEKDAY.test(word) ? [`on ${word}`] : MONTH.test(word) ? [`in ${word}`] : [];
    const why = `I cannot tell which time "${word}" means here: put names in quotes, and say times as in "on Monday" or "since 15:00".`;
    return problem(start, word, why, phrase);
  }
  const more = FOLLOWING.exec(text.slice(start + word.length))?.[0] ?? '';
  const said = `${word}${more}`;
  const cut = text
    .slice(start + said.length)
    .trimStart()
    .startsWith(CUT)
    ? ' …'
    : '';
  const why = `I cannot read "${said}${cut}" as a date: say a date or time after "${word}".`;
  return problem(start, word, why, []);
}

const WEEKDAY = /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$/;
const MONTH = /^(?:january|february|april|june|july|august|september|october|november|december)$/;

/** @returns what a word was probably meant to be; null: nothing */
function misspelt(text: string, start: number, word: string): string | null {
  const before = /(?:^|[^a-z])(last|this|past|previous|next)\s{1,3}$/.exec(
    text.slice(Math.max(0, start - 12), start),
  )?.[1];
  const near =
    before === undefined ? undefined : PERIODS.find((period) => word !== period && editDistance(word, period) === 1);
  if (near !== undefined && before !== undefined) return near;
  if (word.length < SHORT_WORD - 1) return null;
  const meant = SPELLED.find((known) => {
    if (known === word || Math.abs(known.length - word.length) > 2 || known[0] !== word[0]) return false;
    return editDistance(word, known) <= (known.length >= LONG_WORD ? 2 : 1);
  });
  return meant ?? null;
}
