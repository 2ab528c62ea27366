// Several days of one month: "1-5 October", "between 1 and 5 October", "Oct 1 to 5".
import { monthDays } from '../periods.ts';
import { monthNumber, type Recogniser, yearNumber } from '../template.ts';
import { DAY, dayStart, monthName } from '../wall.ts';
import { period, trouble } from '../when.ts';
import { dateOf } from './named-date.ts';

const ORDINAL = '(?:st|nd|rd|th)?';
const YEAR = '(?:,? <year>)?';

export const dayRange: Recogniser = {
  name: 'days of one month',
  templates: {
    en: [
      `(?:from |between )?<month> (?:the )?<dom>${ORDINAL} ?(?:-|to|and|through|until|till) ?(?:the )?<dom2>${ORDINAL}${YEAR}`,
      `(?:from |between )?(?:the )?<dom>${ORDINAL} ?(?:-|to|and|through|until|till) ?(?:the )?<dom2>${ORDINAL}(?: of)? <month>${YEAR}`,
    ],
    de: ['(?:vom |von |zwischen )?(?:dem )?<dom>\\.? ?(?:bis(?: zum)?|und(?: dem)?|-) ?<dom2>\\.? <month>(?: <year>)?'],
    fr: ['(?:du |entre )?(?:le )?<dom>(?:er)? ?(?:au|et(?: le)?|-) ?<dom2> <month>(?: <year>)?'],
    es: ['(?:del |entre )?(?:el )?<dom> ?(?:al|y(?: el)?|-) ?<dom2> de <month>(?: (?:de |del )?<year>)?'],
    pt: ['(?:de |entre )?(?:o )?<dom> ?(?:a|e(?: o)?|-) ?<dom2> de <month>(?: (?:de )?<year>)?'],
  },
  read: (match) => {
    const month = monthNumber(match);
    const year = yearNumber(match);
    const [first, last] = [Number(match.groups.dom), Number(match.groups.dom2)];
    if (month === 0) return null;
    for (const day of [first, last]) {
      const date = dateOf(year, month, day, match.text);
      if (date.kind === 'trouble') return date;
    }
    const name = `${first} to ${last} ${monthName(month)}`;
    if (first > last && /\bthe\b/.test(match.text)) return null;
    if (first > last) {
      const turned = `from ${last} to ${first} ${monthName(month)}${year === null ? '' : ` ${year}`}`;
      return trouble('The end of that window lies before its start.', [turned], 'inverted-window');
    }
    if (year === null) return monthDays(month, first, last, name);
    const [from, to] = [dayStart(year, month, first) ?? 0, dayStart(year, month, last) ?? 0];
    return period({ from, to: to + DAY }, 'day');
  },
  examples: [
    { phrase: 'between 1 and 5 October', from: '2026-10-01', to: '2026-10-06' },
    { phrase: 'Oct 1-5', from: '2026-10-01', to: '2026-10-06' },
    { phrase: 'vom 1. bis 5. Oktober', locale: 'de-DE', from: '2026-10-01', to: '2026-10-06' },
    { phrase: 'du 1er au 5 octobre', locale: 'fr-FR', from: '2026-10-01', to: '2026-10-06' },
    { phrase: 'del 1 al 5 de octubre', locale: 'es-ES', from: '2026-10-01', to: '2026-10-06' },
    { phrase: 'de 1 a 5 de outubro', locale: 'pt-BR', from: '2026-10-01', to: '2026-10-06' },
  ],
};
