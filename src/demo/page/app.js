// The page: loads who is there, follows what happens, and shows it. Each part lives in a module of its own.
import { showComposers, startComposers, suggestionCards } from './composer.js';
import { byId, el, fill, icon } from './dom.js';
import { openHome, showHome } from './home.js';
import { messageList } from './message-list.js';
import { showModal, startModal } from './modal.js';
import { act, follow, get } from './net.js';
import { showSidebar, startSidebar } from './sidebar.js';
import {
  change,
  onChange,
  openChannel,
  repliesTo,
  self,
  store,
  takeChange,
  takeSnapshot,
  topMessages,
} from './store.js';
import { startTheme } from './theme.js';
import { toast } from './toast.js';

const updateMessages = messageList(byId('messages'), byId('message-scroll'));
const updateThread = messageList(byId('thread-messages'), byId('thread-scroll'));
let openedFrom = null;

async function start() {
  startTheme();
  startSidebar(become);
  startComposers();
  startModal();
  fill(byId('thread-close'), icon('close'));
  for (const id of ['message-scroll', 'thread-scroll']) byId(id).tabIndex = 0; // scrolls with the arrow keys
  byId('thread-close').addEventListener('click', closeThread);
  byId('thread').addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) closeThread();
  });
  const boot = await get('/api/boot');
  document.title = boot.publicTitle;
  Object.assign(store, { boot, skewMs: boot.nowMs - Date.now() });
  onChange(show);
  const remembered = new URLSearchParams(location.search).get('as');
  await become(boot.people.find((person) => person.id === remembered)?.id ?? boot.people[0].id);
  byId('composer-text').focus();
}

async function become(person) {
  const switched = store.me !== '' && store.me !== person;
  Object.assign(store, { me: person, thread: null, unread: new Map(), awaiting: null });
  // Changes that arrive while a snapshot is under way are held back and applied on it, in order: nothing falls between.
  let held = [];
  const catchUp = async () => {
    held ??= [];
    const snapshot = await get(`/api/snapshot?user=${encodeURIComponent(person)}`);
    if (store.me !== person) return;
    takeSnapshot(snapshot);
    for (const live of held) takeChange(live);
    held = null;
    change({ connected: true });
  };
  await follow(person, {
    onOpen: catchUp,
    onLive: (live) => (held ? held.push(live) : takeChange(live)),
    onLost: () => {
      held ??= [];
      change({ connected: false });
    },
  });
  if (switched) toast(`You are ${self().realName} now.`);
}

function context() {
  return {
    names: store.names,
    channelNames: store.channelNames,
    zone: self()?.tz ?? 'UTC',
    now: Date.now() + store.skewMs,
    me: store.me,
    press: async (message, element, block, choice) => {
      change({ awaiting: message.ts });
      const where = { ts: message.ts, actionId: element.action_id, blockId: block.block_id, choice };
      const result = await act('press', where);
      if (result && !result.ok) toast(`${store.boot.bot.name} did not answer (${result.error}).`, 'bad');
    },
  };
}

function show() {
  const channel = openChannel();
  if (!channel || !self()) return;
  document.documentElement.classList.toggle('offline', !store.connected);
  const here = context();
  showSidebar();
  showHead(channel);
  showComposers();
  const home = channel.kind === 'im' && store.tab === 'home';
  byId('home').hidden = !home;
  byId('message-scroll').hidden = home;
  byId('foot').hidden = home;
  if (home) showHome(here);
  showIntro(channel);
  updateMessages(`${store.me} ${channel.id}`, topMessages(channel.id), here, {
    repliesOf: (message) => repliesTo(channel.id, message.ts).filter((reply) => reply.only === null),
    onThread: openThread,
  });
  showThread(channel, here);
  showModal(here);
}

function showHead(channel) {
  const sign = channel.kind === 'private' ? icon('lock') : channel.kind === 'public' ? '# ' : null;
  fill(byId('channel-name'), sign, channel.name);
  const people = `${channel.memberCount} members`;
  byId('channel-topic').textContent =
    channel.kind === 'im' ? 'App · direct message' : [channel.topic, people].filter(Boolean).join(' · ');
  byId('message-scroll').setAttribute('aria-label', `Messages in ${channel.name}`);
  const tabs = byId('channel-tabs');
  tabs.hidden = channel.kind !== 'im';
  const tab = (name, label) =>
    el(
      'button',
      { type: 'button', 'aria-pressed': String(store.tab === name), on: { click: () => setTab(name) } },
      label,
    );
  if (!tabs.hidden && tabs.dataset.tab !== store.tab) {
    const hadFocus = tabs.contains(document.activeElement);
    fill(tabs, tab('messages', 'Messages'), tab('home', 'Home'));
    if (hadFocus) tabs.querySelector('[aria-pressed="true"]').focus();
  }
  tabs.dataset.tab = tabs.hidden ? '' : store.tab;
}

function setTab(tab) {
  if (tab === 'home') return openHome(store.channel);
  store.unread.delete(store.channel);
  change({ tab, thread: null });
}

function showIntro(channel) {
  const { bot } = store.boot;
  const title =
    channel.kind === 'im' ? `This is between you and ${bot.name}` : `This is the beginning of #${channel.name}`;
  const inside = channel.botInside
    ? `Ask ${bot.name} who did something in AWS; it answers in a thread.`
    : `${bot.name} is not in this channel: it can be asked, and says what that means for the answer.`;
  const empty = topMessages(channel.id).length === 0;
  const version = `${channel.id} ${empty} ${store.me}`;
  byId('chips').hidden = empty;
  if (byId('intro').dataset.version === version) return;
  byId('intro').dataset.version = version;
  byId('intro').classList.toggle('empty-channel', empty);
  fill(byId('intro'), el('h2', {}, title), el('p', {}, inside), empty ? suggestionCards() : null);
}

function openThread(ts) {
  openedFrom = document.activeElement;
  change({ thread: ts, awaiting: null });
  byId('thread-title').focus();
}

function closeThread() {
  change({ thread: null });
  if (openedFrom?.isConnected) openedFrom.focus();
  else byId('composer-text').focus();
  openedFrom = null;
}

function showThread(channel, here) {
  const parent = store.messages.get(store.thread);
  const pane = byId('thread');
  pane.hidden = !parent;
  byId('shell').classList.toggle('with-thread', Boolean(parent));
  if (!parent) return;
  byId('thread-topic').textContent = channel.kind === 'im' ? channel.name : `#${channel.name}`;
  const replies = repliesTo(channel.id, parent.ts);
  updateThread(`${store.me} ${parent.ts}`, [parent, ...replies], here, { afterFirst: true });
}

start().catch((error) => toast(`The page could not start: ${error.message}.`, 'bad'));
