// Japanese: no blanks between words, and operators follow their date.
import type { Language } from './language.ts';

export const japanese: Language = {
  code: 'ja',
  name: 'Japanese',
  spaced: false,
  months: Array.from({ length: 12 }, (_, index) => `(?<!\\d)0?${index + 1}月(?![前間後])`),
  weak: /^$/,
  weekdays: ['月曜日?', '火曜日?', '水曜日?', '木曜日?', '金曜日?', '土曜日?', '日曜日?'],
  units: {
    second: '秒',
    minute: '分',
    hour: '時間',
    day: '日',
    week: '週間|週',
    fortnight: '(?!)',
    month: 'か月|ヶ月|カ月|ヵ月|箇月',
    quarter: '四半期',
    year: '年',
  },
  numbers: { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 },
  parts: [
    { words: '午前中?', from: 0, to: 12, name: 'a.m.' },
    { words: '午後', from: 12, to: 24, name: 'p.m.' },
    { words: '未明|明け方', from: 0, to: 6, name: 'small hours' },
    { words: '朝', from: 6, to: 12, name: 'morning' },
    { words: '夕方', from: 12, to: 18, name: 'late afternoon' },
    { words: '夜間?|晩', from: 18, to: 30, name: 'night' },
  ],
  lead: '(?!)',
  clocks: [
    { source: '午前(?<h>\\d{1,2})時(?:(?<m>\\d{1,2})分|(?<half>半))?', hours: 'am' },
    { source: '午後(?<h>\\d{1,2})時(?:(?<m>\\d{1,2})分|(?<half>半))?', hours: 'pm' },
    { source: '(?<h>\\d{1,2})時(?!間)(?:(?<m>\\d{1,2})分|(?<half>半))?', hours: 'twelve' },
    { source: '(?<h>\\d{1,2}):(?<m>\\d\\d)(?::(?<s>\\d\\d))?', hours: 'twelve' },
    { source: '(?<h>正午)', hours: 'pm' },
  ],
  around: '(?!)',
  operators: {
    since: null,
    until: null,
    before: null,
    after: null,
    from: null,
    to: 'から|-',
    between: null,
    and: null,
  },
  suffixes: {
    since: 'から|以降|以来',
    until: 'まで',
    before: 'より前|以前|の前',
    after: 'より後|の後',
    around: '頃|ごろ|前後',
  },
  datelike:
    '昨日|一昨日|今日|明日|昨夜|今朝|今夜|先週|今週|来週|先月|今月|来月|去年|昨年|今年|来年|曜日|時間|週間|時|分前|秒前|日前|日間|月前|年前|午前|午後|最近|以降|以来',
};
