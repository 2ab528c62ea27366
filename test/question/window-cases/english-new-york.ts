// English, asked on Wednesday 18 November 2026 at 10:30 in New York. Summer time there ended on 1 November at 02:00.
import type { WindowTable } from './window-case.ts';

export const englishNewYork: WindowTable = {
  zone: 'America/New_York',
  locale: 'en-US',
  now: '2026-11-18T10:30:00-05:00',
  offset: '-05:00',
  rows: `
    # days
    today                          | 2026-11-18 | now
    yesterday                      | 2026-11-17 | 2026-11-18
    the day before yesterday       | 2026-11-16 | 2026-11-17
    day before yesterday           | 2026-11-16 | 2026-11-17
    earlier today                  | 2026-11-18 | now
    yesterday's                    | 2026-11-17 | 2026-11-18
    yesterday and today            | 2026-11-17 | now
    # weeks, months, quarters, years
    this week                      | 2026-11-16 | now
    earlier this week              | 2026-11-16 | now
    last week                      | 2026-11-09 | 2026-11-16
    the previous week              | 2026-11-09 | 2026-11-16
    the week before last           | 2026-11-02 | 2026-11-09
    this month                     | 2026-11-01 00:00 -04 | now
    earlier this month             | 2026-11-01 00:00 -04 | now
    last month                     | 2026-10-01 00:00 -04 | 2026-11-01 00:00 -04
    last month's                   | 2026-10-01 00:00 -04 | 2026-11-01 00:00 -04
    the month before last          | 2026-09-01 00:00 -04 | 2026-10-01 00:00 -04
    this quarter                   | 2026-10-01 00:00 -04 | now
    last quarter                   | 2026-07-01 00:00 -04 | 2026-10-01 00:00 -04
    this year                      | 2026-01-01 | now
    last year                      | 2025-01-01 | 2026-01-01
    year to date                   | 2026-01-01 | now
    ytd                            | 2026-01-01 | now
    month to date                  | 2026-11-01 00:00 -04 | now
    quarter to date                | 2026-10-01 00:00 -04 | now
    so far this year               | 2026-01-01 | now
    this year so far               | 2026-01-01 | now
    all time                       | open | now
    # weekdays look back
    on friday                      | 2026-11-13 | 2026-11-14
    friday                         | 2026-11-13 | 2026-11-14
    last friday                    | 2026-11-13 | 2026-11-14
    on wednesday                   | 2026-11-18 | now
    last wednesday                 | 2026-11-11 | 2026-11-12
    on monday                      | 2026-11-16 | 2026-11-17
    last monday                    | 2026-11-16 | 2026-11-17
    this monday                    | 2026-11-16 | 2026-11-17
    monday last week               | 2026-11-09 | 2026-11-10
    last week on tuesday           | 2026-11-10 | 2026-11-11
    on tuesday last week           | 2026-11-10 | 2026-11-11
    the friday before last         | 2026-11-06 | 2026-11-07
    Thurs                          | 2026-11-12 | 2026-11-13
    # parts of the day
    this morning                   | 2026-11-18 06:00 | now
    yesterday morning              | 2026-11-17 06:00 | 2026-11-17 12:00
    yesterday afternoon            | 2026-11-17 12:00 | 2026-11-17 18:00
    yesterday evening              | 2026-11-17 18:00 | 2026-11-18 00:00
    yesterday night                | 2026-11-17 18:00 | 2026-11-18 06:00
    last night                     | 2026-11-17 18:00 | 2026-11-18 06:00
    overnight                      | 2026-11-17 18:00 | 2026-11-18 06:00
    monday morning                 | 2026-11-16 06:00 | 2026-11-16 12:00
    on tuesday afternoon           | 2026-11-17 12:00 | 2026-11-17 18:00
    in the afternoon on tuesday    | 2026-11-17 12:00 | 2026-11-17 18:00
    friday night                   | 2026-11-13 18:00 | 2026-11-14 06:00
    wednesday evening              | 2026-11-11 18:00 | 2026-11-12 00:00
    the night before last          | 2026-11-16 18:00 | 2026-11-17 06:00
    on the morning of november 3   | 2026-11-03 06:00 | 2026-11-03 12:00
    # months and dates without a year look back
    in december                    | 2025-12-01 | 2026-01-01
    in november                    | 2026-11-01 00:00 -04 | now
    in march                       | 2026-03-01 | 2026-04-01 00:00 -04
    in may                         | 2026-05-01 00:00 -04 | 2026-06-01 00:00 -04
    march 2025                     | 2025-03-01 | 2025-04-01 00:00 -04
    in March of 2025               | 2025-03-01 | 2025-04-01 00:00 -04
    last march                     | 2026-03-01 | 2026-04-01 00:00 -04
    last november                  | 2025-11-01 00:00 -04 | 2025-12-01
    march last year                | 2025-03-01 | 2025-04-01 00:00 -04
    last year in march             | 2025-03-01 | 2025-04-01 00:00 -04
    in 2025                        | 2025-01-01 | 2026-01-01
    december 5                     | 2025-12-05 | 2025-12-06
    nov 25                         | 2025-11-25 | 2025-11-26
    on march 3                     | 2026-03-03 | 2026-03-04
    March 3rd                      | 2026-03-03 | 2026-03-04
    the 3rd of March               | 2026-03-03 | 2026-03-04
    on 24 May                      | 2026-05-24 00:00 -04 | 2026-05-25 00:00 -04
    on the 5th                     | 2026-11-05 | 2026-11-06
    on the 25th                    | 2026-10-25 00:00 -04 | 2026-10-26 00:00 -04
    on the 31st                    | 2026-10-31 00:00 -04 | 2026-11-01 00:00 -04
    the 5th of last month          | 2026-10-05 00:00 -04 | 2026-10-06 00:00 -04
    on may 5 last year             | 2025-05-05 00:00 -04 | 2025-05-06 00:00 -04
    fifth of november              | 2026-11-05 | 2026-11-06
    # whole dates
    May 24th 2025                  | 2025-05-24 00:00 -04 | 2025-05-25 00:00 -04
    May 24th, 2025                 | 2025-05-24 00:00 -04 | 2025-05-25 00:00 -04
    on 24 May 2025                 | 2025-05-24 00:00 -04 | 2025-05-25 00:00 -04
    24th of May, 2025              | 2025-05-24 00:00 -04 | 2025-05-25 00:00 -04
    24-May-2025                    | 2025-05-24 00:00 -04 | 2025-05-25 00:00 -04
    24.05.2025                     | 2025-05-24 00:00 -04 | 2025-05-25 00:00 -04
    2025-05-24                     | 2025-05-24 00:00 -04 | 2025-05-25 00:00 -04
    2025/05/24                     | 2025-05-24 00:00 -04 | 2025-05-25 00:00 -04
    5/24/2025                      | 2025-05-24 00:00 -04 | 2025-05-25 00:00 -04
    24/05/2025                     | 2025-05-24 00:00 -04 | 2025-05-25 00:00 -04
    11/10/2026                     | 2026-11-10 | 2026-11-11
    on 11/10                       | 2026-11-10 | 2026-11-11
    tuesday 17 november            | 2026-11-17 | 2026-11-18
    Tue Nov 17 2026                | 2026-11-17 | 2026-11-18
    # quarters, halves, weeks of the year
    Q3                             | 2026-07-01 00:00 -04 | 2026-10-01 00:00 -04
    in q4                          | 2026-10-01 00:00 -04 | now
    Q3 2025                        | 2025-07-01 00:00 -04 | 2025-10-01 00:00 -04
    2025 Q3                        | 2025-07-01 00:00 -04 | 2025-10-01 00:00 -04
    the third quarter of 2025      | 2025-07-01 00:00 -04 | 2025-10-01 00:00 -04
    Q4 last year                   | 2025-10-01 00:00 -04 | 2026-01-01
    H1                             | 2026-01-01 | 2026-07-01 00:00 -04
    H2 2025                        | 2025-07-01 00:00 -04 | 2026-01-01
    second half of 2025            | 2025-07-01 00:00 -04 | 2026-01-01
    2026-W30                       | 2026-07-20 00:00 -04 | 2026-07-27 00:00 -04
    in week 30                     | 2026-07-20 00:00 -04 | 2026-07-27 00:00 -04
    week 30 of 2025                | 2025-07-21 00:00 -04 | 2025-07-28 00:00 -04
    the week of october 14         | 2026-10-12 00:00 -04 | 2026-10-19 00:00 -04
    # weekends
    last weekend                   | 2026-11-14 | 2026-11-16
    over the weekend               | 2026-11-14 | 2026-11-16
    the weekend before last        | 2026-11-07 | 2026-11-09
    last weekend on saturday       | 2026-11-14 | 2026-11-15
    # ago
    3 days ago                     | 2026-11-15 | 2026-11-16
    three days ago                 | 2026-11-15 | 2026-11-16
    3d ago                         | 2026-11-15 | 2026-11-16
    a day ago                      | 2026-11-17 | 2026-11-18
    a week ago                     | 2026-11-09 | 2026-11-16
    2 weeks ago                    | 2026-11-02 | 2026-11-09
    a fortnight ago                | 2026-11-02 | 2026-11-09
    a month ago                    | 2026-10-01 00:00 -04 | 2026-11-01 00:00 -04
    2 months ago                   | 2026-09-01 00:00 -04 | 2026-10-01 00:00 -04
    a year ago                     | 2025-01-01 | 2026-01-01
    2 hours ago                    | 2026-11-18 08:00 | 2026-11-18 09:00
    an hour ago                    | 2026-11-18 09:00 | 2026-11-18 10:00
    about 2 hours ago              | 2026-11-18 08:00 | 2026-11-18 09:00
    half an hour ago               | 2026-11-18 09:45 | 2026-11-18 10:15
    an hour and a half ago         | 2026-11-18 08:30 | 2026-11-18 09:30
    90 minutes ago                 | 2026-11-18 08:45 | 2026-11-18 09:15
    10 minutes ago                 | 2026-11-18 10:05 | now
    30m ago                        | 2026-11-18 09:45 | 2026-11-18 10:15
    just now                       | 2026-11-18 10:15 | now
    a week ago today               | 2026-11-11 | 2026-11-12
    # the last N units end now
    in the last hour               | 2026-11-18 09:30 | now
    last hour                      | 2026-11-18 09:30 | now
    last 24 hours                  | 2026-11-17 10:30 | now
    in the past 24h                | 2026-11-17 10:30 | now
    last 15m                       | 2026-11-18 10:15 | now
    within the last 30 minutes     | 2026-11-18 10:00 | now
    past 3 days                    | 2026-11-15 10:30 | now
    over the last three days       | 2026-11-15 10:30 | now
    during the previous 2 days     | 2026-11-16 10:30 | now
    last couple of days            | 2026-11-16 10:30 | now
    last 7 days                    | 2026-11-11 10:30 | now
    in the last week               | 2026-11-11 10:30 | now
    the past week                  | 2026-11-11 10:30 | now
    last 2 weeks                   | 2026-11-04 10:30 | now
    the last fortnight             | 2026-11-04 10:30 | now
    last 30 days                   | 2026-10-19 10:30 -04 | now
    in the last month              | 2026-10-18 10:30 -04 | now
    last 3 months                  | 2026-08-18 10:30 -04 | now
    last 2 years                   | 2024-11-18 10:30 | now
    # clock times look back
    at 3pm                         | 2026-11-17 15:00 | 2026-11-17 16:00
    at 9am                         | 2026-11-18 09:00 | 2026-11-18 10:00
    at 10 a.m.                     | 2026-11-18 10:00 | now
    at 15:20                       | 2026-11-17 15:05 | 2026-11-17 15:35
    at 3:20pm                      | 2026-11-17 15:05 | 2026-11-17 15:35
    at 09:20                       | 2026-11-18 09:05 | 2026-11-18 09:35
    around 9am                     | 2026-11-18 08:45 | 2026-11-18 09:15
    at midnight                    | 2026-11-18 00:00 | 2026-11-18 01:00
    yesterday at 3pm               | 2026-11-17 15:00 | 2026-11-17 16:00
    yesterday 3pm                  | 2026-11-17 15:00 | 2026-11-17 16:00
    5pm yesterday                  | 2026-11-17 17:00 | 2026-11-17 18:00
    yesterday at 15:20             | 2026-11-17 15:05 | 2026-11-17 15:35
    yesterday at 15:20:30          | 2026-11-17 15:05:30 | 2026-11-17 15:35:30
    noon yesterday                 | 2026-11-17 12:00 | 2026-11-17 13:00
    around noon yesterday          | 2026-11-17 11:45 | 2026-11-17 12:15
    yesterday around 4pm           | 2026-11-17 15:45 | 2026-11-17 16:15
    3 days ago around 4pm          | 2026-11-15 15:45 | 2026-11-15 16:15
    at 4 in the afternoon yesterday| 2026-11-17 16:00 | 2026-11-17 17:00
    yesterday afternoon at 4       | 2026-11-17 16:00 | 2026-11-17 17:00
    monday at 5pm                  | 2026-11-16 17:00 | 2026-11-16 18:00
    wednesday at 5pm               | 2026-11-11 17:00 | 2026-11-11 18:00
    last night at 11pm             | 2026-11-17 23:00 | 2026-11-18 00:00
    last night at 2am              | 2026-11-18 02:00 | 2026-11-18 03:00
    around 2am last night          | 2026-11-18 01:45 | 2026-11-18 02:15
    on May 24th 2025 at 8am        | 2025-05-24 08:00 -04 | 2025-05-24 09:00 -04
    May 24, 2025, 14:08:06         | 2025-05-24 13:53:06 -04 | 2025-05-24 14:23:06 -04
    # ranges of hours
    2-4pm yesterday                | 2026-11-17 14:00 | 2026-11-17 16:00
    2–4pm yesterday                | 2026-11-17 14:00 | 2026-11-17 16:00
    yesterday 3-5pm                | 2026-11-17 15:00 | 2026-11-17 17:00
    11-1pm yesterday               | 2026-11-17 11:00 | 2026-11-17 13:00
    between 3pm and 5pm            | 2026-11-17 15:00 | 2026-11-17 17:00
    between 8am and noon           | 2026-11-18 08:00 | now
    between 3pm and 5pm yesterday  | 2026-11-17 15:00 | 2026-11-17 17:00
    yesterday between 3pm and 5pm  | 2026-11-17 15:00 | 2026-11-17 17:00
    between 3pm yesterday and 5pm  | 2026-11-17 15:00 | 2026-11-17 17:00
    between 3 and 5pm yesterday    | 2026-11-17 15:00 | 2026-11-17 17:00
    from 9am to 5pm on friday      | 2026-11-13 09:00 | 2026-11-13 17:00
    on friday from 9:00 to 17:30   | 2026-11-13 09:00 | 2026-11-13 17:30
    from 10pm to 2am last night    | 2026-11-17 22:00 | 2026-11-18 02:00
    yesterday from 10pm to 2am     | 2026-11-17 22:00 | 2026-11-18 02:00
    from 10pm to 2am               | 2026-11-17 22:00 | 2026-11-18 02:00
    10pm-2am on friday             | 2026-11-13 22:00 | 2026-11-14 02:00
    from 10pm yesterday to 2am     | 2026-11-17 22:00 | 2026-11-18 02:00
    yesterday 3pm to today 9am     | 2026-11-17 15:00 | 2026-11-18 09:00
    # ranges of days
    between monday and wednesday   | 2026-11-16 | now
    between mon and wed            | 2026-11-16 | now
    from monday to tuesday         | 2026-11-16 | 2026-11-18
    monday to friday               | 2026-11-09 | 2026-11-14
    mon-fri                        | 2026-11-09 | 2026-11-14
    between friday and monday      | 2026-11-13 | 2026-11-17
    between monday and wednesday last week | 2026-11-09 | 2026-11-12
    between Oct 1 and Oct 5        | 2026-10-01 00:00 -04 | 2026-10-06 00:00 -04
    from oct 28 through nov 2      | 2026-10-28 00:00 -04 | 2026-11-03
    Oct 1-5                        | 2026-10-01 00:00 -04 | 2026-10-06 00:00 -04
    1-5 october                    | 2026-10-01 00:00 -04 | 2026-10-06 00:00 -04
    between 1 and 5 october 2025   | 2025-10-01 00:00 -04 | 2025-10-06 00:00 -04
    from the 2nd to the 5th        | 2026-11-02 | 2026-11-06
    from dec 28 to jan 3           | 2025-12-28 | 2026-01-04
    from march to may              | 2026-03-01 | 2026-06-01 00:00 -04
    from november to february      | 2025-11-01 00:00 -04 | 2026-03-01
    between 2026-11-02 and 2026-11-06 | 2026-11-02 | 2026-11-07
    2026-11-02 - 2026-11-06        | 2026-11-02 | 2026-11-07
    from last monday until yesterday | 2026-11-16 | 2026-11-18
    from yesterday until now       | 2026-11-17 | now
    # since, until, before, after
    since monday                   | 2026-11-16 | now
    since yesterday                | 2026-11-17 | now
    since last week                | 2026-11-09 | now
    since last friday              | 2026-11-13 | now
    since this morning             | 2026-11-18 06:00 | now
    since the day before yesterday | 2026-11-16 | now
    since march                    | 2026-03-01 | now
    since oct 5                    | 2026-10-05 00:00 -04 | now
    since 2026-11-01               | 2026-11-01 00:00 -04 | now
    since 3pm yesterday            | 2026-11-17 15:00 | now
    since yesterday at 15:20       | 2026-11-17 15:20 | now
    since 9am                      | 2026-11-18 09:00 | now
    since 2 hours ago              | 2026-11-18 08:30 | now
    since 3 days ago               | 2026-11-15 | now
    from monday onwards            | 2026-11-16 | now
    starting last monday           | 2026-11-16 | now
    ever since friday              | 2026-11-13 | now
    before monday                  | open | 2026-11-16
    before yesterday               | open | 2026-11-17
    before 2026-11-01              | open | 2026-11-01 00:00 -04
    before 9am                     | open | 2026-11-18 09:00
    prior to last week             | open | 2026-11-09
    more than 3 days ago           | open | 2026-11-15
    until yesterday                | open | 2026-11-18
    until friday                   | open | 2026-11-14
    till last month                | open | 2026-11-01 00:00 -04
    up to march 2026               | open | 2026-04-01 00:00 -04
    until 3pm yesterday            | open | 2026-11-17 15:00
    after monday                   | 2026-11-17 | now
    after yesterday                | 2026-11-18 | now
    after 3pm yesterday            | 2026-11-17 15:00 | now
    after march                    | 2026-04-01 00:00 -04 | now
    since monday until tuesday     | 2026-11-16 | 2026-11-18
    after monday and before wednesday | 2026-11-17 | 2026-11-18
    since friday, before monday    | 2026-11-13 | 2026-11-16
    yesterday after 3pm            | 2026-11-17 15:00 | 2026-11-18
    yesterday before 9am           | 2026-11-17 | 2026-11-17 09:00
    yesterday since 3pm            | 2026-11-17 15:00 | 2026-11-18
    # edges of periods
    end of last month              | 2026-10-31 00:00 -04 | 2026-11-01 00:00 -04
    at the end of last week        | 2026-11-15 | 2026-11-16
    at the beginning of the month  | 2026-11-01 00:00 -04 | 2026-11-02
    start of the year              | 2026-01-01 | 2026-01-02
    since the start of the year    | 2026-01-01 | now
    until the end of last month    | open | 2026-11-01 00:00 -04
    first week of May              | 2026-05-01 00:00 -04 | 2026-05-08 00:00 -04
    in the last week of october    | 2026-10-25 00:00 -04 | 2026-11-01 00:00 -04
    the first monday of october    | 2026-10-05 00:00 -04 | 2026-10-06 00:00 -04
    last friday of october         | 2026-10-30 00:00 -04 | 2026-10-31 00:00 -04
    the first day of last month    | 2026-10-01 00:00 -04 | 2026-10-02 00:00 -04
    last day of march              | 2026-03-31 00:00 -04 | 2026-04-01 00:00 -04
    in early october               | 2026-10-01 00:00 -04 | 2026-10-11 00:00 -04
    mid-october                    | 2026-10-11 00:00 -04 | 2026-10-21 00:00 -04
    late october                   | 2026-10-21 00:00 -04 | 2026-11-01 00:00 -04
    # instants and zones
    2026-11-17T14:00Z              | 2026-11-17 13:45 Z | 2026-11-17 14:15 Z
    2026-11-17T14:00:00+01:00      | 2026-11-17 12:45 Z | 2026-11-17 13:15 Z
    since 2026-11-17T14:00:00Z     | 2026-11-17 14:00 Z | now
    between 2026-11-17T14:00Z and 2026-11-17T15:00Z | 2026-11-17 14:00 Z | 2026-11-17 15:00 Z
    2026-11-17 14:00               | 2026-11-17 13:45 | 2026-11-17 14:15
    since 1794873600               | 2026-11-17 00:00 Z | now
    since 1794873600000            | 2026-11-17 00:00 Z | now
    between 1794873600 and 1794877200 | 2026-11-17 00:00 Z | 2026-11-17 01:00 Z
    yesterday UTC                  | 2026-11-17 00:00 Z | 2026-11-18 00:00 Z
    yesterday in UTC               | 2026-11-17 00:00 Z | 2026-11-18 00:00 Z
    at 14:05 UTC yesterday         | 2026-11-17 13:50 Z | 2026-11-17 14:20 Z
    yesterday at 3pm PST           | 2026-11-17 23:00 Z | 2026-11-18 00:00 Z
    yesterday at 3pm Pacific time  | 2026-11-17 23:00 Z | 2026-11-18 00:00 Z
    2am CET                        | 2026-11-18 01:00 Z | 2026-11-18 02:00 Z
    yesterday Madrid time          | 2026-11-16 23:00 Z | 2026-11-17 23:00 Z
    yesterday Europe/Madrid        | 2026-11-16 23:00 Z | 2026-11-17 23:00 Z
    yesterday 3pm +02:00           | 2026-11-17 13:00 Z | 2026-11-17 14:00 Z
    yesterday at 15:00 UTC+2       | 2026-11-17 12:45 Z | 2026-11-17 13:15 Z
    on friday at 9am Tokyo time    | 2026-11-13 00:00 Z | 2026-11-13 01:00 Z
    Tue, 17 Nov 2026 14:05:00 +0000| 2026-11-17 13:50 Z | 2026-11-17 14:20 Z
    10/Jul/2025:12:08:06 +0000     | 2025-07-10 11:53:06 Z | 2025-07-10 12:23:06 Z
    July 10, 2025, 14:08:06 (UTC+02:00) | 2025-07-10 11:53:06 Z | 2025-07-10 12:23:06 Z
  `,
};
