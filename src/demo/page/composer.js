// The boxes to type in: Enter sends, Shift+Enter breaks the line, the arrow up brings the last text back.
import { byId, el, fill, icon } from './dom.js';
import { act } from './net.js';
import { change, openChannel, store } from './store.js';

/** Wires both boxes and the chips. */
export function startComposers() {
  wire('composer', 'composer-text', () => ({ channel: store.channel }));
  wire('thread-composer', 'thread-text', () => ({ channel: store.channel, threadTs: store.thread }));
}

/** Shows placeholder, hints and chips for the open channel. */
export function showComposers() {
  const channel = openChannel();
  if (!channel) return;
  const { command, bot } = store.boot;
  const direct = channel.kind === 'im';
  byId('composer-text').placeholder = direct ? `Ask ${bot.name} in plain words` : `Message #${channel.name}`;
  fill(
    byId('hint'),
    direct
      ? ['Just ask. ', key('Enter'), ' sends.']
      : [
          'Ask with ',
          el('code', {}, `${command} …`),
          ' or ',
          el('code', {}, `@${bot.name} …`),
          ' · ',
          key('Enter'),
          ' sends',
        ],
  );
  byId('thread-text').placeholder = 'Reply…';
  fill(
    byId('thread-hint'),
    direct
      ? ['Ask on in this thread.']
      : ['Ask on with ', el('code', {}, `@${bot.name} …`), '; slash commands do not work in threads.'],
  );
  showChips(direct);
}

function key(name) {
  return el('kbd', {}, name);
}

/** The suggestions as large cards, for a channel in which nothing was asked yet. */
export function suggestionCards() {
  const cards = suggestions('card');
  return cards.length === 0 ? null : el('section', { class: 'cards', 'aria-label': 'Suggested questions' }, cards);
}

let chipsFor = '';

function showChips(direct) {
  const wanted = `${direct} ${store.boot.suggestions.join()}`;
  if (chipsFor === wanted) return;
  chipsFor = wanted;
  fill(byId('chips'), suggestions('chip'));
}

function suggestions(look) {
  const { command } = store.boot;
  const direct = openChannel()?.kind === 'im';
  return store.boot.suggestions.map((suggestion) => {
    const question = suggestion.startsWith(`${command} `) ? suggestion.slice(command.length + 1) : suggestion;
    const text = /^[/@]/.test(question) || direct ? question : `${command} ${question}`;
    const props = { type: 'button', class: look, title: `Sends: ${text}` };
    return el('button', { ...props, on: { click: () => send(text, { channel: store.channel }) } }, question);
  });
}

async function send(text, where) {
  change({ awaiting: latestTs() });
  return act('say', { text, ...where });
}

// Anything later than what is on screen now is an answer to what is being said.
function latestTs() {
  return [...store.messages.keys()].sort().at(-1) ?? '0';
}

function wire(formId, textId, where) {
  const form = byId(formId);
  const box = byId(textId);
  let last = '';
  fill(form.querySelector('.send'), icon('send'));
  const grow = () => {
    box.style.blockSize = 'auto';
    box.style.blockSize = `${Math.min(box.scrollHeight, 200)}px`;
    form.classList.toggle('ready', box.value.trim() !== '');
  };
  const submit = () => {
    const text = box.value.trim();
    if (text === '') return;
    last = text;
    box.value = '';
    grow();
    void send(text, where());
  };
  box.addEventListener('input', grow);
  box.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === 'ArrowUp' && box.value === '' && last !== '') {
      event.preventDefault();
      box.value = last;
      grow();
    } else if (event.key === 'Tab' && !event.shiftKey && complete(box)) {
      event.preventDefault();
      grow();
    }
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
    box.focus();
  });
}

// "/w" and "@w" become the command and the bot's name; anything else leaves Tab to the browser.
function complete(box) {
  const { command, bot } = store.boot;
  const typed = box.value;
  const whole = [command, `@${bot.name}`].find((word) => typed.length > 0 && word.startsWith(typed) && word !== typed);
  if (!whole) return false;
  box.value = `${whole} `;
  return true;
}
