// The last N units: they end now. "in the last week" is seven days, "last week" the calendar's.

import type { Unit } from '../languages/language.ts';
import { fixedLength, wallBefore } from '../periods.ts';
import { lengthSaid, type Recogniser, type TemplateMatch, unitOf } from '../template.ts';
import { DAY } from '../wall.ts';
import { type Edge, type Scene, trouble, type When } from '../when.ts';

function starting(n: number, unit: Unit, scene: Scene): Edge | null {
  const length = fixedLength(unit);
  if (length !== null) return { kind: 'instant', at: scene.now - n * length };
  if (Number.isInteger(n)) return { kind: 'clock', at: wallBefore(scene.wall, n, unit) };
  return unit === 'day' ? { kind: 'instant', at: scene.now - n * DAY } : null;
}

/** "2h30m": the smaller unit is added. */
function earlier(start: Edge, match: TemplateMatch): Edge | null {
  const more = lengthSaid(match, 'n2', 'unit2');
  const length = more === null ? null : fixedLength(more.unit);
  return more === null || length === null ? null : { ...start, at: start.at - more.n * length };
}

export const lastUnits: Recogniser = {
  name: 'the last so many hours, days, weeks …',
  templates: {
    en: [
      '(?:within |inside )?(?:the )?(?:last|past|previous|prior|preceding) <n>[\\s-]?<unit>(?: or so)?',
      '(?:within |inside )?(?:the )?(?:last|past|previous) <n> ?<unit>(?:,| and)? ?<n2> ?<unit2>',
      '(?:within |inside )?(?:the )?(?:last|past|previous) \\d{1,3} ?(?:-|or|to) ?<n> ?<unit>',
      '(?:in|within|over|during|for|throughout|across|from|of) the (?:last|past|previous) <unit>',
      '(?:the |this )?past <unit>',
      '(?:the )?last (?<unit>hour|hr|minute|min|second|day|fortnight)',
    ],
    de: [
      '(?:(?:die|den|der|das) )?(?:letzten?|vergangenen?|vorigen?) <n> ?<unit>',
      '(?:(?:der|die) )?(?:letzten?|vergangenen?) (?<unit>stunde|minute)',
    ],
    fr: [
      '(?:(?:les|ces|des) )?<n> dernier(?:e)?s <unit>',
      '(?:(?:les|ces|des) )?dernier(?:e)?s <n> ?<unit>',
      "(?:la |l')?dernier(?:e)? (?<unit>heure|minute)",
    ],
    es: ['(?:(?:los|las) )?ultim[oa]s <n> ?<unit>', '(?:la )?ultim[oa] (?<unit>hora|minuto)'],
    pt: ['(?:(?:os|as|nos|nas) )?ultim[oa]s <n> ?<unit>', '(?:(?:a|na) )?ultim[oa] (?<unit>hora|minuto)'],
    ja: ['<n><unit>以内', '(?:過去|ここ|この|直近の?|最近の?)<n><unit>間?'],
  },
  read: (match, scene): When | null => {
    const { groups, language, text } = match;
    const alone = groups.n === undefined ? unitOf(groups.unit, language) : null;
    const said = alone === null ? lengthSaid(match) : { n: 1, unit: alone };
    if (said === null) return null;
    const { n, unit } = said;
    if (n <= 0) return trouble(`"${text}" is no stretch of time.`, ['in the last hour', 'in the last 7 days']);
    const start = starting(n, unit, scene);
    if (start === null)
      return trouble(`"${text}" is not a whole number of ${unit}s.`, [`in the last ${Math.ceil(n)} ${unit}s`]);
    const from = groups.n2 === undefined ? start : earlier(start, match);
    if (from === null) return null;
    const rolled = groups.n === undefined && fixedLength(unit) === null && unit !== 'day' && unit !== 'fortnight';
    const notes = rolled
      ? [`"${text}" was read as the ${unit} that ends now; "last ${unit}" is the calendar ${unit}.`]
      : [];
    return { kind: 'fixed', span: { from, to: null, grain: 'rolling', anchor: null, notes, relative: true } };
  },
  examples: [
    { phrase: 'in the last hour', from: '2026-11-18T09:30', to: '2026-11-18T10:30' },
    { phrase: 'last 24 hours', from: '2026-11-17T10:30', to: '2026-11-18T10:30' },
    { phrase: 'over the past 3 days', from: '2026-11-15T10:30', to: '2026-11-18T10:30' },
    { phrase: 'in the last week', from: '2026-11-11T10:30', to: '2026-11-18T10:30' },
    { phrase: 'last 15m', from: '2026-11-18T10:15', to: '2026-11-18T10:30' },
    { phrase: 'in den letzten 24 Stunden', locale: 'de-DE', from: '2026-11-17T10:30', to: '2026-11-18T10:30' },
    { phrase: 'les 3 derniers jours', locale: 'fr-FR', from: '2026-11-15T10:30', to: '2026-11-18T10:30' },
    { phrase: 'en las últimas 24 horas', locale: 'es-ES', from: '2026-11-17T10:30', to: '2026-11-18T10:30' },
    { phrase: 'nos últimos 3 dias', locale: 'pt-BR', from: '2026-11-15T10:30', to: '2026-11-18T10:30' },
    { phrase: '過去24時間', locale: 'ja-JP', from: '2026-11-17T10:30', to: '2026-11-18T10:30' },
  ],
};
