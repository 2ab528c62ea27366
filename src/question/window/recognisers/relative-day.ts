// today, yesterday, the day before yesterday, tomorrow; just now.
import type { LanguageCode } from '../languages/language.ts';
import type { Recogniser } from '../template.ts';
import { DAY, daySpan, MINUTE } from '../wall.ts';
import { moment, relativePeriod } from '../when.ts';

/** What "just now" covers. */
const JUST_NOW = 15 * MINUTE;
const AFTER_ANY_DAY = 3;

const WORDS: Readonly<Record<LanguageCode, readonly (readonly [string, number])[]>> = {
  en: [
    ['(?:earlier |so far )?todays?(?: so far)?', 0],
    ['yesterdays?', -1],
    ['(?:the )?day before yesterday', -2],
    ['tomorrow', 1],
    ['(?:the )?day after tomorrow', 2],
  ],
  de: [
    ['heute', 0],
    ['gestern', -1],
    ['vorgestern', -2],
    ['morgen', 1],
    ['ubermorgen', 2],
  ],
  fr: [
    ["aujourd'?hui", 0],
    ['hier', -1],
    ['avant[- ]hier', -2],
    ['demain', 1],
    ['apres[- ]demain', 2],
  ],
  es: [
    ['hoy', 0],
    ['ayer', -1],
    ['anteayer|antes de ayer|antier', -2],
    ['manana', 1],
    ['pasado manana', 2],
  ],
  pt: [
    ['hoje', 0],
    ['ontem', -1],
    ['anteontem|antes de ontem', -2],
    ['amanha', 1],
    ['depois de amanha', 2],
  ],
  ja: [
    ['今日|本日|きょう', 0],
    ['昨日|きのう', -1],
    ['一昨日|おととい', -2],
    ['明日|あした', 1],
    ['明後日|あさって', 2],
  ],
};

const NOW: Readonly<Partial<Record<LanguageCode, string>>> = {
  en: 'just now|right now|moments ago|a moment ago|(?:the )?present(?= *$)|now|date(?= *(?:$|[?.!]))',
  de: 'gerade eben|soeben|jetzt',
  fr: "a l'instant|maintenant",
  es: 'ahora(?: mismo)?',
  pt: 'agora(?: mesmo)?',
  ja: 'たった今|今(?![日月年週朝夜晩度回])',
};

const templates: Partial<Record<LanguageCode, readonly string[]>> = {};
for (const [code, words] of Object.entries(WORDS) as [LanguageCode, (typeof WORDS)['en']][]) {
  templates[code] = [...words.map(([word, shift]) => `(?<d${shift + AFTER_ANY_DAY}>${word})`), `(?<now>${NOW[code]})`];
}

export const relativeDay: Recogniser = {
  name: 'a day as seen from today',
  templates,
  read: ({ groups, text, led }, scene) => {
    if (groups.now !== undefined) {
      if (
        /^(?:since|after|before|until|till|til|to|up to|through|and|bis|seit|jusqu|depuis|au|hasta|desde|ate|a)\b/.test(
          led,
        )
      )
        return moment(scene.now, 0);
      if (/^(?:now|date|present|the present|jetzt|maintenant|ahora|agora|今)$/.test(text)) return null;
      return {
        kind: 'fixed',
        span: {
          from: { kind: 'instant', at: scene.now - JUST_NOW },
          to: null,
          grain: 'rolling',
          anchor: null,
          notes: [`"${text}" was read as the last 15 minutes.`],
          relative: true,
        },
      };
    }
    const key = Object.keys(groups).find((name) => groups[name] !== undefined) ?? '';
    const day = daySpan(scene.today + (Number(key.slice(1)) - AFTER_ANY_DAY) * DAY);
    return relativePeriod(day, 'day');
  },
  examples: [
    { phrase: 'yesterday', from: '2026-11-17', to: '2026-11-18' },
    { phrase: 'today', from: '2026-11-18', to: '2026-11-18T10:30' },
    { phrase: 'the day before yesterday', from: '2026-11-16', to: '2026-11-17' },
    { phrase: 'just now', from: '2026-11-18T10:15', to: '2026-11-18T10:30' },
    { phrase: 'gestern', locale: 'de-DE', from: '2026-11-17', to: '2026-11-18' },
    { phrase: 'avant-hier', locale: 'fr-FR', from: '2026-11-16', to: '2026-11-17' },
    { phrase: 'ayer', locale: 'es-ES', from: '2026-11-17', to: '2026-11-18' },
    { phrase: 'ontem', locale: 'pt-BR', from: '2026-11-17', to: '2026-11-18' },
    { phrase: '昨日', locale: 'ja-JP', from: '2026-11-17', to: '2026-11-18' },
  ],
};
