// A digest's report → its message, top down as it is read in the morning: which digest and time, the headline, what could not
// be read, what is new, the rest, a picture, what was read. Text of records is inert, as everywhere.
import { countOf, grouped } from '../answer/words/count.ts';
import { instantCell } from '../answer/words/describe-instant.ts';
import type { DigestReport, ReportLine, ReportSection } from '../digest/report.ts';
import type { MessageForms } from '../domain/thread.ts';
import { actions, type Block, button, container, context, SLACK_MAX, section, textLengthOf } from './block-kit.ts';
import { chartBlock } from './chart-block.ts';
import { scheduleText } from './digest-list.ts';
import { codeSpan, escapeMrkdwn } from './escape-mrkdwn.ts';
import { gapLines } from './receipt-lines.ts';

/** What a run says of itself. Epoch milliseconds. */
export interface DigestHead {
  readonly askingId: string;
  readonly digestId: string;
  readonly title: string;
  /** `daily 9:00`. */
  readonly schedule: string;
  /** IANA. */
  readonly zone: string;
  /** What is read: events have arrived by the time it is told. */
  readonly from: number;
  readonly to: number;
  /** Told this long after it was due; null: in time. Milliseconds. */
  readonly lateMs: number | null;
  /** Periods that this message tells: more than one after an outage. */
  readonly periods: number;
  /** Asked for by hand: not one of the schedule's. */
  readonly byHand: boolean;
  /** It tells how things stand at this time, not what happened from `from` to `to`; left out: what happened. */
  readonly asOfMs?: number;
}

const SENTENCE_MAX = 1200;
const GAPS_MAX = 4;
const GAPS_ROOM = 1200;
const RECEIPT_MAX = 800;
const LINE_MAX = 360;
const ID_MAX = 64;
/** One list may not crowd out the others. */
const LIST_MAX = 2400;
const LINES_MAX = 12;
/** AWS's are UUIDs; a log may hold anything. */
const EVENT_ID = /^[\w-]{1,64}$/;

const MARK = { quiet: '✅', news: '🔎', open: '⚠' } as const;

/** `lists` all shown? If not, the CSV must come with it: `needsCsv` by the form Slack took. */
export interface DigestForms {
  readonly forms: MessageForms;
  /** True where the form (its index) could not hold the chart of a report that has one. */
  readonly lacksChart: (form: number) => boolean;
}

export function digestForms(head: DigestHead, report: DigestReport): DigestForms {
  const text = `${head.title}: ${report.sentence}`;
  const spoken = escapeMrkdwn(head.lateMs === null ? text : `${text} (late)`, SENTENCE_MAX);
  const whole = (newest: boolean) => ({ text: spoken, blocks: blocksOf(head, report, newest) });
  return {
    forms: [() => whole(true), () => whole(false), () => ({ text: spoken, blocks: [] })],
    lacksChart: (form) => report.trend !== null && form > 0,
  };
}

/** A digest that could not be made says so where it would have been. `why`: plain text. */
export function digestFailedForms(head: DigestHead, why: string): MessageForms {
  const make = `to try again now: \`/whodid digest run ${head.digestId}\``;
  const missed = `The next one does not make up for it; ${head.periods > 1 ? 'ask for that time' : make}.`;
  const again = head.asOfMs === undefined ? missed : `It is looked at again when it is due next; ${make}.`;
  const text = `⚠ ${escapeMrkdwn(`${head.title} ${head.asOfMs === undefined ? 'for ' : ''}${timeOf(head)} could not be made.`)} ${escapeMrkdwn(why, SENTENCE_MAX)} ${again}`;
  return [() => ({ text, blocks: [section(`${headLine(head)}\n${text}`)] }), () => ({ text, blocks: [] })];
}

function blocksOf(head: DigestHead, report: DigestReport, newest: boolean): readonly Block[] {
  const top = [
    section(
      [headLine(head), ...lateLines(head), `${MARK[report.mood]} ${escapeMrkdwn(report.sentence, SENTENCE_MAX)}`].join(
        '\n',
      ),
    ),
    ...gapBlocks(report),
  ];
  const foot = [
    ...(newest && report.trend !== null ? [chartBlock(report.trend)] : []),
    receiptBlock(report, newest),
    ...buttons(head, report),
  ];
  const lists = [...(report.fresh === null ? [] : [report.fresh]), ...report.sections];
  const room = SLACK_MAX.blocksText - textLengthOf([...top, ...foot]);
  const share = Math.min(LIST_MAX, Math.floor(room / Math.max(1, lists.length)));
  return [...top, ...lists.map((list) => listBlock(list, share)), ...foot];
}

