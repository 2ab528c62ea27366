// Quarters and halves of a year, by number.
import { halfOfYear, quarterOfYear, quarterSpan } from '../periods.ts';
import { type Recogniser, yearNumber } from '../template.ts';
import { monthSpan } from '../wall.ts';
import { period, trouble } from '../when.ts';

const ORDINALS: readonly (readonly [RegExp, number])[] = [
  [/^(?:first|1st|erst|prem|prim)/, 1],
  [/^(?:second|2nd|zweit|deux|segundo)/, 2],
  [/^(?:third|3rd|dritt|trois|terce)/, 3],
  [/^(?:fourth|4th|viert|quatr|cuarto|quarto)/, 4],
];
const OF_YEAR = '(?:(?: of| in|,)? <year>)?';
const TRIMESTRE = [
  '(?<ord>prem\\w+|deuxieme|troisieme|quatrieme|primero?|primeiro|segundo|tercero?|terceiro|cuarto|quarto) trimestre(?: (?:de )?<year>)?',
  '(?<q>[1-4])(?:er|e|o|º)? trimestre(?: (?:de )?<year>)?',
];

const ordinal = (word: string): number => ORDINALS.find(([pattern]) => pattern.test(word))?.[1] ?? 0;

export const partOfYear: Recogniser = {
  name: 'a quarter or half of a year',
  templates: {
    any: [
      'q(?<q>[1-4])(?:[\\s/-]{0,3}<year>)?',
      '<year>[\\s/-]?q(?<q>[1-4])',
      'h(?<h>[12])(?:[\\s/-]{0,3}<year>)?',
      '(?<q>[1-4])q(?<year>20\\d\\d)',
      '(?<q>[1-4])q(?<yy>\\d\\d)',
      '(?<bad>q[05-9])(?: <year>)?',
    ],
    en: [
      `(?:the )?(?<ord>first|second|third|fourth|1st|2nd|3rd|4th) quarter${OF_YEAR}`,
      `(?:the )?(?<ord>first|second|1st|2nd) (?<half>half)${OF_YEAR}`,
      'q(?<q>[1-4]) of <year>',
    ],
    de: [
      '(?<q>[1-4])\\. quartal(?: <year>)?',
      '(?<ord>ersten?s?|zweiten?s?|dritten?s?|vierten?s?) quartal(?: <year>)?',
    ],
    fr: TRIMESTRE,
    es: TRIMESTRE,
    pt: TRIMESTRE,
    ja: ['第(?<q>[1-4])四半期', '<year>年第(?<q>[1-4])四半期'],
  },
  read: (match) => {
    const { groups, led, text } = match;
    const year = groups.yy === undefined ? yearNumber(match) : 2000 + Number(groups.yy);
    if (groups.bad !== undefined) {
      return led === '' && year === null ? null : trouble(`"${text}" is no quarter: a year has Q1 to Q4.`, ['in Q4']);
    }
    const half = groups.h ?? groups.half;
    const number = Number(groups.q ?? groups.h ?? ordinal(groups.ord ?? ''));
    if (half === undefined) return year === null ? quarterOfYear(number) : period(quarterSpan(year, number), 'quarter');
    return year === null ? halfOfYear(number) : period(monthSpan(year, number * 6 - 5, 6), 'half');
  },
  examples: [
    { phrase: 'in Q3', from: '2026-07-01', to: '2026-10-01' },
    { phrase: 'Q3 2025', from: '2025-07-01', to: '2025-10-01' },
    { phrase: 'Q4 last year', from: '2025-10-01', to: '2026-01-01' },
    { phrase: 'the first quarter of 2025', from: '2025-01-01', to: '2025-04-01' },
    { phrase: 'H2 2025', from: '2025-07-01', to: '2026-01-01' },
  ],
};
