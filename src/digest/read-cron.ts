// Five fields of cron → a schedule, as cron(5) reads them: lists, ranges, steps, names of months and days, 7 for Sunday.
// Where a day of the month and a day of the week are both given, either will do: https://man7.org/linux/man-pages/man5/crontab.5.html
import { cutText } from '../answer/words/cut-text.ts';
import { notRead, type ScheduleReading, TOO_OFTEN } from './schedule.ts';

interface Field {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly names: readonly string[];
  readonly like: string;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const FIELDS: readonly Field[] = [
  { name: 'minute', low: 0, high: 59, names: [], like: '0' },
  { name: 'hour', low: 0, high: 23, names: [], like: '9' },
  { name: 'day of the month', low: 1, high: 31, names: [], like: '*' },
  { name: 'month', low: 1, high: 12, names: MONTHS, like: '*' },
  { name: 'day of the week', low: 0, high: 7, names: DAYS, like: '1-5' },
];

const WRITE = 'write five fields: minute, hour, day of the month, month, day of the week, such as `0 9 * * 1-5`';
/** Days that the longest of each month has. */
const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function readCron(text: string): ScheduleReading {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) {
    const seconds = fields.length === 6 ? ' (there is no field for seconds)' : '';
    return notRead(`Cron has five fields and “${cutText(text, 60)}” has ${fields.length}${seconds}: ${WRITE}.`);
  }
  const values: (readonly number[] | null)[] = [];
  for (const [index, field] of FIELDS.entries()) {
    const written = fields[index] ?? '';
    const read = readField(written, field);
    if (read === 'bad') {
      const range = `${field.low} to ${field.high === 7 ? 6 : field.high}`;
      const what = `“${cutText(written, 20)}” is no ${field.name} of cron`;
      return notRead(`${what}: write ${range}, a list, a range or \`*\` there, such as \`${field.like}\`.`);
    }
    values.push(read);
  }
  const [minutes = null, hours = null, monthDays = null, months = null, weekDays = null] = values;
  const [minute, ...more] = minutes ?? [0, 1];
  if (minute === undefined || more.length > 0) return notRead(TOO_OFTEN);
  if (!everHappens(monthDays, months, weekDays)) {
    return notRead(`“${cutText(text, 60)}” names a day that no month has: ${WRITE}.`);
  }
  const allHours = Array.from({ length: 24 }, (_, hour) => hour);
  const schedule = { minute, hours: hours ?? allHours, monthDays, months, weekDays, words: `cron ${fields.join(' ')}` };
  return { ok: true, schedule };
}

/** Values in order; null: every one. */
function readField(written: string, field: Field): readonly number[] | null | 'bad' {
  if (written === '*' || written === '?') return null;
  const all = new Set<number>();
  for (const part of written.split(',')) {
    const [, whole, low, high, step] =
      /^(?:(\*)|([a-z]{3}|\d{1,2})(?:-([a-z]{3}|\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part) ?? [];
    const from = whole === undefined ? numberOf(low, field) : field.low;
    const to =
      whole === undefined ? numberOf(high ?? (step === undefined ? low : String(field.high)), field) : field.high;
    const by = Number(step ?? 1);
    if (from === null || to === null || to < from || by === 0) return 'bad';
    for (let value = from; value <= to; value += by) all.add(field.high === 7 ? value % 7 : value);
  }
  return [...all].sort((left, right) => left - right);
}

function numberOf(written: string | undefined, { low, high, names }: Field): number | null {
  if (written === undefined) return null;
  const named = names.indexOf(written);
  const value = named >= 0 ? named + low : /^\d+$/.test(written) ? Number(written) : Number.NaN;
  return value >= low && value <= high ? value : null;
}

function everHappens(
  monthDays: readonly number[] | null,
  months: readonly number[] | null,
  weekDays: readonly number[] | null,
): boolean {
  if (monthDays === null || weekDays !== null) return true;
  const among = months ?? Array.from({ length: 12 }, (_, month) => month + 1);
  return among.some((month) => monthDays.some((day) => day <= (LONGEST[month - 1] ?? 0)));
}
