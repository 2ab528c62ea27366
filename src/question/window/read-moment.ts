// Date words that belong together at a place in the text → one tree: "Friday", "3 days ago around 4pm", "Monday last week".
import type { Language } from './languages/language.ts';
import { type ClockMatch, readClock, readClockBound } from './read-clock.ts';
import { ARTICLES, type DateMatch, type Reader, readDate } from './read-date.ts';
import { compile } from './template.ts';
import type { Clock, Grain, When } from './when.ts';

export interface Moment {
  readonly end: number;
  readonly when: When;
  /** Too little to be sure that it is a date: dropped unless more date words or an operator stand beside it. */
  readonly weak: boolean;
}

type Component = { readonly end: number; readonly weak: boolean } & (
  | { readonly date: When; readonly clock: null }
  | { readonly date: null; readonly clock: ClockMatch['clock'] }
);

const MOST_COMPONENTS = 5;
const MOST_LEADS = 3;
/** What may stand between two of them: blanks, a comma, a bracket, zone words. */
const GAP = /[\s,(){}\uE000]{1,12}/y;
const JAPANESE_GAP = /(?:の|に|,|\s){0,2}/y;

const leads = new Map<Language, RegExp>();
function leadOf(language: Language): RegExp {
  const known = leads.get(language);
  if (known !== undefined) return known;
  const made = compile(`${language.lead}`, language);
  leads.set(language, made);
  return made;
}

/** Where the words that lead a date end, for each number of them; "l'" and "d'" need no blank. */
function leadEnds(reader: Reader, at: number): readonly number[] {
  const ends = [at];
  let place = at;
  for (let count = 0; count < MOST_LEADS; count += 1) {
    const next = reader.languages.map((language) => leadEnd(reader.text, place, language)).find((end) => end !== null);
    if (next === undefined || next === null) break;
    ends.push(next);
    place = next;
  }
  return ends;
}

function leadEnd(text: string, at: number, language: Language): number | null {
  const pattern = leadOf(language);
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  if (found === null || found[0] === '') return null;
  const end = at + found[0].length;
  const blank = /^\s{1,3}/.exec(text.slice(end, end + 3));
  return blank === null ? null : end + blank[0].length;
}

/** The longest date or time at a place, lead words included. A date wins over a time but after another date. */
function readComponent(reader: Reader, at: number, led: string, before: Component | null): Component | null {
  let best: Component | null = null;
  const take = (component: Component): void => {
    if (best === null || component.end > best.end) best = component;
  };
  const clockFirst = before?.date !== null && before !== null;
  for (const start of leadEnds(reader, at)) {
    const words = start > at ? reader.text.slice(at, start).trim() : led;
    const readers = [
      () => asDate(readDate(reader, start, words)),
      () => asClock(readClock(reader, start, clockFirst && start === at), words),
    ];
    for (const read of clockFirst ? readers.reverse() : readers) {
      const component = read();
      if (component !== null) take(component);
    }
  }
  if (before?.date) {
    const bound = asClock(readClockBound(reader, at), '');
    if (bound !== null) take(bound);
  }
  return best;
}

const asDate = (match: DateMatch | null): Component | null =>
  match === null ? null : { end: match.end, weak: match.weak, date: match.when, clock: null };
const asClock = (match: ClockMatch | null, led: string): Component | null =>
  match === null ? null : { end: match.end, weak: match.weak && ARTICLES.test(led), date: null, clock: match.clock };

/** @param led the operator before `at` ("since"), or empty */
export function readMoment(reader: Reader, at: number, led: string): Moment | null {
  const components: Component[] = [];
  let end = at;
  let place = at;
  while (components.length < MOST_COMPONENTS) {
    const component: Component | null = readComponent(
      reader,
      place,
      components.length === 0 ? led : afterWeekday(components.at(-1)),
      components.at(-1) ?? null,
    );
    if (
      component === null ||
      (components.length > 0 &&
        component.date !== null &&
        (startsWithTo(reader, place) || isList(reader.text.slice(end, place), components, component)))
    )
      break;
    components.push(component);
    end = component.end;
    const next = gapEnd(reader, end);
    if (next === null) break;
    place = next;
  }
  const [first] = components;
  if (first === undefined) return null;
  return { end, when: assemble(components), weak: components.length === 1 && first.weak && led === '' };
}

/** "Friday, Saturday" are two dates; "Friday, 13 November" is one. */
function isList(gap: string, before: readonly Component[], next: Component): boolean {
  const last = before.at(-1);
  if (!gap.includes(',') || !last?.date || next.date === null) return false;
  return sameForm(last.date) !== '' && sameForm(last.date) === sameForm(next.date);
}

const sameForm = (when: When): string => {
  if (when.kind === 'floating') return when.weekday ? 'weekday' : when.grain;
  return when.kind === 'fixed' ? `fixed ${when.span.grain}` : '';
};

/** "Tuesday 25th": after a weekday a day of the month needs no word before it. */
const afterWeekday = (last: Component | undefined): string =>
  last?.date?.kind === 'floating' && last.date.weekday ? 'on' : '';

/** "du 1er octobre au 5 octobre": what leads a date in some languages joins two dates, too. */
function startsWithTo(reader: Reader, at: number): boolean {
  return reader.languages.some((language) => {
    const to = /^(?:au|al|a|ao|ate|bis|hasta|to|until|till)\s/.exec(reader.text.slice(at, at + 6));
    return to !== null && (language.operators.to ?? '').includes(to[0].trim());
  });
}

function gapEnd(reader: Reader, at: number): number | null {
  GAP.lastIndex = at;
  const blank = GAP.exec(reader.text);
  if (blank !== null) return at + blank[0].length;
  const tight = reader.languages.some((language) => !language.spaced);
  if (!tight) return null;
  JAPANESE_GAP.lastIndex = at;
  return at + (JAPANESE_GAP.exec(reader.text)?.[0].length ?? 0);
}

const COARSE_FIRST: readonly Grain[] = [
  'rolling',
  'year',
  'half',
  'quarter',
  'month',
  'week',
  'weekend',
  'day',
  'part',
  'point',
];

function coarseness(when: When): number {
  if (when.kind === 'floating') return COARSE_FIRST.indexOf(when.grain) + (when.weekday ? 0.5 : 0);
  if (when.kind === 'fixed') return COARSE_FIRST.indexOf(when.span.grain);
  return when.kind === 'within' ? coarseness(when.inner) : COARSE_FIRST.indexOf('day');
}

/** The coarser is the one that the finer is looked for in. */
export function nest(first: When, second: When): When {
  if (first.kind === 'trouble') return first;
  if (second.kind === 'trouble') return second;
  return coarseness(first) <= coarseness(second)
    ? { kind: 'within', outer: first, inner: second }
    : { kind: 'within', outer: second, inner: first };
}

function assemble(components: readonly Component[]): When {
  const dates: When[] = [];
  const clocks: Clock[] = [];
  for (const component of components) {
    if (component.date !== null) dates.push(component.date);
    else if (component.clock.kind === 'trouble') return component.clock;
    else clocks.push(component.clock);
  }
  const [first, ...rest] = dates;
  if (first === undefined) return { kind: 'clock', clocks };
  const date = rest.reduce(nest, first);
  if (date.kind === 'trouble' || clocks.length === 0) return date;
  return date.kind === 'dated' ? { ...date, clocks: [...date.clocks, ...clocks] } : { kind: 'dated', date, clocks };
}
