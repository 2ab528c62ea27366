// English across clock changes, in both directions: nothing that either reading of a doubled or missing hour covers is
// left out.
import type { WindowTable } from './window-case.ts';

/** Clocks went from 02:00 to 03:00 on Sunday 29 March 2026. */
export const berlinForward: WindowTable = {
  zone: 'Europe/Berlin',
  locale: 'en-GB',
  now: '2026-03-30T12:00:00+02:00',
  offset: '+02:00',
  rows: `
    yesterday                       | 2026-03-29 00:00 +01 | 2026-03-30
    last 24 hours                   | 2026-03-29 12:00 | now
    last 48 hours                   | 2026-03-28 11:00 +01 | now
    last 2 days                     | 2026-03-28 12:00 +01 | now
    36 hours ago                    | 2026-03-28 21:30 Z | 2026-03-28 22:30 Z
    yesterday at 2am                | 2026-03-29 00:00 Z | 2026-03-29 02:00 Z
    yesterday at 02:30              | 2026-03-29 00:15 Z | 2026-03-29 01:45 Z
    yesterday between 1am and 4am   | 2026-03-29 00:00 Z | 2026-03-29 02:00 Z
    since 2:30am yesterday          | 2026-03-29 00:30 Z | now
    yesterday until 2:30am          | 2026-03-28 23:00 Z | 2026-03-29 01:30 Z
    this month                      | 2026-03-01 00:00 +01 | now
    last weekend                    | 2026-03-28 00:00 +01 | 2026-03-30
    saturday night                  | 2026-03-28 18:00 +01 | 2026-03-29 06:00
    yesterday morning               | 2026-03-29 06:00 | 2026-03-29 12:00
  `,
};

/** Clocks went from 03:00 back to 02:00 on Sunday 25 October 2026. */
export const berlinBack: WindowTable = {
  zone: 'Europe/Berlin',
  locale: 'en-GB',
  now: '2026-10-26T09:00:00+01:00',
  offset: '+01:00',
  rows: `
    yesterday                       | 2026-10-25 00:00 +02 | 2026-10-26
    yesterday at 2am                | 2026-10-25 00:00 Z | 2026-10-25 02:00 Z
    yesterday at 02:30              | 2026-10-25 00:15 Z | 2026-10-25 01:45 Z
    since yesterday 2:30am          | 2026-10-25 00:30 Z | now
    yesterday until 2:30am          | 2026-10-24 22:00 Z | 2026-10-25 01:30 Z
    yesterday from 1am to 2am       | 2026-10-24 23:00 Z | 2026-10-25 01:00 Z
    between 2am and 3am yesterday   | 2026-10-25 00:00 Z | 2026-10-25 02:00 Z
    last week                       | 2026-10-19 00:00 +02 | 2026-10-26
    last 24 hours                   | 2026-10-25 08:00 Z | now
    yesterday at 02:30 CEST         | 2026-10-25 00:15 Z | 2026-10-25 00:45 Z
    2026-10-25T02:30+01:00          | 2026-10-25 01:15 Z | 2026-10-25 01:45 Z
  `,
};

/** Clocks went from 02:00 back to 01:00 earlier this Sunday. */
export const newYorkBack: WindowTable = {
  zone: 'America/New_York',
  locale: 'en-US',
  now: '2026-11-01T12:00:00-05:00',
  offset: '-05:00',
  rows: `
    today                           | 2026-11-01 00:00 -04 | now
    today at 1am                    | 2026-11-01 05:00 Z | 2026-11-01 07:00 Z
    at 1:30am                       | 2026-11-01 05:15 Z | 2026-11-01 06:45 Z
    last 12 hours                   | 2026-11-01 05:00 Z | now
    since midnight                  | 2026-11-01 00:00 -04 | now
    oct 30 at 9am                   | 2026-10-30 13:00 Z | 2026-10-30 14:00 Z
    this week                       | 2026-10-26 00:00 -04 | now
  `,
};

/** Clocks went from 02:00 to 03:00 on Sunday 8 March 2026. */
export const newYorkForward: WindowTable = {
  zone: 'America/New_York',
  locale: 'en-US',
  now: '2026-03-09T09:00:00-04:00',
  offset: '-04:00',
  rows: `
    yesterday                       | 2026-03-08 00:00 -05 | 2026-03-09
    yesterday at 2:30am             | 2026-03-08 06:15 Z | 2026-03-08 07:45 Z
    last 2 days                     | 2026-03-07 09:00 -05 | now
    the day before yesterday        | 2026-03-07 00:00 -05 | 2026-03-08 00:00 -05
    between 1am and 3am yesterday   | 2026-03-08 01:00 -05 | 2026-03-08 03:00
  `,
};

/** Half an hour: clocks went from 02:00 back to 01:30 on Sunday 5 April 2026. */
export const lordHoweBack: WindowTable = {
  zone: 'Australia/Lord_Howe',
  locale: 'en-AU',
  now: '2026-04-06T12:00:00+10:30',
  offset: '+10:30',
  rows: `
    yesterday                       | 2026-04-05 00:00 +11 | 2026-04-06
    yesterday at 1:45am             | 2026-04-04 14:30 Z | 2026-04-04 15:30 Z
    yesterday at 1am                | 2026-04-04 14:00 Z | 2026-04-04 15:30 Z
    last 24 hours                   | 2026-04-05 01:30 Z | now
    last weekend                    | 2026-04-04 00:00 +11 | 2026-04-06
    since saturday                  | 2026-04-04 00:00 +11 | now
  `,
};

/** Half an hour: clocks went from 02:00 to 02:30 on Sunday 4 October 2026. */
export const lordHoweForward: WindowTable = {
  zone: 'Australia/Lord_Howe',
  locale: 'en-AU',
  now: '2026-10-05T09:00:00+11:00',
  offset: '+11:00',
  rows: `
    yesterday                       | 2026-10-04 00:00 +10:30 | 2026-10-05
    yesterday at 2:15am             | 2026-10-03 15:00 Z | 2026-10-03 16:00 Z
    yesterday at 2am                | 2026-10-03 15:00 Z | 2026-10-03 16:30 Z
    yesterday afternoon             | 2026-10-04 12:00 | 2026-10-04 18:00
    this month                      | 2026-10-01 00:00 +10:30 | now
  `,
};
