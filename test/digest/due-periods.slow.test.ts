// Which periods are due: each once, without hole or overlap, late ones marked, right across clock changes.

import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  APART_MAX,
  type DueRun,
  duePeriods,
  LATE_AFTER_MS,
  lastOccurrence,
  nextOccurrence,
  occurrences,
  type Period,
} from '../../src/digest/due-periods.ts';
import { readSchedule } from '../../src/digest/read-schedule.ts';
import type { Schedule } from '../../src/digest/schedule.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function schedule(text: string): Schedule {
  const reading = readSchedule(text);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.schedule;
}

function at(local: string, zone: string): number {
  const instant = DateTime.fromISO(local, { zone });
  if (!instant.isValid) throw new Error(local);
  return instant.toMillis();
}

function utc(instants: readonly number[]): readonly string[] {
  return instants.map((each) => new Date(each).toISOString().slice(0, 16));
}

describe('due periods', () => {
  it('follow one another from the one recorded last', () => {
    const daily = schedule('daily 9:00');
    const last = at('2026-03-02T09:00', 'Europe/Berlin');
    expect(duePeriods(daily, 'Europe/Berlin', last, last + DAY - 1)).toEqual([]);
    expect(duePeriods(daily, 'Europe/Berlin', last, last + DAY)).toEqual([
      { periods: [{ from: last, to: last + DAY }], late: false },
    ]);
  });

  it('are late half an hour after they were to be told', () => {
    const daily = schedule('daily 9:00');
    const last = at('2026-03-02T09:00', 'UTC');
    const late = (now: number) => duePeriods(daily, 'UTC', last, now).map((run) => run.late);
    expect(late(last + DAY + LATE_AFTER_MS)).toEqual([false]);
    expect(late(last + DAY + LATE_AFTER_MS + 1)).toEqual([true]);
  });

  it('are made up one by one after a short outage and together after a long one', () => {
    const daily = schedule('daily 9:00');
    const last = at('2026-03-02T09:00', 'UTC');
    const runs = (days: number) => duePeriods(daily, 'UTC', last, last + days * DAY + MINUTE);
    expect(runs(3).map(({ periods, late }) => [periods.length, late])).toEqual([
      [1, true],
      [1, true],
      [1, false],
    ]);
    expect(runs(10).map(({ periods, late }) => [periods.length, late])).toEqual([
      [9, true],
      [1, false],
    ]);
    expect(runs(APART_MAX + 1)).toHaveLength(APART_MAX + 1);
  });

  it('of weekdays cover the weekend on Monday', () => {
    const runs = duePeriods(
      schedule('weekdays 8:30'),
      'UTC',
      at('2026-03-06T08:30', 'UTC'),
      at('2026-03-09T08:31', 'UTC'),
    );
    expect(runs).toEqual([
      { periods: [{ from: at('2026-03-06T08:30', 'UTC'), to: at('2026-03-09T08:30', 'UTC') }], late: false },
    ]);
  });

  it('shorten and lengthen with the day when the clocks change', () => {
    const [spring] = duePeriods(
      schedule('daily 9:00'),
      'Europe/Berlin',
      at('2026-03-28T09:00', 'Europe/Berlin'),
      at('2026-03-29T09:00', 'Europe/Berlin'),
    );
    const [autumn] = duePeriods(
      schedule('daily 9:00'),
      'Europe/Berlin',
      at('2026-10-24T09:00', 'Europe/Berlin'),
      at('2026-10-25T09:00', 'Europe/Berlin'),
    );
    expect(hours(spring)).toBe(23);
    expect(hours(autumn)).toBe(25);
  });

  it('run once where a clock change leaves their time out, and once where it repeats it', () => {
    const night = schedule('daily 2:30');
    const spring = occurrences(night, 'Europe/Berlin', at('2026-03-28T12:00', 'UTC'), at('2026-03-30T12:00', 'UTC'));
    // 02:30 is 03:30 on the 29th.
    expect(utc(spring)).toEqual(['2026-03-29T01:30', '2026-03-30T00:30']);
    const autumn = occurrences(night, 'Europe/Berlin', at('2026-10-24T12:00', 'UTC'), at('2026-10-26T12:00', 'UTC'));
    expect(utc(autumn)).toEqual(['2026-10-25T00:30', '2026-10-26T01:30']);
    const hourly = occurrences(
      schedule('30 * * * *'),
      'Europe/Berlin',
      at('2026-03-29T00:00', 'Europe/Berlin'),
      at('2026-03-29T05:00', 'Europe/Berlin'),
    );
    expect(utc(hourly)).toEqual(['2026-03-28T23:30', '2026-03-29T00:30', '2026-03-29T01:30', '2026-03-29T02:30']);
  });

  it('run at midnight where the clocks change at midnight', () => {
    const found = occurrences(
      schedule('daily 0:00'),
      'America/Santiago',
      at('2026-09-05T12:00', 'UTC'),
      at('2026-09-07T12:00', 'UTC'),
    );
    // Midnight of Sunday the 6th does not exist: 01:00 then.
    expect(utc(found)).toEqual(['2026-09-06T04:00', '2026-09-07T03:00']);
  });

  it('reads days of month and week as cron does: either', () => {
    const found = occurrences(
      schedule('0 6 13 * 5'),
      'UTC',
      at('2026-03-01T00:00', 'UTC'),
      at('2026-03-20T12:00', 'UTC'),
    );
    expect(utc(found).map((each) => each.slice(8, 10))).toEqual(['06', '13', '20']);
  });

  it('finds the last and the next one, also when they are years apart', () => {
    const leap = schedule('0 0 29 2 *');
    const now = at('2026-06-01T00:00', 'UTC');
    expect(utc([lastOccurrence(leap, 'UTC', now) ?? 0, nextOccurrence(leap, 'UTC', now) ?? 0])).toEqual([
      '2024-02-29T00:00',
      '2028-02-29T00:00',
    ]);
  });
});

