// The week (Monday to Sunday) that a date lies in: "the week of 14 October".
import type { Recogniser } from '../template.ts';
import { startOfWeek, WEEK } from '../wall.ts';
import { cutOf } from './edge-of.ts';

export const weekOf: Recogniser = {
  name: 'the week of a date',
  leadsADate: true,
  templates: {
    en: ['(?:the )?week (?:of|starting|beginning|commencing|containing|including|from)(?: on)? (?:the )?'],
    de: ['woche (?:vom|ab) (?:dem )?'],
    fr: ['semaine du '],
    es: ['semana del '],
    pt: ['semana d[eoa] '],
  },
  read: ({ inner, text }) => {
    if (inner === null) return null;
    const week = (day: { readonly from: number }) => {
      const from = startOfWeek(day.from);
      return { from, to: from + WEEK };
    };
    return cutOf(inner, 'week', week, text.trim(), `"${text.trim()} …" was read as Monday to Sunday.`);
  },
  examples: [{ phrase: 'in the week of 14 October', from: '2026-10-12', to: '2026-10-19' }],
};
