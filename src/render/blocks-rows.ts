// The events of one group → Slack blocks: the native table, the same in monospaced text, or a short list. Each says how
// many events it shows, so that nothing is left out silently.
import { describeActor } from '../answer/words/describe-actor.ts';
import { instantCell } from '../answer/words/describe-instant.ts';
import { describeTool } from '../answer/words/describe-tool.ts';
import type { Answer } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import { type Block, foldingSection, SLACK_MAX, section, table } from './block-kit.ts';
import { cellsOf, eventNameOf, type Group, headingsOf, resultOf } from './cells.ts';
import { codeSpan, escapeInCode, escapeMrkdwn } from './escape-mrkdwn.ts';
import { layTextTable } from './text-table.ts';

export interface TableSpace {
  readonly nativeTables: boolean;
  /** UTF-16 units that a table of plain text may take, all its sections together. */
  readonly room: number;
}

export interface ShownRows {
  readonly blocks: readonly Block[];
  /** Events shown, from the first on. */
  readonly shown: number;
  /** True when a text of a shown event was cut. */
  readonly cut: boolean;
}

/** Slack would take 99 below the heading; half of that is already a scroll on a phone. */
const TABLE_EVENTS_MAX = 50;
const LIST_EVENTS_MAX = 10;
/** Columns of the monospaced table: wider wraps in Slack's desktop window. */
const MONOSPACE_COLUMNS = 110;
const NAME_MAX = 200;
const LIST_LINE_MAX = 400;

/** A table of the group's first events, one row each. */
export function eventTable(answer: Answer, group: Group, space: TableSpace): ShownRows {
  const events = answer[group].slice(0, TABLE_EVENTS_MAX);
  const rows = events.map((event) => {
    return cellsOf(event, group, answer);
  });
  const heading = headingsOf(answer);
  return rowsTable(heading, rows, space);
}

/** Rows of any kind below their heading, as many as fit. Cells are visible text, none of them empty. */
export function rowsTable(heading: readonly string[], rows: readonly Row[], space: TableSpace): ShownRows {
  return space.nativeTables ? nativeTable(heading, rows) : monospaceTable(heading, rows, space.room);
}

/** One line per event of the group's first ten, with its id; at most `most` UTF-16 units in all, but one line always. */
export function eventList(answer: Answer, group: Group, most: number): ShownRows {
  const lines: string[] = [];
  let length = 0;
  for (const event of answer[group].slice(0, LIST_EVENTS_MAX)) {
    const line = listLine(event, group, answer.window.zone);
    if (lines.length > 0 && length + line.length + 1 > most) break;
    lines.push(line);
    length += line.length + 1;
  }
  return { blocks: [section(lines.join('\n'))], shown: lines.length, cut: lines.some((line) => line.includes('…')) };
}

export interface Row {
  readonly cells: readonly string[];
  /** True when a text was cut to fit its cell. */
  readonly cut: boolean;
}

function nativeTable(heading: readonly string[], rows: readonly Row[]): ShownRows {
  const kept: Row[] = [];
  let characters = lengthOf(heading);
  for (const row of rows) {
    characters += lengthOf(row.cells);
    if (characters > SLACK_MAX.tableCharacters) break;
    kept.push(row);
  }
  const blocks = [table([heading, ...kept.map((row) => row.cells)])];
  return { blocks, shown: kept.length, cut: kept.some((row) => row.cut) };
}

function monospaceTable(heading: readonly string[], rows: readonly Row[], room: number): ShownRows {
  const laid = layTextTable([heading, ...rows.map((row) => row.cells)], MONOSPACE_COLUMNS);
  const sections: string[] = [];
  let fence = '';
  let used = 0;
  let lines = 0;
  for (const line of laid.lines.map((each) => escapeInCode(each))) {
    if (fence.length + line.length + FENCE_LENGTH > SLACK_MAX.textObject) {
      sections.push(fence);
      fence = '';
    }
    used += line.length + 1 + (fence === '' ? FENCE_LENGTH : 0);
    if (used > room) break;
    fence += `${line}\n`;
    lines += 1;
  }
  if (fence !== '') sections.push(fence);
  const blocks = sections.map((each) => foldingSection(`\`\`\`\n${each}\`\`\``));
  return { blocks, shown: Math.max(0, lines - 1), cut: laid.cut || rows.some((row) => row.cut) };
}

/** Three backticks and a line break before, three backticks after, and the last line's own break. */
const FENCE_LENGTH = 8;

function listLine(event: AuditEvent, group: Group, zone: string): string {
  const parts = [
    escapeMrkdwn(instantCell(event.eventTime, zone), NAME_MAX),
    escapeMrkdwn(describeActor(event.actor), NAME_MAX),
    codeSpan(eventNameOf(event), NAME_MAX),
    escapeMrkdwn(resultOf(event, group), NAME_MAX),
    escapeMrkdwn(describeTool(event.tool), NAME_MAX),
    codeSpan(event.eventID, NAME_MAX),
  ];
  const line = `• ${parts.join(' · ')}`;
  // Hostile lengths only: the id must stay, so the line is made again of its parts that matter most.
  return line.length <= LIST_LINE_MAX ? line : `• ${[parts[0], parts[2], parts[5]].join(' · ')} · …`;
}

function lengthOf(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + cell.length, 0);
}
