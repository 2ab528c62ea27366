// Date words that cannot be read are refused with a problem of the right kind; words that are no dates are let be.
import { describe, expect, it } from 'vitest';
import { readWindow } from '../../../src/question/window/index.ts';
import { noDates, refused, refusedElsewhere } from '../window-cases/refused.ts';

const now = Date.parse('2026-11-18T10:30:00-05:00');
const asked = { now, zone: 'America/New_York', locale: 'en-US' };

describe('a text whose date words cannot be read', () => {
  it.each(refused)('is refused as $kind: $text', ({ text, kind }) => {
    const reading = readWindow(text, asked);
    expect(reading.window).toBeNull();
    expect(reading.problems.map((problem) => problem.kind)).toContain(kind);
    for (const problem of reading.problems) {
      expect(problem.text).not.toBe('');
      expect(problem.span.end).toBeGreaterThan(problem.span.start);
    }
  });

  it.each(refusedElsewhere)('is refused in $locale: $text', ({ locale, text }) => {
    const reading = readWindow(text, { ...asked, locale });
    expect(reading.window).toBeNull();
    expect(reading.problems).not.toEqual([]);
  });

  it('is one of enough to trust', () => expect(refused.length).toBeGreaterThanOrEqual(45));
});

describe('a text without date words', () => {
  it.each(noDates)('has no window and no problem: %s', (text) => {
    const reading = readWindow(text, asked);
    expect(reading.window).toBeNull();
    expect(reading.problems.map((problem) => problem.text)).toEqual([]);
  });
});

it('refuses an unknown zone of the asker', () => {
  expect(readWindow('yesterday', { ...asked, zone: 'Mars/Olympus' }).problems[0]?.kind).toBe('bad-zone');
});
