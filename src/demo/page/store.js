// What the page knows, and who wants to hear when it changes. One store; the parts of the page read it.

const listeners = new Set();

/** The page's state. `messages` is by timestamp. */
export const store = {
  boot: null,
  me: '',
  channels: [],
  names: {},
  channelNames: {},
  messages: new Map(),
  views: [],
  home: null,
  channel: '',
  thread: null,
  tab: 'messages',
  unread: new Map(),
  /** Timestamp of the last thing said here, while its answer has not been shown yet; opens the thread of the answer. */
  awaiting: null,
  connected: true,
  /** How far the workspace's clock is ahead of this browser's, milliseconds. */
  skewMs: 0,
};

/** Calls `listener` after each change. */
export function onChange(listener) {
  listeners.add(listener);
}

/** Changes the store and tells everyone. */
export function change(part) {
  Object.assign(store, part);
  for (const listener of listeners) listener();
}

/** The person the visitor is. */
export function self() {
  return store.boot?.people.find((person) => person.id === store.me);
}

/** The open channel. */
export function openChannel() {
  return store.channels.find((channel) => channel.id === store.channel);
}

/** All messages of a channel in order; without replies, except those also sent to the channel. */
export function topMessages(channel) {
  return inOrder((message) => message.channel === channel && (message.threadTs === null || message.broadcast));
}

/** Replies of a thread in order. */
export function repliesTo(channel, ts) {
  return inOrder((message) => message.channel === channel && message.threadTs === ts);
}

function inOrder(wanted) {
  return [...store.messages.values()].filter(wanted).sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

/** Takes a snapshot of the server. */
export function takeSnapshot(snapshot) {
  const messages = new Map(snapshot.messages.map((message) => [message.ts, message]));
  const stays = snapshot.channels.some((channel) => channel.id === store.channel);
  change({
    ...snapshot,
    messages,
    channel: stays ? store.channel : (snapshot.channels[0]?.id ?? ''),
    thread: stays && messages.has(store.thread) ? store.thread : null,
  });
}

/** Takes one live change of the server. */
export function takeChange(live) {
  switch (live.kind) {
    case 'message':
    case 'message-changed':
      takeMessage(live.message, live.kind === 'message');
      break;
    case 'message-deleted':
      store.messages.delete(live.message.ts);
      change(store.thread === live.message.ts ? { thread: null } : {});
      break;
    case 'views':
      change({ views: live.views });
      break;
    case 'home':
      change({ home: live.home });
      break;
    default:
      break;
  }
}

function takeMessage(message, arrived) {
  const isNew = arrived && !store.messages.has(message.ts);
  store.messages.set(message.ts, message);
  const part = {};
  const mine = message.user === store.me;
  if (isNew && !mine && (message.channel !== store.channel || store.tab === 'home')) {
    store.unread.set(message.channel, (store.unread.get(message.channel) ?? 0) + 1);
  }
  const answersMe =
    isNew && !mine && message.threadTs !== null && store.awaiting !== null && message.channel === store.channel;
  const parent = answersMe && store.messages.get(message.threadTs);
  if (parent && parent.ts >= store.awaiting && store.thread === null && window.innerWidth > 1000) {
    Object.assign(part, { thread: parent.ts, awaiting: null });
  }
  change(part);
}
