// German, French, Spanish, Japanese and Portuguese, asked on Wednesday 18 November 2026 at 10:30 in Berlin (and Tokyo).
import type { WindowTable } from './window-case.ts';

const now = '2026-11-18T10:30:00+01:00';
const offset = '+01:00';

export const german: WindowTable = {
  zone: 'Europe/Berlin',
  locale: 'de-DE',
  now,
  offset,
  rows: `
    gestern                       | 2026-11-17 | 2026-11-18
    vorgestern                    | 2026-11-16 | 2026-11-17
    heute                         | 2026-11-18 | now
    heute Morgen                  | 2026-11-18 06:00 | now
    gestern Abend                 | 2026-11-17 18:00 | 2026-11-18
    gestern Nachmittag            | 2026-11-17 12:00 | 2026-11-17 18:00
    letzte Nacht                  | 2026-11-17 18:00 | 2026-11-18 06:00
    am Freitag                    | 2026-11-13 | 2026-11-14
    letzten Montag                | 2026-11-16 | 2026-11-17
    am Freitag Nachmittag         | 2026-11-13 12:00 | 2026-11-13 18:00
    letzte Woche                  | 2026-11-09 | 2026-11-16
    diese Woche                   | 2026-11-16 | now
    letzten Monat                 | 2026-10-01 00:00 +02 | 2026-11-01
    letztes Jahr                  | 2025-01-01 | 2026-01-01
    letztes Wochenende            | 2026-11-14 | 2026-11-16
    am Wochenende                 | 2026-11-14 | 2026-11-16
    im März                       | 2026-03-01 | 2026-04-01 00:00 +02
    im Dezember                   | 2025-12-01 | 2026-01-01
    am 24. Mai                    | 2026-05-24 00:00 +02 | 2026-05-25 00:00 +02
    am 24. Mai 2025               | 2025-05-24 00:00 +02 | 2025-05-25 00:00 +02
    am 5.10.2026                  | 2026-10-05 00:00 +02 | 2026-10-06 00:00 +02
    am 5.10.                      | 2026-10-05 00:00 +02 | 2026-10-06 00:00 +02
    vor 3 Tagen                   | 2026-11-15 | 2026-11-16
    vor drei Tagen                | 2026-11-15 | 2026-11-16
    vor einer Woche               | 2026-11-09 | 2026-11-16
    vor 2 Stunden                 | 2026-11-18 08:00 | 2026-11-18 09:00
    in den letzten 24 Stunden     | 2026-11-17 10:30 | now
    letzte 3 Tage                 | 2026-11-15 10:30 | now
    seit Montag                   | 2026-11-16 | now
    seit gestern 15 Uhr           | 2026-11-17 15:00 | now
    bis Freitag                   | open | 2026-11-14
    vor Montag                    | open | 2026-11-16
    nach dem 5. November          | 2026-11-06 | now
    zwischen Montag und Mittwoch  | 2026-11-16 | now
    vom 1. bis 5. Oktober         | 2026-10-01 00:00 +02 | 2026-10-06 00:00 +02
    gestern um 15 Uhr             | 2026-11-17 15:00 | 2026-11-17 16:00
    gestern um 15:20              | 2026-11-17 15:05 | 2026-11-17 15:35
    gestern gegen 15 Uhr          | 2026-11-17 14:45 | 2026-11-17 15:15
    gestern zwischen 13 und 15 Uhr | 2026-11-17 13:00 | 2026-11-17 15:00
    am 24. Mai um 8 Uhr abends    | 2026-05-24 20:00 +02 | 2026-05-24 21:00 +02
    KW 30                         | 2026-07-20 00:00 +02 | 2026-07-27 00:00 +02
    yesterday                     | 2026-11-17 | 2026-11-18
  `,
};

