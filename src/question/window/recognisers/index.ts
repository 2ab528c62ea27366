// Every way to say a date, in order: where two fit equally long, the first wins. Times of day are in `languages/`.
import type { Recogniser } from '../template.ts';
import { ahead } from './ahead.ts';
import { allTime } from './all-time.ts';
import { calendarPeriod } from './calendar-period.ts';
import { dayOfMonth } from './day-of-month.ts';
import { dayRange } from './day-range.ts';
import { edgeOf } from './edge-of.ts';
import { epoch } from './epoch.ts';
import { isoDate } from './iso-date.ts';
import { lastUnits } from './last-units.ts';
import { lengthOfTime } from './length-of-time.ts';
import { logStamp } from './log-stamp.ts';
import { month } from './month.ts';
import { namedDate } from './named-date.ts';
import { night } from './night.ts';
import { numericDate } from './numeric-date.ts';
import { partOfYear } from './part-of-year.ts';
import { rangeAgo } from './range-ago.ts';
import { relativeDay } from './relative-day.ts';
import { spelledDate } from './spelled-date.ts';
import { unitsAgo } from './units-ago.ts';
import { weekNumber } from './week-number.ts';
import { weekOf } from './week-of.ts';
import { weekday } from './weekday.ts';
import { weekend } from './weekend.ts';
import { year } from './year.ts';

export const recognisers: readonly Recogniser[] = [
  isoDate,
  logStamp,
  numericDate,
  epoch,
  relativeDay,
  night,
  unitsAgo,
  rangeAgo,
  lastUnits,
  ahead,
  lengthOfTime,
  weekend,
  weekday,
  weekNumber,
  weekOf,
  dayRange,
  namedDate,
  spelledDate,
  dayOfMonth,
  edgeOf,
  calendarPeriod,
  partOfYear,
  month,
  year,
  allTime,
];
