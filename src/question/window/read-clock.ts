// A time of day at a place in the text: "at 3pm", "2-4pm", "between 13:00 and 15:00", "in the afternoon".
import type { ClockForm, Language } from './languages/language.ts';
import type { Reader } from './read-date.ts';
import { compile } from './template.ts';
import { clockOf, DAY, HOUR, MINUTE, SECOND } from './wall.ts';
import { AROUND, type Clock, type Trouble } from './when.ts';

export interface ClockMatch {
  readonly end: number;
  readonly clock: Clock | { readonly kind: 'trouble'; readonly trouble: Trouble };
  /** Means little alone: an hour without am or pm, a range of two of them, "night". */
  readonly weak: boolean;
}

interface CompiledClock {
  readonly form: ClockForm;
  readonly pattern: RegExp;
  /** May be followed by the rest of a range. */
  readonly open: RegExp;
}

interface CompiledLanguage {
  readonly clocks: readonly CompiledClock[];
  readonly around: RegExp;
  readonly parts: readonly (readonly [RegExp, Language['parts'][number]])[];
  readonly between: RegExp | null;
  readonly from: RegExp | null;
  readonly and: RegExp | null;
  readonly to: RegExp | null;
  readonly operators: readonly (readonly ['after' | 'before', RegExp])[];
  readonly suffixAround: RegExp | null;
  readonly until: RegExp | null;
}

const compiled = new Map<Language, CompiledLanguage>();
const sticky = (source: string | null | undefined, language: Language): RegExp | null =>
  source === null || source === undefined
    ? null
    : compile(language.spaced ? `(?:${source})` : source, language, !language.spaced);
const spacedWords = (source: string | null, language: Language): RegExp | null =>
  source === null
    ? null
    : new RegExp(language.spaced ? `\\s{0,2}(?:${source.replaceAll(' ', '\\s')})\\s{0,2}` : `(?:${source})`, 'y');

function compiledOf(language: Language): CompiledLanguage {
  const known = compiled.get(language);
  if (known !== undefined) return known;
  const { operators, suffixes } = language;
  const after = [operators.after, operators.since].filter((source) => source !== null).join('|');
  const before = [operators.before, operators.until].filter((source) => source !== null).join('|');
  const made: CompiledLanguage = {
    clocks: language.clocks.map((form) => ({
      form,
      pattern: compile(form.source, language),
      open: new RegExp(`${compile(form.source, language, true).source}(?!\\d)`, 'y'),
    })),
    around: compile(`(?:${language.around})`, language, true),
    parts: language.parts.map((part) => [compile(`(?:${part.words})`, language), part] as const),
    between: sticky(operators.between, language),
    from: sticky(operators.from, language),
    and: spacedWords(operators.and, language),
    to: spacedWords(operators.to, language),
    operators: [
      ...(after === '' ? [] : [['after', compile(`(?:${after})`, language)] as const]),
      ...(before === '' ? [] : [['before', compile(`(?:${before})`, language)] as const]),
    ],
    suffixAround: suffixes.around === undefined ? null : compile(`(?:${suffixes.around})`, language, true),
    until: suffixes.until === undefined ? null : compile(`(?:${suffixes.until})`, language, true),
  };
  compiled.set(language, made);
  return made;
}

const blanksAfter = (text: string, at: number): number =>
  at + (/^\s{0,3}/.exec(text.slice(at, at + 3))?.[0].length ?? 0);

function endOf(pattern: RegExp | null, text: string, at: number): number | null {
  if (pattern === null) return null;
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  return found === null || found[0] === '' ? null : at + found[0].length;
}

const bad = (text: string): ClockMatch['clock'] => ({
  kind: 'trouble',
  trouble: { kind: 'bad-date', text: `"${text.trim()}" is no time of day.`, phrases: [] },
});

interface Time {
  readonly at: number;
  readonly minutes: boolean;
  readonly hours: ClockForm['hours'];
  readonly typed: string;
}

function timeOf(form: ClockForm, found: RegExpExecArray): Time | null {
  const { h = '', m, s, half } = found.groups ?? {};
  const word = !/^\d/.test(h);
  const hour = word ? (/^(?:midnight|mitternacht|minuit|medianoche)$/.test(h) ? 0 : 12) : Number(h);
  const [minute, second] = [half === undefined ? Number(m ?? 0) : 30, Number(s ?? 0)];
  const { hours } = form;
  const twelveHour = (hours === 'am' || hours === 'pm') && !word;
  if (minute > 59 || second > 59 || hour > 24 || (hour === 24 && minute + second > 0)) return null;
  if (twelveHour && (hour > 12 || (hour === 0 && hours === 'pm'))) return null;
  const shifted = hours === 'pm' && hour < 12 ? hour + 12 : hours === 'am' && hour === 12 ? 0 : hour;
  const single = /^\d$/.test(h) && m !== undefined && hours === '24';
  return {
    at: shifted * HOUR + minute * MINUTE + second * SECOND,
    minutes: m !== undefined || half !== undefined,
    hours: single || (hours === 'twelve' && hour >= 1 && hour <= 12) ? 'twelve' : hours === 'twelve' ? '24' : hours,
    typed: found[0].trim(),
  };
}

function clockAt(time: Time, around: boolean): Clock {
  const { at, hours, minutes, typed } = time;
  if (hours === 'bare') return { kind: 'bare', at, around };
  const near = around || minutes;
  const midnight = /midnight$|mitternacht$|minuit$|medianoche$/.test(typed);
  const note = midnight
    ? `"${typed}" was read as 00:00, where that day begins.`
    : hours === 'twelve' && minutes && /^\D*\d[:.]/.test(typed)
      ? `"${typed}" was read as ${clockOf(at)}, on the 24-hour clock.`
      : undefined;
  return {
    kind: 'at',
    at,
    from: near ? at - AROUND : at,
    to: near ? at + AROUND : at + HOUR,
    twelve: hours === 'twelve',
    ...(note === undefined ? {} : { note }),
  };
}

