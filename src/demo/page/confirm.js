// The confirmation dialog in front of a press. https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object
import { byId, el, fill } from './dom.js';
import { plainNodes } from './inline.js';

/** True when there is nothing to confirm, or the person said yes. */
export function askToConfirm(confirm) {
  if (!confirm) return Promise.resolve(true);
  const dialog = byId('confirm');
  const text = (object, otherwise) => plainNodes(object?.text ?? otherwise);
  const yes = el(
    'button',
    { type: 'button', class: `block-button ${confirm.style === 'danger' ? 'danger' : 'primary'}` },
    text(confirm.confirm, 'Yes'),
  );
  const no = el('button', { type: 'button', class: 'block-button' }, text(confirm.deny, 'No'));
  fill(
    dialog,
    el('h2', { id: 'confirm-title' }, text(confirm.title, 'Are you sure?')),
    el('p', {}, text(confirm.text, '')),
    el('div', { class: 'dialog-foot' }, no, yes),
  );
  return new Promise((resolve) => {
    let answer = false;
    yes.addEventListener('click', () => {
      answer = true;
      dialog.close();
    });
    no.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => resolve(answer), { once: true });
    dialog.showModal();
    no.focus();
  });
}
