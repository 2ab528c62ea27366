// Done, tried and related events → a heading with a count for each group and its rows, within the room that is left.
import { countOf, grouped } from '../answer/words/count.ts';
import type { Answer } from '../domain/answer.ts';
import { textLengthOf } from './block-kit.ts';
import { eventList, eventTable, type ShownRows, type TableSpace } from './blocks-rows.ts';
import { titleOf } from './cells.ts';

export interface GroupBlocks {
  readonly heading: string;
  readonly total: number;
  readonly rows: ShownRows;
}

/** Headings and the note about cut rows, which stand beside the rows. */
const BESIDE_ROWS = 300;
/** One list may not crowd out the rest of the message. */
const LIST_MAX = 1600;

/** Slack takes one table a message: the first group with rows gets it, the others are short lists. */
export function groupBlocks(answer: Answer, space: TableSpace): readonly GroupBlocks[] {
  const groups = (['done', 'attempted', 'related'] as const).filter((group) => answer[group].length > 0);
  const share = Math.min(LIST_MAX, Math.floor((space.room - BESIDE_ROWS) / Math.max(1, groups.length)));
  const lists = new Map(groups.map((group) => [group, eventList(answer, group, share)]));
  const [first, ...others] = groups;
  if (first !== undefined && first !== 'related') {
    const taken = others.reduce((sum, group) => sum + textLengthOf(lists.get(group)?.blocks ?? []), BESIDE_ROWS);
    lists.set(first, eventTable(answer, first, { ...space, room: space.room - taken }));
  }
  return [...lists].map(([group, rows]) => ({
    heading: `*${titleOf(answer, group)} (${grouped(answer[group].length)})*`,
    total: answer[group].length,
    rows,
  }));
}

/** "first 50 of 1,240 rows shown": said once for all groups; null when every row is here and whole. */
export function cutNoteOf(groups: readonly GroupBlocks[]): string | null {
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  const shown = groups.reduce((sum, group) => sum + group.rows.shown, 0);
  if (shown < total) return `${grouped(shown)} of ${countOf(total, 'row')} shown; all are in the CSV.`;
  return groups.some((group) => group.rows.cut) ? 'Long texts are cut with … here; the CSV has them whole.' : null;
}
