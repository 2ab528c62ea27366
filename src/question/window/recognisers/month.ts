// Months: with a year, or the latest that has begun.
import { monthOfYear } from '../periods.ts';
import { monthNumber, type Recogniser, yearNumber } from '../template.ts';
import { monthName, monthOf, monthSpan, yearOf } from '../wall.ts';
import { period, relativePeriod } from '../when.ts';

const ROMANCE = ['<month>(?: (?:de |del )?<year>)?', '<month> (?<last>pasado|passado)', '(?<next>proximo) <month>'];

export const month: Recogniser = {
  name: 'a month',
  templates: {
    any: ['(?<year>(?:19|20)\\d\\d)-(?<number>0[1-9]|1[0-2])'],
    en: [
      '<month>(?:,? <year>)?',
      "<month> '(?<yy>\\d\\d)",
      '<month> (?:of|in) <year>',
      '<year> <month>',
      '(?<last>(?:last|past|previous)) <month>',
      '(?<this>this) <month>',
      '(?<next>(?:next|coming)) <month>',
    ],
    de: [
      '<month>(?: <year>)?',
      '(?<last>(?:letzte|vergangene)[nrs]?) <month>',
      '(?<next>(?:nachste|kommende)[nrs]?) <month>',
    ],
    fr: ['<month>(?: (?:de )?<year>)?', '<month> (?<last>dernier)', '<month> (?<next>prochain)'],
    es: ROMANCE,
    pt: ROMANCE,
    ja: ['<month>', '<year>年<month>'],
  },
  read: (match, scene) => {
    const { groups } = match;
    const number = groups.number === undefined ? monthNumber(match) : Number(groups.number);
    const year = groups.yy === undefined ? yearNumber(match) : 2000 + Number(groups.yy);
    if (number === 0) return null;
    if (year !== null) return period(monthSpan(year, number), 'month');
    const thisYear = yearOf(scene.wall);
    const begun = number < monthOf(scene.wall);
    if (groups.this !== undefined) return relativePeriod(monthSpan(thisYear, number), 'month');
    if (groups.last !== undefined) return relativePeriod(monthSpan(begun ? thisYear : thisYear - 1, number), 'month');
    if (groups.next !== undefined) {
      const later = number > monthOf(scene.wall) ? thisYear : thisYear + 1;
      return relativePeriod(monthSpan(later, number), 'month');
    }
    return monthOfYear(number, monthName(number));
  },
  examples: [
    { phrase: 'in March', from: '2026-03-01', to: '2026-04-01' },
    { phrase: 'in December', from: '2025-12-01', to: '2026-01-01' },
    { phrase: 'March 2025', from: '2025-03-01', to: '2025-04-01' },
    { phrase: 'in 2025-03', from: '2025-03-01', to: '2025-04-01' },
    { phrase: 'im März', locale: 'de-DE', from: '2026-03-01', to: '2026-04-01' },
    { phrase: 'en décembre', locale: 'fr-FR', from: '2025-12-01', to: '2026-01-01' },
    { phrase: 'en marzo', locale: 'es-ES', from: '2026-03-01', to: '2026-04-01' },
    { phrase: 'em março', locale: 'pt-BR', from: '2026-03-01', to: '2026-04-01' },
    { phrase: '3月に', locale: 'ja-JP', from: '2026-03-01', to: '2026-04-01' },
  ],
};
