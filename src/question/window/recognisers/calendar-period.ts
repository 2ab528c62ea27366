// this, last and next week, month, quarter and year; the one before last; year to date.
import { periodOf } from '../periods.ts';
import { type Recogniser, unitOf } from '../template.ts';
import { isoDay } from '../wall.ts';
import { relativePeriod } from '../when.ts';

const EN = '(?<p>week|month|quarter|year)';
const DE = '(?<p>woche|monats?|quartals?|jahr(?:es)?)';
const FR = '(?<p>semaine|mois|trimestre|annee|an)';
const ES = '(?<p>semana|mes|trimestre|ano)';

/** Groups `last`, `older`, `next` say which; none: this one. */
export const calendarPeriod: Recogniser = {
  name: 'a week, month, quarter or year as seen from now',
  templates: {
    en: [
      `(?:so far |earlier |later )?(?:this|(?:the )?current) ${EN}(?: so far| to date)?`,
      `${EN} to date`,
      '(?<p>y|q|m|w)td',
      `(?:the )?(?<bare>)${EN}`,
      `(?<last>last|(?:the )?previous|(?:the )?preceding|(?:the )?prior) ${EN}`,
      `(?:the )?${EN} (?<older>before last)`,
      `(?<next>(?:the )?(?:next|coming|following)) ${EN}`,
    ],
    de: [
      `(?:in )?(?:diese[rsnm]?|der aktuellen|aktuelle[rsn]?) ${DE}`,
      `(?<last>(?:letzte|vorige|vergangene)[rsnm]?) ${DE}`,
      `(?<older>vorletzte[rsnm]?) ${DE}`,
      `(?<next>(?:nachste|kommende)[rsnm]?) ${DE}`,
    ],
    fr: [
      `(?:cette|ce) ${FR}`,
      `(?:la |le |l')?${FR} (?<last>derniere?|passee?|precedente?)`,
      `(?:la |le |l')?${FR} (?<next>prochaine?)`,
    ],
    es: [
      `est[ae] ${ES}`,
      `${ES} (?<last>pasad[oa]|anterior)`,
      `(?<last>pasad[oa]|ultim[oa]) ${ES}`,
      `${ES} (?<next>que viene|proxim[oa]|siguiente)`,
      `(?<next>proxim[oa]) ${ES}`,
    ],
    pt: [
      `(?:n?est[ae]) ${ES}`,
      `${ES} (?<last>passad[oa]|anterior)`,
      `(?<last>ultim[oa]) ${ES}`,
      `${ES} (?<next>que vem|seguinte)`,
      `(?<next>proxim[oa]) ${ES}`,
    ],
    ja: [
      '今(?<p>週|月|年|四半期)(?!末)',
      '(?<last>先|前)(?<p>週|月|四半期)(?!末)',
      '(?<last>去|昨|前)(?<p>年)(?!度)',
      '(?<older>先々|前々)(?<p>週|月)(?!末)',
      '(?<older>一昨)(?<p>年)',
      '(?<next>来)(?<p>週|月|年)(?!末)',
    ],
  },
  read: (match, scene) => {
    const { groups, led, text } = match;
    if (groups.bare !== undefined && !/\b(?:of|in)(?: the)?$/.test(led)) return null;
    const word = { y: 'year', q: 'quarter', m: 'month', w: 'week', 週: '週間', 月: 'か月' }[groups.p ?? ''] ?? groups.p;
    const stem = word?.replace(/(?:monats|quartals|jahres)$/, (german) => german.replace(/e?s$/, ''));
    const unit = unitOf(stem, match.language);
    if (unit === null) return null;
    const shift = groups.last !== undefined ? -1 : groups.older !== undefined ? -2 : groups.next !== undefined ? 1 : 0;
    const { span, grain } = periodOf(unit, scene.today, shift);
    const week = `"${text}" was read as Monday ${isoDay(span.from)} to Sunday ${isoDay(span.to - 1)}.`;
    return relativePeriod(span, grain, grain === 'week' ? [week] : []);
  },
  examples: [
    { phrase: 'this week', from: '2026-11-16', to: '2026-11-18T10:30' },
    { phrase: 'last week', from: '2026-11-09', to: '2026-11-16' },
    { phrase: 'the week before last', from: '2026-11-02', to: '2026-11-09' },
    { phrase: 'last month', from: '2026-10-01', to: '2026-11-01' },
    { phrase: 'last quarter', from: '2026-07-01', to: '2026-10-01' },
    { phrase: 'year to date', from: '2026-01-01', to: '2026-11-18T10:30' },
    { phrase: 'letzte Woche', locale: 'de-DE', from: '2026-11-09', to: '2026-11-16' },
    { phrase: 'la semaine dernière', locale: 'fr-FR', from: '2026-11-09', to: '2026-11-16' },
    { phrase: 'la semana pasada', locale: 'es-ES', from: '2026-11-09', to: '2026-11-16' },
    { phrase: 'no mês passado', locale: 'pt-BR', from: '2026-10-01', to: '2026-11-01' },
    { phrase: '先週', locale: 'ja-JP', from: '2026-11-09', to: '2026-11-16' },
  ],
};
