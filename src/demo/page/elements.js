// Interactive block elements → controls. A press goes to `context.press`; inputs of a modal are kept in `context.entered`.

import { askToConfirm } from './confirm.js';
import { el, icon } from './dom.js';
import { link, plainNodes } from './inline.js';
import { safeUrl } from './mrkdwn.js';

/** A control for one element, or a remark when the playground cannot show it. */
export function showElement(element, block, context) {
  switch (element.type) {
    case 'button':
      return button(element, block, context);
    case 'icon_button':
      return iconButton(element, block, context);
    case 'static_select':
    case 'multi_static_select':
      return select(element, block, context);
    case 'users_select':
    case 'conversations_select':
    case 'channels_select':
      return select({ ...element, options: directory(element.type, context) }, block, context);
    case 'overflow':
      return overflow(element, block, context);
    case 'datepicker':
      return picker(element, block, context, 'date', element.initial_date);
    case 'timepicker':
      return picker(element, block, context, 'time', element.initial_time);
    case 'checkboxes':
      return choices(element, block, context, 'checkbox');
    case 'radio_buttons':
      return choices(element, block, context, 'radio');
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return textInput(element, context);
    case 'feedback_buttons':
      return feedback(element, block, context);
    default:
      return el('span', { class: 'unknown' }, `(${element.type} cannot be shown here)`);
  }
}

function button(element, block, context) {
  const style = element.style === 'primary' || element.style === 'danger' ? ` ${element.style}` : '';
  const node = el(
    'button',
    { type: 'button', class: `block-button${style}`, 'aria-label': element.accessibility_label },
    plainNodes(element.text?.text ?? '', element.text?.emoji !== false),
  );
  node.addEventListener('click', async () => {
    if (!(await askToConfirm(element.confirm))) return;
    const url = element.url && safeUrl(element.url);
    if (url) window.open(url, '_blank', 'noopener,noreferrer');
    await busy(node, () => context.press(element, block));
  });
  return node;
}

function iconButton(element, block, context) {
  const label = element.accessibility_label ?? element.text?.text ?? element.action_id;
  const node = el('button', { type: 'button', class: 'icon-button', 'aria-label': label, title: label }, icon('close'));
  node.addEventListener('click', async () => {
    if (await askToConfirm(element.confirm)) await busy(node, () => context.press(element, block));
  });
  return node;
}

/** Marks a control as working until `work` ends. */
export async function busy(node, work) {
  if (node.getAttribute('aria-busy') === 'true') return;
  node.setAttribute('aria-busy', 'true');
  try {
    await work();
  } finally {
    node.removeAttribute('aria-busy');
  }
}

function directory(type, context) {
  const source = type === 'users_select' ? context.names : context.channelNames;
  const entries = Object.entries(source).filter(([id]) => (type === 'users_select' ? /^[UW]/ : /^[CG]/).test(id));
  return entries.map(([value, text]) => ({ value, text: { text } }));
}

function select(element, block, context) {
  const multiple = element.type === 'multi_static_select';
  const placeholder = element.placeholder?.text ?? 'Choose…';
  const held = [context.entered?.get(element.action_id) ?? initialOf(element)].flat();
  const node = el('select', { class: 'block-select', multiple, 'aria-label': labelOf(block) ?? placeholder });
  if (!multiple) node.append(el('option', { value: '' }, placeholder));
  for (const group of element.option_groups ?? []) {
    node.append(
      el(
        'optgroup',
        { label: group.label?.text ?? '' },
        (group.options ?? []).map((one) => option(one, held)),
      ),
    );
  }
  node.append(...(element.options ?? []).map((one) => option(one, held)));
  const chosen = () => (multiple ? [...node.selectedOptions].map((one) => one.value) : node.value);
  node.addEventListener('change', async () => {
    context.entered?.set(element.action_id, chosen());
    if (context.entered && block.type === 'input') return;
    if (node.value === '' || !(await askToConfirm(element.confirm))) return;
    await busy(node, () => context.press(element, block, chosen()));
  });
  return node;
}

function option(one, held) {
  return el('option', { value: one.value, selected: held.includes(one.value) }, one.text?.text ?? '');
}