export const french: WindowTable = {
  zone: 'Europe/Paris',
  locale: 'fr-FR',
  now,
  offset,
  rows: `
    hier                          | 2026-11-17 | 2026-11-18
    avant-hier                    | 2026-11-16 | 2026-11-17
    aujourd'hui                   | 2026-11-18 | now
    ce matin                      | 2026-11-18 06:00 | now
    hier soir                     | 2026-11-17 18:00 | 2026-11-18
    hier après-midi               | 2026-11-17 12:00 | 2026-11-17 18:00
    la nuit dernière              | 2026-11-17 18:00 | 2026-11-18 06:00
    vendredi                      | 2026-11-13 | 2026-11-14
    lundi dernier                 | 2026-11-16 | 2026-11-17
    la semaine dernière           | 2026-11-09 | 2026-11-16
    cette semaine                 | 2026-11-16 | now
    le mois dernier               | 2026-10-01 00:00 +02 | 2026-11-01
    l'année dernière              | 2025-01-01 | 2026-01-01
    le week-end dernier           | 2026-11-14 | 2026-11-16
    en mars                       | 2026-03-01 | 2026-04-01 00:00 +02
    en décembre                   | 2025-12-01 | 2026-01-01
    le 24 mai 2025                | 2025-05-24 00:00 +02 | 2025-05-25 00:00 +02
    le 1er octobre                | 2026-10-01 00:00 +02 | 2026-10-02 00:00 +02
    le 05/10/2026                 | 2026-10-05 00:00 +02 | 2026-10-06 00:00 +02
    il y a 3 jours                | 2026-11-15 | 2026-11-16
    il y a une semaine            | 2026-11-09 | 2026-11-16
    il y a 2 heures               | 2026-11-18 08:00 | 2026-11-18 09:00
    les 3 derniers jours          | 2026-11-15 10:30 | now
    ces dernières 24 heures       | 2026-11-17 10:30 | now
    depuis lundi                  | 2026-11-16 | now
    depuis hier 15h               | 2026-11-17 15:00 | now
    avant lundi                   | open | 2026-11-16
    jusqu'à vendredi              | open | 2026-11-14
    après le 5 novembre           | 2026-11-06 | now
    entre lundi et mercredi       | 2026-11-16 | now
    du 1er au 5 octobre           | 2026-10-01 00:00 +02 | 2026-10-06 00:00 +02
    hier à 15h                    | 2026-11-17 15:00 | 2026-11-17 16:00
    hier à 15h20                  | 2026-11-17 15:05 | 2026-11-17 15:35
    hier vers 15h                 | 2026-11-17 14:45 | 2026-11-17 15:15
    hier entre 13h et 15h         | 2026-11-17 13:00 | 2026-11-17 15:00
    since yesterday               | 2026-11-17 | now
  `,
};

export const spanish: WindowTable = {
  zone: 'Europe/Madrid',
  locale: 'es-ES',
  now,
  offset,
  rows: `
    ayer                          | 2026-11-17 | 2026-11-18
    anteayer                      | 2026-11-16 | 2026-11-17
    hoy                           | 2026-11-18 | now
    esta mañana                   | 2026-11-18 06:00 | now
    ayer por la tarde             | 2026-11-17 12:00 | 2026-11-17 18:00
    anoche                        | 2026-11-17 18:00 | 2026-11-18 06:00
    el viernes                    | 2026-11-13 | 2026-11-14
    el lunes pasado               | 2026-11-16 | 2026-11-17
    la semana pasada              | 2026-11-09 | 2026-11-16
    esta semana                   | 2026-11-16 | now
    el mes pasado                 | 2026-10-01 00:00 +02 | 2026-11-01
    el año pasado                 | 2025-01-01 | 2026-01-01
    el fin de semana pasado       | 2026-11-14 | 2026-11-16
    en marzo                      | 2026-03-01 | 2026-04-01 00:00 +02
    en diciembre                  | 2025-12-01 | 2026-01-01
    el 24 de mayo de 2025         | 2025-05-24 00:00 +02 | 2025-05-25 00:00 +02
    el 5/10/2026                  | 2026-10-05 00:00 +02 | 2026-10-06 00:00 +02
    hace 3 días                   | 2026-11-15 | 2026-11-16
    hace una semana               | 2026-11-09 | 2026-11-16
    hace 2 horas                  | 2026-11-18 08:00 | 2026-11-18 09:00
    en las últimas 24 horas       | 2026-11-17 10:30 | now
    los últimos 3 días            | 2026-11-15 10:30 | now
    desde el lunes                | 2026-11-16 | now
    antes del lunes               | open | 2026-11-16
    hasta el viernes              | open | 2026-11-14
    después del 5 de noviembre    | 2026-11-06 | now
    entre el lunes y el miércoles | 2026-11-16 | now
    del 1 al 5 de octubre         | 2026-10-01 00:00 +02 | 2026-10-06 00:00 +02
    ayer a las 15:20              | 2026-11-17 15:05 | 2026-11-17 15:35
    ayer a las 3 pm               | 2026-11-17 15:00 | 2026-11-17 16:00
    ayer a las 3 de la tarde      | 2026-11-17 15:00 | 2026-11-17 16:00
    ayer entre las 13:00 y las 15:00 | 2026-11-17 13:00 | 2026-11-17 15:00
    last week                     | 2026-11-09 | 2026-11-16
  `,
};

