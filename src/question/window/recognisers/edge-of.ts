// "end of last month" is its last day, "early October" its first third, "first half of May", "last week of October".
import { numberOf, type Recogniser, weekdayNumber } from '../template.ts';
import { DAY, monthOf, monthStart, startOfDay, type WallSpan, WEEK, weekdayOf, yearOf } from '../wall.ts';
import type { Grain, When } from '../when.ts';

const ORDINALS: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  '1st': 1,
  '2nd': 2,
  '3rd': 3,
  '4th': 4,
  '5th': 5,
  last: -1,
  final: -1,
};
const ORD = `(?<ord>${Object.keys(ORDINALS).join('|')})`;

type Cut = (span: WallSpan) => WallSpan | null;

/** The same cut of whatever period is meant: of one that comes round, of each. */
export function cutOf(inner: When, grain: Grain, cut: Cut, name: string, note: string): When | null {
  if (inner.kind === 'floating') {
    const list = (from: number, to: number): readonly WallSpan[] =>
      inner
        .list(from - 370 * DAY, to)
        .flatMap((span) => cut(span) ?? [])
        .filter((span) => span.from >= from && span.from < to);
    return { ...inner, name: `${name} ${inner.name}`, grain, list, weekday: false, notes: [...inner.notes, note] };
  }
  if (inner.kind !== 'fixed' || inner.span.from?.kind !== 'day' || inner.span.to?.kind !== 'day') return null;
  const found = cut({ from: inner.span.from.at, to: inner.span.to.at });
  if (found === null)
    return { kind: 'trouble', trouble: { kind: 'bad-date', text: `There is no such ${name} there.`, phrases: [] } };
  return {
    kind: 'fixed',
    span: {
      ...inner.span,
      from: { kind: 'day', at: found.from },
      to: { kind: 'day', at: found.to },
      grain,
      notes: [...inner.span.notes, note],
    },
  };
}

/** Parts of a year, half or quarter are whole months; of a month, whole days, the rest going to the last. */
function share(span: WallSpan, index: number, parts: number): WallSpan {
  const days = Math.round((span.to - span.from) / DAY);
  const at = (part: number): number => {
    if (part === parts) return span.to;
    if (days > 40) return monthStart(yearOf(span.from), monthOf(span.from) + Math.round((part * days) / 30.5 / parts));
    return startOfDay(span.from + Math.floor((part * days) / parts) * DAY);
  };
  return { from: at(index), to: at(index + 1) };
}

/** The nth stretch of `length` days; counted from the end where `n` is negative. Weeks of a month start on its first day. */
function nth(span: WallSpan, n: number, length: number): WallSpan | null {
  const from = n > 0 ? span.from + (n - 1) * length : span.to + n * length;
  if (from < span.from || from >= span.to) return null;
  return { from, to: Math.min(from + length, span.to) };
}

function nthWeekday(span: WallSpan, n: number, weekday: number, length: number): WallSpan | null {
  const days: number[] = [];
  for (let day = span.from; day < span.to; day += DAY) if (weekdayOf(day) === weekday) days.push(day);
  const day = days.at(n > 0 ? n - 1 : n);
  return day === undefined ? null : { from: day, to: day + length };
}

function nthMonth(span: WallSpan, n: number): WallSpan | null {
  const months = Math.round((span.to - span.from) / DAY / 30.5);
  const index = n > 0 ? n - 1 : months + n;
  if (index < 0 || index >= months) return null;
  const at = (part: number): number => monthStart(yearOf(span.from), monthOf(span.from) + part);
  return { from: at(index), to: at(index + 1) };
}

/** "late last night": which hours those are is anybody's guess, so all of it is read, and said. */
function partOfADay(inner: When, edge: string, said: string): When | null {
  const note = `"${said}" was not narrowed down: all of that day or night was read.`;
  if (!/^(?:early|late|later|first thing|last thing)$/.test(edge)) return edgeOfADay(inner, edge, said);
  if (inner.kind === 'floating') return { ...inner, notes: [...inner.notes, note] };
  return inner.kind === 'fixed' ? { ...inner, span: { ...inner.span, notes: [...inner.span.notes, note] } } : null;
}

/** The edge of a day is a midnight for "since" and "until"; by itself, all of that day is read. */
function edgeOfADay(inner: When, edge: string, said: string): When {
  const end = inner.kind !== 'fixed' ? null : /^(?:start|beginning)$/.test(edge) ? inner.span.from : inner.span.to;
  if (inner.kind !== 'fixed' || inner.span.grain !== 'day' || end === null || edge === 'middle') {
    return {
      kind: 'trouble',
      trouble: { kind: 'bad-date', text: `"${said}" goes with a week, month or year.`, phrases: [] },
    };
  }
  return { ...inner, span: { ...inner.span, anchor: end } };
}

