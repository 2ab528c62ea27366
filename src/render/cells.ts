// One event → the short texts of a row, the same for Slack's table, its plain fallback and the terminal.
// Plain text: each door escapes for itself. Whether it counts as done was decided before; the group only says which.

import { cutText } from '../answer/words/cut-text.ts';
import { describeActor } from '../answer/words/describe-actor.ts';
import { instantCell, zoneName } from '../answer/words/describe-instant.ts';
import { describeTool } from '../answer/words/describe-tool.ts';
import type { Answer } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import { redactText } from '../records/redact.ts';
import { visibleText } from './visible-text.ts';

export type Group = 'done' | 'attempted' | 'related';

/** Longest text of one cell, in UTF-16 units; the CSV has it whole. */
const CELL_MAX = 160;
/** Things named in an "On" cell before it says how many more there are. */
const THINGS_MAX = 2;

/** What stands over a group: "Accepted" where nothing of it is known to be finished. */
export function titleOf(answer: Answer, group: Group): string {
  switch (group) {
    case 'done':
      return answer.done.every((event) => event.outcome.kind === 'accepted') ? 'Accepted' : 'Done';
    case 'attempted':
      return 'Tried and failed';
    case 'related':
      return 'Also relevant';
    default:
      return unreachable(group);
  }
}

/** Column headings for `answer`, in the order of `cellsOf`. */
export function headingsOf(answer: Answer): readonly string[] {
  const time = `Time (${zoneName(answer.window.zone)})`;
  return showsThings(answer)
    ? [time, 'Who', 'Event', 'On', 'Result', 'Tool', 'From']
    : [time, 'Who', 'Event', 'Result', 'Tool', 'From'];
}

/** The cells of one event, none empty, all visible text, each at most 160 UTF-16 units; `cut` when the CSV holds more. */
export function cellsOf(event: AuditEvent, group: Group, answer: Answer): { cells: readonly string[]; cut: boolean } {
  const whole = [
    instantCell(event.eventTime, answer.window.zone),
    describeActor(event.actor),
    eventNameOf(event),
    ...(showsThings(answer) ? [thingsOf(event)] : []),
    resultOf(event, group),
    describeTool(event.tool),
    event.sourceIp ?? 'not recorded',
  ];
  const shown = whole.map((text) => (text.trim() === '' ? '–' : visibleText(text)));
  return { cells: shown.map((text) => cutText(text, CELL_MAX)), cut: shown.some((text) => text.length > CELL_MAX) };
}

/** `ec2:TerminateInstances`: the event name as people see it. */
export function eventNameOf(event: AuditEvent): string {
  return `${event.service}:${event.eventName}`;
}

/** `done`, `accepted`, `denied (AccessDenied)`, `failed (NoSuchBucket)`, `dry run`, `failed for this resource`. */
export function resultOf(event: AuditEvent, group: Group): string {
  const outcome = event.outcome;
  if (outcome.kind !== 'attempted') {
    // A call that succeeded as a whole may have failed for the thing asked about.
    if (group === 'attempted') return 'failed for this resource';
    return outcome.kind;
  }
  const word = outcome.reason === 'dry-run' ? 'dry run' : outcome.reason;
  return outcome.code === null || outcome.reason === 'dry-run' ? word : `${word} (${redactText(outcome.code)})`;
}

/** Distinct identifiers the event names, as written, those asked for in the request first. */
export function identifiersOf(event: AuditEvent): readonly string[] {
  const requested = event.identifiers.filter((each) => each.place === 'request');
  return [...new Set([...requested, ...event.identifiers].map((each) => redactText(each.value)))];
}

function thingsOf(event: AuditEvent): string {
  const things = identifiersOf(event);
  const shown = things.slice(0, THINGS_MAX).join(', ');
  return things.length > THINGS_MAX ? `${shown} +${things.length - THINGS_MAX}` : shown;
}

/** A question about one thing would repeat it in every row. */
function showsThings(answer: Answer): boolean {
  return answer.question.kind !== 'who' || answer.question.resources.length !== 1;
}

function unreachable(value: never): never {
  throw new Error(`Not rendered: ${String(value)}`);
}
