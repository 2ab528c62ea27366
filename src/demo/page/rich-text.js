// rich_text blocks → elements. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
import { el } from './dom.js';
import { emojiOf } from './emoji.js';
import { link, showNodes } from './inline.js';
import { safeUrl } from './mrkdwn.js';

/** The parts of a rich_text block or cell. */
export function showRichText(block, context) {
  return (block.elements ?? []).map((part) => showPart(part, context));
}

function showPart(part, context) {
  switch (part.type) {
    case 'rich_text_list': {
      const items = (part.elements ?? []).map((item) => el('li', {}, showPart(item, context)));
      const indent = Math.min(8, Number(part.indent) || 0);
      return el(part.style === 'ordered' ? 'ol' : 'ul', { class: `rich-list indent-${indent}` }, items);
    }
    case 'rich_text_quote':
      return el('blockquote', {}, showInline(part, context));
    case 'rich_text_preformatted':
      return el('pre', { tabindex: '0', 'aria-label': 'Preformatted text' }, el('code', {}, plainText(part)));
    default:
      return el('div', { class: 'rich-section' }, showInline(part, context));
  }
}

function plainText(part) {
  return (part.elements ?? []).map((one) => one.text ?? one.url ?? '').join('');
}

function showInline(part, context) {
  return (part.elements ?? []).flatMap((one) => styled(inlineNode(one, context), one.style));
}

function inlineNode(one, context) {
  switch (one.type) {
    case 'text':
      return String(one.text ?? '')
        .split('\n')
        .flatMap((line, index) => (index === 0 ? [line] : [el('br'), line]));
    case 'link': {
      const url = safeUrl(String(one.url ?? ''));
      const text = one.text ?? one.url ?? '';
      return [url ? link(url, text) : text];
    }
    case 'emoji':
      return [emojiOf(one.name) ?? `:${one.name}:`];
    case 'user':
      return showNodes([{ type: 'user', id: one.user_id }], context);
    case 'usergroup':
      return showNodes([{ type: 'group', id: one.usergroup_id }], context);
    case 'channel':
      return showNodes([{ type: 'channel', id: one.channel_id }], context);
    case 'broadcast':
      return showNodes([{ type: 'broadcast', range: one.range }], context);
    case 'date':
      return showNodes(
        [{ type: 'date', seconds: one.timestamp, format: one.format, fallback: one.fallback ?? '' }],
        context,
      );
    default:
      return [String(one.value ?? '')];
  }
}

const STYLE_TAGS = { bold: 'strong', italic: 'em', strike: 's', code: 'code' };

function styled(nodes, style) {
  let shown = nodes;
  for (const [name, tag] of Object.entries(STYLE_TAGS)) if (style?.[name]) shown = [el(tag, {}, shown)];
  return shown;
}