const EDGES: Readonly<Record<string, Cut>> = {
  start: (span) => ({ from: span.from, to: span.from + DAY }),
  end: (span) => ({ from: span.to - DAY, to: span.to }),
  early: (span) => share(span, 0, 3),
  mid: (span) => share(span, 1, 3),
  late: (span) => share(span, 2, 3),
};
const edgeNamed = (word: string): keyof typeof EDGES => {
  if (/^(?:beginning|start|debut)$/.test(word)) return 'start';
  if (/^(?:end)$/.test(word)) return 'end';
  if (/^(?:early|anfang|principios|inicios?|comeco)$/.test(word)) return 'early';
  return /^(?:mid|middle|mitte|mi|mediados|meados)$/.test(word) ? 'mid' : 'late';
};

export const edgeOf: Recogniser = {
  name: 'the edge or a part of a period',
  leadsADate: true,
  templates: {
    en: [
      '(?:the )?(?<edge>beginning|start|end|middle) of (?:the )?',
      '(?:the )?(?<edge>early|mid|late|later|first thing|last thing)(?:[\\s-]{1,2})(?:in |on )?(?:the )?',
      `(?:the )?${ORD} (?<what>day|week|weekend|half|month) (?:of|in) (?:the )?`,
      `(?:the )?${ORD} <weekday> (?:of|in) (?:the )?`,
      '(?:the )?(?<ord>first|last) <n> (?<what>days|weeks) of (?:the )?',
    ],
    de: ['(?<edge>anfang|mitte|ende) (?:des |der )?'],
    fr: ['(?<edge>debut|mi|fin)[\\s-](?:de |du )?'],
    es: ['(?<edge>principios|inicios?|mediados|finales) del? '],
    pt: ['(?<edge>inicio|comeco|meados|fim|final) d[eoa] '],
  },
  read: (match) => {
    const { groups, inner, language, text } = match;
    if (inner === null) return null;
    const said = text.trim();
    if (groups.edge !== undefined) {
      if (shorterThanAWeek(inner)) return partOfADay(inner, groups.edge, said);
      const word = language.code === 'fr' && groups.edge === 'debut' ? 'early' : groups.edge;
      const name = edgeNamed(word);
      const cut = EDGES[name];
      const day = name === 'start' || name === 'end';
      const third = `"${said}" was read as the ${name === 'early' ? 'first' : name === 'mid' ? 'second' : 'last'} third of it.`;
      const edge = `"${said}" was read as the ${name === 'start' ? 'first' : 'last'} day of it.`;
      return cut === undefined ? null : cutOf(inner, day ? 'day' : 'rolling', cut, said, day ? edge : third);
    }
    const n = ORDINALS[groups.ord ?? ''] ?? 1;
    const weekday = weekdayNumber(match);
    const note = `"${said}" was counted in whole ${groups.what === 'week' || groups.what === 'weeks' ? 'stretches of seven days' : 'days'}.`;
    if (weekday > 0) return cutOf(inner, 'day', (span) => nthWeekday(span, n, weekday, DAY), said, note);
    if (groups.what === 'weekend')
      return cutOf(inner, 'weekend', (span) => nthWeekday(span, n, 6, 2 * DAY), said, note);
    if (groups.what === 'half') return cutOf(inner, 'half', (span) => share(span, n === 1 ? 0 : 1, 2), said, note);
    if (groups.what === 'month') return cutOf(inner, 'month', (span) => nthMonth(span, n), said, note);
    const length =
      (groups.n === undefined ? 1 : numberOf(groups.n, language)) * (/^week/.test(groups.what ?? '') ? WEEK : DAY);
    return cutOf(inner, length === DAY ? 'day' : 'rolling', (span) => nth(span, n, length), said, note);
  },
  examples: [
    { phrase: 'at the end of last month', from: '2026-10-31', to: '2026-11-01' },
    { phrase: 'since the start of the year', from: '2026-01-01', to: '2026-11-18T10:30' },
    { phrase: 'in the first week of May', from: '2026-05-01', to: '2026-05-08' },
    { phrase: 'on the first Monday of October', from: '2026-10-05', to: '2026-10-06' },
    { phrase: 'in mid October', from: '2026-10-11', to: '2026-10-21' },
    { phrase: 'Anfang Oktober', locale: 'de-DE', from: '2026-10-01', to: '2026-10-11' },
  ],
};

function shorterThanAWeek(inner: When): boolean {
  const grain = inner.kind === 'floating' ? inner.grain : inner.kind === 'fixed' ? inner.span.grain : 'day';
  return grain === 'day' || grain === 'part' || grain === 'point' || grain === 'weekend';
}
