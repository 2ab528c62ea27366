// An answer that may still change → the sentence that says so, and until when.
import { instantCell, zoneName } from '../answer/words/describe-instant.ts';
import type { Answer } from '../domain/answer.ts';

/** `changes`: true where the message itself will be changed, false where one has to ask again. null: it is final. */
export function provisionalNote(answer: Answer, changes: boolean): string | null {
  const until = answer.provisionalUntil;
  if (until === undefined) return null;
  const { zone } = answer.window;
  const at = `${instantCell(until, zone).slice(11, 16)} ${zoneName(zone)}`;
  const may = 'Provisional: events of the last minutes may still arrive.';
  return changes
    ? `${may} I look again until ${at} and change this message if something did.`
    : `${may} To be sure, ask again after ${at}.`;
}
