// N units ago: days that day, weeks, months and years that whole period, hours ± 30 minutes, minutes ± 15.
import type { Language, Unit } from '../languages/language.ts';
import { fixedLength, periodOf, wallBefore } from '../periods.ts';
import { numberOf, type Recogniser, unitOf } from '../template.ts';
import { DAY, daySpan, isoDay, MINUTE, startOfDay } from '../wall.ts';
import { moment, relativePeriod, type Scene, trouble, type When } from '../when.ts';

const HOUR_SLACK = 30 * MINUTE;
const MINUTE_SLACK = 15 * MINUTE;
const ABOUT = '(?:(?:about|around|approximately|roughly|some) )?';

/** "2 hours and 20 minutes ago", "an hour and a half ago". */
function lengthOf(
  n: number,
  unit: Unit,
  groups: Readonly<Record<string, string | undefined>>,
  language: Language,
): number | null {
  const length = fixedLength(unit) ?? (unit === 'day' ? DAY : null);
  if (length === null) return null;
  if (groups.half !== undefined) return (n + 0.5) * length;
  if (groups.n2 === undefined) return fixedLength(unit) === null && Number.isInteger(n) ? null : n * length;
  const small = fixedLength(unitOf(groups.unit2, language) ?? 'day');
  return small === null ? null : n * length + numberOf(groups.n2, language) * small;
}

function wholePeriod(n: number, unit: Unit, exactly: boolean, text: string, scene: Scene): When {
  const day = daySpan(startOfDay(wallBefore(scene.wall, n, unit)));
  if (unit === 'day' || exactly) return relativePeriod(day, 'day', [`"${text}" was read as ${isoDay(day.from)}.`]);
  const { span, grain } = periodOf(unit === 'fortnight' ? 'week' : unit, day.from, 0);
  const said = `"${text}" was read as that whole ${grain}, ${isoDay(span.from)} to ${isoDay(span.to - 1)}.`;
  return relativePeriod(span, grain, [said], day);
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
  read: (match, scene) => {
    const { groups, language, text } = match;
    const unit = unitOf(groups.unit, language);
    const n = numberOf(groups.n, language);
    if (unit === null || Number.isNaN(n)) return null;
    const length = lengthOf(n, unit, groups, language);
    if (length !== null) {
      const smallest = unitOf(groups.unit2, language) ?? unit;
      const slack = smallest === 'hour' || smallest === 'day' ? (n === 0.5 ? MINUTE_SLACK : HOUR_SLACK) : MINUTE_SLACK;
      const said = `"${text}" was read as that moment, ${slack / MINUTE} minutes before to ${slack / MINUTE} minutes after.`;
      return moment(scene.now - length, slack, [said]);
    }
    if (!Number.isInteger(n) || groups.n2 !== undefined || groups.half !== undefined) {
      return trouble(`"${text}" could be more than one day.`, [`${Math.max(1, Math.round(n * 7))} days ago`]);
    }
    return wholePeriod(n, unit, groups.exactly !== undefined, text, scene);
  },
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
