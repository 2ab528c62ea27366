// What holds for any text, any moment and any zone: no inverted window, none ahead of now, no span outside the text.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AskedBy } from '../../../src/domain/question.ts';
import { cutOutIds, readWindow } from '../../../src/question/window/index.ts';
import { englishNewYork } from '../window-cases/english-new-york.ts';
import { french, german, japanese, portuguese, spanish } from '../window-cases/other-languages.ts';
import { refused } from '../window-cases/refused.ts';
import { casesOf } from '../window-cases/window-case.ts';

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Santiago',
  'Africa/Casablanca',
  'America/Havana',
  'UTC',
];
const LOCALES = ['en-US', 'en-GB', 'de-DE', 'fr-FR', 'es-ES', 'pt-BR', 'ja-JP', 'ko-KR', ''];
const zones = fc.constantFrom(...ZONES);
const asked: fc.Arbitrary<AskedBy> = fc.record({
  now: fc.integer({ min: Date.UTC(2008, 0, 1), max: Date.UTC(2037, 0, 1) }),
  zone: zones,
  locale: fc.constantFrom(...LOCALES),
});

const tables = [englishNewYork, german, french, spanish, japanese, portuguese];
const phrases = [
  ...tables.flatMap((table) => casesOf(table).map(({ phrase }) => phrase)),
  ...refused.map(({ text }) => text),
];
const words = [...new Set(phrases.flatMap((phrase) => phrase.split(/\s+/)))];
const wordSalad = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 9 }).map((picked) => picked.join(' '));
const phrase = fc.constantFrom(...phrases);
const texts = fc.oneof(
  { weight: 3, arbitrary: wordSalad },
  { weight: 2, arbitrary: phrase },
  { weight: 1, arbitrary: fc.tuple(phrase, phrase).map((two) => two.join(' ')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.stringMatching(/^[0-9:/.\-TZ+ apm]{0,24}$/) },
);

describe('any text', () => {
  it('is read to a window that neither is inverted nor reaches ahead of now, to whole seconds, or to none', () => {
    fc.assert(
      fc.property(texts, asked, (text, by) => {
        const { window, problems, assumptions } = readWindow(text, by);
        if (window === null) return;
        expect(problems).toEqual([]);
        expect(window.to).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        expect(Date.parse(window.to)).toBeLessThanOrEqual(by.now);
        if (window.from !== null) expect(Date.parse(window.from)).toBeLessThan(Date.parse(window.to));
        for (const assumption of assumptions) expect(assumption).not.toMatch(/undefined|null|NaN|Invalid/);
      }),
      { numRuns: 400 },
    );
  });

  it('has its spans inside it, ascending and apart, each with something in it', () => {
    fc.assert(
      fc.property(texts, asked, (text, by) => {
        const { spans, window, problems } = readWindow(text, by);
        let last = -1;
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThan(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
        if (window !== null || problems.length > 0) expect(spans.length).toBeGreaterThan(0);
        for (const problem of problems) {
          expect(problem.text).not.toMatch(/undefined|null|NaN|Invalid/);
          expect(problem.span.end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('has ids cut out without moving a character, and twice is as once', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const cut = cutOutIds(text);
        expect(cut.length).toBe(text.length);
        expect(cutOutIds(cut)).toBe(cut);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a window split in two', () => {
  const instants = fc.tuple(
    fc.integer({ min: 1, max: 60 * 24 * 400 }),
    fc.integer({ min: 1, max: 60 * 24 * 400 }),
    fc.integer({ min: 1, max: 60 * 24 * 400 }),
  );
  const window = (text: string, by: AskedBy) => {
    const read = readWindow(text, by);
    expect(read.problems).toEqual([]);
    return { from: Date.parse(read.window?.from ?? ''), to: Date.parse(read.window?.to ?? '') };
  };

  it('at any minute covers the same instants, whatever the clocks did in between', () => {
    fc.assert(
      fc.property(asked, instants, (by, minutes) => {
        const [a, b, c] = [...minutes]
          .sort((left, right) => right - left)
          .map((ago, index) => Math.floor(by.now / 60_000) * 60_000 - (ago + 3 - index) * 60_000);
        const stamp = (at: number | undefined) => new Date(at ?? 0).toISOString().replace('.000Z', 'Z');
        const whole = window(`between ${stamp(a)} and ${stamp(c)}`, by);
        const first = window(`between ${stamp(a)} and ${stamp(b)}`, by);
        const second = window(`from ${stamp(b)} to ${stamp(c)}`, by);
        expect([first.from, first.to, second.to]).toEqual([whole.from, second.from, whole.to]);
      }),
      { numRuns: 40 },
    );
  });

  it('into parts of a day covers that day', () => {
    fc.assert(
      fc.property(asked, fc.integer({ min: 2, max: 400 }), (by, days) => {
        const day = new Date(by.now - days * 86_400_000).toISOString().slice(0, 10);
        const read = readWindow(`on ${day}`, by);
        if (read.window === null) {
          expect(read.problems[0]?.text).toContain('does not exist');
          return;
        }
        const whole = window(`on ${day}`, by);
        const parts = ['early hours of', 'the morning of', 'the afternoon of', 'the evening of'].map((part) =>
          window(`${part} ${day}`, by),
        );
        expect(Math.min(...parts.map(({ from }) => from))).toBe(whole.from);
        expect(Math.max(...parts.map(({ to }) => to))).toBe(whole.to);
        for (const [index, part] of parts.entries())
          if (index > 0) expect(part.from).toBeLessThanOrEqual(parts[index - 1]?.to ?? 0);
      }),
      { numRuns: 40 },
    );
  });

  it('into weekdays covers the week, and into months the year', () => {
    fc.assert(
      fc.property(asked, (by) => {
        const week = window('last week', by);
        const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((name) =>
          readWindow(`${name} last week`, by),
        );
        const known = days.flatMap(({ window: day }) =>
          day === null ? [] : [{ from: Date.parse(day.from ?? ''), to: Date.parse(day.to) }],
        );
        expect([known[0]?.from, known.at(-1)?.to]).toEqual([week.from, week.to]);
        for (const [index, day] of known.entries()) if (index > 0) expect(day.from).toBe(known[index - 1]?.to);
        const year = window('last year', by);
        const months = 'january february march april may june july august september october november december'
          .split(' ')
          .map((name) => window(`in ${name} last year`, by));
        expect([months[0]?.from, months.at(-1)?.to]).toEqual([year.from, year.to]);
        for (const [index, month] of months.entries()) if (index > 0) expect(month.from).toBe(months[index - 1]?.to);
      }),
      { numRuns: 20 },
    );
  });
});