function headLine({ title, schedule, zone, byHand, ...head }: DigestHead): string {
  const when = byHand ? 'asked for now' : scheduleText(schedule);
  return `*${escapeMrkdwn(title)}* · ${escapeMrkdwn(timeOf({ ...head, zone }))} · ${when}`;
}

function timeOf({ from, to, zone, asOfMs }: Pick<DigestHead, 'from' | 'to' | 'zone' | 'asOfMs'>): string {
  const cell = (ms: number) => instantCell(new Date(ms).toISOString(), zone).slice(0, 16);
  if (asOfMs !== undefined) return `as of ${cell(asOfMs)} ${zone}`;
  const [start, end] = [cell(from), cell(to)];
  return `${start} to ${start.slice(0, 10) === end.slice(0, 10) ? end.slice(11) : end} ${zone}`;
}

function lateLines({ lateMs, periods, asOfMs }: DigestHead): readonly string[] {
  if (lateMs === null) return [];
  if (asOfMs !== undefined) return [`⏱ *Late*: it was due ${lengthOf(lateMs)} ago, and tells how things stand now.`];
  const many = `It tells ${countOf(periods, 'missed period')} in one; the last was due ${lengthOf(lateMs)} ago.`;
  if (periods > 1) return [`⏱ *Late*: I could not tell them when they were due. ${many}`];
  return [`⏱ *Late by ${lengthOf(lateMs)}*: I could not tell it when it was due.`];
}

function lengthOf(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return countOf(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? countOf(hours, 'hour') : countOf(Math.round(hours / 24), 'day');
}

function gapBlocks({ gaps }: DigestReport): readonly Block[] {
  const lines = gapLines(gaps, GAPS_MAX);
  const most = Math.floor(GAPS_ROOM / Math.max(1, lines.length)) - 3;
  return lines.length === 0 ? [] : [section(lines.map((gap) => `⚠ ${escapeMrkdwn(gap, most)}`).join('\n'))];
}

/** As many whole lines as fit; the last one counts the rest. */
function listBlock({ title, total, lines, aside }: ReportSection, most: number): Block {
  const heading = `${aside ? '' : '*'}${escapeMrkdwn(title)} (${grouped(total)})${aside ? '' : '*'}`;
  const kept: string[] = [];
  let length = heading.length + REST_ROOM;
  for (const line of lines.slice(0, LINES_MAX)) {
    const text = lineText(line);
    if (length + text.length + 1 > most) break;
    kept.push(text);
    length += text.length + 1;
  }
  const rest = lines.length - kept.length;
  const more = rest === 0 ? [] : [`… ${grouped(rest)} more of this kind: all are in the CSV in the thread.`];
  const text = [heading, ...kept, ...more].join('\n');
  return aside ? context(text) : section(text);
}

const REST_ROOM = 80;

function lineText({ text, eventId }: ReportLine): string {
  const id = eventId !== null && EVENT_ID.test(eventId) ? ` ${codeSpan(eventId, ID_MAX)}` : '';
  return `• ${escapeMrkdwn(text, LINE_MAX)}${id}`;
}

function receiptBlock({ receipt }: DigestReport, newest: boolean): Block {
  const lines = escapeMrkdwn(receipt.join(' · '), RECEIPT_MAX);
  if (!newest) return context(lines);
  const [verdict = '', searched = ''] = receipt;
  return container(`Receipt: ${[verdict.toLowerCase(), ...(searched === '' ? [] : [searched])].join(', ')}`, [
    context(lines),
  ]);
}

function buttons({ askingId, digestId }: DigestHead, { question }: DigestReport): readonly Block[] {
  const ask =
    question === null || question.length > SLACK_MAX.buttonValue
      ? []
      : [button('Ask about this', 'ask_next_0', question)];
  return [actions('digest', askingId, [...ask, button('Pause this digest', 'digest_pause', digestId)])];
}