export const japanese: WindowTable = {
  zone: 'Asia/Tokyo',
  locale: 'ja-JP',
  now: '2026-11-18T10:30:00+09:00',
  offset: '+09:00',
  rows: `
    昨日                | 2026-11-17 | 2026-11-18
    一昨日              | 2026-11-16 | 2026-11-17
    今日                | 2026-11-18 | now
    今朝                | 2026-11-18 06:00 | now
    昨夜                | 2026-11-17 18:00 | 2026-11-18 06:00
    昨日の午後          | 2026-11-17 12:00 | 2026-11-18
    金曜日              | 2026-11-13 | 2026-11-14
    先週                | 2026-11-09 | 2026-11-16
    先週の月曜日        | 2026-11-09 | 2026-11-10
    今週                | 2026-11-16 | now
    先月                | 2026-10-01 | 2026-11-01
    去年                | 2025-01-01 | 2026-01-01
    先週末              | 2026-11-14 | 2026-11-16
    3月に               | 2026-03-01 | 2026-04-01
    12月                | 2025-12-01 | 2026-01-01
    5月24日             | 2026-05-24 | 2026-05-25
    2025年5月24日       | 2025-05-24 | 2025-05-25
    2025年5月           | 2025-05-01 | 2025-06-01
    3日前               | 2026-11-15 | 2026-11-16
    ３日前              | 2026-11-15 | 2026-11-16
    2時間前             | 2026-11-18 08:00 | 2026-11-18 09:00
    1週間前             | 2026-11-09 | 2026-11-16
    過去24時間          | 2026-11-17 10:30 | now
    この3日間           | 2026-11-15 10:30 | now
    昨日の15時          | 2026-11-17 15:00 | 2026-11-17 16:00
    昨日の15時20分      | 2026-11-17 15:05 | 2026-11-17 15:35
    昨日の午後3時       | 2026-11-17 15:00 | 2026-11-17 16:00
    昨日の15時頃        | 2026-11-17 14:45 | 2026-11-17 15:15
    昨日の13時から15時まで | 2026-11-17 13:00 | 2026-11-17 15:00
    月曜日から水曜日まで | 2026-11-16 | now
    月曜日以降          | 2026-11-16 | now
    昨日から            | 2026-11-17 | now
    金曜日まで          | open | 2026-11-14
    月曜日より前        | open | 2026-11-16
    yesterday           | 2026-11-17 | 2026-11-18
  `,
};

export const portuguese: WindowTable = {
  zone: 'Europe/Lisbon',
  locale: 'pt-PT',
  now: '2026-11-18T10:30:00Z',
  offset: 'Z',
  rows: `
    ontem                         | 2026-11-17 | 2026-11-18
    anteontem                     | 2026-11-16 | 2026-11-17
    hoje                          | 2026-11-18 | now
    hoje de manhã                 | 2026-11-18 06:00 | now
    ontem à tarde                 | 2026-11-17 12:00 | 2026-11-17 18:00
    ontem à noite                 | 2026-11-17 18:00 | 2026-11-18 06:00
    na sexta-feira                | 2026-11-13 | 2026-11-14
    segunda-feira passada         | 2026-11-16 | 2026-11-17
    na semana passada             | 2026-11-09 | 2026-11-16
    esta semana                   | 2026-11-16 | now
    no mês passado                | 2026-10-01 00:00 +01 | 2026-11-01
    no ano passado                | 2025-01-01 | 2026-01-01
    no fim de semana passado      | 2026-11-14 | 2026-11-16
    em março                      | 2026-03-01 | 2026-04-01 00:00 +01
    em dezembro                   | 2025-12-01 | 2026-01-01
    em 24 de maio de 2025         | 2025-05-24 00:00 +01 | 2025-05-25 00:00 +01
    em 05/10/2026                 | 2026-10-05 00:00 +01 | 2026-10-06 00:00 +01
    há 3 dias                     | 2026-11-15 | 2026-11-16
    3 dias atrás                  | 2026-11-15 | 2026-11-16
    há 2 horas                    | 2026-11-18 08:00 | 2026-11-18 09:00
    nas últimas 24 horas          | 2026-11-17 10:30 | now
    nos últimos 3 dias            | 2026-11-15 10:30 | now
    desde segunda-feira           | 2026-11-16 | now
    antes de segunda-feira        | open | 2026-11-16
    até sexta-feira               | open | 2026-11-14
    depois de 5 de novembro       | 2026-11-06 | now
    entre segunda e quarta        | 2026-11-16 | now
    de 1 a 5 de outubro           | 2026-10-01 00:00 +01 | 2026-10-06 00:00 +01
    ontem às 15:20                | 2026-11-17 15:05 | 2026-11-17 15:35
    since monday                  | 2026-11-16 | now
  `,
};
