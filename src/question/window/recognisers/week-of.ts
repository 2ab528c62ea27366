// The week (Monday to Sunday) that a date lies in: "the week of 14 October".
import type { Recogniser } from '../template.ts';
import { DAY, startOfWeek, WEEK } from '../wall.ts';
import { cutOf } from './edge-of.ts';

export const weekOf: Recogniser = {
  name: 'the week of a date',
  leadsADate: true,
  templates: {
    en: [
      '(?:the )?(?<end>weekend) (?:of|around|starting|beginning)(?: on)? (?:the )?',
      '(?:the )?week (?:of|starting|beginning|commencing|containing|including|from)(?: on)? (?:the )?',
    ],
    de: ['woche (?:vom|ab) (?:dem )?'],
    fr: ['semaine du '],
    es: ['semana del '],
    pt: ['semana d[eoa] '],
  },
  read: ({ inner, text, groups }) => {
    if (inner === null) return null;
    if (groups.end !== undefined) {
      const weekend = (day: { readonly from: number }) => {
        const from = startOfWeek(day.from) + 5 * DAY;
        return { from, to: from + 2 * DAY };
      };
      return cutOf(
        inner,
        'weekend',
        weekend,
        text.trim(),
        `"${text.trim()} …" was read as Saturday and Sunday of that week.`,
      );
    }
    const week = (day: { readonly from: number }) => {
      const from = startOfWeek(day.from);
      return { from, to: from + WEEK };
    };
    return cutOf(inner, 'week', week, text.trim(), `"${text.trim()} …" was read as Monday to Sunday.`);
  },
  examples: [{ phrase: 'in the week of 14 October', from: '2026-10-12', to: '2026-10-19' }],
};
