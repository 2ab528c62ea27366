// Slack's mrkdwn → a small tree. Pure: knows no document, so it can be tested anywhere; inline.js shows the tree.
// https://docs.slack.dev/messaging/formatting-message-text
import { emojiOf } from './emoji.js';

const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' };

/** Undoes the three entities Slack uses; nothing else is decoded. */
export function decodeEntities(text) {
  return text.replace(/&(lt|gt|amp);/g, (_, name) => ({ lt: '<', gt: '>', amp: '&' })[name]);
}

/** An address a link may have, or undefined: http, https and mailto only. */
export function safeUrl(url) {
  const decoded = decodeEntities(url);
  return /^(https?:\/\/|mailto:)[^\s]+$/i.test(decoded) ? decoded : undefined;
}

/** A whole text: preformatted parts, quotes and lines. `verbatim` leaves bare addresses alone. */
export function parseMrkdwn(text, { verbatim = false } = {}) {
  const nodes = [];
  let from = 0;
  for (const fence of text.matchAll(/```([\s\S]+?)```/g)) {
    nodes.push(...parseLines(trimBreak(text.slice(from, fence.index), 'end'), verbatim));
    nodes.push({ type: 'pre', text: decodeEntities(trimBreak(trimBreak(fence[1], 'start'), 'end')) });
    from = fence.index + fence[0].length;
  }
  nodes.push(...parseLines(from > 0 ? trimBreak(text.slice(from), 'start') : text, verbatim));
  return nodes;
}

function trimBreak(text, side) {
  return side === 'start' ? text.replace(/^\r?\n/, '') : text.replace(/\r?\n$/, '');
}

function parseLines(text, verbatim) {
  if (text === '') return [];
  const nodes = [];
  let quote = null;
  let needsBreak = false;
  for (const line of text.split('\n')) {
    const quoted = /^(?:&gt;|>)(?:&gt;&gt;|>>)? ?(.*)$/.exec(line);
    if (quoted) {
      if (quote) quote.children.push({ type: 'br' });
      else {
        quote = { type: 'quote', children: [] };
        nodes.push(quote);
      }
      quote.children.push(...parseInline(quoted[1], verbatim));
      needsBreak = false;
      continue;
    }
    if (needsBreak) nodes.push({ type: 'br' });
    quote = null;
    nodes.push(...parseInline(line, verbatim));
    needsBreak = true;
  }
  return nodes;
}

/** One line. `active` are the styles around it; a style does not nest in itself, which bounds the depth. */
export function parseInline(text, verbatim = false, active = '') {
  const nodes = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const found = matchAt(text, at, verbatim, active);
    if (!found) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain !== '') nodes.push({ type: 'text', text: decodeEntities(plain) });
    plain = '';
    nodes.push(found.node);
    at = found.end;
  }
  if (plain !== '') nodes.push({ type: 'text', text: decodeEntities(plain) });
  return nodes;
}

function matchAt(text, at, verbatim, active) {
  const char = text[at];
  if (char === '`') return codeAt(text, at);
  if (char === '<') return angleAt(text, at);
  if (char === ':') return emojiAt(text, at);
  if (char in STYLES && !active.includes(char)) return styleAt(text, at, verbatim, active);
  if (char === 'h' && !verbatim && !isWord(text[at - 1])) return addressAt(text, at);
  return undefined;
}

function codeAt(text, at) {
  const end = text.indexOf('`', at + 1);
  if (end <= at + 1) return undefined;
  return { node: { type: 'code', text: decodeEntities(text.slice(at + 1, end)) }, end: end + 1 };
}

function emojiAt(text, at) {
  const found = /^:([a-z0-9_+-]{1,40}):/.exec(text.slice(at, at + 42));
  if (!found || emojiOf(found[1]) === undefined) return undefined;
  return { node: { type: 'emoji', name: found[1] }, end: at + found[0].length };
}

function addressAt(text, at) {
  const found = /^https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)'"*_~`]/.exec(text.slice(at, at + 2000));
  const url = found && safeUrl(found[0]);
  return url ? { node: { type: 'link', url, label: decodeEntities(found[0]) }, end: at + found[0].length } : undefined;
}

