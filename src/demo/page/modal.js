// The topmost modal view as a dialog. What was entered survives an update of the view.
import { showBlocks } from './blocks.js';
import { byId, el, fill, icon } from './dom.js';
import { busy } from './elements.js';
import { plainNodes } from './inline.js';
import { act } from './net.js';
import { store } from './store.js';
import { toast } from './toast.js';

let entered = new Map();
let shownId = '';
let shownHash = '';
let shownErrors = {};
let closing = false;

/** Wires the dialog. */
export function startModal() {
  byId('modal').addEventListener('close', () => {
    if (!closing && store.views.length > 0) void act('close-view', {});
    closing = false;
  });
}

/** Opens, updates or closes the dialog to match the store. `context` is that of blocks.js without `press`. */
export function showModal(context) {
  const dialog = byId('modal');
  const view = store.views.at(-1);
  if (!view) {
    if (dialog.open) {
      closing = true;
      dialog.close();
    }
    shownId = '';
    return;
  }
  if (view.id !== shownId) {
    entered = new Map();
    shownErrors = {};
  }
  if (view.id === shownId && view.hash === shownHash && dialog.open) return;
  shownId = view.id;
  shownHash = view.hash;
  render(dialog, view, context);
  if (!dialog.open) dialog.showModal();
}

function render(dialog, view, context) {
  const { body } = view;
  const press = (element, block, choice) =>
    act('press', { viewId: view.id, actionId: element.action_id, blockId: block.block_id, choice });
  const close = el(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': 'Close', on: { click: () => dialog.close() } },
    icon('close'),
  );
  const cancel = el(
    'button',
    { type: 'button', class: 'block-button', on: { click: () => dialog.close() } },
    plainNodes(body.close?.text ?? 'Cancel'),
  );
  const submit = body.submit
    ? el('button', { type: 'submit', class: 'block-button primary' }, plainNodes(body.submit.text))
    : null;
  const form = el(
    'form',
    { novalidate: true },
    el('header', { class: 'dialog-head' }, el('h2', { id: 'modal-title' }, plainNodes(body.title?.text ?? '')), close),
    el(
      'div',
      { class: 'dialog-body blocks' },
      showBlocks(body.blocks ?? [], { ...context, press, entered, errors: shownErrors }),
    ),
    el('footer', { class: 'dialog-foot' }, cancel, submit),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (submit) void busy(submit, () => send(dialog, view, context));
  });
  fill(dialog, form);
}

async function send(dialog, view, context) {
  const result = await act('submit', { entered: Object.fromEntries(entered) });
  if (!result || (result.ok && !result.errors)) return;
  shownErrors = result.errors ?? Object.fromEntries((result.missing ?? []).map((id) => [id, 'Please fill this in.']));
  if (Object.keys(shownErrors).length === 0) toast(`${store.boot.bot.name} did not take it (${result.error}).`, 'bad');
  render(dialog, view, context);
  dialog.querySelector('[aria-invalid]')?.focus();
}
