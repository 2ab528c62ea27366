// The app's Home: its entry in the sidebar, and the view the app published for whoever looks.
import { showBlocks } from './blocks.js';
import { byId, el, fill } from './dom.js';
import { act } from './net.js';
import { change, store } from './store.js';

/** Shows Home, and tells the app that it was opened. `channel`: the direct messages with the app. */
export function openHome(channel) {
  change({ channel, tab: 'home', thread: null, awaiting: null });
  void act('open-home', {});
}

/** The entry under the app's direct messages. `after` is called once it was followed. */
export function homeButton(channel, after) {
  const current = channel.id === store.channel && store.tab === 'home';
  const follow = () => {
    openHome(channel.id);
    after();
    byId('channel-name').focus();
  };
  return el(
    'button',
    {
      type: 'button',
      class: 'home-entry',
      'aria-current': current ? 'page' : undefined,
      'aria-label': `Home of ${channel.name}`,
      data: { channel: `${channel.id} home` },
      on: { click: follow },
    },
    el('span', { class: 'channel-label' }, 'Home'),
  );
}

/** The published view; what had the focus keeps it when the app publishes a new one. `here`: as in blocks.js. */
export function showHome(here) {
  const home = byId('home');
  const view = store.home;
  if (!view) {
    fill(home, el('p', { class: 'empty' }, `${store.boot.bot.name} has not shown anything here yet.`));
    home.dataset.hash = '';
    return;
  }
  if (home.dataset.hash === view.hash) return;
  const press = (element, block, choice) =>
    act('press', { viewId: view.id, actionId: element.action_id, blockId: block.block_id, choice });
  const focused = home.contains(document.activeElement) ? document.activeElement.getAttribute('aria-label') : null;
  fill(
    home,
    el('div', { class: 'blocks' }, showBlocks(view.body.blocks ?? [], { ...here, press, entered: new Map() })),
  );
  home.dataset.hash = view.hash;
  if (focused !== null) home.querySelector(`[aria-label="${CSS.escape(focused)}"]`)?.focus();
}
