// Short notices in a corner that go away by themselves and are read out.
import { byId, el } from './dom.js';

const SHOWN_MS = 6000;

/** Shows a notice; `kind` "bad" is red. */
export function toast(text, kind = 'plain') {
  const node = el('div', { class: `toast ${kind}` }, text);
  byId('toasts').append(node);
  setTimeout(() => node.remove(), SHOWN_MS);
}
