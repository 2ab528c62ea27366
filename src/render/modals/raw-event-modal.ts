// The record of one event → a modal that shows it as JSON, without its secrets, cut where Slack's modals end. The text is
// literal in Slack, and what JSON leaves unseen in it is written out.
import { cutText } from '../../answer/words/cut-text.ts';
import type { AuditEvent } from '../../domain/audit-event.ts';
import { redactRecord } from '../../records/redact.ts';
import { visibleText } from '../visible-text.ts';
import { type Modal, plain } from './modal.ts';

/** One preformatted block; Slack's editor grows slow with longer ones. UTF-16 units. */
const BLOCK_MAX = 2_900;
/** All of the JSON: a view of more than 250,000 bytes is refused, and a character may take six as an escape. */
const JSON_MAX = 24_000;
/** An event id has 36 characters; a forged one may have any. */
const ID_MAX = 80;

export function rawEventModal(event: AuditEvent): Modal {
  const json = seen(JSON.stringify(redactRecord(event.record), null, 2));
  const shown = upTo(json, 0, JSON_MAX);
  const note =
    shown.length === json.length
      ? 'Secrets, tokens and passwords are replaced by "<removed>".'
      : `Cut: the first ${shown.length} of ${json.length} characters. Secrets, tokens and passwords are replaced by "<removed>".`;
  return {
    type: 'modal',
    title: plain('Raw event'),
    close: plain('Close'),
    blocks: [
      { type: 'context', elements: [plain(`${cutText(visibleText(event.eventID), ID_MAX)}. ${note}`)] },
      ...pieces(shown).map((text) => ({
        type: 'rich_text',
        elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
      })),
    ],
  };
}

/** Whole lines where they are short enough. */
function pieces(json: string): readonly string[] {
  const found: string[] = [];
  let open = '';
  for (const line of json.split('\n').flatMap(chopped)) {
    if (open !== '' && open.length + line.length + 1 > BLOCK_MAX) {
      found.push(open);
      open = line;
    } else {
      open = open === '' ? line : `${open}\n${line}`;
    }
  }
  return open === '' ? found : [...found, open];
}

function chopped(line: string): readonly string[] {
  const parts: string[] = [];
  for (let at = 0; at < line.length || at === 0; at += parts.at(-1)?.length || 1) parts.push(upTo(line, at, BLOCK_MAX));
  return parts;
}

/** At most so many units from there on, and never half a character at the end. */
function upTo(text: string, from: number, most: number): string {
  const unit = text.charCodeAt(from + most - 1);
  return text.slice(from, from + (unit >= 0xd800 && unit <= 0xdbff ? most - 1 : most));
}

/** Characters that reorder or hide text, and halves of characters, as the escapes JSON has for them. */
function seen(json: string): string {
  return json.replace(/[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u007f-\u009f]/gu, (character) =>
    Array.from({ length: character.length }, (_, index) => unicode(character.charCodeAt(index))).join(''),
  );
}

function unicode(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
