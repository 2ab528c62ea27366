// What people type for a schedule → the local times it names: `daily 9:00`, `weekdays 8:30`, `weekly monday 9:00`, or
// cron's five fields. What cannot be kept is refused in one sentence with what to write instead.
import { cutText } from '../answer/words/cut-text.ts';
import { distance } from '../question/nearest.ts';
import { readCron } from './read-cron.ts';
import { notRead, type Schedule, type ScheduleReading, TOO_OFTEN } from './schedule.ts';

export const EXAMPLES = '`daily 9:00`, `weekdays 8:30`, `weekly monday 9:00` or cron such as `0 9 * * 1-5`';

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const TYPED_MAX = 60;
const CRON = /^[\d*,/\-a-z?#]+(?:\s+[\d*,/\-a-z?#]+){3,6}$/i;

export function readSchedule(typed: string): ScheduleReading {
  const text = plain(typed.trim().replace(/\s+/g, ' ').toLowerCase());
  const [word = '', ...rest] = text.replace(/ at /g, ' ').split(' ');
  switch (word) {
    case '':
      return notRead(`I was not told when: write ${EXAMPLES}.`);
    case 'daily':
      return timed(rest, typed, (time) => calendar(time, null, `daily ${clock(time)}`), 'daily 9:00');
    case 'weekdays':
      return timed(rest, typed, (time) => calendar(time, [1, 2, 3, 4, 5], `weekdays ${clock(time)}`), 'weekdays 8:30');
    case 'weekly':
      return weekly(rest, typed);
    case 'hourly':
      return notRead('“hourly” does not say at which minute: write `0 * * * *` for every full hour.');
    default:
      return isCron(word, text) ? readCron(text.replace(/^cron /, '')) : unknownWord(word, typed);
  }
}

/** "every day at 9:00" is daily, "every monday 9:00" weekly. */
function plain(text: string): string {
  const every = /^(?:every|each) (?:(day)|(weekday|working day)|([a-z]+day))s?(?= |$)/.exec(text);
  if (every === null) return text;
  const [whole, day, weekday, named] = every;
  const rest = text.slice(whole.length);
  return day === undefined ? `${weekday === undefined ? `weekly ${named ?? ''}` : 'weekdays'}${rest}` : `daily${rest}`;
}

function isCron(word: string, text: string): boolean {
  return word === 'cron' || (/^[\d*]/.test(word) && CRON.test(text));
}

interface Time {
  readonly hour: number;
  readonly minute: number;
}

function calendar({ hour, minute }: Time, weekDays: readonly number[] | null, words: string): Schedule {
  return { minute, hours: [hour], monthDays: null, months: null, weekDays, words };
}

function timed(rest: readonly string[], typed: string, make: (time: Time) => Schedule, like: string): ScheduleReading {
  const written = rest.join(' ');
  if (written === '') return notRead(`“${quoted(typed)}” has no time of day: write \`${like}\`.`);
  const time = readTime(written);
  if (time === null) return notRead(`“${quoted(written)}” is no time of day: write 0:00 to 23:59, as in \`${like}\`.`);
  return { ok: true, schedule: make(time) };
}

function weekly([word = '', ...rest]: readonly string[], typed: string): ScheduleReading {
  const name = word.replace(/^on$/, '') === '' ? (rest[0] ?? '') : word;
  const times = name === word ? rest : rest.slice(1);
  const day = DAYS.findIndex((each) => name.length >= 2 && each.startsWith(name.replace(/s$/, '')));
  if (day < 0) {
    return notRead(
      name === '' || /^\d/.test(name)
        ? `“${quoted(typed)}” does not say on which day: write \`weekly monday 9:00\`.`
        : `“${quoted(name)}” is no day of the week: write \`weekly monday 9:00\`.`,
    );
  }
  const words = DAYS[day] ?? '';
  return timed(times, typed, (time) => calendar(time, [day], `weekly ${words} ${clock(time)}`), `weekly ${words} 9:00`);
}

const TIME = /^(\d{1,2})(?:[:.](\d{2}))? ?(am|pm|h)?$/;

function readTime(text: string): Time | null {
  const [, hours, minutes = '0', half] = TIME.exec(text) ?? [];
  if (hours === undefined) return null;
  const [hour, minute] = [Number(hours), Number(minutes)];
  if (half === 'am' || half === 'pm') {
    if (hour < 1 || hour > 12 || minute > 59) return null;
    return { hour: (hour % 12) + (half === 'pm' ? 12 : 0), minute };
  }
  return hour > 23 || minute > 59 ? null : { hour, minute };
}

function clock({ hour, minute }: Time): string {
  return `${hour}:${String(minute).padStart(2, '0')}`;
}

const OFTEN = /^(?:every|each|minutely|secondly|seconds?|minutes?)$/;

function unknownWord(word: string, typed: string): ScheduleReading {
  if (OFTEN.test(word) && /\b(?:sec\w*|min\w*|second|minute)\b/.test(typed.toLowerCase())) return notRead(TOO_OFTEN);
  const day = DAYS.find((each) => word.length >= 3 && each.startsWith(word.replace(/s$/, '')));
  if (day !== undefined)
    return notRead(`“${quoted(typed)}” is not a schedule I can read: write \`weekly ${day} 9:00\`.`);
  const meant = ['daily', 'weekdays', 'weekly', 'hourly'].find((each) => distance(word, each, 2) !== null);
  const hint = meant === undefined ? '' : ` Did you mean \`${meant}\`?`;
  return notRead(`“${quoted(typed)}” is not a schedule I can read: write ${EXAMPLES}.${hint}`);
}

function quoted(text: string): string {
  return cutText(text.trim(), TYPED_MAX);
}
