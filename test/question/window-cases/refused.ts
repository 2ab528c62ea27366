// Texts whose date words must be refused, with the kind of problem: never read as something, never passed over.
export interface RefusedCase {
  readonly text: string;
  readonly kind: 'bad-date' | 'bad-zone' | 'future-window' | 'inverted-window';
}

/** `kind: text` a line, asked on Wednesday 18 November 2026 at 10:30 in New York by an en-US reader. */
const rows = `
  # dates that do not exist
  bad-date: who deleted it on 31 February
  bad-date: who deleted it on february 30 2025
  bad-date: who deleted it on 2025-02-29
  bad-date: who deleted it on 2026-13-01
  bad-date: who deleted it on 2026-04-31T10:00Z
  bad-date: who deleted it on 32/13/2025
  bad-date: who deleted it on 13/13/2025
  bad-date: who deleted it on 31.04.2026
  bad-date: who deleted it on the 32nd
  bad-date: who deleted it yesterday at 25:00
  bad-date: who deleted it yesterday at 12:75
  bad-date: who deleted it at 13pm
  bad-date: who deleted it in 2025-W53
  bad-date: who deleted it in week 54
  bad-date: who deleted it in Q5
  bad-date: who deleted it on monday 17 november 2026
  # days and events we do not know
  bad-date: who changed it before thanksgiving
  bad-date: who changed it on Christmas
  bad-date: who changed it since easter
  bad-date: who changed it over new year's
  bad-date: who changed it on black friday
  bad-date: who changed it since the deploy
  bad-date: who changed it since the outage
  bad-date: who changed it after the migration
  bad-date: who changed it during the incident
  bad-date: who changed it until the release
  bad-date: who changed it last summer
  bad-date: who changed it last sprint
  # vague, repeated, several
  bad-date: who changed it recently
  bad-date: who changed it a while ago
  bad-date: who changed it the other day
  bad-date: who changed it a few days ago
  bad-date: who changed it in the last few hours
  bad-date: who changed it in the middle of the night
  bad-date: who changed it in the small hours
  bad-date: who changed it every monday
  bad-date: who changed it on weekends
  bad-date: who changed it outside business hours
  bad-date: who changed it during business hours
  bad-date: who changed it 3 business days ago
  bad-date: who changed it except yesterday
  bad-date: who changed it not yesterday
  bad-date: who changed it yesterday and on 3 march 2025
  bad-date: who changed it yesterday compared to last week
  bad-date: who changed it on monday or friday
  # half said
  bad-date: who changed it at 3
  bad-date: who changed it yesterday at 3
  bad-date: who changed it between 3 and 5 yesterday
  bad-date: who changed it last week at 3pm
  bad-date: who changed it from 3 march 2025
  bad-date: who changed it half past three yesterday
  bad-date: who changed it 3 days
  bad-date: who changed it the day after
  bad-date: who changed it since
  bad-date: who changed it between monday
  bad-date: who changed it ago
  bad-date: who changed it last night at 3pm
  bad-date: who changed it around last month
  bad-date: who changed it in 1.5 fortnights ago
  bad-date: who changed it yesterdy
  bad-date: who changed it last wek
  # read only in part, or part of a name
  bad-date: who changed it from week 40 to 42
  bad-date: who changed it on the 5th and 6th
  bad-date: who changed it on 5 or 6 october
  bad-date: who changed it from 3 in the afternoon to 5 yesterday
  bad-date: who changed it yesterday 9-5
  bad-date: who deleted the friday backup
  bad-date: who changed it two days before yesterday
  bad-date: who changed it 2 days after monday
  bad-date: who changed it this time last week
  bad-date: who changed it at 1030
  bad-date: who changed it at 10.30 yesterday
  bad-date: who changed it outside 9-5
  bad-date: who changed it in the spring
  bad-date: who changed it in fy2025
  bad-date: who changed it last 3 mondays
  bad-date: who changed it 15h
  bad-date: who changed it in the last 24
  bad-date: who changed it 5-7/11/2026
  bad-date: who changed it 3 fridays ago
  bad-date: who set the timeout to 5 minutes yesterday
  bad-date: who changed it 2025
  # zones
  bad-zone: who changed it yesterday Europe/Madird
  bad-zone: who changed it yesterday at 3pm Gotham time
  bad-zone: who changed it yesterday at 3pm QST
  bad-zone: who changed it yesterday at 3pm UTC+25
  bad-zone: who changed it yesterday at 3pm server time
  bad-zone: who changed it between 3pm CET and 5pm PST yesterday
  # wholly ahead
  future-window: who changed it tomorrow
  future-window: who will change it next week
  future-window: who changed it next monday
  future-window: who changed it this friday
  future-window: who changed it this afternoon
  future-window: who changed it tonight
  future-window: who changed it this weekend
  future-window: who changed it in 2027
  future-window: who changed it on 2026-12-01
  future-window: who changed it today at 3pm
  future-window: who changed it after today
  future-window: who changed it after now
  future-window: who changed it since tomorrow
  future-window: who changed it in Q1 2027
  future-window: who changed it in 3 days
  future-window: who changed it at 1894873600
  # the end before the start
  inverted-window: who changed it between 2026-03-05 and 2026-03-01
  inverted-window: who changed it from yesterday to the day before yesterday
  inverted-window: who changed it from nov 10 to nov 5
  inverted-window: who changed it from 3pm yesterday to 1pm yesterday
  inverted-window: who changed it since 2026-11-10 until 2026-11-01
`;

