// The phrases that document each recogniser mean what the documentation will say they mean.
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readWindow, windowExamples } from '../../../src/question/window/index.ts';

const now = Date.parse('2026-11-18T10:30:00Z');
/** An example leaves out midnight and whole minutes' seconds. */
const instant = (short: string): string =>
  `${/T\d\d:\d\d:\d\d$/.test(short) ? short : /T/.test(short) ? `${short}:00` : `${short}T00:00:00`}Z`;

describe.each(windowExamples.filter(({ examples }) => examples.length > 0))('$name', ({ examples }) => {
  it.each(examples)('$phrase', ({ phrase, locale, from, to }) => {
    const reading = readWindow(phrase, { now, zone: 'UTC', locale: locale ?? 'en-GB' });
    expect(reading.problems).toEqual([]);
    expect(reading.window).toMatchObject({ from: from === null ? null : instant(from), to: instant(to) });
  });
});

it.each(windowExamples.flatMap(({ refuses }) => refuses))('%s is refused', (phrase) => {
  const { window, problems } = readWindow(phrase, { now, zone: 'UTC', locale: 'en-GB' });
  expect(window).toBeNull();
  expect(problems[0]?.text).not.toBe('');
});

it('lists every recogniser there is a file for', () => {
  const files = readdirSync(new URL('../../../src/question/window/recognisers', import.meta.url));
  expect(windowExamples.length).toBe(files.filter((file) => file !== 'index.ts').length);
});
