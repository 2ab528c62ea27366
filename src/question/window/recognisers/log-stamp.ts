// Timestamps as web servers write them: 10/Jul/2025:12:08:06.
import { monthNumber, type Recogniser } from '../template.ts';
import { stamp } from './iso-date.ts';
import { dateOf } from './named-date.ts';

export const logStamp: Recogniser = {
  name: 'a timestamp from a log line',
  templates: { en: ['\\[?<dom>/<month>/<year>:(?<h>\\d\\d):(?<mi>\\d\\d):(?<s>\\d\\d)'] },
  read: (match) => {
    const date = dateOf(Number(match.groups.year), monthNumber(match), Number(match.groups.dom), match.text);
    return stamp(date, match.groups, match.text);
  },
  examples: [{ phrase: '10/Jul/2025:12:08:06 +0000', from: '2025-07-10T11:53:06', to: '2025-07-10T12:23:06' }],
};