export const refused: readonly RefusedCase[] = rows
  .split('\n')
  .map((line) => /^\s*([a-z-]+): (.+)$/.exec(line))
  .flatMap((match) => (match === null ? [] : [{ kind: match[1], text: match[2] } as RefusedCase]));

/** Refused under these locales: times of day that a Portuguese reader could not be sure of, and impossible dates. */
export const refusedElsewhere: readonly { readonly locale: string; readonly text: string }[] = [
  { locale: 'pt-BR', text: 'quem apagou isto ontem às 15h' },
  { locale: 'pt-PT', text: 'quem apagou isto ontem às 3 da tarde' },
  { locale: 'de-DE', text: 'wer hat das am 31. Februar gelöscht' },
  { locale: 'de-DE', text: 'wer hat das seit dem Ausfall geändert' },
  { locale: 'de-DE', text: 'wer hat das zu Weihnachten gelöscht' },
  { locale: 'de-DE', text: 'wer löscht das morgen' },
  { locale: 'de-DE', text: 'wer hat das gestern um halb drei gelöscht' },
  { locale: 'fr-FR', text: 'qui a supprimé ça à Noël' },
  { locale: 'fr-FR', text: 'qui a supprimé ça depuis la panne' },
  { locale: 'es-ES', text: 'quién lo borró en Navidad' },
  { locale: 'es-ES', text: 'quién lo borró ayer a las 3' },
  { locale: 'ja-JP', text: '2月30日に削除したのは誰' },
  { locale: 'ja-JP', text: '明日削除するのは誰' },
  { locale: 'pt-BR', text: 'quem apagou isto ontem à meia-noite' },
  { locale: 'de-DE', text: 'wer hat das in den letzten paar Tagen gelöscht' },
  { locale: 'de-DE', text: 'wer hat das montags gelöscht' },
  { locale: 'de-DE', text: 'wer hat das nach der Migration gelöscht' },
  { locale: 'fr-FR', text: 'qui a supprimé ça il y a quelques jours' },
  { locale: 'es-ES', text: 'quién lo borró después de la migración' },
  { locale: 'ja-JP', text: '月末に削除したのは誰' },
  { locale: 'en-GB', text: 'wer hat das gestern gelöscht' },
];

/** Words that look like dates and are none: read without window and without problem. */
export const noDates: readonly string[] = [
  'who terminated it',
  'who may have deleted it',
  'who can delete it now that the march is over',
  'who deleted db-march-10',
  'who read logs-2026-01-05',
  'who opened it to 10.0.3.1/24',
  'what did Sun-Admin do',
  'who deleted terraform-20230710121504561500000001',
  'who opened it to 0.0.0.0/0',
  'what did jan@sample.example do',
  'who deleted "monday report"',
  'who deleted `backup yesterday`',
  'who stopped arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc123 in 111122223333',
  'who opened https://console.aws.amazon.com/2026-01-05/yesterday',
  'who launched p5.48xlarge',
  'who opened port 22 from 192.0.2.1',
  'who last touched it',
  'the last 10 events of it',
  'who terminated it the second time',
  'who shared the rds snapshot exfiltration',
  'what did jan do',
  'who enabled daily backups',
  'how many per day',
  'who used the second key',
  'what was the last change to it',
  'who terminated it 24/7',
  'did somebody take us out of the organization',
];
