// What was filled in is said: which Friday, which order of day and month, what the clocks did, where the window was cut.
import { describe, expect, it } from 'vitest';
import { readWindow } from '../../../src/question/window/index.ts';

const asked = { now: Date.parse('2026-11-18T10:30:00+01:00'), zone: 'Europe/Berlin', locale: 'en-GB' };
const said = (text: string, more: Partial<typeof asked> = {}) =>
  readWindow(text, { ...asked, ...more }).assumptions.join(' ');

describe('an assumption', () => {
  it('names the day that a weekday, a date without a year or a day of the month was read as', () => {
    expect(said('on friday')).toBe('"Friday" was read as Friday 2026-11-13.');
    expect(said('nov 25')).toContain('Tuesday 2025-11-25');
    expect(said('on the 25th')).toContain('"the 25th" was read as Sunday 2026-10-25.');
    expect(said('in december')).toContain('2025-12-01 to 2025-12-31');
  });

  it('names the order of day and month only where both could be', () => {
    expect(said('on 11/10/2026')).toContain('"11/10/2026" was read day first (2026-10-11).');
    expect(said('on 11/10/2026', { locale: 'en-US' })).toContain('month first');
    expect(said('on 24/10/2026')).not.toContain('first');
    expect(said('on 10/10/2026')).not.toContain('first');
  });

  it('says that a window was cut at now', () => {
    expect(said('this week')).toContain('The window ends now, 2026-11-18 10:30');
    expect(said('last week')).not.toContain('ends now');
    expect(said('since monday')).not.toContain('ends now');
  });

  it('says what is read around a point, and not where the point is an end', () => {
    expect(said('yesterday at 15:20')).toContain('15:20 was read as 15:05 to 15:35.');
    expect(said('2 hours ago')).toContain('08:30 was read as 08:00 to 09:00.');
    expect(said('since yesterday 15:20')).toBe('');
  });

  it('says where clocks showed a time twice, or never', () => {
    expect(said('on 2026-10-25 at 2:30am')).toContain('showed 2026-10-25 02:30 twice, 60 minutes apart');
    expect(said('on 2026-03-29 at 2:30am')).toContain('skipped 2026-03-29 02:30');
    expect(said('on 2026-03-29')).toBe('');
  });

  it('says what an abbreviation with several meanings was taken for', () => {
    expect(said('yesterday at 3pm IST')).toContain('India');
    expect(said('yesterday at 3pm EST')).toContain('UTC-5 all year');
    expect(said('yesterday at 3pm UTC')).not.toContain('read as UTC');
  });

  it('is not made for what needs none', () => {
    for (const text of [
      'yesterday',
      '2026-11-05',
      'since 2026-11-05',
      'last month',
      'between 2026-11-02 and 2026-11-06',
    ]) {
      expect(said(text)).toBe('');
    }
  });
});

describe('a window', () => {
  it('carries the zone that was said, and else the asker’s', () => {
    const zone = (text: string) => readWindow(text, asked).window?.zone;
    expect(zone('yesterday')).toBe('Europe/Berlin');
    expect(zone('yesterday Europe/Madrid')).toBe('Europe/Madrid');
    expect(zone('yesterday madrid time')).toBe('Europe/Madrid');
    expect(zone('yesterday at 3pm +02:00')).toBe('Etc/GMT-2');
    expect(zone('since 2026-11-05T10:00Z')).toBe('UTC');
    expect(zone('yesterday 3pm us/pacific')).toBe('US/Pacific');
  });

  it('carries the words it was read from, and where they stand', () => {
    const text = 'yesterday, who deleted it at 3pm UTC?';
    const { window, spans } = readWindow(text, asked);
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(['yesterday', 'at 3pm UTC']);
    expect(window?.phrase).toBe('yesterday … at 3pm UTC');
  });

  it('leaves other words alone', () => {
    const text = 'who opened port 22 on i-0abc1234 since last friday via terraform';
    const { spans } = readWindow(text, asked);
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(['since last friday']);
  });
});

describe('a problem', () => {
  it('offers phrases that can be read in its place', () => {
    for (const text of [
      'who changed it at 3',
      'who changed it yesterday at 3',
      'who changed it in the last few hours',
      'who changed it from 3 march 2025',
      'who changed it yesterdy',
      'who changed it between 2026-03-05 and 2026-03-01',
      'who changed it for 3 days',
      'who changed it on monday 17 november 2026',
    ]) {
      const [problem] = readWindow(text, asked).problems;
      expect(problem?.phrases.length, text).toBeGreaterThan(0);
      for (const phrase of problem?.phrases ?? []) {
        const typed = text.slice(0, problem?.span.start) + phrase + text.slice(problem?.span.end);
        expect(readWindow(typed, asked).problems, typed).toEqual([]);
      }
    }
  });

  it('is told of each that there is', () => {
    const { problems } = readWindow('who changed it since the deploy and before thanksgiving', asked);
    expect(problems).toHaveLength(2);
  });
});
