// A day and a month by name, with a year or without: without one, the latest that has begun.
import { monthDay } from '../periods.ts';
import { monthNumber, type Recogniser, yearNumber } from '../template.ts';
import { DAY, daySpan, dayStart, monthName, monthStart } from '../wall.ts';
import { period, trouble, type When } from '../when.ts';

const LEAP_YEAR = 2024;
const ORDINAL = '(?:st|nd|rd|th)?';
const ROMANCE = ['<dom>(?:o|º|er)? (?:de )?<month>(?:,? (?:de |del )?<year>)?', '<dom>-<month>-<year>'];

/** A day and a month, checked; `year` null: it comes round every year. */
export function dateOf(year: number | null, month: number, day: number, text: string): When {
  const start = dayStart(year ?? LEAP_YEAR, month, day);
  if (start !== null)
    return year === null ? monthDay(month, day, `${day} ${monthName(month)}`) : period(daySpan(start), 'day');
  if (month < 1 || month > 12) return trouble(`"${text}" is no date: there is no month ${month}.`);
  const last = new Date(monthStart(year ?? LEAP_YEAR, month + 1) - DAY).getUTCDate();
  const name = year === null ? monthName(month) : `${monthName(month)} ${year}`;
  return trouble(`"${text}" is no date: ${name} has ${last} days.`, [`on ${last} ${name}`, `in ${name}`]);
}

export const namedDate: Recogniser = {
  name: 'a day and a month by name',
  templates: {
    en: [
      `<month>[\\s-]?<dom>${ORDINAL}(?:,? ?<year>)?`,
      `<month> (?:the )?<dom>${ORDINAL}(?:,? <year>)?`,
      `(?:the )?<dom>${ORDINAL}(?: ?of)?[\\s-]{0,2}<month>(?:,? (?:of )?<year>)?`,
      '<dom>[-/]<month>[-/]<year>',
      '<dom>\\.?<month>(?:\\.?<year>)?',
      '<dom>[-/]<month>[-/](?<yy>\\d\\d)',
      '<year>[-/\\s]<month>[-/\\s]<dom>',
    ],
    de: ['<dom>\\.? ?<month>(?: <year>)?'],
    fr: ROMANCE,
    es: ROMANCE,
    pt: ROMANCE,
    ja: ['(?:<year>年)?<month><dom>日'],
  },
  read: (match) => {
    const month = monthNumber(match);
    if (month === 0) return null;
    const year = match.groups.yy === undefined ? yearNumber(match) : 2000 + Number(match.groups.yy);
    return dateOf(year, month, Number(match.groups.dom), match.text);
  },
  examples: [
    { phrase: 'on 24 May 2025', from: '2025-05-24', to: '2025-05-25' },
    { phrase: 'May 24th, 2025', from: '2025-05-24', to: '2025-05-25' },
    { phrase: 'on 24 May', from: '2026-05-24', to: '2026-05-25' },
    { phrase: 'december 5', from: '2025-12-05', to: '2025-12-06' },
    { phrase: 'am 24. Mai 2025', locale: 'de-DE', from: '2025-05-24', to: '2025-05-25' },
    { phrase: 'le 24 mai 2025', locale: 'fr-FR', from: '2025-05-24', to: '2025-05-25' },
    { phrase: 'el 24 de mayo de 2025', locale: 'es-ES', from: '2025-05-24', to: '2025-05-25' },
    { phrase: 'em 24 de maio de 2025', locale: 'pt-BR', from: '2025-05-24', to: '2025-05-25' },
    { phrase: '2025年5月24日', locale: 'ja-JP', from: '2025-05-24', to: '2025-05-25' },
  ],
};
