// A reply → text for a terminal: the same content as in Slack, in the same order, fitted to its width.
// Event text is escaped first and coloured after, so that the only control sequences are ours.

import type { ChangeMark } from '../answer/changes/change.ts';
import { assumedText } from '../answer/words/assumed.ts';
import { countOf, grouped } from '../answer/words/count.ts';
import { describeWindow } from '../answer/words/describe-instant.ts';
import type { Answer, Failed, Refusal, Reply } from '../domain/answer.ts';
import { redactText } from '../records/redact.ts';
import { cellsOf, type Group, headingsOf, titleOf } from './cells.ts';
import { chainLines } from './chain-lines.ts';
import { changeLines, changeText } from './change-lines.ts';
import type { Colour } from './colour.ts';
import { consoleLink } from './console-link.ts';
import { evidenceParts, mainEvents, refusalReason } from './evidence.ts';
import { nextQuestions } from './next-questions.ts';
import { provisionalNote } from './provisional.ts';
import { gapLines, receiptParts } from './receipt-lines.ts';
import { sparkLines } from './spark-lines.ts';
import { type Page, pageFor, type TerminalOptions } from './terminal-page.ts';
import { layTextTable } from './text-table.ts';

/** Narrower than this, a table shows nothing but cut texts: events are listed instead. */
const TABLE_WIDTH_MIN = 72;
/** Rows of one group shown before the rest is counted: more scrolls the sentence away. */
const ROWS_MAX = 200;
const GAPS_MAX = 20;
const NEXT_MAX = 4;

/** The reply as lines ending in a line feed, none wider than `width` but addresses of the console, worth nothing broken. */
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

function answerLines(answer: Answer, page: Page): readonly string[] {
  const assumed =
    answer.assumptions.length === 0 ? [] : page.write(`I assumed: ${assumedText(answer.assumptions)}`, 'dim', '  ');
  return [
    ...page.write(redactText(answer.sentence), 'bold'),
    ...evidenceLines(answer, page),
    ...changedLines(answer, page),
    ...behindLines(answer, page),
    ...sparkLines(answer, page),
    ...groupLines(answer, 'done', page),
    ...groupLines(answer, 'attempted', page),
    ...groupLines(answer, 'related', page),
    '',
    ...assumed,
    ...page.write(`Window: ${describeWindow(answer.window)}`, 'dim', '  '),
    ...gapLines(answer.receipt.gaps, GAPS_MAX).flatMap((gap) => page.write(gap, 'yellow', '  ')),
    ...page.write(receiptParts(answer.receipt).join(' · '), 'dim', '  '),
    ...nextLines(answer, page),
  ];
}

function evidenceLines(answer: Answer, page: Page): readonly string[] {
  const reason = refusalReason(answer);
  const note = provisionalNote(answer, false);
  return [
    ...mainEvents(answer).flatMap((event) => {
      const link = consoleLink(event, answer.askedAtMs);
      const parts = evidenceParts(event, answer).join(' · ');
      return [...page.write(parts, 'dim', '  '), ...(link === null ? [] : [page.colour(link, 'dim')])];
    }),
    ...(reason === null ? [] : page.write(`AWS said: ${reason}`, 'plain', '  ')),
    ...(note === null ? [] : page.write(note, 'yellow', '  ')),
  ];
}

function changedLines(answer: Answer, page: Page): readonly string[] {
  return changeLines(answer).flatMap(({ heading, by, changes }) => [
    '',
    ...page.write(`${heading} ${by}`, 'bold'),
    ...changes.flatMap((change) => page.write(changeText(change), COLOURS[change.mark], '  ')),
  ]);
}

const COLOURS: Readonly<Record<ChangeMark, Colour>> = { added: 'green', removed: 'red', set: 'plain', note: 'plain' };

function behindLines(answer: Answer, page: Page): readonly string[] {
  return chainLines(answer).flatMap(({ about, hops, end, hints }) => [
    '',
    ...page.write(`Who is behind it: ${about}`, 'bold'),
    ...hops.flatMap(({ text, eventID }) =>
      page.write(`-> ${text}${eventID === null ? '' : ` event ${eventID}`}`, 'plain', '   '),
    ),
    ...page.write(`=> ${end}`, 'plain', '   '),
    ...hints.flatMap((hint) => page.write(`!  ${hint}`, 'yellow', '   ')),
  ]);
}

/** What the buttons under an answer in Slack ask. */
function nextLines(answer: Answer, page: Page): readonly string[] {
  const next = nextQuestions(answer).slice(0, NEXT_MAX);
  if (next.length === 0) return [];
  return ['', 'Ask next:', ...next.flatMap(({ text }) => page.write(`• ${text}`, 'dim', '  '))];
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