// A style opens before a non-space at a word's edge and closes after a non-space at a word's edge, on the same line.
function styleAt(text, at, verbatim, active) {
  const mark = text[at];
  const next = text[at + 1];
  if (isWord(text[at - 1]) || next === undefined || next === mark || /\s/.test(next)) return undefined;
  const end = closingAt(text, at, mark);
  if (end < 0) return undefined;
  const children = parseInline(text.slice(at + 1, end), verbatim, active + mark);
  return { node: { type: STYLES[mark], children }, end: end + 1 };
}

function closingAt(text, at, mark) {
  for (let i = at + 1; i < text.length; i += 1) {
    if (text[i] === '`' || text[i] === '<') {
      const skip = text.indexOf(text[i] === '`' ? '`' : '>', i + 1);
      if (skip > i) i = skip;
      continue;
    }
    if (text[i] === mark && !/\s/.test(text[i - 1]) && i > at + 1 && !isWord(text[i + 1]) && text[i + 1] !== mark)
      return i;
  }
  return -1;
}

function isWord(char) {
  return char !== undefined && /[\p{L}\p{N}]/u.test(char);
}

function angleAt(text, at) {
  const found = /^<([^<>\n]{1,3000})>/.exec(text.slice(at, at + 3002));
  if (!found) return undefined;
  return { node: parseAngle(found[1]), end: at + found[0].length };
}

function parseAngle(inner) {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? undefined : decodeEntities(inner.slice(bar + 1));
  const reference = /^([@#])([A-Z0-9]+)$/.exec(target);
  if (reference) return { type: reference[1] === '@' ? 'user' : 'channel', id: reference[2], label };
  const group = /^!subteam\^([A-Z0-9]+)$/.exec(target);
  if (group) return { type: 'group', id: group[1], label };
  const range = /^!(here|channel|everyone)$/.exec(target);
  if (range) return { type: 'broadcast', range: range[1] };
  const date = /^!date\^(\d{1,12})\^([^^]+)(?:\^(.+))?$/.exec(target);
  if (date) {
    const url = date[3] && safeUrl(date[3]);
    return { type: 'date', seconds: Number(date[1]), format: date[2], url, fallback: label ?? '' };
  }
  const url = safeUrl(target);
  if (url) return { type: 'link', url, label: label || url.replace(/^mailto:/, '') };
  return { type: 'text', text: label ?? decodeEntities(`<${inner}>`) };
}

/** The text of a date token: {date_short}, {time} and their relatives, in an IANA zone. */
export function formatDate(seconds, format, zone, now = Date.now()) {
  const at = new Date(seconds * 1000);
  const show = (options) => new Intl.DateTimeFormat('en-US', { timeZone: zone, ...options }).format(at);
  const days = { date_num: isoDay(at, zone), date: { year: 'numeric', month: 'long', day: 'numeric' } };
  days.date_short = { year: 'numeric', month: 'short', day: 'numeric' };
  days.date_long = { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' };
  return format.replace(
    /\{(date_num|date|date_short|date_long)(_pretty)?\}|\{(time|time_secs)\}|\{(ago)\}/g,
    (all, day, pretty, time, ago) => {
      if (time)
        return show({ hour: 'numeric', minute: '2-digit', ...(time === 'time_secs' ? { second: '2-digit' } : {}) });
      if (ago) return agoText(now - at.getTime());
      const word = pretty && dayWord(at, zone, now);
      if (word) return word;
      return typeof days[day] === 'string' ? days[day] : day ? show(days[day]) : all;
    },
  );
}

function isoDay(at, zone) {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    at,
  );
}

function dayWord(at, zone, now) {
  const words = [
    [0, 'today'],
    [-1, 'yesterday'],
    [1, 'tomorrow'],
  ];
  return words.find(([days]) => isoDay(at, zone) === isoDay(new Date(now + days * 86_400_000), zone))?.[1];
}

function agoText(ms) {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const [count, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 1440
        ? [Math.round(minutes / 60), 'hour']
        : [Math.round(minutes / 1440), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}
