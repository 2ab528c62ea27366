// A year by number, after a word that makes it one ("in 2025", "since 2024"): 2025 alone could be anything.
import { yearSpan } from '../periods.ts';
import { type Recogniser, yearNumber } from '../template.ts';
import { period } from '../when.ts';

const LEADS_NO_YEAR = /\b(?:on|at|um|a las?|the|for)$/;

export const year: Recogniser = {
  name: 'a year',
  templates: {
    any: ['<year>', '<year>[\\s]?[-/][\\s]?(?<last>20\\d\\d)'],
    en: ['(?:the )?(?<said>year) <year>'],
    de: ['(?<said>jahr) <year>'],
    fr: ['(?<said>annee) <year>'],
    es: ['(?<said>ano) <year>'],
    pt: ['(?<said>ano) <year>'],
    ja: ['<year>(?<said>年)'],
  },
  read: (match) => {
    const number = yearNumber(match);
    if (number === null) return null;
    const led = match.groups.said !== undefined || (match.led !== '' && !LEADS_NO_YEAR.test(match.led));
    const last = yearNumber(match, 'last') ?? number;
    return led && last >= number ? period({ from: yearSpan(number).from, to: yearSpan(last).to }, 'year') : null;
  },
  examples: [
    { phrase: 'in 2025', from: '2025-01-01', to: '2026-01-01' },
    { phrase: 'since 2025', from: '2025-01-01', to: '2026-11-18T10:30' },
  ],
};
