// One message → a list item: who, when, blocks or text, files, reactions, the way to its thread.
import { showBlocks } from './blocks.js';
import { el, icon } from './dom.js';
import { emojiOf } from './emoji.js';
import { showNodes } from './inline.js';
import { parseMrkdwn } from './mrkdwn.js';
import { showCsvPreview } from './tables.js';

/**
 * A message. `context` is that of blocks.js plus `press`; `options`: `compact` (same author shortly before), `replies`
 * (those of its thread, none inside a thread), `onThread` (opens it).
 */
export function showMessage(message, context, { compact = false, replies = [], onThread } = {}) {
  const author = authorOf(message, context);
  const classes = ['message', compact ? 'compact' : '', message.only ? `only only-${message.only}` : ''].filter(
    Boolean,
  );
  return el(
    'li',
    { class: classes.join(' '), data: { ts: message.ts } },
    compact ? el('span', { class: 'gutter' }, timeOf(message.ts, context.zone)) : avatar(author),
    el(
      'div',
      { class: 'message-body' },
      message.only ? onlyYou(message) : null,
      compact ? null : head(message, author, context),
      content(message, context),
      message.files.map((file) => showFile(file, context.me)),
      reactions(message),
      replies.length > 0 ? threadLink(message, replies, context, onThread) : null,
    ),
    onThread && message.only === null ? replyButton(message, onThread) : null,
  );
}

/** The time of a timestamp in a zone, such as "3:04 PM". */
export function timeOf(ts, zone) {
  return new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: 'numeric', minute: '2-digit' }).format(
    Number(ts) * 1000,
  );
}

/** A square with initials, or the app's sign. */
export function avatar({ name, isApp }) {
  if (isApp) return el('img', { class: 'avatar', src: 'icon.svg', alt: '', width: '36', height: '36' });
  const initials = name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase();
  return el('span', { class: `avatar tint-${tintOf(name)}`, 'aria-hidden': 'true' }, initials);
}

function tintOf(name) {
  return [...name].reduce((sum, char) => sum + char.codePointAt(0), 0) % 5;
}

function authorOf(message, context) {
  if (message.only === 'client') return { name: 'Slackbot', isApp: false };
  return { name: context.names[message.user] ?? message.user, isApp: message.byApp };
}

function head(message, author, context) {
  const at = new Date(Number(message.ts) * 1000);
  const full = new Intl.DateTimeFormat('en-US', {
    timeZone: context.zone,
    dateStyle: 'full',
    timeStyle: 'long',
  }).format(at);
  return el(
    'div',
    { class: 'message-head' },
    el('strong', {}, author.name),
    author.isApp ? el('span', { class: 'badge' }, 'APP') : null,
    el('time', { datetime: at.toISOString(), title: full }, timeOf(message.ts, context.zone)),
  );
}

function onlyYou(message) {
  const text = message.only === 'client' ? 'Slack tells you' : 'Only visible to you';
  return el('p', { class: 'only-label' }, icon('eye'), text);
}

function content(message, context) {
  const press = (element, block, choice) => context.press(message, element, block, choice);
  if (message.blocks.length > 0)
    return el('div', { class: 'blocks' }, showBlocks(message.blocks, { ...context, press }));
  if (message.text === '') return null;
  const edited = message.edited ? el('small', { class: 'edited' }, ' (edited)') : null;
  return el('div', { class: 'text' }, showNodes(parseMrkdwn(message.text), context), edited);
}

function showFile(file, me) {
  const href = `/files/${encodeURIComponent(file.id)}?user=${encodeURIComponent(me)}`;
  const size = file.size < 1024 ? `${file.size} bytes` : `${(file.size / 1024).toFixed(1)} KB`;
  return el(
    'div',
    { class: 'file' },
    el(
      'a',
      { class: 'file-link', href, download: file.name, 'aria-label': `Download ${file.name}, ${size}` },
      icon('file'),
      el('span', { class: 'file-name' }, el('strong', {}, file.title), el('small', {}, `${file.name} · ${size}`)),
      icon('download'),
    ),
    file.preview ? showCsvPreview(file.preview, file.name) : null,
  );
}

function reactions(message) {
  if (message.reactions.length === 0) return null;
  return el(
    'div',
    { class: 'reactions' },
    message.reactions.map(({ name, users }) => {
      const label = `${name.replaceAll('_', ' ')}, ${users.length}`;
      return el(
        'span',
        { class: 'reaction', role: 'img', 'aria-label': label },
        emojiOf(name) ?? `:${name}:`,
        ` ${users.length}`,
      );
    }),
  );
}

function threadLink(message, replies, context, onThread) {
  const authors = [...new Map(replies.map((reply) => [reply.user, authorOf(reply, context)])).values()].slice(0, 4);
  const count = `${replies.length} ${replies.length === 1 ? 'reply' : 'replies'}`;
  const last = `Last reply ${timeOf(replies.at(-1).ts, context.zone)}`;
  return el(
    'button',
    { type: 'button', class: 'thread-link', on: { click: () => onThread(message.ts) } },
    authors.map(avatar),
    el('strong', {}, count),
    el('small', {}, last),
  );
}

function replyButton(message, onThread) {
  const label = 'Reply in a thread';
  return el(
    'div',
    { class: 'message-tools' },
    el(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        'aria-label': label,
        title: label,
        on: { click: () => onThread(message.ts) },
      },
      icon('reply'),
    ),
  );
}
