// table and data_table blocks, and CSV previews → tables that scroll in their own box.
import { el } from './dom.js';
import { showRichText } from './rich-text.js';

/** A table block. The first row is the heading, as Slack shows it. */
export function showTable(block, context) {
  const settings = block.column_settings ?? [];
  const [head, ...rows] = block.rows ?? [];
  const cell = (tag, extra) => (value, column) => {
    const { align, is_wrapped: wrapped } = settings[column] ?? {};
    const classes = [align === 'right' || align === 'center' ? `align-${align}` : '', wrapped ? 'wrapped' : ''].filter(
      Boolean,
    );
    return el(tag, { ...extra, class: classes.join(' ') || undefined }, cellContent(value, context));
  };
  const body = rows.map((row) => el('tr', {}, row.map(cell('td', {}))));
  const table = el(
    'table',
    {},
    el('thead', {}, el('tr', {}, (head ?? []).map(cell('th', { scope: 'col' })))),
    el('tbody', {}, body),
  );
  return frame(table, block.caption ?? `Table, ${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`);
}

/** A data_table block: the same, page by page. */
export function showDataTable(block, context) {
  const size = block.page_size ?? 5;
  const framed = showTable(block, context);
  const rows = [...framed.querySelectorAll('tbody tr')];
  let page = 0;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const where = el('span', {});
  const turn = (by) => {
    page = Math.min(pages - 1, Math.max(0, page + by));
    rows.forEach((row, index) => {
      row.hidden = Math.floor(index / size) !== page;
    });
    where.textContent = `Page ${page + 1} of ${pages}`;
  };
  const button = (label, by) =>
    el('button', { type: 'button', class: 'block-button small', on: { click: () => turn(by) } }, label);
  turn(0);
  const caption = el('p', { class: 'table-caption' }, block.caption ?? '');
  return el(
    'div',
    {},
    caption,
    framed,
    pages > 1 ? el('p', { class: 'pager' }, button('Previous', -1), where, button('Next', 1)) : null,
  );
}

/** The first rows of a CSV file. */
export function showCsvPreview(preview, name) {
  const [head, ...rows] = preview.rows;
  const table = el(
    'table',
    { class: 'csv' },
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        (head ?? []).map((text) => el('th', { scope: 'col' }, text)),
      ),
    ),
    el(
      'tbody',
      {},
      rows.map((row) =>
        el(
          'tr',
          {},
          row.map((text) => el('td', {}, text)),
        ),
      ),
    ),
  );
  const more =
    preview.moreRows > 0
      ? el('p', { class: 'csv-more' }, `and ${preview.moreRows} more ${preview.moreRows === 1 ? 'row' : 'rows'}`)
      : null;
  return el('div', { class: 'csv-preview' }, frame(table, `First rows of ${name}`), more);
}

function cellContent(value, context) {
  if (value?.type === 'rich_text') return showRichText(value, context);
  return breakable(String(value?.text ?? value?.value ?? ''));
}

// Names of AWS are long words: they may break where their parts meet, and nowhere else.
function breakable(text) {
  const parts = text.split(/(?<=[@/_])|(?<=:)(?=[A-Za-z])|(?<=[a-z])(?=[A-Z])|(?<=\.)(?=[A-Za-z])/);
  return parts.flatMap((part, index) => (index === 0 ? [part] : [el('wbr'), part]));
}

function frame(table, label) {
  return el('div', { class: 'table-frame', role: 'region', 'aria-label': label, tabindex: '0' }, table);
}
