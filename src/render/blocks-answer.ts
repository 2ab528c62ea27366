// An answer → Slack blocks, top down as it is read: the sentence, its evidence, what was done, what was tried, what else
// matters, what was assumed, what was searched, what to ask next. Done and tried stand under headings of their own.
import { countOf, grouped } from '../answer/words/count.ts';
import { describeWindow } from '../answer/words/describe-instant.ts';
import type { Answer } from '../domain/answer.ts';
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
} from './block-kit.ts';
import { eventList, eventTable, type ShownRows } from './blocks-rows.ts';
import type { Group } from './cells.ts';
import { escapeMrkdwn } from './escape-mrkdwn.ts';
import { evidenceLines } from './evidence.ts';
import { mentionOf } from './mention.ts';
import { nextQuestions } from './next-questions.ts';
import { gapLines, receiptParts } from './receipt-lines.ts';

/** The sentence is one; this is room for the longest names AWS allows in it, several times over. */
const SENTENCE_MAX = 2900;
const LINE_MAX = 1900;
const GAPS_MAX = 5;
const GAP_MAX = 480;

/** The message for an answered question. */
export function answerMessage(answer: Answer, options: BlocksOptions): RenderedMessage {
  const sentence = escapeMrkdwn(answer.sentence, SENTENCE_MAX);
  const said = mentionOf(options.asker) + sentence;
  const groups = groupBlocks(answer, options.nativeTables);
  const cutNote = cutNoteOf(groups);
  const blocks: readonly Block[] = [
    section(said),
    ...evidenceBlocks(answer),
    ...groups.flatMap((group) => [section(`*${group.heading}*`), ...group.rows.blocks]),
    ...(cutNote === null ? [] : [context(cutNote)]),
    assumptionsBlock(answer),
    ...receiptBlocks(answer),
    ...buttonBlocks(answer, options.askingId),
  ];
  const honest = answer.receipt.complete ? '' : ` Not complete: ${countOf(answer.receipt.gaps.length, 'gap')}.`;
  return { text: said + honest, blocks, needsCsv: cutNote !== null || sentence.endsWith('…') };
}

interface GroupBlocks {
  readonly heading: string;
  readonly total: number;
  readonly rows: ShownRows;
}

/** Slack takes one table a message: the first group with rows gets it, the others are short lists. */
function groupBlocks(answer: Answer, nativeTables: boolean): readonly GroupBlocks[] {
  const groups = (['done', 'attempted', 'related'] as const).filter((group) => answer[group].length > 0);
  return groups.map((group, index) => ({
    heading: headingOf(answer, group),
    total: answer[group].length,
    rows: index === 0 && group !== 'related' ? eventTable(answer, group, nativeTables) : eventList(answer, group),
  }));
}

function headingOf(answer: Answer, group: Group): string {
  const count = grouped(answer[group].length);
  switch (group) {
    case 'done':
      return answer.done.every((event) => event.outcome.kind === 'accepted')
        ? `Accepted (${count})`
        : `Done (${count})`;
    case 'attempted':
      return `Tried and failed (${count})`;
    case 'related':
      return `Also relevant (${count})`;
    default:
      return unreachable(group);
  }
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
  return context(`I assumed: ${escapeMrkdwn(answer.assumptions.join('; '), LINE_MAX)}`, window);
}

function receiptBlocks(answer: Answer): readonly Block[] {
  const parts = receiptParts(answer.receipt, answer.window.zone);
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

function unreachable(value: never): never {
  throw new Error(`Not rendered: ${String(value)}`);
}
