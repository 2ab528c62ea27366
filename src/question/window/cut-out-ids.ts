// Ids, names and quoted text → blanked out, everything else left where it is: the date in `db-march-10`, `logs-2026-01-05`
// or `10.0.3.1/24` is nobody's date. What has the form of a date, time, length of time or zone stays.
import { CUT, fold } from './fold.ts';

const QUOTED =
  /"[^"\n]{1,300}"|`[^`\n]{1,300}`|“[^”\n]{1,300}”|«[^»\n]{1,300}»|「[^」\n]{1,300}」|(?<![\p{L}\p{N}])'[^'\n]{1,300}'(?![\p{L}\p{N}])/gu;
/** A run of characters such as ids are made of: no blanks, nothing Chinese or Japanese. */
const CHUNK = /[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFFFC,;!?<>|]+/gu;
const OUTER = /^[("'[{]+|[)"'\]}.:]+$/g;

const TIME = '\\d{1,2}[:.]\\d\\d(?:[:.]\\d\\d(?:[.,]\\d{1,9})?)?(?:[ap]\\.?m\\.?|z|h|uhr)?';
const HOUR = '\\d{1,2}(?:[ap]\\.?m\\.?(?:-?ish)?|h(?:\\d\\d)?|uhr)';
const OFFSET = '(?:z|[+-]\\d\\d:?\\d\\d)';
const WORD =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|' +
  'mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|mid|early|late|year|month|quarter|week|end|day|to|date|' +
  'today|yesterday|tomorrow|night|time|noon|midnight|weekend|fortnight|avant|apres|hier|demain|midi|minuit|meia|noite|meio|dia|feira|segunda|terca|quarta|quinta|sexta|fim|de|semana|before|' +
  'hour|minute|second|days|hours|weeks|months|years|minutes|forty|five|twenty|thirty|' +
  'first|third|fourth|fifth|sixth|seventh|eighth|ninth|one|two|three|four|six|seven|eight|nine';
const NUMBER = '\\d{1,2}(?:st|nd|rd|th)?';
const UNIT =
  's|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|mos|months?|y|yrs?|years?|j|min|std|tagen?|heures?|horas?|dias?';
const AREAS = 'africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific|etc|us';

const STAMP = `\\d{4}-\\d\\d-\\d\\d(?:t${TIME}${OFFSET}?)?`;
const NUMERIC = '\\d{1,2}[./]\\d{1,2}[./]\\d{4}';

/** Whole chunks that may be part of a date. */
const DATES: readonly RegExp[] = [
  `\\d{4}-\\d{1,2}(?:-\\d{1,2})?(?:t${TIME}${OFFSET}?)?`,
  `${STAMP}(?:/|-|\\.\\.)${STAMP}`,
  `${NUMERIC}-${NUMERIC}`,
  '\\d{1,2}\\.?-\\d{1,2}[./]\\d{1,2}[./]\\d{4}',
  `\\d{4}[/.]\\d{1,2}[/.]\\d{1,2}`,
  `\\d{8}t\\d{4}(?:\\d\\d)?z?`,
  `\\d{1,2}[/.-]\\d{1,2}(?:[/.-](?:\\d{4}|\\d\\d))?\\.?`,
  `(?:\\d{1,2}|${WORD})[/-](?:${WORD})[/-](?:\\d{4}|\\d\\d)(?::\\d\\d:\\d\\d:\\d\\d)?`,
  `~?@?(?:${TIME}|${HOUR})${OFFSET}?`,
  `(?:${TIME}|${HOUR}|\\d{1,2})-(?:${TIME}|${HOUR}|\\d{1,2})`,
  `(?:\\d{1,3}(?:\\.\\d{1,2})?(?:${UNIT})){1,3}`,
  `\\d{1,3}-(?:${UNIT})`,
  `(?:${NUMBER}|${WORD})(?:-(?:${NUMBER}|${WORD})){0,3}(?:-\\d{4})?`,
  `(?:${WORD})(?:/(?:${WORD}))+`,
  `(?:week-?end|o'clock|aujourd'hui|jusqu'\\w+|l'\\w+|d'\\w+|\\w+'s?|new-year|year's|mid-\\w+)`,
  `\\d{1,2}(?:er|eme|o|º|ª|a)`,
  `(?:\\d{4}[-/]?)?[qh]\\d(?:[-/]?\\d{4})?`,
  `(?:\\d{4}-?)?w\\d\\d(?:-\\d)?`,
  '(?:cw|kw|wk|week)\\d{1,2}',
  `\\d{1,2}\\.?(?:${WORD})\\.?(?:\\d{4})?`,
  `\\d{4}-\\d\\d-\\d\\dt\\d\\d${OFFSET}?`,
  'fy\\d{2,4}|[1-4]q(?:20)?\\d\\d',
  '\\d{1,2}-\\d{1,2}(?:days|hours|weeks|d|h)',
  '20\\d\\d[-/]20\\d\\d',
  `(?:utc|gmt)[+-]\\d{1,2}(?::?\\d\\d)?`,
  `[+-]\\d\\d:?\\d\\d`,
  `(?:${AREAS})/[a-z_]+(?:[-+]?\\d{1,2})?(?:[-/][a-z_]+)*`,
  `(?:since|until|before|after|from|between|on|at):\\S{1,30}`,
  '(?:[ap]\\.m\\.?|[a-z]+\\.)',
  '\\d{1,4}|[1-9]\\d{7}|1\\d{9}(?:\\.\\d{1,6})?|1\\d{12}',
  '-+|->|&|~',
].map((source) => new RegExp(`^(?:${source})$`));

/** Letters alone are words; anything with digits or joining signs in it is a name unless it has the form of a date. */
const PLAIN_WORD = /^\p{L}+$/u;

function isName(chunk: string): boolean {
  const folded = fold(chunk);
  if (PLAIN_WORD.test(chunk)) return false;
  if (!/[a-z0-9]/.test(folded)) return false;
  return !DATES.some((pattern) => pattern.test(folded));
}

const blank = (text: string): string => CUT.repeat(text.length);

/** @returns text of the same length, what looks like an id or a name replaced by U+FFFC */
export function cutOutIds(text: string): string {
  return text.replace(QUOTED, blank).replace(CHUNK, (chunk) => {
    const core = chunk.replace(OUTER, '');
    if (core === '' || !isName(core)) return chunk;
    const start = chunk.indexOf(core);
    return chunk.slice(0, start) + blank(core) + chunk.slice(start + core.length);
  });
}
