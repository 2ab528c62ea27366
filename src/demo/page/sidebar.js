// The left side: channels, the direct message, who you are; on a narrow screen a drawer.
import { byId, el, fill, icon } from './dom.js';
import { homeButton } from './home.js';
import { change, self, store } from './store.js';

/** Wires the parts that stay; `onPerson(id)` is called when the visitor becomes somebody else. */
export function startSidebar(onPerson) {
  fill(byId('menu'), icon('menu'));
  byId('menu').addEventListener('click', () => setDrawer(true));
  byId('scrim').addEventListener('click', () => setDrawer(false));
  byId('sidebar').addEventListener('keydown', (event) => {
    if (event.key === 'Escape') setDrawer(false);
  });
  byId('person').addEventListener('change', (event) => onPerson(event.target.value));
}

/** Opens or closes the drawer of narrow screens. */
export function setDrawer(open) {
  const shell = byId('shell');
  if (shell.classList.contains('drawer-open') === open) return;
  shell.classList.toggle('drawer-open', open);
  byId('menu').setAttribute('aria-expanded', String(open));
  if (open) byId('channel-list').querySelector('button')?.focus();
  else byId('menu').focus();
}

/** Shows the sidebar as the store is now. */
export function showSidebar() {
  byId('team-name').textContent = store.boot.team;
  byId('team-note').textContent = store.boot.publicTitle;
  const rooms = store.channels.filter((channel) => channel.kind !== 'im');
  const direct = store.channels.filter((channel) => channel.kind === 'im');
  const focused = document.activeElement?.dataset?.channel;
  fill(byId('channel-list'), group('Channels', rooms), group('Apps', direct));
  if (focused)
    byId('channel-list')
      .querySelector(`[data-channel="${CSS.escape(focused)}"]`)
      ?.focus();
  showPeople();
}

function group(title, channels) {
  return [
    el('h2', {}, title),
    el(
      'ul',
      {},
      channels.flatMap((channel) => [
        el('li', {}, channelButton(channel)),
        channel.kind === 'im'
          ? el(
              'li',
              {},
              homeButton(channel, () => setDrawer(false)),
            )
          : null,
      ]),
    ),
  ];
}

function channelButton(channel) {
  const count = store.unread.get(channel.id) ?? 0;
  const current = channel.id === store.channel && !(channel.kind === 'im' && store.tab === 'home');
  const sign =
    channel.kind === 'im'
      ? el('img', { src: 'icon.svg', alt: '', width: '18', height: '18' })
      : channel.kind === 'private'
        ? icon('lock')
        : el('span', { class: 'hash', 'aria-hidden': 'true' }, '#');
  const words =
    channel.kind === 'im' ? `Direct message with ${channel.name}` : `${channel.name}, ${channel.kind} channel`;
  return el(
    'button',
    {
      type: 'button',
      class: count > 0 ? 'unread' : undefined,
      'aria-current': current ? 'page' : undefined,
      'aria-label': count > 0 ? `${words}, ${count} unread` : words,
      data: { channel: channel.id },
      on: { click: () => go(channel.id) },
    },
    sign,
    el('span', { class: 'channel-label' }, channel.name),
    count > 0 ? el('span', { class: 'count', 'aria-hidden': 'true' }, String(count)) : null,
  );
}

function go(id) {
  store.unread.delete(id);
  change({ channel: id, thread: null, tab: 'messages', awaiting: null });
  setDrawer(false);
  byId('channel-name').focus();
}

function showPeople() {
  const select = byId('person');
  if (select.options.length !== store.boot.people.length) {
    fill(
      select,
      store.boot.people.map((person) => el('option', { value: person.id }, person.realName)),
    );
  }
  select.value = store.me;
  const person = self();
  byId('person-note').textContent = person ? `${person.note} · ${person.tz}` : '';
}
