// An answer's timeline → lines of small bars for a terminal: one a caller, all on one scale, with the counts in figures.
import type { Answer } from '../domain/answer.ts';
import { padToColumns } from './escape-terminal.ts';
import type { Page } from './terminal-page.ts';
import { type TimelineSeries, timelineOf } from './timeline.ts';

const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const NOTHING = '·';
const NAME_COLUMNS = 20;
/** Columns of a stretch's bar, where there is room. */
const BAR_COLUMNS_MAX = 4;
const COUNT_COLUMNS = 8;

/** No line for answers too small for a picture. */
export function sparkLines(answer: Answer, page: Page): readonly string[] {
  const timeline = timelineOf(answer);
  if (timeline === null) return [];
  const { title, zone, labels, series } = timeline;
  const most = Math.max(...series.flatMap(({ counts }) => counts));
  const room = Math.floor((page.width - NAME_COLUMNS - COUNT_COLUMNS) / labels.length);
  const columns = Math.max(1, Math.min(BAR_COLUMNS_MAX, room));
  return [
    '',
    ...page.write(`${title} (${zone}), ${labels[0]} to ${labels.at(-1)}`, 'bold'),
    ...series.map((each) => page.colour(lineOf(each, most, columns), each.failed ? 'red' : 'green')),
  ];
}

function lineOf({ name, counts }: TimelineSeries, most: number, columns: number): string {
  const bars = counts.map((count) => barOf(count, most).repeat(columns)).join('');
  const total = counts.reduce((sum, each) => sum + each, 0);
  return `${padToColumns(name, NAME_COLUMNS)} ${bars} ${total}`;
}

/** The least that is not nothing still shows. */
function barOf(count: number, most: number): string {
  if (count <= 0) return NOTHING;
  return BARS[Math.min(BARS.length - 1, Math.ceil((count / most) * BARS.length) - 1)] ?? BARS[0];
}
