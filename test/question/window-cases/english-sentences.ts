// Whole questions in English, as people type them, asked on Wednesday 18 November 2026 at 10:30 in Berlin.
import type { WindowTable } from './window-case.ts';

export const englishSentences: WindowTable = {
  zone: 'Europe/Berlin',
  locale: 'en-GB',
  now: '2026-11-18T10:30:00+01:00',
  offset: '+01:00',
  rows: `
    who deleted it on or after monday               | 2026-11-16 | now
    who deleted it on or before monday              | open | 2026-11-17
    what happened between yesterday 9am and today 5pm | 2026-11-17 09:00 | now
    who touched it in the last 2h30m                | 2026-11-18 08:00 | now
    any console logins since 1 hour                 | 2026-11-18 09:30 | now
    who logged in as root this past monday          | 2026-11-16 | 2026-11-17
    who created it the week of nov 2                | 2026-11-02 | 2026-11-09
    who stopped it at exactly 15:20 yesterday       | 2026-11-17 15:05 | 2026-11-17 15:35
    who stopped it at 3.20pm yesterday              | 2026-11-17 15:05 | 2026-11-17 15:35
    who stopped it at 3 pm on 5 nov                 | 2026-11-05 15:00 | 2026-11-05 16:00
    who stopped it on 5/11 at 15:20                 | 2026-11-05 15:05 | 2026-11-05 15:35
    show me everything bob did today                | 2026-11-18 | now
    list of changes made yesterday by alice         | 2026-11-17 | 2026-11-18
    did anyone touch it today or yesterday          | 2026-11-17 | now
    did anyone touch it on monday and tuesday       | 2026-11-16 | 2026-11-18
    yesterday, who deleted the stack at 3pm         | 2026-11-17 15:00 | 2026-11-17 16:00
    who, between 3pm and 5pm, deleted it yesterday  | 2026-11-17 15:00 | 2026-11-17 17:00
    changes yesterday 9-17                          | 2026-11-17 09:00 | 2026-11-17 17:00
    who rotated keys older than 90 days             | open | 2026-08-20 00:00 +02
    who deleted it in october or november           | 2026-10-01 00:00 +02 | now
    who deleted it tuesday 3 weeks ago              | 2026-10-27 | 2026-10-28
    who deleted it in the middle of the night on 3 november | 2026-11-03 18:00 | 2026-11-04 06:00
    who deleted it late last night                  | 2026-11-17 18:00 | 2026-11-18 06:00
    who deleted it early this morning               | 2026-11-18 | now
    who deleted it early on monday morning          | 2026-11-16 | 2026-11-16 12:00
    who deleted it at 12am yesterday                | 2026-11-17 | 2026-11-17 01:00
    who deleted it at 12pm yesterday                | 2026-11-17 12:00 | 2026-11-17 13:00
    who deleted it between 10pm yesterday and 2am today | 2026-11-17 22:00 | 2026-11-18 02:00
    who deleted it on Thursday, November 5th        | 2026-11-05 | 2026-11-06
    who deleted it on the 5th of november at noon   | 2026-11-05 12:00 | 2026-11-05 13:00
    who deleted it on 2026-11-05 14:30:22           | 2026-11-05 14:15:22 | 2026-11-05 14:45:22
    who deleted it on 05SEP2026                     | 2026-09-05 00:00 +02 | 2026-09-06 00:00 +02
    who deleted it at 2026-11-05T10                 | 2026-11-05 10:00 | 2026-11-05 11:00
    who deleted it Mon–Thu last week                | 2026-11-09 | 2026-11-13
    who deleted it all day yesterday                | 2026-11-17 | 2026-11-18
    who deleted it between 2024 and 2025            | 2024-01-01 | 2026-01-01
    who deleted it jan to mar 2025                  | 2025-01-01 | 2025-04-01 00:00 +02
    who deleted it Oct 30 - Nov 2                   | 2026-10-30 | 2026-11-03
    who deleted it from Oct 30 to the 2nd           | 2026-10-30 | 2026-11-03
    who deleted it up until yesterday               | open | 2026-11-18
    who deleted it yesterday by 5pm                 | 2026-11-17 | 2026-11-17 17:00
    who deleted it before noon                      | open | now
    who deleted it today before noon                | 2026-11-18 | now
    who deleted it since last night                 | 2026-11-17 18:00 | now
    who deleted it after the weekend                | 2026-11-16 | now
    who deleted it 2-3 days ago                     | 2026-11-15 | 2026-11-17
    who deleted it between 5 and 3 days ago         | 2026-11-13 | 2026-11-16
    who deleted it between 2 hours ago and 1 hour ago | 2026-11-18 08:30 | 2026-11-18 09:30
    who deleted it in week 40 to week 42            | 2026-09-28 00:00 +02 | 2026-10-19 00:00 +02
    who deleted it on the weekend of oct 10         | 2026-10-10 00:00 +02 | 2026-10-12 00:00 +02
    who deleted it in the first 3 days of october   | 2026-10-01 00:00 +02 | 2026-10-04 00:00 +02
    who deleted it in the second quarter of last year | 2025-04-01 00:00 +02 | 2025-07-01 00:00 +02
    who deleted it at 9 last night                  | 2026-11-17 21:00 | 2026-11-17 22:00
    who deleted it this morning at 3am              | 2026-11-18 03:00 | 2026-11-18 04:00
    who deleted it between 7 and 9 on friday evening | 2026-11-13 19:00 | 2026-11-13 21:00
    who deleted it last night after midnight        | 2026-11-18 | 2026-11-18 06:00
    who deleted it since 2 days ago at 3pm          | 2026-11-16 15:00 | now
    who deleted it around monday                    | 2026-11-15 | 2026-11-18
    who logged in yesterday at 22:30 UTC-05:00      | 2026-11-18 03:15 Z | 2026-11-18 03:45 Z
    who logged in yesterday at 10 pm my time        | 2026-11-17 22:00 | 2026-11-17 23:00
    who logged in yesterday Etc/GMT+5               | 2026-11-17 00:00 -05 | 2026-11-18 00:00 -05
    who deleted it from 14:00 UTC to 15:00 UTC on 5 Nov | 2026-11-05 14:00 Z | 2026-11-05 15:00 Z
    who deleted it 2026-11-05 14:00 UTC - 2026-11-05 15:00 UTC | 2026-11-05 14:00 Z | 2026-11-05 15:00 Z
    who deleted it on 2026-11-05 14:00-15:00        | 2026-11-05 14:00 | 2026-11-05 15:00
    who deleted it 2026-11-05T14:00Z/2026-11-05T15:00Z | 2026-11-05 14:00 Z | 2026-11-05 15:00 Z
    who deleted it 2026-11-05..2026-11-07           | 2026-11-05 | 2026-11-08
    who deleted it 5/11/2026-7/11/2026              | 2026-11-05 | 2026-11-08
    who deleted it on 2026-11-05 14:00:00-05:00     | 2026-11-05 18:45 Z | 2026-11-05 19:15 Z
    who deleted it from last monday to last wednesday | 2026-11-09 | 2026-11-12
    who deleted it on friday, saturday and sunday   | 2026-11-13 | 2026-11-16
    who deleted it from monday 9am to 5pm           | 2026-11-16 09:00 | 2026-11-16 17:00
    who deleted it last week from monday 9am to friday 5pm | 2026-11-09 09:00 | 2026-11-13 17:00
    who deleted it between 2pm and now              | 2026-11-17 14:00 | now
    who deleted it since start of today             | 2026-11-18 | now
    who deleted it until the start of yesterday     | open | 2026-11-17
    who deleted it in the last 3 days of october    | 2026-10-29 | 2026-11-01
    show me yesterdays logins                       | 2026-11-17 | 2026-11-18
    who opened port 22 yesterday                    | 2026-11-17 | 2026-11-18
    who created 5 instances on 5 may                | 2026-05-05 00:00 +02 | 2026-05-06 00:00 +02
    what did jan delete in june                     | 2026-06-01 00:00 +02 | 2026-07-01 00:00 +02
    count of denied calls by hour yesterday         | 2026-11-17 | 2026-11-18
    what did april do yesterday                     | 2026-11-17 | 2026-11-18
    who terminated it (yesterday)?                  | 2026-11-17 | 2026-11-18
    who terminated it yesterday (UTC)?              | 2026-11-17 00:00 Z | 2026-11-18 00:00 Z
  `,
};
