// N units ago: days that day, weeks, months and years that whole period, hours ± 30 minutes, minutes ± 15.
import type { Unit } from '../languages/language.ts';
import { fixedLength, periodOf, wallBefore } from '../periods.ts';
import { lengthSaid, type Recogniser, type TemplateMatch } from '../template.ts';
import { DAY, daySpan, isoDay, MINUTE, startOfDay } from '../wall.ts';
import { moment, relativePeriod, type Scene, trouble, type When } from '../when.ts';

const HOUR_SLACK = 30 * MINUTE;
const MINUTE_SLACK = 15 * MINUTE;
const ABOUT = '(?:(?:about|around|approximately|roughly|some) )?';

/** Milliseconds of "2 hours and 20 minutes", "an hour and a half"; null: whole days, weeks, months or years. */
function lengthOf(n: number, unit: Unit, match: TemplateMatch): number | null {
  const length = fixedLength(unit) ?? (unit === 'day' ? DAY : null);
  if (length === null) return null;
  if (match.groups.half !== undefined) return (n + 0.5) * length;
  if (match.groups.n2 === undefined) return fixedLength(unit) === null && Number.isInteger(n) ? null : n * length;
  const more = lengthSaid(match, 'n2', 'unit2');
  const small = more === null ? null : fixedLength(more.unit);
  return more === null || small === null ? null : n * length + more.n * small;
}

function wholePeriod(n: number, unit: Unit, exactly: boolean, text: string, scene: Scene): When {
  const day = daySpan(startOfDay(wallBefore(scene.wall, n, unit)));
  if (unit === 'day' || exactly) return relativePeriod(day, 'day', [`"${text}" was read as ${isoDay(day.from)}.`]);
  const { span, grain } = periodOf(unit === 'fortnight' ? 'week' : unit, day.from, 0);
  const said = `"${text}" was read as that whole ${grain}, ${isoDay(span.from)} to ${isoDay(span.to - 1)}.`;
  return relativePeriod(span, grain, [said], day);
}

/** @param exactly that day, where weeks, months and years would mean the whole period */
export function ago(match: TemplateMatch, scene: Scene, exactly: boolean): When | null {
  const { groups, text } = match;
  const said = lengthSaid(match);
  if (said === null) return null;
  const { n, unit } = said;
  const length = lengthOf(n, unit, match);
  if (length !== null) {
    const smallest = lengthSaid(match, 'n2', 'unit2')?.unit ?? unit;
    const slack = (smallest === 'hour' || smallest === 'day') && n !== 0.5 ? HOUR_SLACK : MINUTE_SLACK;
    return moment(scene.now - length, slack);
  }
  if (!Number.isInteger(n) || groups.n2 !== undefined || groups.half !== undefined) {
    return trouble(`"${text}" could be more than one day.`, [`${Math.max(1, Math.round(n * 7))} days ago`]);
  }
  return wholePeriod(n, unit, exactly, text, scene);
}

export const unitsAgo: Recogniser = {
  name: 'so many hours, days, weeks … ago',
  templates: {
    en: [
      `${ABOUT}<n>[\\s-]?<unit> (?:ago|before now|back)(?<exactly> today| to the day)?`,
      `${ABOUT}<n> ?<unit>(?:,| and)? ?<n2> ?<unit2> ago`,
      `${ABOUT}<n> <unit> (?<half>and a half) ago`,
      `${ABOUT}<n> (?<half>and a half) <unit> ago`,
      'in <n> ?<unit> ago',
    ],
    de: ['vor (?:etwa |ca\\.? |ungefahr )?<n> ?<unit>'],
    fr: ['il y a (?:environ |a peu pres )?<n> ?<unit>'],
    es: ['hace (?:unos |unas |como )?<n> ?<unit>', '<n> ?<unit> atras'],
    pt: ['(?:ha|faz) (?:cerca de |uns |umas )?<n> ?<unit>(?: atras)?', '<n> ?<unit> atras'],
    ja: ['<n><unit>(?:ほど|くらい|ぐらい)?前'],
  },
  read: (match, scene) => ago(match, scene, match.groups.exactly !== undefined),
  examples: [
    { phrase: '3 days ago', from: '2026-11-15', to: '2026-11-16' },
    { phrase: '2 hours ago', from: '2026-11-18T08:00', to: '2026-11-18T09:00' },
    { phrase: '10 minutes ago', from: '2026-11-18T10:05', to: '2026-11-18T10:30' },
    { phrase: 'a week ago', from: '2026-11-09', to: '2026-11-16' },
    { phrase: 'a fortnight ago', from: '2026-11-02', to: '2026-11-09' },
    { phrase: '2 months ago', from: '2026-09-01', to: '2026-10-01' },
    { phrase: 'vor 3 Tagen', locale: 'de-DE', from: '2026-11-15', to: '2026-11-16' },
    { phrase: 'il y a 3 jours', locale: 'fr-FR', from: '2026-11-15', to: '2026-11-16' },
    { phrase: 'hace 3 días', locale: 'es-ES', from: '2026-11-15', to: '2026-11-16' },
    { phrase: 'há 3 dias', locale: 'pt-BR', from: '2026-11-15', to: '2026-11-16' },
    { phrase: '3日前', locale: 'ja-JP', from: '2026-11-15', to: '2026-11-16' },
  ],
};
