// Weekends are Saturday and Sunday: "the weekend" the latest that began, "last weekend" the last complete one.
import { weekend as everyWeekend } from '../periods.ts';
import type { Recogniser } from '../template.ts';
import { DAY, isoDay, startOfWeek, WEEK } from '../wall.ts';
import { relativePeriod } from '../when.ts';

const SATURDAY = 5 * DAY;

export const weekend: Recogniser = {
  name: 'a weekend',
  templates: {
    en: [
      '(?:the )?weekend',
      '(?<last>(?:the )?(?:last|previous|past)) weekend',
      '(?<this>this) weekend',
      '(?:the )?weekend (?<older>before last)',
      '(?<next>(?:the )?(?:next|coming)) weekend',
    ],
    de: [
      '(?:ubers )?wochenende',
      '(?<last>(?:letzte|voriges?|vergangene)[nsm]?) wochenende',
      '(?<this>diese[sm]) wochenende',
      '(?<older>vorletzte[sn]) wochenende',
      '(?<next>(?:nachste|kommende)[sn]) wochenende',
    ],
    fr: ['week-?end', 'week-?end (?<last>dernier|passe)', '(?<this>ce) week-?end', 'week-?end (?<next>prochain)'],
    es: [
      'fin de semana',
      'fin de semana (?<last>pasado)',
      '(?<last>pasado|ultimo) fin de semana',
      '(?<this>este) fin de semana',
      '(?<next>proximo) fin de semana',
    ],
    pt: [
      '(?:fim de semana|fim-de-semana)',
      '(?:fim de semana|fim-de-semana) (?<last>passado)',
      '(?<last>ultimo) (?:fim de semana|fim-de-semana)',
      '(?<this>n?este) (?:fim de semana|fim-de-semana)',
      '(?<next>proximo) (?:fim de semana|fim-de-semana)',
    ],
    ja: ['週末', '(?<last>先)週末', '(?<this>今)週末', '(?<next>来)週末'],
  },
  read: ({ groups, text }, scene) => {
    const saturday = startOfWeek(scene.today) + SATURDAY;
    const at = (from: number) =>
      relativePeriod({ from, to: from + 2 * DAY }, 'weekend', [
        `"${text}" was read as ${isoDay(from)} and ${isoDay(from + DAY)}.`,
      ]);
    if (groups.last !== undefined) return at(saturday - WEEK);
    if (groups.older !== undefined) return at(saturday - 2 * WEEK);
    if (groups.next !== undefined) return at(scene.today >= saturday ? saturday + WEEK : saturday);
    return groups.this === undefined ? everyWeekend() : at(saturday);
  },
  examples: [
    { phrase: 'last weekend', from: '2026-11-14', to: '2026-11-16' },
    { phrase: 'over the weekend', from: '2026-11-14', to: '2026-11-16' },
    { phrase: 'the weekend before last', from: '2026-11-07', to: '2026-11-09' },
    { phrase: 'letztes Wochenende', locale: 'de-DE', from: '2026-11-14', to: '2026-11-16' },
    { phrase: 'le week-end dernier', locale: 'fr-FR', from: '2026-11-14', to: '2026-11-16' },
    { phrase: 'el fin de semana pasado', locale: 'es-ES', from: '2026-11-14', to: '2026-11-16' },
    { phrase: 'no fim de semana passado', locale: 'pt-BR', from: '2026-11-14', to: '2026-11-16' },
    { phrase: '先週末', locale: 'ja-JP', from: '2026-11-14', to: '2026-11-16' },
  ],
};
