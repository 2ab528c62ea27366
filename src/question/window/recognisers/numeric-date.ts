// Dates in numbers: with slashes or dashes in the order of the locale (month first for en-US only), with dots day first.
import type { Recogniser } from '../template.ts';
import { isoDay } from '../wall.ts';
import type { When } from '../when.ts';
import { dateOf } from './named-date.ts';

const DOTTED = '(?<d>\\d{1,2})\\.(?<m>\\d{1,2})\\.(?<y>(?:19|20)\\d\\d)';
const possible = (month: number, day: number): boolean => month >= 1 && month <= 12 && day >= 1 && day <= 31;

function noted(when: When, note: string): When {
  if (when.kind === 'fixed') {
    const day = when.span.from === null ? '' : isoDay(when.span.from.at);
    return { ...when, span: { ...when.span, notes: [...when.span.notes, `${note} (${day}).`] } };
  }
  return when.kind === 'floating' ? { ...when, notes: [...when.notes, `${note}.`] } : when;
}

export const numericDate: Recogniser = {
  name: 'a date in numbers',
  templates: {
    any: [
      '(?<a>\\d{1,2})/(?<b>\\d{1,2})(?:/(?<y>(?:(?:19|20)\\d\\d)|\\d\\d))?',
      '(?<a>\\d{1,2})-(?<b>\\d{1,2})-(?<y>(?:19|20)\\d\\d)',
      DOTTED,
    ],
    de: ['(?<d>\\d{1,2})\\.(?<m>\\d{1,2})\\.(?!\\d)(?= |$|[?!,;])'],
  },
  read: ({ groups, text }, { monthFirst }) => {
    const year = groups.y === undefined ? null : Number(groups.y.length === 2 ? `20${groups.y}` : groups.y);
    if (groups.d !== undefined) {
      const [day, month] = [Number(groups.d), Number(groups.m)];
      return possible(month, day) || year !== null ? dateOf(year, month, day, text) : null;
    }
    const [a, b] = [Number(groups.a), Number(groups.b)];
    const [dayFirst, american] = [possible(b, a), possible(a, b)];
    if (!dayFirst && !american) return year === null ? null : dateOf(year, Math.max(a, b), Math.min(a, b), text);
    if (text === '24/7') return null;
    const month = (monthFirst && american) || !dayFirst ? a : b;
    const date = dateOf(year, month, month === a ? b : a, text);
    if (!dayFirst || !american || a === b) return date;
    return noted(date, `"${text}" was read ${month === a ? 'month first, as en-US does' : 'day first'}`);
  },
  examples: [
    { phrase: 'on 11/10/2025', from: '2025-10-11', to: '2025-10-12' },
    { phrase: 'on 11/10/2025', locale: 'en-US', from: '2025-11-10', to: '2025-11-11' },
    { phrase: 'on 24.05.2025', from: '2025-05-24', to: '2025-05-25' },
    { phrase: 'on 24/05/2025', locale: 'en-US', from: '2025-05-24', to: '2025-05-25' },
    { phrase: 'am 5.10.', locale: 'de-DE', from: '2026-10-05', to: '2026-10-06' },
  ],
};
