// English in other zones, among them one of half hours, one ahead of UTC by a working day, and small hours of the night.
import type { WindowTable } from './window-case.ts';

export const englishBerlin: WindowTable = {
  zone: 'Europe/Berlin',
  locale: 'en-GB',
  now: '2023-07-11T09:00:00+02:00',
  offset: '+02:00',
  rows: `
    yesterday                    | 2023-07-10 | 2023-07-11
    on monday                    | 2023-07-10 | 2023-07-11
    on tuesday                   | 2023-07-11 | now
    last tuesday                 | 2023-07-04 | 2023-07-05
    last week                    | 2023-07-03 | 2023-07-10
    last weekend                 | 2023-07-08 | 2023-07-10
    on 10 July 2023 at 2pm       | 2023-07-10 14:00 | 2023-07-10 15:00
    in march                     | 2023-03-01 00:00 +01 | 2023-04-01
    in september                 | 2022-09-01 | 2022-10-01
    11/10/2022                   | 2022-10-11 | 2022-10-12
    5/6                          | 2023-06-05 | 2023-06-06
    5/24                         | 2023-05-24 | 2023-05-25
    10.7.2023                    | 2023-07-10 | 2023-07-11
    since 1.7.2023               | 2023-07-01 | now
    between 01/07/2023 and 05/07/2023 | 2023-07-01 | 2023-07-06
    between 1 and 5 july         | 2023-07-01 | 2023-07-06
    yesterday at 14:08           | 2023-07-10 13:53 | 2023-07-10 14:23
    yesterday between 13:00 and 15:00 | 2023-07-10 13:00 | 2023-07-10 15:00
    yesterday from 14:05 to 14:20 | 2023-07-10 14:05 | 2023-07-10 14:20
    at 8:15                      | 2023-07-11 08:00 | 2023-07-11 08:30
    at 8:50                      | 2023-07-11 08:35 | now
    since 6am                    | 2023-07-11 06:00 | now
    at midnight                  | 2023-07-11 00:00 | 2023-07-11 01:00
    yesterday at noon            | 2023-07-10 12:00 | 2023-07-10 13:00
    q2                           | 2023-04-01 | 2023-07-01
    last quarter                 | 2023-04-01 | 2023-07-01
    last 90 days                 | 2023-04-12 09:00 | now
    6 months ago                 | 2023-01-01 00:00 +01 | 2023-02-01 00:00 +01
    a week ago                   | 2023-07-03 | 2023-07-10
    mid june                     | 2023-06-11 | 2023-06-21
    2023-W27                     | 2023-07-03 | 2023-07-10
    yesterday 15:00 UTC          | 2023-07-10 14:45 Z | 2023-07-10 15:15 Z
    yesterday at 3pm EST         | 2023-07-10 20:00 Z | 2023-07-10 21:00 Z
    yesterday at 3pm ET          | 2023-07-10 19:00 Z | 2023-07-10 20:00 Z
    yesterday at 3pm London time | 2023-07-10 14:00 Z | 2023-07-10 15:00 Z
    2023-07-10T12:08:06Z         | 2023-07-10 11:53:06 Z | 2023-07-10 12:23:06 Z
    between 2023-07-10 12:00 and 2023-07-10 12:30 UTC | 2023-07-10 12:00 Z | 2023-07-10 12:30 Z
  `,
};

export const englishKolkata: WindowTable = {
  zone: 'Asia/Kolkata',
  locale: 'en-IN',
  now: '2026-01-03T13:00:00+05:30',
  offset: '+05:30',
  rows: `
    today                        | 2026-01-03 | now
    this weekend                 | 2026-01-03 | now
    over the weekend             | 2026-01-03 | now
    last weekend                 | 2025-12-27 | 2025-12-29
    this week                    | 2025-12-29 | now
    last week                    | 2025-12-22 | 2025-12-29
    this month                   | 2026-01-01 | now
    last month                   | 2025-12-01 | 2026-01-01
    last quarter                 | 2025-10-01 | 2026-01-01
    Q4                           | 2025-10-01 | 2026-01-01
    last year                    | 2025-01-01 | 2026-01-01
    in february                  | 2025-02-01 | 2025-03-01
    in january                   | 2026-01-01 | now
    on saturday                  | 2026-01-03 | now
    last saturday                | 2025-12-27 | 2025-12-28
    between monday and friday    | 2025-12-29 | 2026-01-03
    on feb 29                    | 2024-02-29 | 2024-03-01
    on the 31st                  | 2025-12-31 | 2026-01-01
    10 days ago                  | 2025-12-24 | 2025-12-25
    week 1                       | 2025-12-29 | now
    yesterday at 6:30pm IST      | 2026-01-02 18:15 | 2026-01-02 18:45
    this afternoon               | 2026-01-03 12:00 | now
    4/1/2025                     | 2025-01-04 | 2025-01-05
  `,
};

export const englishTokyo: WindowTable = {
  zone: 'Asia/Tokyo',
  locale: 'en-US',
  now: '2026-03-02T08:15:00+09:00',
  offset: '+09:00',
  rows: `
    yesterday                    | 2026-03-01 | 2026-03-02
    2 days ago                   | 2026-02-28 | 2026-03-01
    on monday                    | 2026-03-02 | now
    last monday                  | 2026-02-23 | 2026-02-24
    this week                    | 2026-03-02 | now
    last weekend                 | 2026-02-28 | 2026-03-02
    last month                   | 2026-02-01 | 2026-03-01
    in february                  | 2026-02-01 | 2026-03-01
    on the 30th                  | 2026-01-30 | 2026-01-31
    this morning                 | 2026-03-02 06:00 | now
    last night                   | 2026-03-01 18:00 | 2026-03-02 06:00
    at 9am                       | 2026-03-01 09:00 | 2026-03-01 10:00
    since 8am                    | 2026-03-02 08:00 | now
    5 minutes ago                | 2026-03-02 07:55 | now
    12 hours ago                 | 2026-03-01 19:45 | 2026-03-01 20:45
    q1                           | 2026-01-01 | now
    first quarter of 2025        | 2025-01-01 | 2025-04-01
    yesterday UTC                | 2026-02-28 00:00 Z | 2026-03-01 00:00 Z
    yesterday JST                | 2026-03-01 | 2026-03-02
    yesterday New York time      | 2026-02-28 00:00 -05 | 2026-03-01 00:00 -05
  `,
};

export const englishSmallHours: WindowTable = {
  zone: 'America/New_York',
  locale: 'en-US',
  now: '2026-11-18T02:00:00-05:00',
  offset: '-05:00',
  rows: `
    last night                   | 2026-11-17 18:00 | now
    tonight                      | 2026-11-17 18:00 | now
    overnight                    | 2026-11-17 18:00 | now
    yesterday evening            | 2026-11-17 18:00 | 2026-11-18 00:00
    at 11pm                      | 2026-11-17 23:00 | 2026-11-18 00:00
    at 1am                       | 2026-11-18 01:00 | now
    from 10pm to 3am             | 2026-11-17 22:00 | now
  `,
};