/** The longest single time at a place; `open`: the first half of a range. */
function readTime(
  reader: Reader,
  language: Language,
  at: number,
  open: boolean,
): { readonly end: number; readonly time: Time | null } | null {
  let best: { readonly end: number; readonly time: Time | null } | null = null;
  for (const { form, pattern, open: openPattern } of compiledOf(language).clocks) {
    if (form.rangeOnly === true && !open) continue;
    const used = open ? openPattern : pattern;
    used.lastIndex = at;
    const found = used.exec(reader.text);
    if (found === null) continue;
    const end = at + found[0].length;
    if (best === null || end > best.end) best = { end, time: timeOf(form, found) };
  }
  return best;
}

/** "2-4pm", "from 10pm to 2am", "between 3 and 5pm". */
function readRange(reader: Reader, language: Language, at: number, afterDate: boolean): ClockMatch | null {
  const words = compiledOf(language);
  for (const [prefix, connector] of [
    [words.between, words.and],
    [words.from, words.to],
    [null, words.to],
  ] as const) {
    const afterPrefix = prefix === null ? at : endOf(prefix, reader.text, at);
    if (afterPrefix === null) continue;
    const first = readTime(reader, language, blanksAfter(reader.text, afterPrefix), true);
    const middle = first === null ? null : endOf(connector, reader.text, first.end);
    if (first === null || middle === null) continue;
    const last = readTime(reader, language, middle, true);
    if (last === null || /^[a-z0-9]|^[-/.:]\d/.test(reader.text.slice(last.end, last.end + 2))) continue;
    const end = endOf(words.until, reader.text, last.end) ?? last.end;
    if (first.time === null || last.time === null) return { end, clock: bad(reader.text.slice(at, end)), weak: false };
    const bothBare = first.time.hours === 'bare' && last.time.hours === 'bare';
    if (bothBare && prefix === null && !afterDate) continue;
    return { end, clock: rangeOf(first.time, last.time), weak: bothBare };
  }
  return null;
}

/** The end runs past midnight where it lies before the start; an hour without am or pm takes the nearest that fits. */
function rangeOf(first: Time, last: Time): Clock {
  const bareFirst = first.hours === 'bare';
  if (bareFirst && last.hours === 'bare') return { kind: 'bare-range', from: first.at, to: last.at };
  const halfDay = DAY / 2;
  let [from, to] = [first.at, last.at];
  if (bareFirst && (last.hours === 'am' || last.hours === 'pm') && from <= halfDay) {
    const hour = from % halfDay;
    const distance = (start: number): number => (to - start + DAY) % DAY || DAY;
    from = distance(hour) < distance(hour + halfDay) ? hour : hour + halfDay;
  }
  if (last.hours === 'bare' && (first.hours === 'am' || first.hours === 'pm') && to <= halfDay) {
    const hour = to % halfDay;
    const distance = (end: number): number => (end - from + DAY) % DAY || DAY;
    to = distance(hour) < distance(hour + halfDay) ? hour : hour + halfDay;
  }
  return { kind: 'range', from, to: to > from ? to : to + DAY };
}

function readPart(reader: Reader, language: Language, at: number): ClockMatch | null {
  let best: ClockMatch | null = null;
  for (const [pattern, part] of compiledOf(language).parts) {
    const end = endOf(pattern, reader.text, at);
    if (end === null || (best !== null && end <= best.end)) continue;
    const clock: Clock = { kind: 'part', from: part.from * HOUR, to: part.to * HOUR, name: `"${part.name}"` };
    best = { end, clock, weak: reader.text.slice(at, end) !== 'overnight' };
  }
  return best;
}

function readSingle(reader: Reader, language: Language, at: number): ClockMatch | null {
  const words = compiledOf(language);
  const afterAround = endOf(words.around, reader.text, at);
  const start = afterAround === null ? at : blanksAfter(reader.text, afterAround);
  const found =
    readTime(reader, language, start, false) ?? (afterAround === null ? null : readTime(reader, language, start, true));
  if (found === null) return null;
  const suffix = endOf(words.suffixAround, reader.text, found.end);
  const end = suffix ?? found.end;
  if (found.time === null) return { end, clock: bad(reader.text.slice(at, end)), weak: false };
  return { end, clock: clockAt(found.time, afterAround !== null || suffix !== null), weak: false };
}

/**
 * @param afterDate a date stands just before: "yesterday 9-17" are hours then
 * @returns the longest time of day, range of hours or part of the day at a place, or null
 */
export function readClock(reader: Reader, at: number, afterDate: boolean): ClockMatch | null {
  let best: ClockMatch | null = null;
  for (const language of reader.languages) {
    for (const read of [readRange, readSingle, readPart]) {
      const found = read(reader, language, at, afterDate);
      if (found !== null && (best === null || found.end > best.end)) best = found;
    }
  }
  return best;
}

/** "after 3pm", said of a day that came before it. */
export function readClockBound(reader: Reader, at: number): ClockMatch | null {
  for (const language of reader.languages) {
    for (const [kind, pattern] of compiledOf(language).operators) {
      const end = endOf(pattern, reader.text, at);
      const found = end === null ? null : readSingle(reader, language, blanksAfter(reader.text, end));
      if (found === null) continue;
      if (found.clock.kind === 'at') return { end: found.end, clock: { kind, at: found.clock.at }, weak: false };
      return found;
    }
  }
  return null;
}
