// Every phrase of the hand-written tables gives the window written beside it: alone, inside a question, and before one.
import { describe, expect, it } from 'vitest';
import { readWindow } from '../../../src/question/window/index.ts';
import {
  berlinBack,
  berlinForward,
  lordHoweBack,
  lordHoweForward,
  newYorkBack,
  newYorkForward,
} from '../window-cases/english-clock-changes.ts';
import { englishNewYork } from '../window-cases/english-new-york.ts';
import { englishBerlin, englishKolkata, englishSmallHours, englishTokyo } from '../window-cases/english-other-zones.ts';
import { englishSentences } from '../window-cases/english-sentences.ts';
import { french, german, japanese, portuguese, spanish } from '../window-cases/other-languages.ts';
import { casesOf, type WindowTable } from '../window-cases/window-case.ts';

const english: Readonly<Record<string, WindowTable>> = {
  'New York': englishNewYork,
  Berlin: englishBerlin,
  Kolkata: englishKolkata,
  Tokyo: englishTokyo,
  'New York in the small hours': englishSmallHours,
  'Berlin, clocks forward': berlinForward,
  'Berlin, clocks back': berlinBack,
  'New York, clocks forward': newYorkForward,
  'New York, clocks back': newYorkBack,
  'Lord Howe, clocks forward': lordHoweForward,
  'Lord Howe, clocks back': lordHoweBack,
};
const others: Readonly<Record<string, WindowTable>> = { german, french, spanish, japanese, portuguese };

function read(text: string, table: WindowTable) {
  const reading = readWindow(text, { now: Date.parse(table.now), zone: table.zone, locale: table.locale });
  return {
    from: reading.window?.from,
    to: reading.window?.to,
    problems: reading.problems.map(({ text: said }) => said),
  };
}

describe.each(Object.entries(english))('English date phrases in %s', (_, table) => {
  it.each(casesOf(table))('$phrase', ({ phrase, from, to }) => {
    const expected = { from, to, problems: [] };
    expect(read(phrase, table)).toEqual(expected);
    expect(read(`who deleted \uFFFC\uFFFC\uFFFC\uFFFC ${phrase}?`, table)).toEqual(expected);
    expect(read(`${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}, who terminated i-0abc1234?`, table)).toEqual(
      expected,
    );
  });
});

describe.each(Object.entries(others))('date phrases in %s', (_, table) => {
  it.each(casesOf(table))('$phrase', ({ phrase, from, to }) => {
    expect(read(phrase, table)).toEqual({ from, to, problems: [] });
    expect(read(`i-0abc1234 ${phrase}?`, table)).toEqual({ from, to, problems: [] });
  });
});

describe('whole questions', () => {
  it.each(casesOf(englishSentences))('$phrase', ({ phrase, from, to }) => {
    expect(read(phrase, englishSentences)).toEqual({ from, to, problems: [] });
  });
});

it('holds at least as many phrases as promised', () => {
  const count = (tables: Readonly<Record<string, WindowTable>>) => Object.values(tables).flatMap(casesOf).length;
  expect(count(english)).toBeGreaterThanOrEqual(170);
  for (const table of Object.values(others)) expect(casesOf(table).length).toBeGreaterThanOrEqual(10);
});
