// ISO dates and timestamps. One with its own offset is that instant; one without is wall time in the asker's zone.
import type { Recogniser } from '../template.ts';
import { HOUR, MINUTE, SECOND } from '../wall.ts';
import { AROUND, type Clock, moment, trouble, type When } from '../when.ts';
import { offsetMinutes } from '../zone-names.ts';
import { dateOf } from './named-date.ts';

const CLOCK = '(?<h>\\d{1,2}):(?<mi>\\d\\d)(?::(?<s>\\d\\d)(?:[.,]\\d{1,9})?)?';
const OFFSET = '(?<offset>z|[+-]\\d\\d:?\\d\\d)';
const clockOfStamp = (at: number, minutes: boolean): Clock =>
  minutes
    ? { kind: 'at', at, from: at - AROUND, to: at + AROUND, twelve: false }
    : { kind: 'at', at, from: at, to: at + HOUR, twelve: false };

/** A date with the time said beside it, in one writing. */
export function stamp(date: When, groups: Readonly<Record<string, string | undefined>>, text: string): When {
  const [h, mi, s] = [Number(groups.h), Number(groups.mi ?? 0), Number(groups.s ?? 0)];
  if (date.kind === 'trouble') return date;
  const late = h > 24 || mi > 59 || s > 60 || (h === 24 && mi + s > 0);
  if (late) return trouble(`"${text}" is no time of day.`);
  const at = h * HOUR + mi * MINUTE + s * SECOND;
  if (groups.offset === undefined || date.kind !== 'fixed' || date.span.from === null) {
    return { kind: 'dated', date, clocks: [clockOfStamp(at, groups.mi !== undefined)] };
  }
  const offset = offsetMinutes(groups.offset);
  if (Math.abs(offset) > 14 * 60)
    return trouble(`"${text}" is no time: no zone is ${groups.offset} from UTC.`, [], 'bad-zone');
  return moment(date.span.from.at + at - offset * MINUTE, AROUND);
}

export const isoDate: Recogniser = {
  name: 'an ISO date or timestamp',
  templates: {
    any: [
      '(?<y>\\d{4})-(?<m>\\d{1,2})-(?<d>\\d{1,2})',
      '(?<y>(?:19|20)\\d\\d)[/.](?<m>\\d{1,2})[/.](?<d>\\d{1,2})',
      `(?<y>\\d{4})-(?<m>\\d{1,2})-(?<d>\\d{1,2})t${CLOCK}${OFFSET}?`,
      `(?<y>\\d{4})-(?<m>\\d{1,2})-(?<d>\\d{1,2}),? ${CLOCK}`,
      // After a blank, a dash with no seconds before it is "to", not an offset.
      `(?<y>\\d{4})-(?<m>\\d{1,2})-(?<d>\\d{1,2}),? ${CLOCK}(?<offset>z|[+]\\d\\d:?\\d\\d)`,
      `(?<y>\\d{4})-(?<m>\\d{1,2})-(?<d>\\d{1,2}),? (?<h>\\d{1,2}):(?<mi>\\d\\d):(?<s>\\d\\d)(?:[.,]\\d{1,9})?${OFFSET}`,
      `(?<y>\\d{4})/(?<m>\\d{1,2})/(?<d>\\d{1,2}),? ${CLOCK}`,
      `(?<y>\\d{4})-(?<m>\\d\\d)-(?<d>\\d\\d)t(?<h>\\d\\d)${OFFSET}?`,
      '(?<y>20\\d\\d)(?<m>0[1-9]|1[0-2])(?<d>[0-3]\\d)',
      `(?<y>20\\d\\d)(?<m>\\d\\d)(?<d>\\d\\d)t(?<h>\\d\\d):?(?<mi>\\d\\d)(?::?(?<s>\\d\\d))?${OFFSET}?`,
    ],
  },
  read: ({ groups, text }) => {
    const date = dateOf(Number(groups.y), Number(groups.m), Number(groups.d), text);
    return groups.h === undefined ? date : stamp(date, groups, text);
  },
  examples: [
    { phrase: '2025-05-24', from: '2025-05-24', to: '2025-05-25' },
    { phrase: 'at 2026-11-17T14:00Z', from: '2026-11-17T13:45', to: '2026-11-17T14:15' },
    { phrase: 'since 2026-11-17T14:00:00+01:00', from: '2026-11-17T13:00', to: '2026-11-18T10:30' },
    { phrase: 'between 2026-11-02 and 2026-11-06', from: '2026-11-02', to: '2026-11-07' },
  ],
};
