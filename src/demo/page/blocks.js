// Block Kit → elements, block by block. https://docs.slack.dev/reference/block-kit/blocks
import { showChart } from './chart.js';
import { el } from './dom.js';
import { showElement, showImage } from './elements.js';
import { plainNodes, showNodes, showText } from './inline.js';
import { parseMarkdown } from './markdown.js';
import { showRichText } from './rich-text.js';
import { showDataTable, showTable } from './tables.js';

/**
 * Blocks of a message, modal or Home tab. `context`: `names`, `channelNames`, `zone`, `me`, `press(element, block, choice)`,
 * and in modals `entered` (a Map by action_id) and `errors` (by block_id).
 */
export function showBlocks(blocks, context) {
  return blocks.map((block) => showBlock(block, context)).filter((node) => node !== null);
}

function showBlock(block, context) {
  switch (block.type) {
    case 'section':
      return section(block, context);
    case 'header':
      return el('div', { class: 'block header', role: 'heading', 'aria-level': '3' }, showText(block.text, context));
    case 'divider':
      return el('hr', { class: 'block' });
    case 'context':
      return el(
        'div',
        { class: 'block context' },
        (block.elements ?? []).map((one) => contextElement(one, context)),
      );
    case 'actions':
    case 'context_actions':
      return el(
        'div',
        { class: `block ${block.type}` },
        (block.elements ?? []).map((one) => showElement(one, block, context)),
      );
    case 'image':
      return el(
        'figure',
        { class: 'block' },
        block.title ? el('figcaption', {}, showText(block.title, context)) : null,
        showImage(block),
      );
    case 'rich_text':
      return el('div', { class: 'block rich' }, showRichText(block, context));
    case 'table':
      return el('div', { class: 'block' }, showTable(block, context));
    case 'data_table':
      return el('div', { class: 'block' }, showDataTable(block, context));
    case 'data_visualization':
      return showChart(block);
    case 'container':
      return container(block, context);
    case 'markdown':
      return el('div', { class: 'block markdown' }, showNodes(parseMarkdown(block.text ?? ''), context));
    case 'input':
      return input(block, context);
    default:
      return el('p', { class: 'block unknown' }, `(${block.type} block cannot be shown here)`);
  }
}

function container(block, context) {
  const inside = el('div', { class: 'blocks container-blocks' }, showBlocks(block.child_blocks ?? [], context));
  const title = plainNodes(block.title?.text ?? '', block.title?.emoji !== false);
  const subtitle = block.subtitle ? el('small', {}, showText(block.subtitle, context)) : null;
  if (!block.is_collapsible) return el('div', { class: 'block container' }, el('strong', {}, title), subtitle, inside);
  const open = block.default_collapsed !== true;
  return el('details', { class: 'block container', open }, el('summary', {}, title, subtitle), inside);
}

function section(block, context) {
  const text = block.text ? el('div', { class: 'text' }, showText(block.text, context)) : null;
  const fields = block.fields
    ? el(
        'div',
        { class: 'fields' },
        block.fields.map((field) => el('div', { class: 'text' }, showText(field, context))),
      )
    : null;
  const accessory = block.accessory
    ? el(
        'div',
        { class: 'accessory' },
        block.accessory.type === 'image' ? showImage(block.accessory) : showElement(block.accessory, block, context),
      )
    : null;
  return el('div', { class: 'block section' }, el('div', { class: 'section-body' }, text, fields), accessory);
}

function contextElement(one, context) {
  if (one.type === 'image') return showImage(one);
  return el('span', { class: 'text' }, showText(one, context));
}

let inputCount = 0;

function input(block, context) {
  inputCount += 1;
  const id = `input-${inputCount}`;
  const control = showElement(block.element, block, context);
  const grouped = control.tagName === 'FIELDSET';
  const label = el(grouped ? 'legend' : 'label', grouped ? {} : { for: id }, plainNodes(block.label?.text ?? ''));
  if (block.optional) label.append(el('small', {}, ' (optional)'));
  const error = context.errors?.[block.block_id];
  const notes = [];
  if (block.hint) notes.push(el('p', { class: 'input-hint', id: `${id}-hint` }, plainNodes(block.hint.text)));
  if (error) {
    notes.push(el('p', { class: 'input-error', id: `${id}-error`, role: 'alert' }, String(error)));
    control.setAttribute('aria-invalid', 'true');
  }
  if (notes.length > 0) control.setAttribute('aria-describedby', notes.map((note) => note.id).join(' '));
  if (grouped) control.prepend(label);
  else control.id = id;
  return el('div', { class: 'block input' }, grouped ? null : label, control, notes);
}
