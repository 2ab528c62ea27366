// What the decisive events changed → lines under one heading each, the same for every door. Plain text, unescaped.
import type { Change, ChangeMark } from '../answer/changes/change.ts';
import { changesOf } from '../answer/changes/changes-of.ts';
import { cutText } from '../answer/words/cut-text.ts';
import { instantCell } from '../answer/words/describe-instant.ts';
import type { Answer } from '../domain/answer.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import { eventNameOf } from './cells.ts';
import { mainEvents } from './evidence.ts';

export interface ChangeLines {
  /** `What changed`, or what was tried: our own words. */
  readonly heading: string;
  /** When and by which call, where there are several; else ''. */
  readonly by: string;
  readonly changes: readonly Change[];
}

const EVENT_NAME_MAX = 80;

/** Written before a line, so that it reads without colour. */
export const CHANGE_SIGNS: Readonly<Record<ChangeMark, string>> = { added: '+', removed: '−', set: '=', note: '' };

/** For the same events as the evidence lines; those with nothing to tell are left out. */
export function changeLines(answer: Answer): readonly ChangeLines[] {
  const events = mainEvents(answer);
  const tried = answer.done.length === 0;
  const told = events.map((event) => ({ event, changes: changesOf(event, tried ? [] : earlierOf(answer, event)) }));
  const some = told.filter(({ changes }) => changes.length > 0);
  return some.map(({ event, changes }) => {
    const when = events.length > 1 ? instantCell(event.eventTime, answer.window.zone) : '';
    return { heading: headingOf(event, tried), by: byText(event, when), changes };
  });
}

function headingOf({ outcome }: AuditEvent, tried: boolean): string {
  if (outcome.kind === 'attempted') return 'What was tried (nothing changed)';
  // A call may succeed as a whole and fail for the thing asked about.
  if (tried) return 'What was asked for (not done to this)';
  return outcome.kind === 'accepted' ? 'What is changing (accepted)' : 'What changed';
}

function byText(event: AuditEvent, when: string): string {
  return when === '' ? '' : `${when} by ${cutText(eventNameOf(event), EVENT_NAME_MAX)}`;
}

/** `done` is oldest first, so the events before this one happened before it. */
function earlierOf(answer: Answer, event: AuditEvent): readonly AuditEvent[] {
  return answer.done.slice(0, answer.done.indexOf(event));
}

/** One line: sign and text. */
export function changeText({ mark, text }: Change): string {
  const sign = CHANGE_SIGNS[mark];
  return sign === '' ? text : `${sign} ${text}`;
}
