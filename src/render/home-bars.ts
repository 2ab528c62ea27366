// Numbers over time → lines of bars out of text, for views that take no chart: each line says its number in figures too.
import { DateTime } from 'luxon';
import type { Stretch } from '../answer/dashboard.ts';
import { grouped } from '../answer/words/count.ts';

/** Columns of the longest bar: with date and number it fits a phone held upright. */
const COLUMNS = 16;
const DONE = '█';
const FAILED = '░';
const SPARKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** One line a stretch: when, how many, failed ones hatched. `failed`: of `counts`. */
export function barLines(
  stretches: readonly Stretch[],
  counts: readonly number[],
  failed: readonly number[],
): readonly string[] {
  const most = Math.max(1, ...counts);
  const labels = stretches.map(labelOf);
  const labelWidth = Math.max(...labels.map(({ length }) => length));
  const numbers = counts.map(grouped);
  const numberWidth = Math.max(...numbers.map(({ length }) => length));
  return stretches.map((_, at) => {
    const [label = '', number = ''] = [labels[at], numbers[at]];
    const bar = barOf(counts[at] ?? 0, failed[at] ?? 0, most);
    return `${label.padEnd(labelWidth)}  ${number.padStart(numberWidth)} ${bar}`.trimEnd();
  });
}

/** The least that is not nothing still shows, and so does the least that failed. */
function barOf(count: number, failed: number, most: number): string {
  if (count <= 0) return '';
  const whole = Math.max(1, Math.round((count / most) * COLUMNS));
  const bad = failed <= 0 ? 0 : Math.max(1, Math.round((failed / count) * whole));
  return DONE.repeat(Math.max(0, whole - bad)) + FAILED.repeat(bad);
}

/** `Tue 3 Mar`, `1–3 Mar`, `26 Feb – 4 Mar`: no bar is wider than the time it stands for. */
function labelOf({ from, days }: Stretch): string {
  const first = DateTime.fromISO(from, { zone: 'utc', locale: 'en-US' });
  const last = first.plus({ days: days - 1 });
  if (days === 1) return first.toFormat('ccc d LLL');
  return first.month === last.month
    ? `${first.toFormat('d')}–${last.toFormat('d LLL')}`
    : `${first.toFormat('d LLL')} – ${last.toFormat('d LLL')}`;
}

/** One small bar a stretch: `▁▁▃█▁`. Nothing is a dot. */
export function spark(counts: readonly number[]): string {
  const most = Math.max(1, ...counts);
  return counts
    .map((count) =>
      count <= 0 ? '·' : (SPARKS[Math.min(SPARKS.length - 1, Math.ceil((count / most) * SPARKS.length) - 1)] ?? '▁'),
    )
    .join('');
}
