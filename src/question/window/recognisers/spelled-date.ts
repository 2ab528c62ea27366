// Ordinals in words, "the fifth of November": chrono-node reads these right, so its reading of day and month is taken.
import * as en from 'chrono-node/en';
import type { Recogniser } from '../template.ts';
import { dateOf } from './named-date.ts';

const ONES = 'first|second|third|fourth|fifth|sixth|seventh|eighth|ninth';
const TEENS = 'tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth';
const ORDINAL = `(?:(?:twenty|thirty)[\\s-](?:${ONES})|${ONES}|${TEENS}|twentieth|thirtieth)`;
/** Any instant will do: only what the words say for certain is taken. */
const REFERENCE = { instant: new Date(0), timezone: 0 };

export const spelledDate: Recogniser = {
  name: 'a day in words and a month',
  templates: { en: [`(?:the )?${ORDINAL}(?: of)? <month>(?:,? <year>)?`, `<month> (?:the )?${ORDINAL}(?:,? <year>)?`] },
  read: ({ text, groups }) => {
    const start = en.strict.parse(text.replace(/\bthe /g, ''), REFERENCE)[0]?.start;
    if (!start?.isCertain('day') || !start.isCertain('month')) return null;
    const year = groups.year === undefined ? null : Number(groups.year);
    return dateOf(year, start.get('month') ?? 0, start.get('day') ?? 0, text);
  },
  examples: [{ phrase: 'on the fifth of November', from: '2026-11-05', to: '2026-11-06' }],
};
