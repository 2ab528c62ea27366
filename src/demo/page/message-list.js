// Keeps a list of messages on screen in step with the store, touching only what changed: focus, scroll position and
// screen readers keep their place.
import { el } from './dom.js';
import { showMessage } from './message.js';

/** Messages of one author within this many seconds stand under one head. */
const GROUP_SECONDS = 300;

/** How near the end still counts as reading the newest, pixels. */
const NEAR_END = 120;

/** A list in `list`, scrolled in `scroll`. Returns the function that brings it up to date. */
export function messageList(list, scroll) {
  let shown = new Map();
  let place = '';
  let leftAt = -1;
  return function update(key, messages, context, { repliesOf = () => [], onThread, afterFirst } = {}) {
    const moved = key !== place;
    const follows = moved || scroll.scrollTop === leftAt || toEnd(scroll) - scroll.scrollTop < NEAR_END;
    if (moved) shown = new Map();
    place = key;
    const next = new Map();
    let before = null;
    const nodes = messages.flatMap((message, index) => {
      const replies = repliesOf(message);
      const compact = before !== null && continues(before, message) && !(afterFirst && index === 1);
      const version = JSON.stringify([message, compact, replies.map((reply) => reply.ts), context.names, context.zone]);
      const held = shown.get(message.ts);
      const entry =
        held?.version === version
          ? held
          : { version, node: showMessage(message, context, { compact, replies, onThread }) };
      next.set(message.ts, entry);
      const day = dayOf(message.ts, context);
      const rule = before === null || dayOf(before.ts, context) !== day ? dayRule(shown, next, day) : null;
      const divider =
        afterFirst && index === 0 && messages.length > 1
          ? keep(shown, next, 'divider', () => replyRule(messages.filter((one) => one.only === null).length - 1))
          : null;
      before = message;
      return [afterFirst ? null : rule, entry.node, divider].filter((node) => node !== null);
    });
    settle(list, nodes);
    shown = next;
    if (!follows) return;
    scroll.scrollTop = afterFirst ? Math.min(toEnd(scroll), topOfAnswer(messages, next)) : toEnd(scroll);
    leftAt = scroll.scrollTop;
  };
}

function toEnd(scroll) {
  return scroll.scrollHeight - scroll.clientHeight;
}

// In a thread the newest answer is read from its top, with its file below it; a later note or question at the end.
function topOfAnswer(messages, shown) {
  const last = messages.at(-1);
  if (last.only !== null || !last.byApp) return Number.POSITIVE_INFINITY;
  const answer = messages.findLast(
    (message) => message.blocks.length > 0 && message.threadTs !== null && message.only === null,
  );
  const node = answer && shown.get(answer.ts)?.node;
  return node ? node.offsetTop - node.parentElement.offsetTop : Number.POSITIVE_INFINITY;
}

// Moves nodes into place one by one, so that untouched ones keep focus and are not read out again.
function settle(list, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
  });
}

function keep(shown, next, key, make) {
  const node = make();
  const held = shown.get(key);
  const entry = held?.version === node.textContent ? held : { version: node.textContent, node };
  next.set(key, entry);
  return entry.node;
}

function dayRule(shown, next, day) {
  return keep(shown, next, `day ${day}`, () => el('li', { class: 'rule' }, el('span', {}, day)));
}

function replyRule(count) {
  const text = `${count} ${count === 1 ? 'reply' : 'replies'}`;
  return el('li', { class: 'rule start' }, el('span', {}, text));
}

function continues(before, message) {
  if (before.user !== message.user || before.only !== null || message.only !== null) return false;
  return Number(message.ts) - Number(before.ts) < GROUP_SECONDS;
}

function dayOf(ts, { zone, now }) {
  const show = (ms) =>
    new Intl.DateTimeFormat('en-US', { timeZone: zone, weekday: 'long', month: 'long', day: 'numeric' }).format(ms);
  const day = show(Number(ts) * 1000);
  if (day === show(now)) return 'Today';
  return day === show(now - 86_400_000) ? 'Yesterday' : day;
}
