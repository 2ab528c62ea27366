// Where block problems are gathered, worded as Slack words them in response_metadata.messages.
import { type Dict, isDict } from '../json.ts';

/** Takes one problem at a JSON pointer below the message, for example ('/blocks/0/text', 'must be more than 0 characters'). */
export type Report = (pointer: string, problem: string) => void;

/** A report that collects; `messages` is what Slack would put into response_metadata.messages. */
export function collectProblems(): { readonly report: Report; readonly messages: string[] } {
  const messages: string[] = [];
  return {
    messages,
    report: (pointer, problem) => {
      messages.push(`[ERROR] ${problem} [json-pointer:${pointer}]`);
    },
  };
}

/** Text of 1 to `most` characters at `key`. */
export function checkText(
  value: Dict,
  key: string,
  most: number,
  at: string,
  report: Report,
  need: 'required' | 'optional' = 'optional',
): void {
  const text = value[key];
  if (text === undefined && need === 'optional') return;
  if (typeof text !== 'string') {
    report(`${at}/${key}`, 'must be a string');
    return;
  }
  if (text.length === 0) {
    report(`${at}/${key}`, 'must be more than 0 characters');
    return;
  }
  if (text.length > most) report(`${at}/${key}`, `must be less than ${most + 1} characters`);
}

/** A list of 1 to `most` entries at `key`; the entries are returned for further checks. */
export function checkList(value: Dict, key: string, most: number, at: string, report: Report): readonly unknown[] {
  const list = value[key];
  if (!Array.isArray(list)) {
    report(`${at}/${key}`, 'missing required field: must be an array');
    return [];
  }
  if (list.length === 0) report(`${at}/${key}`, 'no less than 1 items allowed');
  if (list.length > most) report(`${at}/${key}`, `no more than ${most} items allowed`);
  return list;
}

/** Slack refuses fields it does not know. */
export function checkKeys(value: Dict, known: readonly string[], at: string, report: Report): void {
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) report(at, `no more additional properties allowed: ${key}`);
  }
}

/** The value as an object, or a problem. */
export function asObject(value: unknown, at: string, report: Report): Dict | undefined {
  if (isDict(value)) return value;
  report(at, 'must be an object');
  return undefined;
}
