// "on the 5th": the latest 5th that has begun. Read only after a preposition, and not as "the 2nd attempt".
import { dayOfMonth as everyDayOfMonth } from '../periods.ts';
import type { Recogniser } from '../template.ts';
import { trouble } from '../when.ts';

const NO_NOUN_AFTER =
  '(?=\\s*(?:$|[?.!,;)\\uE000-]|(?:of|at|in|and|to|until|till|through|before|after|between|from|around|by|who|what|which|a|de|du|et|y|um|und|entre|avant|apres|antes|despues|vers|depuis)\\b))';

export const dayOfMonth: Recogniser = {
  name: 'a day of the month',
  templates: {
    en: [`(?:the )?(?<dom>\\d{1,2})(?:st|nd|rd|th)${NO_NOUN_AFTER}`],
    de: [`(?:am|vom|zum|seit dem|bis zum) (?<dom>\\d{1,2})\\.${NO_NOUN_AFTER}`],
    fr: [`le (?<dom>\\d{1,2})(?:er)?${NO_NOUN_AFTER}`],
    es: ['dia <dom>', `el (?<dom>\\d{1,2})${NO_NOUN_AFTER}`],
    pt: ['dia <dom>'],
    ja: ['(?<dom>\\d{1,2})日(?![間前後])'],
  },
  read: ({ groups, led, text, language }) => {
    if (language.code === 'en' && led === '') return null;
    const day = Number(groups.dom);
    if (day < 1 || day > 31) return trouble(`"${text}" is no day of a month.`);
    return everyDayOfMonth(day);
  },
  examples: [
    { phrase: 'on the 5th', from: '2026-11-05', to: '2026-11-06' },
    { phrase: 'on the 31st', from: '2026-10-31', to: '2026-11-01' },
    { phrase: 'on the 5th of last month', from: '2026-10-05', to: '2026-10-06' },
  ],
};
