// The tree of mrkdwn.js and markdown.js → elements. Text goes in as text; links only to addresses the parsers let through.
import { el } from './dom.js';
import { emojiOf } from './emoji.js';
import { formatDate, parseMrkdwn } from './mrkdwn.js';

/**
 * Nodes of a tree. `context`: `names` and `channelNames` by id, `zone` (IANA) and `now` (epoch milliseconds) for dates,
 * `me` for mentions of the reader.
 */
export function showNodes(nodes, context) {
  return nodes.map((node) => showNode(node, context));
}

/** A text object of Block Kit, or nothing. */
export function showText(object, context) {
  if (!object || typeof object.text !== 'string') return [];
  if (object.type === 'mrkdwn')
    return showNodes(parseMrkdwn(object.text, { verbatim: object.verbatim === true }), context);
  return plainNodes(object.text, object.emoji !== false);
}

/** Plain text: line breaks and, where allowed, emoji shortcodes; nothing else. */
export function plainNodes(text, emoji = true) {
  return text.split('\n').flatMap((line, index) => {
    const shown = emoji ? line.replace(/:([a-z0-9_+-]{1,40}):/g, (all, name) => emojiOf(name) ?? all) : line;
    return index === 0 ? [shown] : [el('br'), shown];
  });
}

/** A link that tells the other side nothing. */
export function link(url, ...children) {
  return el('a', { href: url, target: '_blank', rel: 'noopener noreferrer nofollow' }, ...children);
}

function showNode(node, context) {
  const children = () => showNodes(node.children, context);
  switch (node.type) {
    case 'text':
      return node.text;
    case 'br':
      return el('br');
    case 'bold':
      return el('strong', {}, children());
    case 'italic':
      return el('em', {}, children());
    case 'strike':
      return el('s', {}, children());
    case 'quote':
      return el('blockquote', {}, children());
    case 'code':
      return el('code', {}, node.text);
    case 'pre':
      return el('pre', { tabindex: '0', 'aria-label': 'Preformatted text' }, el('code', {}, node.text));
    case 'emoji':
      return el(
        'span',
        { class: 'emoji', role: 'img', 'aria-label': node.name.replaceAll('_', ' ') },
        emojiOf(node.name) ?? '',
      );
    case 'link':
      return link(node.url, node.children ? children() : node.label);
    case 'user':
      return mention(`@${context.names[node.id] ?? node.label ?? node.id}`, node.id === context.me);
    case 'channel':
      return mention(`#${context.channelNames[node.id] ?? node.label ?? node.id}`, false);
    case 'group':
      return mention(`@${context.names[node.id] ?? node.label ?? node.id}`, false);
    case 'broadcast':
      return mention(`@${node.range}`, true);
    case 'date': {
      const text = node.seconds > 0 ? formatDate(node.seconds, node.format, context.zone, context.now) : node.fallback;
      const title = `${new Date(node.seconds * 1000).toISOString()} (${node.fallback})`;
      const time = el('time', { title }, text);
      return node.url ? link(node.url, time) : time;
    }
    case 'paragraph':
      return el('p', {}, children());
    case 'heading':
      return el(
        'p',
        { class: `md-heading md-${node.level}`, role: 'heading', 'aria-level': String(node.level + 2) },
        children(),
      );
    case 'list':
      return el(node.ordered ? 'ol' : 'ul', node.start > 1 ? { start: node.start } : {}, children());
    case 'item':
      return el('li', {}, children());
    case 'rule':
      return el('hr');
    default:
      return '';
  }
}

function mention(text, forReader) {
  return el('span', { class: forReader ? 'mention mention-me' : 'mention' }, text);
}
