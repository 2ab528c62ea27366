// Weekdays look back: "on Monday" may be today, "last Monday" is before today, "this Monday" is this week's.
import { weekday as everyWeekday } from '../periods.ts';
import { type Recogniser, weekdayNumber } from '../template.ts';
import { DAY, daySpan, namedDay, startOfWeek, WEEK, weekdayName, weekdayOf } from '../wall.ts';
import { type Floating, relativePeriod, type Scene } from '../when.ts';

/** Comes round like any other, so that in "last Monday to last Wednesday" the Monday is before the Wednesday. */
function beforeToday(number: number, scene: Scene): Floating {
  const every = everyWeekday(number, `last ${weekdayName(number)}`);
  return { ...every, list: (from, to) => every.list(from, Math.min(to, scene.today)) };
}

export const weekday: Recogniser = {
  name: 'a weekday',
  templates: {
    en: [
      '<weekday>',
      '(?:(?<last>last|past|previous)|this (?<last2>past)) <weekday>',
      '(?<this>this) <weekday>',
      '(?<next>(?:the )?(?:next|coming|upcoming)) <weekday>',
      '(?:the )?<weekday> (?<older>before last)',
    ],
    de: [
      '<weekday>',
      '(?<last>(?:letzte|vorige|vergangene)[nrs]?) <weekday>',
      '(?<this>diese[nrs]?) <weekday>',
      '(?<older>vorletzte[nrs]?) <weekday>',
      '(?<next>(?:nachste|kommende)[nrs]?) <weekday>',
    ],
    fr: ['<weekday>', '<weekday> (?<last>dernier|passe)', '(?<this>ce) <weekday>', '<weekday> (?<next>prochain)'],
    es: [
      '<weekday>',
      '<weekday> (?<last>pasado)',
      '(?<last>pasado|ultimo) <weekday>',
      '(?<this>este) <weekday>',
      '<weekday> (?<next>que viene)',
      '(?<next>proximo) <weekday>',
    ],
    pt: [
      '<weekday>',
      '<weekday> (?<last>passad[oa])',
      '(?<last>ultim[oa]) <weekday>',
      '(?<this>n?est[ae]) <weekday>',
      '<weekday> (?<next>que vem)',
      '(?<next>proxim[oa]) <weekday>',
    ],
    ja: ['<weekday>', '(?<last>前の)<weekday>', '(?<next>次の)<weekday>'],
  },
  read: (match, scene) => {
    const number = weekdayNumber(match);
    if (number === 0) return null;
    const { last, last2, this: current, next, older } = match.groups;
    const sinceThen = (weekdayOf(scene.today) - number + 7) % 7 || 7;
    const before = scene.today - sinceThen * DAY;
    const day = (at: number) => relativePeriod(daySpan(at), 'day', [`"${match.text}" was read as ${namedDay(at)}.`]);
    if (last !== undefined || last2 !== undefined) return beforeToday(number, scene);
    if (older !== undefined) return day(before - WEEK);
    if (current !== undefined) return day(startOfWeek(scene.today) + (number - 1) * DAY);
    return next === undefined
      ? everyWeekday(number, weekdayName(number))
      : day(before + (sinceThen === 7 ? 2 : 1) * WEEK);
  },
  examples: [
    { phrase: 'on Friday', from: '2026-11-13', to: '2026-11-14' },
    { phrase: 'on Wednesday', from: '2026-11-18', to: '2026-11-18T10:30' },
    { phrase: 'last Wednesday', from: '2026-11-11', to: '2026-11-12' },
    { phrase: 'on Monday last week', from: '2026-11-09', to: '2026-11-10' },
    { phrase: 'am Freitag', locale: 'de-DE', from: '2026-11-13', to: '2026-11-14' },
    { phrase: 'lundi dernier', locale: 'fr-FR', from: '2026-11-16', to: '2026-11-17' },
    { phrase: 'el viernes', locale: 'es-ES', from: '2026-11-13', to: '2026-11-14' },
    { phrase: 'na sexta-feira', locale: 'pt-BR', from: '2026-11-13', to: '2026-11-14' },
    { phrase: '先週の月曜日', locale: 'ja-JP', from: '2026-11-09', to: '2026-11-10' },
  ],
};