function initialOf(element) {
  if (element.initial_options) return element.initial_options.map((one) => one.value);
  return (
    element.initial_option?.value ??
    element.initial_user ??
    element.initial_conversation ??
    element.initial_channel ??
    []
  );
}

function labelOf(block) {
  return block.type === 'input' ? undefined : block.text?.text;
}

function overflow(element, block, context) {
  const menu = el('details', { class: 'overflow' }, el('summary', { 'aria-label': 'More actions' }, icon('more')));
  const items = (element.options ?? []).map((one) => {
    const item = el('button', { type: 'button' }, plainNodes(one.text?.text ?? ''));
    item.addEventListener('click', async () => {
      menu.open = false;
      if (!(await askToConfirm(element.confirm))) return;
      const url = one.url && safeUrl(one.url);
      if (url) window.open(url, '_blank', 'noopener,noreferrer');
      await context.press(element, block, one.value);
    });
    return item;
  });
  menu.append(el('div', { class: 'overflow-items' }, items));
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    menu.querySelector('summary').focus();
  });
  menu.addEventListener('focusout', (event) => {
    if (!menu.contains(event.relatedTarget)) menu.open = false;
  });
  return menu;
}

function picker(element, block, context, type, initial) {
  const value = context.entered?.get(element.action_id) ?? initial ?? '';
  const node = el('input', { type, value, class: 'block-input', 'aria-label': element.placeholder?.text ?? type });
  node.addEventListener('change', () => {
    context.entered?.set(element.action_id, node.value);
    if (node.value !== '' && !(context.entered && block.type === 'input')) context.press(element, block, node.value);
  });
  return node;
}

function choices(element, block, context, type) {
  const held = [context.entered?.get(element.action_id) ?? initialOf(element)].flat();
  const name = `${block.block_id}-${element.action_id}`;
  const set = el('fieldset', { class: 'choices' });
  const chosen = () => [...set.querySelectorAll('input:checked')].map((input) => input.value);
  for (const one of element.options ?? []) {
    const input = el('input', { type, name, value: one.value, checked: held.includes(one.value) });
    input.addEventListener('change', () => {
      const values = type === 'radio' ? (chosen()[0] ?? '') : chosen();
      context.entered?.set(element.action_id, values);
      if (!(context.entered && block.type === 'input')) context.press(element, block, values);
    });
    const note = one.description ? el('small', {}, one.description.text) : null;
    set.append(el('label', {}, input, el('span', {}, plainNodes(one.text?.text ?? ''), note)));
  }
  return set;
}

const INPUT_TYPES = { email_text_input: 'email', url_text_input: 'url', number_input: 'number' };

function textInput(element, context) {
  const value = context.entered?.get(element.action_id) ?? element.initial_value ?? '';
  const common = {
    class: 'block-input',
    placeholder: element.placeholder?.text,
    maxlength: element.max_length,
    autofocus: element.focus_on_load === true,
  };
  const node = element.multiline
    ? el('textarea', { ...common, rows: '4' }, value)
    : el('input', { ...common, type: INPUT_TYPES[element.type] ?? 'text', value });
  node.addEventListener('input', () => context.entered?.set(element.action_id, node.value));
  return node;
}

function feedback(element, block, context) {
  const one = (side, name) => {
    const label = element[`${side}_button`]?.text?.text ?? side;
    const node = el('button', { type: 'button', class: 'icon-button', 'aria-label': label, title: label }, icon(name));
    node.addEventListener('click', async () => {
      await busy(node, () => context.press(element, block, side));
      for (const other of node.parentElement.children) other.setAttribute('aria-pressed', String(other === node));
    });
    return node;
  };
  return el('span', { class: 'feedback' }, one('positive', 'up'), one('negative', 'down'));
}

/** An image from elsewhere is not loaded; it is named and linked instead. */
export function showImage(image) {
  const url = image.image_url && safeUrl(image.image_url);
  const label = `Image: ${image.alt_text ?? ''}`;
  return el('span', { class: 'image-stand-in' }, icon('file'), url ? link(url, label) : label);
}
