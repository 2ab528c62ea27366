// Weeks of the year, as ISO 8601 counts them: Monday to Sunday, the first has 4 January in it.
import { weekOfYear } from '../periods.ts';
import { type Recogniser, yearNumber } from '../template.ts';
import { DAY, daySpan, isoWeekStart, WEEK } from '../wall.ts';
import { period, trouble } from '../when.ts';

const OF_YEAR = '(?:(?:,| of| in)? ?<year>)?';

export const weekNumber: Recogniser = {
  name: 'a week of the year',
  templates: {
    any: ['<year>-?w(?<w>\\d\\d)', '<year>-?w(?<w>\\d\\d)-?(?<d>[1-7])', 'w(?<w>[0-5]\\d)'],
    en: [`(?:calendar )?(?:week|wk)(?: no\\.?| number)? ?(?<w>\\d{1,2})${OF_YEAR}`, `cw ?(?<w>\\d{1,2})${OF_YEAR}`],
    de: [`(?:kw|kalenderwoche|woche) ?(?<w>\\d{1,2})(?:[\\s/]{1,2}<year>)?`],
    fr: ['semaine (?<w>\\d{1,2})(?: (?:de )?<year>)?'],
    es: ['semana (?<w>\\d{1,2})(?: (?:de )?<year>)?'],
    pt: ['semana (?<w>\\d{1,2})(?: (?:de )?<year>)?'],
    ja: ['第(?<w>\\d{1,2})週'],
  },
  read: (match) => {
    const week = Number(match.groups.w);
    const year = yearNumber(match);
    if (week < 1 || week > 53) return trouble(`"${match.text}" is no week: a year has 52 or 53.`);
    if (year === null) return weekOfYear(week);
    const start = isoWeekStart(year, week);
    if (start === null) return trouble(`"${match.text}" is no week: ${year} has 52.`, [`in week 52 of ${year}`]);
    const day = match.groups.d;
    if (day !== undefined) return period(daySpan(start + (Number(day) - 1) * DAY), 'day');
    return period({ from: start, to: start + WEEK }, 'week');
  },
  examples: [
    { phrase: '2026-W30', from: '2026-07-20', to: '2026-07-27' },
    { phrase: 'in week 30', from: '2026-07-20', to: '2026-07-27' },
    { phrase: 'in week 30 of 2025', from: '2025-07-21', to: '2025-07-28' },
    { phrase: 'in KW 30', locale: 'de-DE', from: '2026-07-20', to: '2026-07-27' },
  ],
};
