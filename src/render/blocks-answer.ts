// An answer → Slack blocks, top down as it is read: the sentence, its evidence, what was done, what was tried, what else
// matters, what was assumed, what was searched, what to ask next. Done and tried stand under headings of their own.
import { assumedText } from '../answer/words/assumed.ts';
import { countOf, grouped } from '../answer/words/count.ts';
import { describeWindow } from '../answer/words/describe-instant.ts';
import type { Answer } from '../domain/answer.ts';
import { redactText } from '../records/redact.ts';
import {
  actions,
  type Block,
  type BlocksOptions,
  type Button,
  button,
  context,
  type RenderedMessage,
  SLACK_MAX,
  section,
  textLengthOf,
} from './block-kit.ts';
import { eventList, eventTable, type ShownRows, type TableSpace } from './blocks-rows.ts';
import { titleOf } from './cells.ts';
import { escapeMrkdwn } from './escape-mrkdwn.ts';
import { evidenceLines } from './evidence.ts';
import { mentionOf } from './mention.ts';
import { nextQuestions } from './next-questions.ts';
import { gapLines, receiptParts } from './receipt-lines.ts';

// Together these keep the worst message, every text hostile, under SLACK_MAX.blocksText with room for some rows.
/** Room for the longest names AWS allows, several times over. */
const SENTENCE_MAX = 1300;
const LINE_MAX = 600;
const GAPS_MAX = 4;
const GAP_MAX = 280;

/** The message for an answered question. */
export function answerMessage(answer: Answer, options: BlocksOptions): RenderedMessage {
  const sentence = escapeMrkdwn(redactText(answer.sentence), SENTENCE_MAX);
  const said = mentionOf(options.asker) + sentence;
  const head = [section(said), ...evidenceBlocks(answer)];
  const foot = [assumptionsBlock(answer), ...receiptBlocks(answer), ...buttonBlocks(answer, options.askingId)];
  const room = SLACK_MAX.blocksText - textLengthOf([...head, ...foot]);
  const groups = groupBlocks(answer, { nativeTables: options.nativeTables, room });
  const cutNote = cutNoteOf(groups);
  const blocks: readonly Block[] = [
    ...head,
    ...groups.flatMap((group) => [section(group.heading), ...group.rows.blocks]),
    ...(cutNote === null ? [] : [context(cutNote)]),
    ...foot,
  ];
  const honest = answer.receipt.complete ? '' : ` Not complete: ${countOf(answer.receipt.gaps.length, 'gap')}.`;
  return { text: said + honest, blocks, needsCsv: groups.length > 0 && (cutNote !== null || sentence.endsWith('…')) };
}

interface GroupBlocks {
  readonly heading: string;
  readonly total: number;
  readonly rows: ShownRows;
}

/** Headings and the note about cut rows, which stand beside the rows. */
const BESIDE_ROWS = 300;

/** Slack takes one table a message: the first group with rows gets it, the others are short lists. */
function groupBlocks(answer: Answer, space: TableSpace): readonly GroupBlocks[] {
  const groups = (['done', 'attempted', 'related'] as const).filter((group) => answer[group].length > 0);
  const lists = new Map(groups.map((group) => [group, eventList(answer, group)]));
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
function cutNoteOf(groups: readonly GroupBlocks[]): string | null {
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  const shown = groups.reduce((sum, group) => sum + group.rows.shown, 0);
  if (shown < total) return `${grouped(shown)} of ${countOf(total, 'row')} shown; all are in the CSV.`;
  return groups.some((group) => group.rows.cut) ? 'Long texts are cut with … here; the CSV has them whole.' : null;
}

function evidenceBlocks(answer: Answer): readonly Block[] {
  const lines = evidenceLines(answer);
  return lines.length === 0 ? [] : [context(lines.join('\n'))];
}

function assumptionsBlock(answer: Answer): Block {
  const window = `Window: ${escapeMrkdwn(describeWindow(answer.window), LINE_MAX)}`;
  if (answer.assumptions.length === 0) return context(window);
  return context(`I assumed: ${escapeMrkdwn(assumedText(answer.assumptions), LINE_MAX)}`, window);
}

function receiptBlocks(answer: Answer): readonly Block[] {
  const parts = receiptParts(answer.receipt);
  const line = context(escapeMrkdwn(parts.join(' · '), LINE_MAX));
  const gaps = gapLines(answer.receipt.gaps, GAPS_MAX).map((gap) => `⚠ ${escapeMrkdwn(gap, GAP_MAX)}`);
  return gaps.length === 0 ? [line] : [section(gaps.join('\n')), line];
}

function buttonBlocks(answer: Answer, askingId: string): readonly Block[] {
  const next = nextQuestions(answer).filter((question) => question.text.length <= SLACK_MAX.buttonValue);
  const buttons: Button[] = next.map((question, index) => button(question.label, `ask_next_${index}`, question.text));
  const text = answer.question.text;
  if (text !== '' && text.length <= SLACK_MAX.buttonValue) buttons.push(button('Explain', 'explain', text));
  return buttons.length === 0 ? [] : [actions('next', askingId, buttons)];
}
