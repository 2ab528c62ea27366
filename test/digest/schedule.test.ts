// What people type for a schedule and a zone: read, or refused in one sentence with what to write instead.
import { describe, expect, it } from 'vitest';
import { readSchedule } from '../../src/digest/read-schedule.ts';
import { readZone } from '../../src/digest/read-zone.ts';

const words = (text: string): string => {
  const reading = readSchedule(text);
  return reading.ok ? reading.schedule.words : `refused: ${reading.problem}`;
};

describe('a schedule', () => {
  it.each([
    ['daily 9:00', 'daily 9:00'],
    ['Daily at 09:00', 'daily 9:00'],
    ['daily 9', 'daily 9:00'],
    ['daily 5.30pm', 'daily 17:30'],
    ['daily 12am', 'daily 0:00'],
    ['weekdays 8:30', 'weekdays 8:30'],
    ['weekly monday 9:00', 'weekly monday 9:00'],
    ['weekly on fri 17:00', 'weekly friday 17:00'],
    ['0 9 * * 1-5', 'cron 0 9 * * 1-5'],
    ['cron 15 */6 * * *', 'cron 15 */6 * * *'],
    ['0 9 1 jan,jul *', 'cron 0 9 1 jan,jul *'],
    ['0 * * * *', 'cron 0 * * * *'],
    ['every day at 9:00', 'daily 9:00'],
    ['Every weekday 8:30', 'weekdays 8:30'],
    ['each monday at 9am', 'weekly monday 9:00'],
  ])('%s is read, and reads back as itself', (typed, read) => {
    expect(words(typed)).toBe(read);
    expect(words(words(typed))).toBe(read);
    const [first, again] = [readSchedule(typed), readSchedule(words(typed))];
    expect(again).toEqual(first);
  });

  it('knows what cron means', () => {
    const reading = readSchedule('5 8-18/5,23 1,15 3-5 sun,7');
    expect(reading.ok && reading.schedule).toMatchObject({
      minute: 5,
      hours: [8, 13, 18, 23],
      monthDays: [1, 15],
      months: [3, 4, 5],
      weekDays: [0],
    });
  });

  it.each([
    ['daily 25:00', /25:00” is no time of day: write 0:00 to 23:59/],
    ['daily 9:60', /no time of day/],
    ['daily 13pm', /no time of day/],
    ['daily', /has no time of day: write `daily 9:00`/],
    ['', /not told when: write `daily 9:00`/],
    ['weekly 9:00', /on which day: write `weekly monday 9:00`/],
    ['weekly blursday 9:00', /“blursday” is no day of the week/],
    ['dialy 9:00', /Did you mean `daily`\?/],
    ['monday 9:00', /write `weekly monday 9:00`/],
    ['hourly', /write `0 \* \* \* \*`/],
    ['* * * * *', /more often than hourly/],
    ['*/30 * * * *', /more often than hourly/],
    ['0,30 9 * * *', /more often than hourly/],
    ['every blursday 9:00', /“blursday” is no day of the week/],
    ['every day', /has no time of day/],
    ['every second', /more often than hourly/],
    ['every 5 minutes', /more often than hourly/],
    ['* * * * * *', /five fields and .* has 6 \(there is no field for seconds\)/],
    ['0 9 * *', /five fields/],
    ['0 25 * * *', /“25” is no hour of cron: write 0 to 23/],
    ['60 9 * * *', /“60” is no minute of cron/],
    ['0 9 * * 8', /“8” is no day of the week of cron: write 0 to 6/],
    ['0 9 */0 * *', /no day of the month of cron/],
    ['0 9 5-1 * *', /no day of the month of cron/],
    ['0 9 31 2 *', /names a day that no month has/],
  ])('%s is refused with what to write instead', (typed, why) => {
    const reading = readSchedule(typed);
    expect(reading.ok).toBe(false);
    expect(words(typed)).toMatch(why);
    expect(words(typed)).toMatch(/`[^`]+`/);
  });
});

describe('a zone', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['Berlin', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['utc', 'UTC'],
  ])('%s is read', (typed, zone) => {
    expect(readZone(typed)).toEqual({ ok: true, zone });
  });

  it('that does not exist is refused with the names it is near to', () => {
    expect(readZone('Europe/Berln')).toEqual({
      ok: false,
      problem: 'There is no time zone “Europe/Berln”: write `Europe/Berlin`.',
    });
    expect(readZone('Middle/Earth')).toMatchObject({ ok: false, problem: expect.stringContaining('`in UTC`') });
  });
});
