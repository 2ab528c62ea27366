// A reply → text for a terminal: the same content as in Slack, in the same order, fitted to its width.
// Event text is escaped first and coloured after, so that the only control sequences are ours.
import { assumedText } from '../answer/words/assumed.ts';
import { countOf, grouped } from '../answer/words/count.ts';
import { describeWindow } from '../answer/words/describe-instant.ts';
import type { Answer, Failed, Refusal, Reply } from '../domain/answer.ts';
import { redactText } from '../records/redact.ts';
import { cellsOf, type Group, headingsOf, titleOf } from './cells.ts';
import { type Colour, paint } from './colour.ts';
import { escapeTerminal, wrapToColumns } from './escape-terminal.ts';
import { chainTexts, evidenceParts, mainEvents } from './evidence.ts';
import { gapLines, receiptParts } from './receipt-lines.ts';
import { layTextTable } from './text-table.ts';

export interface TerminalOptions {
  /** Columns of the terminal; below 40 it is taken as 40. */
  readonly width: number;
  /** False writes no control sequence at all. */
  readonly colour: boolean;
}

const WIDTH_MIN = 40;
/** Narrower than this, a table shows nothing but cut texts: events are listed instead. */
const TABLE_WIDTH_MIN = 72;
/** Rows of one group shown before the rest is counted: more scrolls the sentence away. */
const ROWS_MAX = 200;
const GAPS_MAX = 20;

/** The reply as lines ending in a line feed, none wider than `width`. */
export function renderTerminal(reply: Reply, options: TerminalOptions): string {
  const page = pageFor(options);
  switch (reply.status) {
    case 'answered':
      return finish(answerLines(reply, page));
    case 'refused':
      return finish(refusalLines(reply, page));
    case 'failed':
      return finish(failureLines(reply, page));
    default:
      return unreachable(reply);
  }
}

/** One place that escapes, wraps and colours, in that order. */
interface Page {
  readonly width: number;
  readonly write: (text: string, colour: Colour, indent?: string) => readonly string[];
  readonly colour: (line: string, colour: Colour) => string;
}

function pageFor(options: TerminalOptions): Page {
  const width = Math.max(WIDTH_MIN, options.width);
  const colour = (line: string, name: Colour): string => (options.colour ? paint(line, name) : line);
  const write = (text: string, name: Colour, indent = ''): readonly string[] =>
    wrapToColumns(escapeTerminal(text), width, indent).map((line) => colour(line.trimEnd(), name));
  return { width, write, colour };
}

function answerLines(answer: Answer, page: Page): readonly string[] {
  const evidence = [...mainEvents(answer).map((event) => evidenceParts(event).join(' · ')), ...chainTexts(answer)];
  const assumed =
    answer.assumptions.length === 0 ? [] : page.write(`I assumed: ${assumedText(answer.assumptions)}`, 'dim', '  ');
  return [
    ...page.write(redactText(answer.sentence), 'bold'),
    ...evidence.flatMap((line) => page.write(line, 'dim', '  ')),
    ...groupLines(answer, 'done', page),
    ...groupLines(answer, 'attempted', page),
    ...groupLines(answer, 'related', page),
    '',
    ...assumed,
    ...page.write(`Window: ${describeWindow(answer.window)}`, 'dim', '  '),
    ...gapLines(answer.receipt.gaps, GAPS_MAX).flatMap((gap) => page.write(gap, 'yellow', '  ')),
    ...page.write(receiptParts(answer.receipt).join(' · '), 'dim', '  '),
  ];
}

function groupLines(answer: Answer, group: Group, page: Page): readonly string[] {
  const events = answer[group];
  if (events.length === 0) return [];
  const shown = events.slice(0, ROWS_MAX);
  const rows = shown.map((event) => cellsOf(event, group, answer).cells);
  const rest = `First ${shown.length} of ${countOf(events.length, 'row')} shown; --json lists the ids of all.`;
  return [
    '',
    page.colour(`${titleOf(answer, group)} (${grouped(events.length)})`, colourOf(group)),
    ...(page.width < TABLE_WIDTH_MIN ? listed(rows, page) : tabled([headingsOf(answer), ...rows], page)),
    ...(events.length > shown.length ? page.write(rest, 'yellow') : []),
  ];
}

function tabled(rows: readonly (readonly string[])[], page: Page): readonly string[] {
  const [head = '', ...body] = layTextTable(rows, page.width).lines;
  return [page.colour(head, 'dim'), ...body];
}

function listed(rows: readonly (readonly string[])[], page: Page): readonly string[] {
  return rows.flatMap((cells) => page.write(cells.join(' · '), 'plain', '  '));
}

function colourOf(group: Group): Colour {
  if (group === 'done') return 'green';
  return group === 'attempted' ? 'red' : 'bold';
}

function refusalLines(refusal: Refusal, page: Page): readonly string[] {
  const problems = refusal.problems.map((problem) => problem.text);
  const instead = [...new Set(refusal.problems.flatMap((problem) => problem.instead))];
  return [
    ...(problems.length === 0 ? ['I could not read this as a question.'] : problems).flatMap((text) =>
      page.write(text, 'bold'),
    ),
    ...(instead.length === 0 ? [] : ['', 'Did you mean:']),
    ...instead.flatMap((question) => page.write(`• ${question}`, 'green', '  ')),
    ...(refusal.assumptions.length === 0
      ? []
      : ['', ...page.write(`I assumed: ${assumedText(refusal.assumptions)}`, 'dim', '  ')]),
  ];
}

function failureLines(failed: Failed, page: Page): readonly string[] {
  const { what, why, instead } = failed.failure;
  return [
    ...page.write(redactText(what), 'red'),
    ...page.write(redactText(why), 'plain'),
    ...page.write(redactText(instead), 'plain'),
  ];
}

function finish(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

function unreachable(value: never): never {
  throw new Error(`Not rendered: ${JSON.stringify(value)}`);
}
