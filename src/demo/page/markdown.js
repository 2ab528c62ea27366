// Standard markdown of markdown blocks → the same kind of tree as mrkdwn.js. Pure. The common subset: headings, lists,
// quotes, fences, rules, emphasis, code, links. HTML stays text.
import { safeUrl } from './mrkdwn.js';

/** A whole markdown text. */
export function parseMarkdown(text) {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const nodes = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    const fence = /^\s*```/.test(line);
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    if (line.trim() === '') at += 1;
    else if (fence) at = takeFence(lines, at, nodes);
    else if (heading) {
      nodes.push({ type: 'heading', level: Math.min(4, heading[1].length), children: parseSpan(heading[2]) });
      at += 1;
    } else if (/^\s*([-*_])\s*(\1\s*){2,}$/.test(line)) {
      nodes.push({ type: 'rule' });
      at += 1;
    } else if (/^\s*>/.test(line)) at = takeQuote(lines, at, nodes);
    else if (listItem(line)) at = takeList(lines, at, nodes);
    else at = takeParagraph(lines, at, nodes);
  }
  return nodes;
}

function takeFence(lines, at, nodes) {
  const end = lines.findIndex((line, index) => index > at && /^\s*```/.test(line));
  const last = end < 0 ? lines.length : end;
  nodes.push({ type: 'pre', text: lines.slice(at + 1, last).join('\n') });
  return last + 1;
}

function takeQuote(lines, at, nodes) {
  let end = at;
  while (end < lines.length && /^\s*>/.test(lines[end])) end += 1;
  const inner = lines.slice(at, end).map((line) => line.replace(/^\s*> ?/, ''));
  nodes.push({ type: 'quote', children: joinLines(inner) });
  return end;
}

function listItem(line) {
  return /^\s*(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/.exec(line);
}

function takeList(lines, at, nodes) {
  const first = listItem(lines[at]);
  const ordered = first[1] === undefined;
  const items = [];
  let end = at;
  for (; end < lines.length; end += 1) {
    const item = listItem(lines[end]);
    if (!item || (item[1] === undefined) !== ordered) break;
    items.push({ type: 'item', children: parseSpan(item[3]) });
  }
  nodes.push({ type: 'list', ordered, start: ordered ? Number(first[2]) : 1, children: items });
  return end;
}

function takeParagraph(lines, at, nodes) {
  let end = at;
  const stops = (line) => line.trim() === '' || /^\s*(```|>|#{1,6}\s)/.test(line) || listItem(line);
  while (end < lines.length && (end === at || !stops(lines[end]))) end += 1;
  nodes.push({ type: 'paragraph', children: joinLines(lines.slice(at, end)) });
  return end;
}

function joinLines(lines) {
  return lines.flatMap((line, index) => (index === 0 ? parseSpan(line) : [{ type: 'br' }, ...parseSpan(line)]));
}

const SPAN =
  /`([^`]+)`|\[([^\]]+)\]\(([^()\s]+)\)|\*\*([^*]+)\*\*|__([^_]+)__|~~([^~]+)~~|(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])|(?<!\w)_([^_\s][^_]*)_(?!\w)/g;

/** One line of markdown. Nests three levels at most. */
export function parseSpan(text, depth = 0) {
  if (depth > 3) return [{ type: 'text', text }];
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(SPAN)) {
    if (found.index > from) nodes.push({ type: 'text', text: withoutBackslashes(text.slice(from, found.index)) });
    nodes.push(spanNode(found, depth));
    from = found.index + found[0].length;
  }
  if (from < text.length) nodes.push({ type: 'text', text: withoutBackslashes(text.slice(from)) });
  return nodes;
}

function spanNode([all, code, label, url, bold, bold2, strike, italic, italic2], depth) {
  const inner = (part) => parseSpan(part, depth + 1);
  if (code !== undefined) return { type: 'code', text: code };
  if (url !== undefined) {
    const safe = safeUrl(url);
    return safe ? { type: 'link', url: safe, children: inner(label) } : { type: 'text', text: all };
  }
  if (strike !== undefined) return { type: 'strike', children: inner(strike) };
  if (bold ?? bold2) return { type: 'bold', children: inner(bold ?? bold2) };
  return { type: 'italic', children: inner(italic ?? italic2) };
}

function withoutBackslashes(text) {
  return text.replace(/\\([\\`*_{}[\]()#+.!~<>|-])/g, '$1');
}