function hours(run: DueRun | undefined): number {
  const [period] = run?.periods ?? [];
  return period === undefined ? 0 : (period.to - period.from) / (60 * MINUTE);
}

// Northern and southern clock changes, half an hour of change, and none at all.
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'];

interface Told extends Period {
  readonly late: boolean;
  readonly at: number;
}

/** A year of ticks, one a minute at best: while nothing runs nothing ticks. */
function yearOf(daily: Schedule, zone: string, outages: readonly Period[]): readonly Told[] {
  const start = at('2026-01-01T00:00', zone);
  const end = start + 365 * DAY;
  const told: Told[] = [];
  let last = lastOccurrence(daily, zone, start) ?? start;
  // Ticks that matter: each due time, and the first after each outage.
  const moments = [...occurrences(daily, zone, start, end), ...outages.map(({ to }) => to), end];
  for (const moment of moments.sort((left, right) => left - right)) {
    const outage = outages.filter(({ from, to }) => from <= moment && moment < to);
    if (outage.length > 0) continue;
    for (const run of duePeriods(daily, zone, last, moment)) {
      for (const period of run.periods) told.push({ ...period, late: run.late, at: moment });
      last = run.periods.at(-1)?.to ?? last;
    }
  }
  return told;
}

describe('a simulated year of daily runs', () => {
  const outages = (zone: string) =>
    fc.array(
      fc
        .tuple(fc.integer({ min: 1, max: 350 * 24 * 60 }), fc.integer({ min: 1, max: 12 * 24 * 60 }))
        .map(([from, length]) => {
          const start = at('2026-01-01T00:00', zone) + from * MINUTE;
          return { from: start, to: start + length * MINUTE };
        }),
      { minLength: 30, maxLength: 30 },
    );

  for (const zone of ZONES) {
    it(`tells each period exactly once with 30 outages, late ones marked, in ${zone}`, () => {
      const times = ['daily 9:00', 'daily 2:30', 'daily 1:45'].map(schedule);
      fc.assert(
        fc.property(outages(zone), fc.constantFrom(...times), (down, daily) => {
          const told = yearOf(daily, zone, down);
          const start = lastOccurrence(daily, zone, at('2026-01-01T00:00', zone)) ?? 0;
          const end = at('2026-01-01T00:00', zone) + 365 * DAY;
          const due = occurrences(daily, zone, start, end);
          const open = down.some(({ from, to }) => from <= end && end < to);
          const expected = open ? due.slice(0, told.length) : due;
          expect(told.map(({ to }) => to)).toEqual(expected);
          expect(told.map(({ from }) => from)).toEqual([start, ...expected.slice(0, -1)].slice(0, told.length));
          for (const each of told) expect(each.late).toBe(each.at - each.to > LATE_AFTER_MS);
          expect(told.length).toBeGreaterThan(330);
        }),
        { numRuns: 3, seed: 20261122 },
      );
    });
  }
});
