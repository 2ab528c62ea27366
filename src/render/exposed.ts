// What is open → the forms of its Slack message, best first, and whether each needs the CSV beside it. Public first; who
// opened each thing, with the event that shows it; archived and resolved apart; what was not looked at is never left out.
import { countOf } from '../answer/words/count.ts';
import { cutText } from '../answer/words/cut-text.ts';
import { zoneName } from '../answer/words/describe-instant.ts';
import type { MessageForms } from '../domain/thread.ts';
import { actionsOf, conditionOf, kindOf, nameOf, whomOf } from '../exposure/describe-access.ts';
import type { Exposed, ExposedReport } from '../exposure/exposed.ts';
import {
  type Block,
  context,
  foldingSection,
  type RenderedMessage,
  SLACK_MAX,
  section,
  textLengthOf,
} from './block-kit.ts';
import { type Row, rowsTable } from './blocks-rows.ts';
import { escapeMrkdwn } from './escape-mrkdwn.ts';
import { evidenceText, exposedGaps, exposedReceipt, exposedSentence, openerText, sinceText } from './exposed-words.ts';
import { visibleText } from './visible-text.ts';

export interface ExposedForms {
  readonly forms: MessageForms;
  /** True when the form (its index) shows less than the report holds. */
  readonly needsCsv: (form: number) => boolean;
}

export function exposedForms(report: ExposedReport): ExposedForms {
  const whole = [true, false].map((nativeTables) => messageOf(report, nativeTables));
  const [best, plain] = whole;
  if (best === undefined || plain === undefined) throw new Error('no form');
  const bare = () => ({ text: best.text, blocks: [] });
  return {
    forms: [() => best, () => plain, bare],
    needsCsv: (form) => whole[form]?.needsCsv ?? report.active.length > 0,
  };
}

/** Rows of the table: half of what Slack takes is already a scroll on a phone. */
const ROWS_MAX = 50;
/** Things with their evidence in full. */
const EVIDENCE_MAX = 5;
const GAPS_MAX = 5;
const CLOSED_MAX = 3;
const CELL_MAX = 160;
const LINE_MAX = 600;
const RECEIPT_MAX = 1_500;

function messageOf(report: ExposedReport, nativeTables: boolean): RenderedMessage {
  const sentence = escapeMrkdwn(exposedSentence(report));
  const after = [...evidenceBlocks(report), ...closedBlocks(report), ...gapBlocks(report), receiptBlock(report)];
  const room = SLACK_MAX.blocksText - textLengthOf([section(sentence), ...after]) - NOTE_ROOM;
  const open = report.active.slice(0, ROWS_MAX).map((each) => rowOf(each, report));
  const shown = open.length === 0 ? null : rowsTable(headingOf(report), open, { nativeTables, room });
  const note = shown === null ? null : noteOf(report.active.length, shown.shown, shown.cut);
  const blocks: Block[] = [
    section(`*${sentence}*`),
    ...(shown?.blocks ?? []),
    ...(note === null ? [] : [context(escapeMrkdwn(note))]),
    ...after,
  ];
  const closedLeftOut = Math.max(report.archived.length, report.resolved.length) > CLOSED_MAX;
  return { text: sentence, blocks, needsCsv: note !== null || closedLeftOut || report.active.length > EVIDENCE_MAX };
}

const NOTE_ROOM = 200;

function headingOf({ zone }: ExposedReport): readonly string[] {
  return [`Open since (${zoneName(zone)})`, 'What', 'To whom', 'May', 'Opened by'];
}

function rowOf(each: Exposed, { zone, accountNames }: ExposedReport): Row {
  const { finding } = each.exposure;
  const may = [actionsOf(finding), conditionOf(finding)].filter((part) => part !== '').join(' ');
  const cells = [
    sinceText(each, zone),
    `${kindOf(finding)} ${nameOf(finding)} (account ${finding.account})`,
    whomOf(finding, accountNames),
    may,
    openerText(each),
  ].map((text) => (text.trim() === '' ? '–' : visibleText(text)));
  return { cells: cells.map((text) => cutText(text, CELL_MAX)), cut: cells.some((text) => text.length > CELL_MAX) };
}

function noteOf(total: number, shown: number, cut: boolean): string | null {
  if (shown < total) return `${shown} of ${countOf(total, 'open thing')} shown, public ones first; all are in the CSV.`;
  return cut ? 'Long texts are cut with … here; the CSV has them whole.' : null;
}

/** How it is known, for those that stand first. */
function evidenceBlocks({ active, zone }: ExposedReport): readonly Block[] {
  const lines = active.slice(0, EVIDENCE_MAX).flatMap((each) => {
    const evidence = evidenceText(each, zone);
    const thing = `${kindOf(each.exposure.finding)} ${nameOf(each.exposure.finding)}`;
    return evidence === '' ? [] : [`• ${escapeMrkdwn(`${thing}: ${evidence}`, LINE_MAX)}`];
  });
  return lines.length === 0 ? [] : [foldingSection(`How it is known who opened it\n${lines.join('\n')}`)];
}

function closedBlocks(report: ExposedReport): readonly Block[] {
  const lines = (['archived', 'resolved'] as const).flatMap((status) => {
    const all = report[status];
    if (all.length === 0) return [];
    const named = all.slice(0, CLOSED_MAX).map((each) => closedText(each, report));
    const rest = all.length - named.length;
    const more = rest > 0 ? `; ${rest} more in the CSV` : '';
    const word = status === 'archived' ? 'archived by somebody as meant' : 'no longer open';
    return [escapeMrkdwn(`${all.length} ${word}: ${named.join('; ')}${more}.`, LINE_MAX)];
  });
  return lines.length === 0 ? [] : [context(...lines)];
}

function closedText(each: Exposed, { accountNames }: ExposedReport): string {
  const { finding } = each.exposure;
  return `${kindOf(finding)} ${nameOf(finding)} to ${whomOf(finding, accountNames)}, opened by ${openerText(each)}`;
}

function gapBlocks(report: ExposedReport): readonly Block[] {
  const lines = exposedGaps(report, GAPS_MAX).map((line) => escapeMrkdwn(line, LINE_MAX));
  return lines.length === 0 ? [] : [foldingSection(lines.join('\n'))];
}

function receiptBlock(report: ExposedReport): Block {
  return context(escapeMrkdwn(exposedReceipt(report).join(' · '), RECEIPT_MAX));
}
