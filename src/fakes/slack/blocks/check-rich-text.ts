// rich_text blocks: sections, lists, quotes and preformatted parts with their inline elements.
// https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
import { type Dict, isDict } from '../json.ts';
import { asObject, type Report } from './report.ts';

const PARTS = ['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'];

/** Inline element types, each with the field that must not be empty. */
const INLINE: Readonly<Record<string, string>> = {
  text: 'text',
  link: 'url',
  user: 'user_id',
  usergroup: 'usergroup_id',
  channel: 'channel_id',
  team: 'team_id',
  emoji: 'name',
  broadcast: 'range',
  color: 'value',
  date: 'format',
};

/** A whole rich_text block (or table cell). Empty parts and empty text elements are refused, as Slack does. */
export function checkRichText(block: Dict, at: string, report: Report): void {
  checkElements(block, at, report, checkPart);
}

/** Characters of text in a rich_text block, for the limits that count them. */
export function richTextLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + richTextLength(entry), 0);
  if (!isDict(value)) return 0;
  const own = typeof value.text === 'string' ? value.text.length : 0;
  return own + richTextLength(value.elements);
}

function checkPart(value: unknown, at: string, report: Report): void {
  const part = asObject(value, at, report);
  if (!part) return;
  const type = String(part.type);
  if (!PARTS.includes(type)) {
    report(at, `unsupported type: ${type}`);
    return;
  }
  const isList = type === 'rich_text_list';
  if (isList && part.style !== 'bullet' && part.style !== 'ordered') {
    report(`${at}/style`, 'must be one of "bullet", "ordered"');
  }
  checkElements(part, at, report, isList ? checkPart : checkInline);
}

function checkInline(value: unknown, at: string, report: Report): void {
  const inline = asObject(value, at, report);
  if (!inline) return;
  const needed = INLINE[String(inline.type)];
  if (!needed) {
    report(at, `unsupported type: ${String(inline.type)}`);
    return;
  }
  const found = inline[needed];
  if (typeof found !== 'string') {
    report(`${at}/${needed}`, 'missing required field');
    return;
  }
  if (found.length === 0) report(`${at}/${needed}`, 'must be more than 0 characters');
}

function checkElements(
  holder: Dict,
  at: string,
  report: Report,
  check: (value: unknown, at: string, report: Report) => void,
): void {
  const elements = holder.elements;
  if (!Array.isArray(elements)) {
    report(at, 'missing required field: elements');
    return;
  }
  if (elements.length === 0) {
    report(at, 'missing element');
    return;
  }
  elements.forEach((element, index) => {
    check(element, `${at}/elements/${index}`, report);
  });
}
